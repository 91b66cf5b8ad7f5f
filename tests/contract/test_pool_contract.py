"""Every pool judges the same: all files once, bad ones too, and a worker that dies takes nothing with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from pawpress.analysis.find_files import find_files
from pawpress.bulk import GradeOptions, Job, Pool, judge_all
from pawpress.bulk.batch import BatchOutcome, batches_of
from pawpress.bulk.cluster import LOCAL, ClusterPool
from pawpress.bulk.pools import InProcessPool, ProcessPool
from pawpress.settings.grading_limits import load_limits
from pawpress.system.import_path import VARIABLE
from tests.many import school

JOB = Job(GradeOptions(load_limits()))
COPIES = 8


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = school(tmp_path_factory.mktemp("many") / "school", COPIES)
    (folder / "2-bad.paw").write_text("dear diary")
    return find_files([folder])


@pytest.fixture(scope="module", params=["here", "processes", "dask"])
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    before = os.environ.get(VARIABLE)
    opened: Pool = {"here": InProcessPool, "processes": lambda: ProcessPool(2), "dask": lambda: ClusterPool(LOCAL, 2)}[
        request.param
    ]()
    yield opened
    opened.close()
    assert os.environ.get(VARIABLE) == before, "other programs that this one starts import as they did"


@pytest.fixture(scope="module")
def expected(files: list[Path]) -> list[tuple[Path, bytes | None, str | None]]:
    return [(o.path, o.answer, o.problem) for o in judge_all(files, JOB, InProcessPool())]


def test_every_file_is_judged_once_and_in_order(pool: Pool, files: list[Path], expected: list[object]):
    outcomes = list(judge_all(files, JOB, pool))
    assert [(o.path, o.answer, o.problem) for o in outcomes] == expected
    assert sum(o.presses for o in outcomes) == 4 * COPIES
    [bad] = [o for o in outcomes if o.problem]
    assert "is not a pawpress recording" in str(bad.problem)


def test_a_pool_serves_more_than_one_run(pool: Pool, files: list[Path], expected: list[object]):
    for _ in range(2):
        assert [(o.path, o.answer, o.problem) for o in judge_all(files[:3], JOB, pool)] == expected[:3]


def test_a_killed_worker_loses_nothing(pool: Pool, files: list[Path], expected: list[object]):
    if isinstance(pool, InProcessPool):
        return  # its only worker is this process
    batches = batches_of(files, pool.workers)
    outcomes: list[BatchOutcome] = []
    for outcome in pool.run(JOB, batches):
        assert isinstance(outcome, BatchOutcome)
        outcomes.append(outcome)
        if len(outcomes) == 2:
            os.kill(workers_of(pool)[0], signal.SIGKILL)
    found = [o for outcome in sorted(outcomes, key=lambda o: o.batch.first) for o in outcome.files]
    assert [(o.path, o.answer, o.problem) for o in found] == expected


def workers_of(pool: Pool) -> list[int]:
    if isinstance(pool, ProcessPool):
        return list(pool._pool._processes)
    assert isinstance(pool, ClusterPool)
    return list(pool._client.run(os.getpid).values())


def test_progress_counts_every_file(pool: Pool, files: list[Path]):
    told: list[int] = []
    list(judge_all(files, JOB, pool, told.append))
    assert told == sorted(told)
    assert told[-1] == len(files)
