"""`pawpress grade` over a folder, as a school would: many files, tables, kills, Ctrl-C and going on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.conftest import ROOT, RunCommand
from tests.many import PRESSES_A_COPY, SESSIONS_A_COPY, asked, school

COPIES = 15
FILES = SESSIONS_A_COPY * COPIES
PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return school(tmp_path_factory.mktemp("many") / "school", COPIES)


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory, pawpress: RunCommand) -> Path:
    """The tables of an undisturbed run."""
    tables = tmp_path_factory.mktemp("whole")
    done = pawpress("grade", folder, "--workers", "2", "--into", tables)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert f"judged {FILES} files with {PRESSES_A_COPY * COPIES} presses, 0 were there, 0 could not" in done.stderr
    return tables


def rows(tables: Path) -> list[list[tuple[object, ...]]]:
    """Everything that is in the tables, in an order that says nothing of the parts."""
    return [
        asked(tables, "select * exclude (modified_ns) from {sessions} order by path"),
        asked(tables, "select * from {presses} order by path, number"),
    ]


def begun(*arguments: str | Path) -> subprocess.Popen[str]:
    """Start a run that goes on while the test looks."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "host"), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "pawpress", "grade", *map(str, arguments)]
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Whoever runs the tests in the background may have Ctrl-C ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def until(there: Callable[[], bool], what: str) -> None:
    limit_s = time.monotonic() + PATIENCE_S
    while not there():
        assert time.monotonic() < limit_s, f"never happened: {what}"
        time.sleep(0.005)


def first_part(tables: Path) -> Callable[[], bool]:
    return lambda: any((tables / "sessions").rglob("*.parquet"))


def workers_of(run: subprocess.Popen[str]) -> list[psutil.Process]:
    return [one for one in psutil.Process(run.pid).children(recursive=True) if not one.children()]


def test_the_tables_are_sorted_by_school_rig_and_month(whole: Path):
    places = asked(whole, "select school, rig, month, count(*) from {sessions} group by all order by all")
    assert places == [
        ("Zürich/Süd", "mat 1", "2025-11", COPIES),
        ("Zürich/Süd", "mat 1", "2025-12", COPIES),
        ("Zürich/Süd", "mat 2", "2025-11", COPIES),
        ("Zürich/Süd", "mat 2", "2025-12", COPIES),
    ]
    verdicts = asked(whole, "select verdict, count(*) from {presses} group by all order by all")
    assert verdicts == [("jab", COPIES), ("steady", 3 * COPIES)]


def test_every_row_says_what_the_answer_of_its_file_says(whole: Path, pawpress: RunCommand, folder: Path):
    path = folder / "0-000.paw"
    answer = json.loads(pawpress("grade", path, "--json").stdout)
    for number, press in enumerate(answer["presses"], 1):
        named = {name: told for name, told in press.items() if name not in ("reasons", "hints")}
        [row] = asked(whole, f"select {', '.join(named)} from {{presses}} where path = '{path}' and number = {number}")
        assert list(row) == list(named.values())
    [(kept,)] = asked(whole, f"select answer from {{sessions}} where path = '{path}'")
    assert json.loads(str(kept)) == answer


def test_going_on_judges_nothing_twice_and_answers_for_all(whole: Path, folder: Path, pawpress: RunCommand):
    done = pawpress("grade", folder, "--into", whole, "--json")
    assert f"judged 0 files with 0 presses, {FILES} were there" in done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(answer["source"]["path"] for answer in answers) == sorted(map(str, folder.iterdir()))


@pytest.mark.parametrize("pool", [("--workers", "2"), ("--dask", "--workers", "2")], ids=["processes", "dask"])
def test_a_worker_killed_in_mid_run_loses_nothing(folder: Path, whole: Path, tmp_path: Path, pool: tuple[str, ...]):
    run = begun(folder, *pool, "--into", tmp_path)
    until(first_part(tmp_path), "the first part")
    busiest = max(workers_of(run), key=lambda one: one.cpu_times().user)
    busiest.kill()
    out, err = run.communicate(timeout=PATIENCE_S)
    assert (run.returncode, out, err.count("\n")) == (0, "", 1), err
    assert rows(tmp_path) == rows(whole)


@pytest.mark.parametrize("pool", [("--workers", "2"), ("--dask", "--workers", "2")], ids=["processes", "dask"])
def test_ctrl_c_is_one_line_and_the_next_run_goes_on(
    folder: Path, whole: Path, tmp_path: Path, pool: tuple[str, ...], pawpress: RunCommand
):
    run = begun(folder, *pool, "--into", tmp_path)
    until(first_part(tmp_path), "the first part")
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=PATIENCE_S)
    assert (run.returncode, err.count("\n")) == (130, 1), err
    assert "the same command goes on from there." in err
    [(before,)] = asked(tmp_path, "select count(*) from {sessions}")
    again = pawpress("grade", folder, *pool, "--into", tmp_path)
    assert f"judged {FILES - int(str(before))} files" in again.stderr
    assert rows(tmp_path) == rows(whole)


def test_a_run_that_is_killed_leaves_no_worker_and_no_half_batch(
    folder: Path, whole: Path, tmp_path: Path, pawpress: RunCommand
):
    run = begun(folder, "--workers", "2", "--into", tmp_path)
    until(first_part(tmp_path), "the first part")
    workers = workers_of(run)
    run.kill()
    run.communicate()
    until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in workers), "their end")
    assert pawpress("grade", folder, "--workers", "2", "--into", tmp_path).returncode == 0
    assert rows(tmp_path) == rows(whole)
