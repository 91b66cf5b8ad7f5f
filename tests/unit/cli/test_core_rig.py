"""The commands that open a simulated rig: which one runs, and what they say where none can."""

from __future__ import annotations

import json
import sys

import pytest

from tests.commands import Command
from tests.conftest import RunCommand

DEMO = ("demo", "--headless", "--seconds", "0.5", "--json")


@pytest.fixture
def no_emulator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py_mini_racer", None)


@pytest.fixture
def no_wasmtime(monkeypatch: pytest.MonkeyPatch) -> None:
    from pawpress.simulator import core_board

    core_board._engine.cache_clear()
    monkeypatch.setitem(sys.modules, "wasmtime", None)


@pytest.mark.parametrize("asked", ["core", "model"])
def test_both_names_run_the_core_and_the_answer_says_so(pawpress: RunCommand, asked: str) -> None:
    done = pawpress(*DEMO, "--rig", asked)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rig"]["kind"] == "core"
    assert "the firmware's own core" in done.stderr
    assert "the real image does not run" in done.stderr


def test_a_rig_nobody_built_is_refused(command: Command) -> None:
    assert command(*DEMO, "--rig", "steam").status == 2


@pytest.mark.usefixtures("no_emulator")
def test_without_the_emulator_the_self_test_runs_on_the_core(command: Command) -> None:
    done = command("selftest", "--demo")
    assert done.status == 0, done.err
    assert "the firmware's own core" in done.err


@pytest.mark.usefixtures("no_emulator", "no_wasmtime")
@pytest.mark.parametrize("words", [("selftest", "--demo"), ("settings", "--demo"), ("calibrate", "--demo", "--yes")])
def test_where_neither_runs_one_line_says_what_to_type(command: Command, words: tuple[str, ...]) -> None:
    done = command(*words)
    assert (done.status, done.out) == (1, "")
    (line,) = done.err.splitlines()
    assert line.endswith("-m pip install --force-reinstall wasmtime")


@pytest.mark.usefixtures("no_emulator")
def test_the_doctor_tells_what_the_demo_runs(command: Command) -> None:
    assert "✔ `pawpress demo` will run the firmware's own core, because mini-racer" in command("doctor").out


@pytest.mark.usefixtures("no_emulator", "no_wasmtime")
def test_the_doctor_mends_a_demo_that_cannot_run(command: Command) -> None:
    done = command("doctor")
    assert done.status == 1
    assert "✖ `pawpress demo` cannot run: " in done.out
    assert "--force-reinstall wasmtime" in done.out
