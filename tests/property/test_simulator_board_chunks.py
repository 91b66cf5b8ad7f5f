"""A board's bytes do not depend on the chunks in which it is run, with commands at the same steps."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Identify, Message, Ping, SetRate, Start, Stop
from pawpress.simulator.board import SimulatedBoard
from pawpress.simulator.body import Body
from pawpress.simulator.scenario import load_scenario
from tests.contract.boards import OPENERS

STEPS = 400
COMMANDS: tuple[Message, ...] = (Ping(), Identify(), Stop(), Start(), SetRate(1000), SetRate(250), SetRate(7))

scripts = st.dictionaries(st.integers(0, STEPS - 1), st.sampled_from(COMMANDS), max_size=4)
cuts = st.lists(st.integers(0, STEPS), max_size=10)


def lived(board: SimulatedBoard, script: dict[int, Message], cuts: list[int]) -> bytes:
    body = Body(load_scenario("beginner"), board.pads)
    sent = b""
    edges = sorted({0, STEPS, *script, *cuts})
    for start, end in pairwise(edges):
        if start in script:
            board.send(encode(script[start], start))
        sent += board.run(body.codes(np.arange(start, end)))
    close = getattr(board, "close", None)
    if close is not None:
        close()
    return sent


@settings(max_examples=40, deadline=None)
@given(script=scripts, cuts=cuts)
def test_the_cores_bytes_do_not_depend_on_the_chunks(script: dict[int, Message], cuts: list[int]) -> None:
    assert lived(OPENERS["core"]("uno"), script, cuts) == lived(OPENERS["core"]("uno"), script, [])


@pytest.mark.parametrize("rig", ["avr8js", "simavr"])
@settings(max_examples=6, deadline=None)
@given(script=scripts, cuts=cuts)
def test_the_emulators_bytes_do_not_depend_on_the_chunks(rig: str, script: dict[int, Message], cuts: list[int]) -> None:
    assert lived(OPENERS[rig]("nano"), script, cuts) == lived(OPENERS[rig]("nano"), script, [])
