"""`pawpress grade`: judges recordings and foreign files, one or thousands; a bad one does not stop the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pawpress.bulk import FileOutcome, How, Job, judge_all
from pawpress.bulk.files import find_files
from pawpress.cli.failure import Failure, Stopped, WrongUse, say
from pawpress.cli.grade_text import in_words
from pawpress.cli.progress import Progress

if TYPE_CHECKING:
    from pawpress.bulk import Pool


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the work is done, and where its tables go."""

    workers: int = 1
    dask: str | None = None
    into: Path | None = None
    again: bool = False
    school: str | None = None
    rig: str | None = None


def grade_files(named: Sequence[Path], how: How, spread: Spread, *, json: bool) -> int:
    """Judge files and print their answers, or put them into tables; return the exit status."""
    if spread.into is None and (spread.again or spread.school or spread.rig):
        raise WrongUse("--again, --school and --rig go with --into.")
    if spread.into is not None:
        from pawpress.cli.grade_into import grade_into

        return grade_into(spread.into, [path.absolute() for path in named], how, spread, json=json)
    files = find_files(named)
    status = 0
    with Progress("judged", len(files), "files") as progress:
        done = 0
        pool = open_pool(spread, len(files))
        try:
            for outcome in judge_all(files, Job(how), pool, progress if len(files) > 1 else _hush):
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


def open_pool(spread: Spread, files: int) -> Pool:
    """Return the pool that was asked for.

    Raises
    ------
    Failure
        If there is no such cluster.
    """
    from pawpress.bulk.cluster import Cluster, ClusterError
    from pawpress.bulk.pools import Here, Processes

    if spread.dask is not None:
        try:
            return Cluster(spread.dask, spread.workers)
        except ClusterError as error:
            raise Failure(str(error)) from error
    workers = min(spread.workers, files)
    return Processes(workers) if workers > 1 else Here()


def _printed(outcome: FileOutcome, *, json: bool) -> int:
    if outcome.problem is not None:
        say(outcome.problem)
        return 1
    assert outcome.answer is not None
    print(outcome.answer.decode() if json else in_words(msgspec.json.decode(outcome.answer)), flush=True)
    return 0


def _hush(done: int) -> None:
    """One file is told by its answer."""
