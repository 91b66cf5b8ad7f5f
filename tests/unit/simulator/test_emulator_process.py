"""The emulator process, from outside: V8 is where it may be, boards come and go, and an end is an exception.

That V8 survives depends on the processor, so what is tested is what the process does: which thread initialises V8, and
that no other process of ours loads it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import pawpress
from pawpress.rig.firmware_images import hex_text
from pawpress.simulator.avr_board import EmulatorEnded, EmulatorFault, EmulatorUnavailable, emulator_process
from pawpress.simulator.emulator import early, wire
from pawpress.simulator.emulator import emulator_process as emulator_process_module
from pawpress.simulator.emulator.emulator_process import EmulatorProcess
from pawpress.simulator.emulator.v8 import V8
from tests.processes import children_of, gone_within, stop
from tests.rigsim.wired_boards import WiredAvrBoard

PADS = 6
DRIVEN = """
import contextlib, io, sys
import numpy as np
from pawpress.cli.doctor.run import examine
from pawpress.rig.firmware_images import hex_text
from pawpress.simulator.avr_board import AvrBoard
from pawpress.simulator.rigs import open_demo_rig

board = AvrBoard(hex_text("uno"), 6)
sent = board.run(np.zeros((10, 6), np.uint16))
board.close()
link, _ = open_demo_rig("beginner")
link.read()
kind = link.kind
link.close()
with contextlib.redirect_stdout(io.StringIO()) as said:
    examine(None)
print(len(sent), kind, "real firmware" in said.getvalue(), "py_mini_racer" in sys.modules)
"""


@pytest.fixture
def own() -> Iterator[EmulatorProcess]:
    """Give a process that no other board lives in."""
    try:
        process = EmulatorProcess()
    except EmulatorUnavailable as error:
        pytest.skip(str(error))
    yield process
    process.close()


def opened() -> WiredAvrBoard:
    try:
        return WiredAvrBoard(hex_text("uno"), PADS)
    except EmulatorUnavailable as error:
        pytest.skip(str(error))


def steps(count: int) -> np.ndarray:
    return np.zeros((count, PADS), np.uint16)


def about(process: EmulatorProcess) -> dict[str, object]:
    return json.loads(process.ask(wire.SELF))


def test_no_process_but_the_emulators_loads_v8():
    opened().close()
    done = subprocess.run([sys.executable, "-c", DRIVEN], capture_output=True, text=True, check=True, timeout=120)
    sent, kind, real, loaded = done.stdout.split()
    assert int(sent) > 0
    assert (kind, real, loaded) == ("emulated-avr", "True", "False")


def test_one_module_of_the_product_imports_mini_racer():
    sources = Path(pawpress.__file__).parent.rglob("*.py")
    importing = [path.name for path in sources if "import MiniRacer" in path.read_text(encoding="utf-8")]
    assert importing == ["v8.py"]


def test_v8_is_initialised_in_the_main_thread_of_another_process(own: EmulatorProcess):
    told = about(own)
    assert told["v8_thread"] == "MainThread"
    assert told["pid"] == own.process.pid != os.getpid()


def test_v8_refuses_any_other_thread():
    refused: list[str] = []

    def initialise() -> None:
        try:
            V8()
        except RuntimeError as error:
            refused.append(str(error))

    thread = threading.Thread(target=initialise)
    thread.start()
    thread.join()
    assert refused == ["V8 must be initialised in the main thread of its process"]
    assert "py_mini_racer" not in sys.modules


def test_boards_are_made_and_closed_one_after_another_in_one_process():
    opened().close()
    process = emulator_process()
    for _ in range(6):
        board = opened()
        assert len(board.run(steps(10))) > 0
        assert about(process)["boards"] == 1
        board.close()
        board.close()
    assert about(process)["boards"] == 0
    assert emulator_process() is process


def test_boards_beside_each_other_do_not_mix():
    board, other = opened(), opened()
    sent = board.run(steps(10))
    assert other.cpu_load().total_cycles < board.cpu_load().total_cycles
    assert other.run(steps(10)) == sent
    board.close()
    other.close()


def test_boards_are_used_from_several_threads():
    boards = [opened() for _ in range(4)]
    sent: list[list[bytes]] = [[] for _ in boards]

    def live(number: int) -> None:
        sent[number] = [boards[number].run(steps(5)) for _ in range(20)]

    threads = [threading.Thread(target=live, args=(number,)) for number in range(len(boards))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(each == sent[0] for each in sent)
    for board in boards:
        board.close()


def test_a_closed_board_is_a_fault_and_the_others_live_on():
    board, other = opened(), opened()
    board.close()
    with pytest.raises(EmulatorFault):
        board.run(steps(1))
    other.run(steps(1))
    other.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_process_that_dies_is_an_error_of_one_line_and_the_next_board_gets_another(number: signal.Signals):
    board, process = opened(), emulator_process()
    os.kill(process.process.pid, number)
    for _ in range(2):
        with pytest.raises(EmulatorEnded, match=rf"^The emulator of the rig ended \(signal {number}\): start it again"):
            board.run(steps(1))
    board.close()
    fresh = opened()
    assert emulator_process() is not process
    assert len(fresh.run(steps(10))) > 0
    fresh.close()


def test_a_process_that_dies_while_it_starts_is_an_error_too(own: EmulatorProcess):
    os.kill(own.process.pid, signal.SIGKILL)
    with pytest.raises(EmulatorEnded, match=r"ended \(signal 9\)"):
        own.ready()


def test_one_that_is_stopped_while_it_starts_is_told_once_and_given_up(
    own: EmulatorProcess, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(emulator_process_module, "LATE_S", 0.2)
    monkeypatch.setattr(emulator_process_module, "GIVEN_UP_S", 0.6)
    told: list[str] = []
    own.while_waiting = told.append
    stop(own.process.pid)
    with pytest.raises(EmulatorEnded, match="did not start within 1 s: start it again, or use"):
        own.ready()
    assert len([line for line in told if line]) == 1
    assert gone_within(own.process.pid, 5.0)


def test_one_that_is_stopped_for_a_while_as_it_starts_is_waited_for(own: EmulatorProcess):
    stop(own.process.pid)
    go_on = threading.Timer(emulator_process_module.LATE_S + 0.5, os.kill, (own.process.pid, signal.SIGCONT))
    go_on.start()
    told: list[str] = []
    own.while_waiting = told.append
    assert about(own)["pid"] == own.process.pid
    (late,) = [line for line in told if line]
    assert late.startswith("The emulator has not answered for 3 s: this computer is busy")


def test_one_that_is_stopped_in_mid_request_is_given_up(own: EmulatorProcess, monkeypatch: pytest.MonkeyPatch):
    own.ready()
    monkeypatch.setattr(emulator_process_module, "GIVEN_UP_S", 0.6)
    stop(own.process.pid)
    with pytest.raises(EmulatorEnded, match="does not answer within 1 s"):
        own.ask(wire.SELF)


def test_a_stopped_process_is_killed_at_close(own: EmulatorProcess):
    own.ready()
    stop(own.process.pid)
    begin_s = time.monotonic()
    own.close()
    assert own.process.returncode == -signal.SIGKILL
    assert time.monotonic() - begin_s < 5.0


@pytest.mark.parametrize("stopped", [False, True], ids=["running", "stopped"])
def test_no_process_outlives_an_owner_that_was_killed(stopped: bool):
    opened().close()
    code = "import sys; from pawpress.simulator.emulator.emulator_process import EmulatorProcess\n"
    code += "process = EmulatorProcess(); process.ready(); print(process.process.pid, flush=True); sys.stdin.read()"
    owner = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert owner.stdout is not None
    emulator = int(owner.stdout.readline())
    if stopped:
        stop(emulator)
    owner.kill()
    owner.communicate()
    assert gone_within(emulator, 10.0)


def test_ctrl_c_at_the_terminal_does_not_reach_it(own: EmulatorProcess):
    own.ready()
    assert os.getpgid(own.process.pid) != os.getpgid(0)
    os.kill(own.process.pid, signal.SIGINT)
    assert about(own)["pid"] == own.process.pid


def test_a_file_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    opened().close()
    for name in ("json.py", "py_mini_racer.py", "asyncio.py"):
        (tmp_path / name).write_text(f"open({str(tmp_path / 'was-run')!r}, 'w').close()")
    monkeypatch.chdir(tmp_path)
    process = EmulatorProcess()
    process.ready()
    process.close()
    assert not (tmp_path / "was-run").exists()


def test_one_that_was_started_early_is_taken_once():
    opened().close()
    with early.started_early():
        process, other = early.take_started(), early.take_started()
    assert process is not other
    assert process.process.pid != other.process.pid
    assert process.alive
    process.close()
    other.close()
    assert not set(children_of(os.getpid())) & {process.process.pid, other.process.pid}


def test_one_that_was_started_early_and_not_taken_is_ended():
    opened().close()
    before = set(children_of(os.getpid()))
    with pytest.raises(KeyError), early.started_early():
        assert set(children_of(os.getpid())) - before
        raise KeyError
    assert set(children_of(os.getpid())) <= before
