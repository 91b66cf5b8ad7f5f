"""A batch of files: the unit of work that goes to a worker, wherever that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pawpress.analysis.grade_files import UNJUDGED, GradeOptions, grade_file
from pawpress.core.kernel import require

MOST = 100
"""Files a batch: a task costs Dask about 2 ms, and a table of more parts is slower to open."""
ROUNDS = 8
"""Batches a worker, so that the last ones end together."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that one worker judges one after the other."""

    first: int
    """Place of its first file among all."""
    paths: tuple[Path, ...]

    def halves(self) -> tuple[Batch, Batch]:
        """Return it in two."""
        middle = len(self.paths) // 2
        return Batch(self.first, self.paths[:middle]), Batch(self.first + middle, self.paths[middle:])


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every batch of a run."""

    how: GradeOptions
    tables: Path | None = None
    """Folder of the tables that each batch adds a part to; answers are returned only without one."""
    school: str | None = None
    """In the place of what a recording says."""
    rig: str | None = None


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file."""

    path: Path
    presses: int = 0
    answer: bytes | None = None
    """The contract's answer as JSON; None if it went to the tables."""
    problem: str | None = None
    """Why it was not judged."""


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What became of a batch, a file an entry in their order."""

    batch: Batch
    files: tuple[FileOutcome, ...]


def batches_of(paths: Sequence[Path], workers: int) -> list[Batch]:
    """Return all files in batches that keep this many workers busy to the end."""
    size = min(MOST, max(1, len(paths) // (ROUNDS * workers)))
    return [Batch(first, tuple(paths[first : first + size])) for first in range(0, len(paths), size)]


def judge_batch(job: Job, batch: Batch) -> BatchOutcome:
    """Judge every file of a batch; a file that cannot be judged does not stop the others.

    Raises
    ------
    OSError
        If the tables cannot be written.
    KernelUnavailable
        If no file can be judged here at all.
    """
    require()
    outcomes: list[FileOutcome] = []
    answers: list[tuple[Path, dict[str, Any]]] = []
    for path in batch.paths:
        answer = _answer(path, job.how)
        if isinstance(answer, str):
            outcomes.append(FileOutcome(path, problem=answer))
            continue
        encoded = None if job.tables else msgspec.json.encode(answer)
        outcomes.append(FileOutcome(path, presses=len(answer["presses"]), answer=encoded))
        answers.append((path, answer))
    if job.tables is not None and answers:
        from pawpress.bulk.tables import write_parts

        write_parts(job.tables, answers, school=job.school, rig=job.rig)
    return BatchOutcome(batch, tuple(outcomes))


def _answer(path: Path, how: GradeOptions) -> dict[str, Any] | str:
    try:
        return grade_file(path, how)
    except UNJUDGED as error:
        return str(error)
    except Exception as error:
        from pawpress.system.log import log_fault, report_this

        log_fault("judging a file", error, "worker")
        return f"{path}: could not be judged ({type(error).__name__}: {error}). Keep the file. {report_this('worker')}"
