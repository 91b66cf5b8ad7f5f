"""A board on a bad day does what it is told and no more."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.core.protocol.codec import encode
from pawpress.core.protocol.decoder import Decoder
from pawpress.core.protocol.schema_generated import Ack
from tests.rigsim.faulty_board import FaultyBoard


class FrameBoard:
    """Sends one frame a step, the number of the step in it, with the next frame's first byte already under way."""

    kind = "core"
    pads = 1

    def __init__(self) -> None:
        self._step = 0
        self._rest = b""

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        sent = self._rest
        for _ in codes:
            sent += encode(Ack(request=self._step, command=1), self._step)
            self._step += 1
        self._rest = sent[-2:]
        return sent[:-2]

    def send(self, frame: bytes) -> None:
        raise NotImplementedError

    def reset(self) -> None:
        self._step = 0


def steps(count: int) -> NDArray[np.uint16]:
    return np.zeros((count, 1), np.uint16)


@pytest.fixture
def board() -> FaultyBoard:
    return FaultyBoard(FrameBoard(), seed=7)


def heard(*chunks: bytes) -> tuple[list[int], Decoder]:
    decoder = Decoder()
    messages = [message for chunk in chunks for message in decoder.receive(chunk)]
    return [message.request for message in messages if isinstance(message, Ack)], decoder


def test_it_passes_everything_through_while_it_is_well(board: FaultyBoard) -> None:
    requests, decoder = heard(*(board.run(steps(1)) for _ in range(20)))
    assert requests == list(range(19))
    assert (decoder.health.lost, decoder.health.crc_errors) == (0, 0)


def test_dropped_frames_are_missing_from_the_sequence(board: FaultyBoard) -> None:
    before = board.run(steps(5))
    board.drop_frames(3)
    requests, decoder = heard(before, board.run(steps(7)))
    assert requests == [0, 1, 2, 3, 7, 8, 9, 10]
    assert decoder.health.lost == 3


def test_flipped_bits_cost_just_those_frames(board: FaultyBoard) -> None:
    before = board.run(steps(5))
    board.flip_bits(2)
    requests, decoder = heard(before, board.run(steps(6)))
    assert requests == [0, 1, 2, 3, 6, 7, 8, 9]
    assert decoder.health.crc_errors >= 2
    assert decoder.health.lost == 2


def test_garbage_costs_at_most_the_frame_it_runs_into(board: FaultyBoard) -> None:
    before = board.run(steps(5))
    board.burst(64)
    requests, decoder = heard(before, board.run(steps(10)))
    assert set(range(14)) - set(requests) <= {4}
    assert decoder.health.crc_errors >= 1


def test_silence_lasts_as_long_as_it_is_told(board: FaultyBoard) -> None:
    before = board.run(steps(5))
    board.go_silent(12)
    assert board.run(steps(10)) == b""
    requests, decoder = heard(before, board.run(steps(6)))
    assert requests[:4] == [0, 1, 2, 3]
    assert requests[-3:] == [17, 18, 19]
    assert decoder.health.lost == 20 - len(requests)
