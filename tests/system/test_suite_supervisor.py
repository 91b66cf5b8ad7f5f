"""The supervisor of the suite, on planted steps: it ends what hangs; what is left running is named and fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.conftest import ROOT

PLANTED_S = 4321
"""Nothing else on the machine sleeps for exactly this time, so what is left is found by it."""
DAEMON = """
import os, sys
if not os.fork():
    os.setsid()
    if not os.fork():
        os.execvp("sleep", ["sleep", sys.argv[1]])
    os._exit(0)
os.wait()
"""
RUN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets its background ignore Ctrl-C
from tools.suite.supervisor import Step, Supervisor
steps = [Step(f"step {i}", ["sh", "-c", text], float(sys.argv[2])) for i, text in enumerate(sys.argv[3:])]
sys.exit(Supervisor([[step] for step in steps], float(sys.argv[1]), 0.5).main())
"""


def start(*steps: str, step_limit_s: float = 60, run_limit_s: float = 60) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RUN, str(run_limit_s), str(step_limit_s), *steps]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=told, stderr=subprocess.STDOUT, text=True)


def end(process: subprocess.Popen[str], status: int) -> str:
    text, _ = process.communicate(timeout=30)
    assert process.returncode == status, text
    return text


@pytest.fixture
def seconds(tmp_path: Path) -> Iterator[str]:
    """A time to sleep that no other test has; when the test is over, nothing sleeps for it."""
    mine = f"{PLANTED_S}.{abs(hash(tmp_path)) % 10**9:09d}"
    yield mine
    left = sleeping(mine)
    for process in left:
        with suppress(psutil.Error):
            process.kill()
    assert left == []


def sleeping(seconds: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.cmdline() == ["sleep", seconds] and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def wait_until_sleeping(seconds: str) -> None:
    until_s = time.monotonic() + 20
    while not sleeping(seconds):
        assert time.monotonic() < until_s
        time.sleep(0.02)


def test_steps_that_pass_pass() -> None:
    text = end(start("echo one", "echo two"), 0)
    assert text.index("one") < text.index("two")


def test_a_step_that_fails_is_named_and_the_next_is_not_begun() -> None:
    text = end(start("exit 7", "echo two"), 1)
    assert "Failed: step 0" in text
    assert "two" not in text


def test_a_daemon_that_is_left_fails_the_run_with_its_name_and_is_killed(seconds: str, tmp_path: Path) -> None:
    (tmp_path / "daemon.py").write_text(DAEMON)
    planted = f"PYTEST_CURRENT_TEST='test_x.py::test_leaks (call)' {sys.executable} {tmp_path}/daemon.py {seconds}"
    text = end(start(planted), 1)
    assert f"sleep {seconds}" in text
    assert "started by test_x.py::test_leaks" in text


@pytest.mark.parametrize("limits", [{"step_limit_s": 1.0}, {"run_limit_s": 1.0}])
def test_a_step_that_hangs_is_named_and_ended_with_all_it_started(seconds: str, limits: dict[str, float]) -> None:
    text = end(start(f"trap '' INT TERM; sleep {seconds} & wait", **limits), 1)
    assert "step 0 hangs" in text
    assert f"sleep {seconds}" in text


def test_a_test_that_hangs_over_the_limit_of_the_run_shows_its_stack(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text("import time\ndef test_planted(): time.sleep(1000)\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\ntimeout = 900\n")
    plugins = "-p pytest_timeout -p tools.suite.limits"
    step = f"cd {tmp_path}; PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 exec {sys.executable} -m pytest {plugins} ."
    text = end(start(step, run_limit_s=10.0), 1)
    assert "doing: test_a.py::test_planted" in text
    assert "in test_planted" in text, "the stack"


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 1), (signal.SIGHUP, 1)])
def test_a_signal_ends_everything(seconds: str, number: int, status: int) -> None:
    process = start(f"setsid sleep {seconds} & sleep 1000")
    wait_until_sleeping(seconds)
    process.send_signal(number)
    assert "Stopped: " in end(process, status)


def test_it_ends_with_the_program_that_started_it(seconds: str) -> None:
    """As when `make` or the terminal is killed."""
    command = [sys.executable, "-c", RUN, "60", "60", f"sleep {seconds}"]
    shell = subprocess.Popen(["sh", "-c", '"$@"; exit $?', "sh", *command], env={**os.environ, "PYTHONPATH": str(ROOT)})
    wait_until_sleeping(seconds)
    shell.kill()
    shell.wait()
    until_s = time.monotonic() + 20
    while sleeping(seconds):
        assert time.monotonic() < until_s
        time.sleep(0.05)
