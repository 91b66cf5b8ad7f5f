"""The supply, measured against a weak reference through a capacitor that must be charged, and watched while running."""

from __future__ import annotations

import numpy as np
import pytest

from pawpress.core.protocol.schema_generated import (
    FaultCode,
    GuardState,
    Ping,
    Samples,
    SelfTest,
    SetOversampling,
    SetRate,
    Status,
    Trip,
    TripCause,
)
from tests.rigsim.frames import Listener, RigMaker, of_type
from tests.rigsim.guarded import command, in_foot_mode

REFERENCE_KOHM = 300
"""What the chip's reference may have, as measured by others; the datasheet does not say."""
MUCH_TOO_WEAK_KOHM = 65_000


def supply_mv(rig: Listener, counts: list[int]) -> set[int]:
    """Give what the rig finds while its pads read this."""
    rig.idle(2200, counts)
    return {status.supply_mv for status in of_type(Status, rig.idle(3100, counts))}


@pytest.mark.parametrize("board", ["uno", "nano"])
@pytest.mark.parametrize("last_pad", [0, 1000])
@pytest.mark.parametrize(("rate_hz", "oversampling"), [(100, 0), (500, 0), (1000, 0), (500, 2)])
def test_the_reference_is_settled_before_it_is_converted(
    make_rig: RigMaker, board: str, last_pad: int, rate_hz: int, oversampling: int
) -> None:
    rig = make_rig(board)
    rig.board.hold_capacitor(REFERENCE_KOHM)
    rig.idle(20)
    command(rig, SetRate(rate_hz), ms=40)
    command(rig, SetOversampling(oversampling), ms=40)
    counts = [300] * (rig.board.pads - 1) + [last_pad]
    assert [mv for mv in supply_mv(rig, counts) if abs(mv - 5000) > 25] == []


def test_the_self_test_finds_a_good_supply_good_at_every_load(uno: Listener) -> None:
    uno.board.hold_capacitor(REFERENCE_KOHM)
    (found,) = of_type(SelfTest, uno.idle(1100, [0, 0, 0, 0, 0, 1000]))
    assert found.supply_mv == pytest.approx(5000, abs=25)
    assert not found.faults & (1 << FaultCode.SUPPLY_LOW | 1 << FaultCode.SUPPLY_HIGH)


def test_the_model_tells_a_reference_that_is_not_settled(uno: Listener) -> None:
    """So the tests above can fail: pads that read full pull the reading of a much weaker reference up."""
    uno.board.hold_capacitor(MUCH_TOO_WEAK_KOHM)
    assert max(supply_mv(uno, [1000] * 6)) < 4000


def test_a_supply_that_sags_under_feet_is_told_and_heard_within_five_seconds(uno: Listener) -> None:
    in_foot_mode(uno, 500)
    uno.idle(1100)
    uno.board.set_supply(3000)
    frames = [frame for _ in range(5) for frame in command(uno, Ping(), ms=1000)]
    (trip,) = of_type(Trip, frames)
    assert (trip.tripped, trip.cause, trip.limit) == (1, TripCause.SUPPLY, 4250)
    assert trip.level == pytest.approx(3000, rel=0.01)
    status = of_type(Status, frames)[-1]
    assert status.supply_mv == pytest.approx(3000, rel=0.01)
    assert status.faults & 1 << FaultCode.SUPPLY_LOW
    assert status.guard == GuardState.TRIPPED


def test_a_sag_of_a_second_is_no_fault(uno: Listener) -> None:
    in_foot_mode(uno, 500)
    uno.idle(1100)
    uno.board.set_supply(3900)
    command(uno, Ping(), ms=1000)
    uno.board.set_supply(5000)
    frames = [frame for _ in range(4) for frame in command(uno, Ping(), ms=1000)]
    assert of_type(Trip, frames) == []
    assert not of_type(Status, frames)[-1].faults & 1 << FaultCode.SUPPLY_LOW


def test_measuring_the_supply_costs_no_scan_and_no_evenness(make_rig: RigMaker) -> None:
    rig = make_rig("nano")
    rig.idle(20)
    command(rig, SetRate(1000))
    frames = rig.idle(3000)
    assert set(np.diff([samples.t_us for samples in of_type(Samples, frames)])) == {1000}
    assert of_type(Status, frames)[-1].overruns == 0
