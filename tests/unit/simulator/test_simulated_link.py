"""The link lets its board live up to the clock it is given."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.rig.link import LinkError
from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario
from pawpress.simulator.simulated_link import SimulatedLink


class Clock:
    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


class EchoBoard:
    """Sends the reading of its first pad, one byte a step."""

    kind = "core"
    pads = 6

    def __init__(self) -> None:
        self.received = b""
        self.closed = False
        self.broken = False

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        if self.broken:
            raise RuntimeError("out of smoke\nand a long trace")
        return bytes((codes[:, 0] % 256).tolist())

    def send(self, frame: bytes) -> None:
        self.received += frame

    def reset(self) -> None:
        self.received = b""

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def board() -> EchoBoard:
    return EchoBoard()


@pytest.fixture
def link(board: EchoBoard, clock: Clock) -> SimulatedLink:
    return SimulatedLink(board, Body(load_scenario("catwalk"), 6), clock, "echo")


def test_a_read_lives_as_long_as_the_clock_says(link: SimulatedLink, clock: Clock) -> None:
    assert link.read() == b""
    clock.now_s += 0.007
    assert len(link.read()) == 7
    assert link.read() == b""


def test_a_late_read_is_caught_up_in_chunks_and_the_lag_is_known(link: SimulatedLink, clock: Clock) -> None:
    link.read()
    clock.now_s += 0.250
    assert [len(link.read()), link.behind_s] == [100, pytest.approx(0.150)]
    assert [len(link.read()), len(link.read()), len(link.read())] == [100, 50, 0]
    assert link.behind_s == 0.0


def test_what_is_read_does_not_depend_on_when_it_is_read(clock: Clock) -> None:
    def play(pauses_s: list[float]) -> bytes:
        link = SimulatedLink(EchoBoard(), Body(load_scenario("catwalk"), 6), clock, "echo")
        sent = link.read()
        for pause_s in pauses_s:
            clock.now_s += pause_s
            sent += link.read()
        return sent

    assert play([0.001] * 90) == play([0.09]) == play([0.0304, 0.0296, 0.03])


def test_a_clock_that_stands_or_falls_back_yields_nothing(link: SimulatedLink, clock: Clock) -> None:
    link.read()
    clock.now_s -= 5.0
    assert link.read() == b""


def test_frames_reach_the_board(link: SimulatedLink, board: EchoBoard) -> None:
    link.write(b"abc")
    assert board.received == b"abc"


def test_after_close_the_link_is_gone(link: SimulatedLink, board: EchoBoard) -> None:
    link.close()
    link.close()
    assert board.closed
    with pytest.raises(LinkError, match="echo was closed"):
        link.read()
    with pytest.raises(LinkError, match="echo was closed"):
        link.write(b"x")


def test_a_board_that_breaks_down_is_a_link_error_of_one_line(
    link: SimulatedLink, board: EchoBoard, clock: Clock
) -> None:
    link.read()
    board.broken = True
    clock.now_s += 0.01
    with pytest.raises(LinkError) as caught:
        link.read()
    assert "out of smoke" in str(caught.value)
    assert "\n" not in str(caught.value)
