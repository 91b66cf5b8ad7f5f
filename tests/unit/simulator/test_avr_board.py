"""The emulated chip where the firmware's own behaviour is not the question."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from pawpress.core.protocol.schema_generated import ResetCause
from pawpress.simulator.avr_board import START_UP_CYCLES, STEP_CYCLES, EmulatorUnavailable
from tests.rigsim.wired_boards import PinEdge, WiredAvrBoard

TELLS_WHY_IT_STARTS_AND_HANGS = """\
:1000000082E08093C00083E090E09093C5008093ED
:10001000C40088E08093C10094B79093C60014BEDA
:1000200098E10FB6F894A895909360000FBE809366
:040030006000FFCF9E
:00000001FF
"""
"""int main(void) {
    UCSR0A = 1 << U2X0; UBRR0 = 3; UCSR0B = 1 << TXEN0;
    UDR0 = MCUSR; MCUSR = 0;
    wdt_enable(WDTO_15MS);
    for (;;) {}
}  // avr-gcc -mmcu=atmega328p -Os -nostartfiles"""

BLINKS = """\
:0800000080E284B983B9FECF50
:00000001FF
"""
"""int main(void) { DDRB = 1 << 5; for (;;) PINB = 1 << 5; }  // one and two cycles a round"""


@pytest.fixture
def hanging() -> Iterator[WiredAvrBoard]:
    try:
        board = WiredAvrBoard(TELLS_WHY_IT_STARTS_AND_HANGS, 6)
    except EmulatorUnavailable as error:
        pytest.skip(str(error))
    yield board
    board.close()
    board.close()


def steps(count: int) -> np.ndarray:
    return np.zeros((count, 6), np.uint16)


def test_the_watchdog_restarts_a_hung_program_every_16_ms_and_says_so(hanging: WiredAvrBoard) -> None:
    sent = hanging.run(steps(60))
    assert list(sent) == [ResetCause.POWER_ON, ResetCause.WATCHDOG, ResetCause.WATCHDOG, ResetCause.WATCHDOG]


def test_the_reset_button_is_told_apart(hanging: WiredAvrBoard) -> None:
    hanging.run(steps(5))
    hanging.reset()
    assert list(hanging.run(steps(5))) == [ResetCause.EXTERNAL]


def test_a_run_may_be_longer_than_the_emulators_buffers(hanging: WiredAvrBoard) -> None:
    hanging.run(steps(2500))
    assert hanging.cpu_load().total_cycles == pytest.approx(2500 * STEP_CYCLES, abs=10)
    assert hanging.run(steps(0)) == b""


def test_a_busy_program_is_never_asleep_and_the_line_speed_is_known(hanging: WiredAvrBoard) -> None:
    hanging.run(steps(105))
    load = hanging.cpu_load()
    starts, asleep = divmod(load.total_cycles - load.awake_cycles, START_UP_CYCLES)
    assert asleep == 0, "but for its starts: its watchdog resets it again and again"
    assert 0 < starts < 10
    assert load.baud == 500_000


def test_it_runs_inside_an_event_loop(hanging: WiredAvrBoard) -> None:
    async def within() -> tuple[bytes, bytes]:
        board = WiredAvrBoard(TELLS_WHY_IT_STARTS_AND_HANGS, 6)
        elsewhere = await asyncio.to_thread(board.run, steps(5))
        here = hanging.run(steps(5))
        board.close()
        return here, elsewhere

    here, elsewhere = asyncio.run(within())
    assert here == elsewhere


@pytest.mark.parametrize(
    ("image", "complaint"),
    [
        ("hello", "line 1 of the firmware image is not Intel HEX"),
        (":0400300060000FCF9E\n", "line 1 of the firmware image has a wrong checksum"),
        (":040030006000FFCF9E\n", "the firmware image has no end record"),
    ],
)
def test_an_image_that_is_none_is_refused_in_one_line(hanging: WiredAvrBoard, image: str, complaint: str) -> None:
    del hanging  # skips where there is no emulator
    with pytest.raises(ValueError, match=complaint):
        WiredAvrBoard(image, 6)


def test_edges_of_watched_pins_come_with_their_cycle(hanging: WiredAvrBoard) -> None:
    del hanging
    board = WiredAvrBoard(BLINKS, 6, start_up_cycles=0)
    assert board.take_edges() == []
    board.watch_pins()
    board.run(steps(1))
    assert board.take_edges()[:3] == [PinEdge(2, 13, 1), PinEdge(5, 13, 0), PinEdge(8, 13, 1)]
    board.close()


def test_a_program_that_forgets_to_close_its_board_still_ends(hanging: WiredAvrBoard) -> None:
    del hanging
    code = f"from pawpress.simulator.avr_board import AvrBoard; board = AvrBoard({BLINKS!r}, 6)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)
