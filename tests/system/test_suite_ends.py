"""The suite's own plugins, on planted tests that die or hang: the run ends within seconds and names the test.

All planted suites run at the same time, and each test below waits for its own.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT

DIES = {
    "segv": "import ctypes\ndef test_planted(): ctypes.string_at(0)",
    "exits": "import os\ndef test_planted(): os._exit(0)",
    "killed_in_fixture_with_a_child_that_holds_the_pipe": """
import os, signal, time, pytest
@pytest.fixture
def planted():
    if not os.fork():
        time.sleep(1000)
        os._exit(0)
    os.kill(os.getpid(), signal.SIGKILL)
def test_planted(planted): pass
""",
    "aborts_in_collection": "import os\nos.abort()\ndef test_planted(): pass",
}
NATIVE_SLEEP = """
import ctypes, signal, pytest
def sleep_in_native_code_with_the_lock_held():
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
    ctypes.PyDLL(None).sleep(1000)
"""
HANGS = {
    "hangs_in_test": f"{NATIVE_SLEEP}\ndef test_planted(): sleep_in_native_code_with_the_lock_held()",
    "hangs_in_fixture": f"{NATIVE_SLEEP}\n@pytest.fixture\ndef f(): sleep_in_native_code_with_the_lock_held()\n"
    "def test_planted(f): pass",
    "hangs_in_collection": f"{NATIVE_SLEEP}\nsleep_in_native_code_with_the_lock_held()\ndef test_planted(): pass",
    "hangs_in_teardown": f"{NATIVE_SLEEP}\n@pytest.fixture(scope='session')\ndef f():\n    yield\n"
    "    sleep_in_native_code_with_the_lock_held()\ndef test_planted(f): pass",
}
BESIDE = "import time\ndef test_slow(): time.sleep(1000)\n"
"""A second worker has this to do: the run must not wait for it (`ENDS_WITHIN_S`)."""
PASSES = {"has_done_its_part": "def test_planted(): pass"}
LONGER = "import time\ndef test_slow(): time.sleep(4)\n"
"""The second worker is busy with this for longer than a worker's own end may take."""


ENDS_WITHIN_S = 60
"""A planted suite takes 2 s on a quiet machine, 13 s where pytest-xdist waits for a pipe that stays open."""


class Planted(NamedTuple):
    """A planted suite that runs."""

    process: subprocess.Popen[bytes]
    folder: Path

    def end(self, expected: int = 1) -> str:
        """Wait for its end with this status; return what it said."""
        status = self.process.wait(timeout=ENDS_WITHIN_S)
        text = (self.folder / "output").read_text("utf-8")
        assert status == expected, text
        return text


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Planted]]:
    """Start every planted suite."""
    suites = {
        name: _start(tmp_path_factory.mktemp(name), name, text) for name, text in {**DIES, **HANGS, **PASSES}.items()
    }
    yield suites
    for process, _ in suites.values():
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # the child that holds the pipe as well
        process.wait()


def _start(folder: Path, name: str, text: str) -> Planted:
    (folder / "test_a.py").write_text(text)
    if name not in HANGS:
        (folder / "test_b.py").write_text(BESIDE if name in DIES else LONGER)
    (folder / "pytest.ini").write_text("[pytest]\ntimeout = 1\n" if name in HANGS else "[pytest]\n")
    workers = "1" if name in HANGS else "2"
    plugins = ("xdist", "pytest_timeout", "tools.suite.limits", "tools.suite.workers")
    command = [sys.executable, "-m", "pytest", *(word for plugin in plugins for word in ("-p", plugin))]
    options = ["-n", workers, "--dist", "loadfile", "."]
    own = {name for name in os.environ if name.startswith(("PAWPRESS_", "PYTEST_"))}
    environment = {name: os.environ[name] for name in os.environ.keys() - own}
    environment |= {"PYTHONPATH": str(ROOT), "PAWPRESS_SUITE_LIMITS": "0.03", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [*command, *options],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    return Planted(process, folder)


@pytest.mark.parametrize("name", DIES)
def test_a_test_process_that_dies_ends_the_run_and_names_the_test(planted: dict[str, Planted], name: str) -> None:
    text = planted[name].end()
    where = "test_a.py" if "collection" in name else "test_a.py::test_planted"
    assert f"FAILED {where}" in text, text
    assert re.search(r"gw\d died in " + where, text), text


@pytest.mark.parametrize("name", HANGS)
def test_what_hangs_in_native_code_is_ended_with_its_stack_and_name(planted: dict[str, Planted], name: str) -> None:
    text = planted[name].end()
    assert "Timeout (0:" in text, text
    where = "test_a.py" if "collection" in name else "test_a.py::test_planted"
    assert f"FAILED {where}" in text, text
    assert "sleep_in_native_code_with_the_lock_held" in text, text


@pytest.mark.parametrize("name", PASSES)
def test_a_worker_that_waits_for_another_is_left_alone(planted: dict[str, Planted], name: str) -> None:
    text = planted[name].end(expected=0)
    assert "Timeout (0:" not in text, text
