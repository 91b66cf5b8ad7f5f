"""Judges many files on a pool, and hands the outcomes out in the order of the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pawpress.bulk.batch import Batch, BatchOutcome, FileOutcome, Job, batches_of
from pawpress.bulk.pools import Pool


def judge_all(
    files: Sequence[Path], job: Job, pool: Pool, tell: Callable[[int], None] = lambda _: None
) -> Iterator[FileOutcome]:
    """Yield what became of each file, in their order.

    Parameters
    ----------
    files : sequence of Path
        What to judge.
    job, pool
        How, and where.
    tell : callable, optional
        Is given the number of files that are done.
    """
    early: dict[int, BatchOutcome] = {}
    done, first = 0, 0
    for outcome in _outcomes(job, pool, batches_of(files, pool.workers)):
        done += len(outcome.files)
        tell(done)
        early[outcome.batch.first] = outcome
        while first in early:
            ready = early.pop(first)
            first += len(ready.files)
            yield from ready.files


def _outcomes(job: Job, pool: Pool, batches: Sequence[Batch]) -> Iterator[BatchOutcome]:
    lost: list[Batch] = []
    for outcome in pool.run(job, batches):
        if isinstance(outcome, Batch):
            lost.append(outcome)
        else:
            yield outcome
    # One at a time, so that no innocent neighbour shares a worker's death.
    while lost:
        batch = lost.pop()
        if len(batch.paths) == 1:
            yield BatchOutcome(batch, (_given_up(batch.paths[0]),))
            continue
        for half in batch.halves():
            for outcome in pool.run(job, [half]):
                if isinstance(outcome, Batch):
                    lost.append(outcome)
                else:
                    yield outcome


def _given_up(path: Path) -> FileOutcome:
    return FileOutcome(
        path, problem=f"{path}: whoever judges it dies, four times over, perhaps for want of memory. Judge it alone."
    )
