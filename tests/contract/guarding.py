"""What the suites of the guard do with a board: press, ask, store limits, let feet on."""

from __future__ import annotations

from typing import cast

import numpy as np

from pawpress.core.protocol.schema_generated import (
    Ack,
    Message,
    Mode,
    Nak,
    SaveSettings,
    SetLimits,
    SetMode,
    Status,
)
from tests.contract.boards import Bench
from tests.rigsim.guarded import PAD_LIMIT, limits_for
from tests.rigsim.wired_boards import FootBoard

SAVE_STEPS = 900
"""A save takes 0.6 s where the memory is as slow as the real one."""
NEAR = PAD_LIMIT * 9 // 10
RISE_LIMIT = 300


def contacts(bench: Bench) -> FootBoard:
    return cast("FootBoard", bench.board)


def press(bench: Bench, steps: int, **counts: int) -> None:
    """Press some pads, `p0=...`, and no others."""
    row = np.zeros(bench.board.pads, np.uint16)
    for pad, reading in counts.items():
        row[int(pad[1:])] = reading
    bench.press(np.tile(row, (steps, 1)))


def ask(bench: Bench, message: Message, steps: int = 20) -> list[Message]:
    """Send a command and return all that follows; it must be acknowledged."""
    bench.heard()
    bench.command(message, 77)
    bench.rest(steps)
    heard = [told for told, _ in bench.heard() if told is not None]
    assert Ack(77, message.TYPE) in heard
    return heard


def refusal(bench: Bench, message: Message) -> int:
    """Send a command that must be refused and return why."""
    bench.heard()
    bench.command(message, 78)
    bench.rest(20)
    (nak,) = bench.messages(Nak)
    assert (nak.request, nak.command) == (78, message.TYPE)
    return nak.code


def store(bench: Bench, limits: SetLimits) -> None:
    ask(bench, limits)
    ask(bench, SaveSettings(), SAVE_STEPS)


def guarded(bench: Bench, mode: Mode = Mode.FOOT, rise: int = 0) -> None:
    store(bench, limits_for(bench.board.pads, rise))
    ask(bench, SetMode(mode))
    bench.heard()


def state(bench: Bench) -> int:
    """Return what the guard is doing, as the next Status says."""
    bench.heard()
    bench.rest(1010)
    return bench.messages(Status)[-1].guard


REST, OPEN_BELOW = 21, 10
PAD_TAU_MS = 4.7
"""47 kOhm x 100 nF, as on the boards."""


def supervised(bench: Bench) -> None:
    """Let feet on pads with supervision resistors, which read 21 at rest."""
    store(bench, limits_for(bench.board.pads, options=0, open_below=OPEN_BELOW))
    at_rest(bench, 100)
    bench.command(SetMode(Mode.FOOT), 7)
    at_rest(bench, 30)
    assert Ack(7, SetMode.TYPE) in bench.messages(Ack)


def at_rest(bench: Bench, steps: int, **counts: int) -> None:
    pads = range(bench.board.pads)
    press(bench, steps, **{f"p{pad}": REST for pad in pads} | counts)
