"""`pawpress grade --into FOLDER`: tables of many sessions, which a next run goes on with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pawpress.analysis.find_files import find_files
from pawpress.bulk import GradeOptions, Job, judge_all
from pawpress.cli.failure import Failure, Stopped, say
from pawpress.cli.pool_options import PoolOptions, open_pool
from pawpress.cli.progress_line import ProgressLine
from pawpress.core.counted import counted, press_count
from pawpress.system.extras import how_to_install
from pawpress.system.new_file import writing


def grade_into(folder: Path, named: Sequence[Path], how: GradeOptions, spread: PoolOptions, *, json: bool) -> int:
    """Judge what the tables do not hold yet, and return the exit status.

    With `json`, the answers of all files are printed, those that were there too.
    """
    _need_pyarrow()
    from pawpress.bulk.ledger import answers, only_writer, plan

    folder = folder.absolute()
    files = [path for path in find_files(named) if folder not in path.parents]
    job = Job(how, folder, spread.school, spread.rig)
    with writing(folder, Failure, advice="What is there stays; run again when it can."), only_writer(folder):
        todo = plan(folder, files, job, named, again=spread.again)
        presses, refused = _judge(todo.missing, job, spread, there=todo.there)
        if json:
            for answer in answers(folder, files):
                print(answer)
    say(
        f"{folder}: judged {counted(len(todo.missing) - refused, 'file')} with {press_count(presses)}, "
        f"{todo.there} were there, {refused} could not be judged."
    )
    return 1 if refused else 0


def _judge(missing: Sequence[Path], job: Job, spread: PoolOptions, *, there: int) -> tuple[int, int]:
    """Return how many presses were found and how many files could not be judged."""
    if not missing:
        return 0, 0
    presses = refused = done = 0
    with ProgressLine("judged", there + len(missing), "files", begun=there) as progress:

        def tell(now_done: int) -> None:
            nonlocal done
            done = now_done
            progress(there + done)

        pool = open_pool(spread, len(missing))
        try:
            for outcome in judge_all(missing, job, pool, tell):
                presses += outcome.presses
                if outcome.problem is not None:
                    progress.clear()
                    say(outcome.problem)
                    refused += 1
        except KeyboardInterrupt:
            progress.clear()
            raise Stopped(
                f"stopped after {there + done} of {there + len(missing)} files. They are in {job.tables}, "
                "and the same command goes on from there."
            ) from None
        finally:
            pool.close()
    return presses, refused


def _need_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise Failure(f"--into needs one more package. Type: {how_to_install('parquet')}") from error
