"""Outcomes come in the order of the files, and a file that kills whoever judges it is found by halving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pawpress.analysis.find_files import find_files
from pawpress.bulk import FileOutcome, GradeOptions, Job, judge_all
from pawpress.bulk.batch import MOST, Batch, BatchOutcome, batches_of
from pawpress.settings.grading_limits import load_limits

JOB = Job(GradeOptions(load_limits()))


class BackwardPool:
    """Gives batches back from the last to the first, and loses those that hold poison."""

    workers = 3

    def __init__(self, poison: frozenset[Path] = frozenset()) -> None:
        self.poison = poison
        self.runs: list[int] = []
        """How many batches each run was given."""

    def run(self, job: Job, batches: Sequence[Batch]) -> Iterator[BatchOutcome | Batch]:
        self.runs.append(len(batches))
        for batch in reversed(batches):
            if self.poison.intersection(batch.paths):
                yield batch
            else:
                yield BatchOutcome(batch, tuple(FileOutcome(path, answer=b"{}") for path in batch.paths))

    def close(self) -> None:
        """Nothing runs."""


def paths(count: int) -> list[Path]:
    return [Path(f"{number:04}.paw") for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 23, 24, 25, 500, 5000])
def test_the_order_is_that_of_the_files(count: int):
    assert [outcome.path for outcome in judge_all(paths(count), JOB, BackwardPool())] == paths(count)


@pytest.mark.parametrize("poisoned", [{0}, {499}, {17, 18}, {3, 250, 251, 252, 498}])
def test_a_deadly_file_is_found_and_its_neighbours_are_judged(poisoned: set[int]):
    files = paths(500)
    pool = BackwardPool(frozenset(files[number] for number in poisoned))
    outcomes = list(judge_all(files, JOB, pool))
    assert [outcome.path for outcome in outcomes] == files
    assert {number for number, outcome in enumerate(outcomes) if outcome.problem} == poisoned
    assert set(pool.runs[1:]) == {1}


@pytest.mark.parametrize(("count", "workers"), [(1, 4), (400, 2), (1_000, 64), (1_000_000, 200)])
def test_batches_hold_every_file_once_and_are_never_too_large(count: int, workers: int):
    batches = batches_of(paths(min(count, 20_000)), workers)
    assert [path for batch in batches for path in batch.paths] == paths(min(count, 20_000))
    assert all(1 <= len(batch.paths) <= MOST for batch in batches)
    assert [batch.first for batch in batches[:2]] == [0, len(batches[0].paths)][: len(batches)]


def test_files_are_found_in_folders_and_what_was_exported_is_not_judged_twice(tmp_path: Path):
    for name in ("b.paw", "b.csv", "b.presses.csv", "a.csv.gz", "x/c.csv", "notes.txt", ".hidden.paw", ".git/d.paw"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "nothing").mkdir()
    found = find_files([tmp_path / "x" / "c.csv", tmp_path, tmp_path / "nothing", tmp_path / "absent.paw"])
    names = [path.relative_to(tmp_path).as_posix() for path in found]
    assert names == ["x/c.csv", "a.csv.gz", "b.paw", "nothing", "absent.paw"]
