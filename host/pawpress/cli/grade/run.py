"""`pawpress grade`: judges recordings and foreign files, one or thousands; a bad one does not stop the others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from pawpress.analysis.find_files import find_files
from pawpress.bulk import FileOutcome, GradeOptions, Job, judge_all
from pawpress.cli.failure import Stopped, WrongUse, say
from pawpress.cli.grade.grade_text import in_words
from pawpress.cli.pool_options import PoolOptions, open_pool
from pawpress.cli.progress_line import ProgressLine


def grade_files(named: Sequence[Path], how: GradeOptions, spread: PoolOptions, *, json: bool) -> int:
    """Judge files and print their answers, or put them into tables; return the exit status."""
    if spread.into is None and (spread.again or spread.school or spread.rig):
        raise WrongUse("--again, --school and --rig go with --into.")
    if spread.into is not None:
        from pawpress.cli.grade.grade_into import grade_into

        return grade_into(spread.into, [path.absolute() for path in named], how, spread, json=json)
    files = find_files(named)
    status = 0
    with ProgressLine("judged", len(files), "files") as progress:
        done = 0
        pool = open_pool(spread, len(files))
        try:
            for outcome in judge_all(files, Job(how), pool, progress if len(files) > 1 else _silent):
                progress.clear()
                status |= _printed(outcome, json=json)
                done += 1
        except KeyboardInterrupt:
            progress.clear()
            raise Stopped(
                f"stopped after {done} of {len(files)} files. With --into FOLDER a next run goes on."
            ) from None
        finally:
            pool.close()
    return status


def _printed(outcome: FileOutcome, *, json: bool) -> int:
    if outcome.problem is not None:
        say(outcome.problem)
        return 1
    assert outcome.answer is not None
    print(outcome.answer.decode() if json else in_words(msgspec.json.decode(outcome.answer)), flush=True)
    return 0


def _silent(done: int) -> None:
    """One file is told by its answer."""
