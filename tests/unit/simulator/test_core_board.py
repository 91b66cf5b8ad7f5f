"""The core as WebAssembly: what goes wrong in it is an exception, and its hardware does what the real one does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import wasmtime

from pawpress.core.protocol import Decoder, encode
from pawpress.core.protocol.schema_generated import (
    Ack,
    FaultCode,
    Hello,
    Mode,
    Ping,
    Samples,
    SaveSettings,
    SelfTest,
    SetMode,
    SetOversampling,
    SetRate,
    Status,
    Trip,
)
from pawpress.rig.firmware_images import core_image
from pawpress.rig.link import LinkError
from pawpress.simulator.avr_board import EmulatorUnavailable
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreStopped, CoreUnavailable
from pawpress.simulator.scenario import load_scenario
from pawpress.simulator.simulated_link import SimulatedLink
from tests.contract.boards import Bench, open_avr
from tests.rigsim.guarded import PAD_LIMIT, limits_for
from tests.rigsim.wired_boards import WiredAvrBoard, WiredCoreBoard

PLANTED = """
(module
  (memory (export "memory") 3)
  (global (export "run_steps") i32 (i32.const 150000))
  (global (export "run_sent") i32 (i32.const 150004))
  (global (export "scan_codes") i32 (i32.const 0))
  (global (export "line_sent") i32 (i32.const 32768))
  (global (export "incoming") i32 (i32.const 131072))
  (global (export "eeprom") i32 (i32.const 140000))
  (func (export "board_make") (param i32 i32 i32))
  (func $deeper (param i32) (result i32) (i32.add (call $deeper (local.get 0)) (call $deeper (local.get 0))))
  (func (export "board_run") (drop (call $run)))
  (func $run (result i32) {body}))
"""
TRAPS = {
    "unreachable": ("unreachable", "unreachable"),
    "out-of-bounds": ("(i32.load (i32.const 0x7fffff00))", "out of bounds memory access"),
    "endless-loop": ("(loop $on (br $on)) (i32.const 0)", "out of fuel|all fuel consumed"),
    "stack-overflow": ("(call $deeper (i32.const 0))", "call stack exhausted"),
    "division": ("(i32.div_u (i32.const 1) (i32.const 0))", "divide by zero"),
    "grown-memory": ("(drop (memory.grow (i32.const 9000))) unreachable", "unreachable"),
}
STACK_BYTES = 16_384


def planted(body: str) -> bytes:
    return bytes(wasmtime.wat2wasm(PLANTED.format(body=body)))


def rest(board: WiredCoreBoard, steps: int) -> bytes:
    return board.run(np.zeros((steps, board.pads), np.uint16))


@pytest.mark.parametrize("trap", TRAPS)
def test_a_fault_in_the_core_is_an_exception_and_other_boards_live_on(trap: str) -> None:
    body, reason = TRAPS[trap]
    board, other = WiredCoreBoard(image=planted(body)), WiredCoreBoard()
    with pytest.raises(CoreStopped, match=f"^the firmware's core stopped: .*({reason})") as caught:
        rest(board, 5)
    assert "\n" not in str(caught.value)
    with pytest.raises(CoreStopped, match=reason):
        board.reset()
    assert Decoder().receive(rest(other, 20))


@pytest.mark.parametrize("trap", TRAPS)
def test_a_fault_in_the_core_ends_the_link_with_one_line(trap: str) -> None:
    now = [0.0]
    body, reason = TRAPS[trap]
    board = WiredCoreBoard(image=planted(body))
    link = SimulatedLink(board, Body(load_scenario("idle"), board.pads), lambda: now[0], "core rig")
    link.read()
    now[0] = 0.02
    with pytest.raises(LinkError, match=f"core rig broke down .*({reason})"):
        link.read()


FAULTS_IN_A_PROCESS_OF_THEIR_OWN = """
import sys
from pathlib import Path
from tests.unit.simulator.test_core_board import TRAPS, WiredCoreBoard, CoreStopped, planted, rest

def caught_signals():
    return [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("SigCgt")]

before = caught_signals()
for body, _ in TRAPS.values():
    board = WiredCoreBoard(image=planted(body))
    try:
        rest(board, 5)
    except CoreStopped:
        continue
    sys.exit(3)
assert caught_signals() == before, (before, caught_signals())
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells which signals a process catches")
def test_no_fault_is_or_needs_a_signal_and_the_end_is_quiet() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAULTS_IN_A_PROCESS_OF_THEIR_OWN],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_stack_lies_below_everything_so_that_overflowing_it_is_a_fault() -> None:
    engine = wasmtime.Engine()
    store = wasmtime.Store(engine)
    module = wasmtime.Module(engine, core_image())
    exports = wasmtime.Instance(store, module, []).exports(store)
    addresses = [
        export.value(store)
        for export in (exports[e.name] for e in module.exports)
        if isinstance(export, wasmtime.Global)
    ]
    assert len(addresses) == 6
    assert min(addresses) >= STACK_BYTES
    assert not module.imports, "it can reach nothing but its own memory"


def test_a_buffer_outside_the_memory_is_refused() -> None:
    image = wasmtime.wat2wasm(PLANTED.format(body="unreachable").replace("131072", "999999"))
    with pytest.raises(CoreStopped, match="has no 4096 bytes of incoming"):
        WiredCoreBoard(image=bytes(image))


def test_without_wasmtime_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    from pawpress.simulator import core_board

    core_board._engine.cache_clear()
    monkeypatch.setitem(sys.modules, "wasmtime", None)
    with pytest.raises(CoreUnavailable, match=r"-m pip install --force-reinstall wasmtime$"):
        WiredCoreBoard()


def test_a_low_supply_is_found_by_the_self_test() -> None:
    board = WiredCoreBoard()
    board.set_supply(4000)
    (found,) = [m for m in Decoder().receive(rest(board, 1200)) if isinstance(m, SelfTest)]
    assert found.faults == 1 << FaultCode.SUPPLY_LOW
    assert found.supply_mv == pytest.approx(4000, rel=0.01)


def test_lamps_and_buzzer_tell_what_the_guard_does() -> None:
    board = WiredCoreBoard()
    assert not any(board.signals()), "it is still starting"
    rest(board, 20)
    assert board.signals() == (False, True, False)
    for command, steps in ((limits_for(6), 20), (SaveSettings(), 900), (SetMode(Mode.FOOT), 20)):
        board.send(encode(command, 1))
        rest(board, steps)
    board.run(np.full((10, 6), PAD_LIMIT + 1, np.uint16))
    assert board.signals().trip_lamp
    sounds = [board.signals().buzzer for _ in range(8) if rest(board, 50) is not None]
    assert set(sounds) == {True, False}, "it beeps"


def test_more_than_the_line_can_take_at_once_arrives_all_the_same() -> None:
    """A second and a half of line, in any chunks; and a reset loses what is still on its way."""
    pings = b"".join(encode(Ping(), request) for request in range(9000))
    answers = []
    for chunk in (1000, 7):
        board = WiredCoreBoard()
        rest(board, 20)
        board.send(pings)
        answers.append(b"".join(rest(board, chunk) for _ in range(0, 2100, chunk)))
    common = min(map(len, answers))
    assert answers[0][:common] == answers[1][:common]
    statuses = [m for m in Decoder().receive(answers[0]) if isinstance(m, Status)]
    assert [m.rx_errors for m in statuses] == [0, 0]
    board.send(pings)
    board.reset()
    sent = rest(board, 1000)
    kinds = {type(message) for message in Decoder().receive(sent)}
    assert Hello in kinds
    assert Ack not in kinds


@pytest.mark.parametrize("bits", [2, 4])
def test_pads_that_move_while_a_scan_sums_them_up_are_summed_as_by_the_real_image(bits: int) -> None:
    try:
        emulated = open_avr("uno")
    except EmulatorUnavailable as missing:
        pytest.skip(str(missing))
    assert isinstance(emulated, WiredAvrBoard)
    ramp = (np.arange(400)[:, None] * 2 + np.arange(6) * 17).astype(np.uint16) % 1000
    seen = []
    for board in (WiredCoreBoard(), emulated):
        bench = Bench(board)
        bench.rest(20)
        bench.command(SetRate(100), 1)
        bench.rest(20)
        bench.command(SetOversampling(bits), 2)
        bench.rest(40)
        bench.heard()
        bench.press(ramp)
        seen.append(bench.messages(Samples))
    emulated.close()
    ours, theirs = seen
    assert [m.t_us for m in ours[:-1]] == [m.t_us for m in theirs[: len(ours) - 1]]
    apart = np.abs(np.array([m.counts for m in ours[:-1]]) - np.array([m.counts for m in theirs[: len(ours) - 1]]))
    assert apart.max() <= 2 << 1, "a conversion near the border of a step may fall on either side"


def test_a_frame_goes_out_at_the_speed_of_the_line() -> None:
    board = WiredCoreBoard()
    hello = rest(board, 5)
    assert hello == b""
    assert len(rest(board, 1)) == 50, "a byte takes 20 µs"


def test_a_trip_outlives_a_reset_and_a_switch_off() -> None:
    board = WiredCoreBoard()
    rest(board, 20)
    for command, steps in ((limits_for(6), 20), (SaveSettings(), 900), (SetMode(Mode.FOOT), 20)):
        board.send(encode(command, 1))
        rest(board, steps)
    board.run(np.full((10, 6), PAD_LIMIT + 1, np.uint16))
    trips = []
    for restart in (board.reset, board.power_cycle):
        restart()
        trips.append(sum(isinstance(m, Trip) for m in Decoder().receive(rest(board, 20))))
    assert trips == [1, 1]
