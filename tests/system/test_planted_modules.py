"""A file in the current folder that is named like a module of ours or of Python is never run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.many import one_recording

PLANTED = ("msgspec", "random", "numpy", "cobs", "pickle", "socket", "struct", "selectors", "multiprocessing", "cmd")
PLANT = "import pathlib; pathlib.Path({trace!r}).write_text(__name__)\nraise SystemExit('this file was run')\n"
ENGINE = """
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.spawn import start_engine
start_engine(EngineConfig(source=DemoSource(scenario="beginner", rig="core"))).wait().close()
"""
POOL = """
import sys
from pathlib import Path
from pawpress.bulk import GradeOptions, Job, judge_all
from pawpress.bulk.cluster import LOCAL, ClusterPool
from pawpress.bulk.pools import ProcessPool
from pawpress.settings.grading_limits import load_limits
if __name__ == "__main__":
    pool = {pool}
    try:
        [outcome] = judge_all([Path({recording!r})], Job(GradeOptions(load_limits())), pool)
    finally:
        pool.close()
    assert outcome.problem is None, outcome.problem
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of downloads with a trap in it."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    for name in PLANTED:
        (folder / f"{name}.py").write_text(PLANT.format(trace=str(tmp_path / "was run")))
    return folder


def run(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={name: text for name, text in os.environ.items() if name != "PYTHONSAFEPATH"} | variables,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert not (folder.parent / "was run").exists(), done.stderr
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize("variables", [{}, {"PYTHONPATH": os.pathsep}], ids=["usual", "empty PYTHONPATH"])
def test_the_engine_runs_nothing_from_the_current_folder(folder: Path, variables: dict[str, str]):
    script = folder.parent / "start.py"
    script.write_text(f"import os\nos.environ.update({variables!r})\n{ENGINE}")
    run(folder, str(script))


@pytest.mark.parametrize("pool", ["ProcessPool(2)", "ClusterPool(LOCAL, 2)"])
def test_workers_run_nothing_from_the_current_folder(folder: Path, pool: str):
    recording = one_recording(folder.parent / "one.paw")
    script = folder.parent / "judge.py"
    script.write_text(POOL.format(pool=pool, recording=str(recording)))
    run(folder, str(script))


def test_the_command_as_a_module_runs_nothing_from_the_current_folder(folder: Path):
    for name in ("runpy", "pathlib"):
        assert not (folder / f"{name}.py").exists(), "Python itself imports it before any line of ours"
    recording = one_recording(folder.parent / "one.paw")
    done = run(folder, "-m", "pawpress", "grade", "--json", str(recording))
    assert json.loads(done.stdout)["summary"]["presses"] == 1
