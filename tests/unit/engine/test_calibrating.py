"""A calibration that is interrupted goes on where it was, and says how long it still takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from pawpress.cli.calibrate.rig import guide_text
from pawpress.core.calibration import CalibrationError, PadCurve
from pawpress.core.calibration.reference_points import ReferencePoint
from pawpress.engine.begun_pads import GOES_ON, BegunPads
from pawpress.engine.calibrating import Unfinished, calibrate_pads
from pawpress.engine.calibrations import calibration_folder
from pawpress.rig.calibration_guide import CONDITION_SHARE, CalibrationPlan
from pawpress.rig.calibration_steps import PadSteps, Steps
from pawpress.texts import Texts
from tests.system.test_calibrate_guide import LOADS_N, MADE, Workshop, workshop

PADS = {"L1": 0, "R1": 1}
PLAN = CalibrationPlan(LOADS_N, rounds=1, conditioning=0, hold_s=0.0)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def one_of(shop: Workshop) -> Callable[[str, int, Steps], PadCurve]:
    return lambda pad, channel, steps: shop.guide.calibrate(pad, channel, MADE, steps)


def with_edges_of(shop: Workshop) -> Callable[[str, int, Steps], PadCurve]:
    return lambda pad, channel, steps: shop.guide.press_edges(
        shop.guide.calibrate(pad, channel, MADE, steps), 100.0, MADE, steps
    )


def lines(told: list[str]) -> Callable[..., None]:
    return lambda key, **words: told.append(guide_text(Texts("en"), key, **words))


def test_finished_pads_are_not_done_again():
    shop, unfinished, told = workshop(PLAN), Unfinished("default", "futon"), list[str]()

    def goes_away(pad: str, force_n: float) -> None:
        if pad == "R1":
            raise KeyboardInterrupt
        type(shop.diary).__mro__[1].load(shop.diary, pad, force_n)

    shop.diary.on_load = goes_away
    with pytest.raises(KeyboardInterrupt):
        calibrate_pads(shop.guide, one_of(shop), PADS, unfinished, shop.clock, lines(told))
    first = unfinished.curves(0)["L1"]
    assert told[0] == "pad 1 of 2: L1. Time left: about 2 minutes."
    assert "L1: kept." in told

    again, told = workshop(PLAN), []
    left, right = calibrate_pads(
        again.guide, one_of(again), PADS, Unfinished("default", "futon"), again.clock, lines(told)
    )
    assert left == first
    assert right.pad == "R1"
    assert {pad for pad in ("L1", "R1") if any(f"{pad}:" in line for line in again.diary.told)} == {"R1"}
    assert told[0].startswith("pad 1 of 2: L1 was done before, at ")
    unfinished.drop()
    assert unfinished.curves(0) == {}


def test_the_time_that_is_left_follows_what_a_pad_took():
    shop, told = workshop(PLAN), list[str]()
    calibrate_pads(shop.guide, one_of(shop), PADS, Unfinished("default", "futon"), shop.clock, lines(told))
    assert told[0].endswith("Time left: about 2 minutes.")  # as a person needs
    assert told[2] == "pad 2 of 2: R1. Time left: about 1 minute."  # as the jig needed


def test_pads_of_another_rig_another_place_or_another_day_are_not_taken(monkeypatch: pytest.MonkeyPatch):
    curve = workshop(PLAN).guide.calibrate("L1", 0, MADE)
    unfinished = Unfinished("default", "futon")
    unfinished.keep({"L1": curve}, 7)
    assert list(unfinished.curves(7)) == ["L1"]
    assert unfinished.curves(8) == {}
    assert Unfinished("other", "futon").curves(7) == {}
    assert Unfinished("default", "glove").curves(7) == {}
    monkeypatch.setattr("pawpress.engine.calibrating.GOES_ON", -GOES_ON)
    assert unfinished.curves(7) == {}


def test_a_damaged_file_begins_anew_and_one_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch):
    curve = workshop(PLAN).guide.calibrate("L1", 0, MADE)
    unfinished = Unfinished("default", "futon")
    unfinished.keep({"L1": curve}, 0)
    [path] = calibration_folder().glob("*.toml")
    path.write_bytes(path.read_bytes()[:-40])
    assert unfinished.curves(0) == {}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pawpress.engine.calibrating.put_in_place", full)
    with pytest.raises(CalibrationError, match="No space left"):
        unfinished.keep({"L1": curve}, 0)


FULL = CalibrationPlan(LOADS_N, rounds=2, conditioning=2, hold_s=12.0)
TOP_N = max(LOADS_N)
EVERY_LOAD = 2 + 2 * 9 + 1 + 5
"""Settling loads, two rounds up and down, the hold, the middle and four edges."""


def puts_on(shop: Workshop, most: int) -> list[float]:
    """Let so many loads be put on, then pull the plug; return the list of those that were."""
    put: list[float] = []

    def load(pad: str, force_n: float) -> None:
        if force_n > 0.0 and len(put) == most:
            raise KeyboardInterrupt
        if force_n > 0.0:
            put.append(force_n)
        type(shop.diary).__mro__[1].load(shop.diary, pad, force_n)

    shop.diary.on_load = load
    return put


@pytest.fixture(scope="module")
def whole() -> PadCurve:
    """The curve of a pad that nobody interrupted."""
    shop = workshop(FULL)
    return with_edges_of(shop)("L1", 0, Steps(PadSteps("L1", 0)))


@pytest.mark.parametrize("at", range(1, EVERY_LOAD, 3))
def test_a_pad_goes_on_with_the_load_that_was_missing(at: int, whole: PadCurve):
    shop, unfinished = workshop(FULL), Unfinished("default", "futon")
    before = puts_on(shop, at)
    with pytest.raises(KeyboardInterrupt):
        calibrate_pads(shop.guide, with_edges_of(shop), {"L1": 0}, unfinished, shop.clock, lines([]))

    again = workshop(FULL)
    after = puts_on(again, 99)
    [curve] = calibrate_pads(
        again.guide, with_edges_of(again), {"L1": 0}, Unfinished("default", "futon"), again.clock, lines([])
    )
    from_above = "L1: the largest load once more, without letting go after it." in again.diary.told
    assert len(before) + len(after) - from_above == EVERY_LOAD
    assert [(p.reference_n, p.direction, p.round) for p in curve.point] == [
        (p.reference_n, p.direction, p.round) for p in whole.point
    ]
    assert [edge.place for edge in curve.edges] == [edge.place for edge in whole.edges]
    assert (curve.a, curve.b) == pytest.approx((whole.a, whole.b), rel=0.02)
    assert any(line.startswith("L1: goes on after ") for line in again.diary.told)


def test_a_load_is_kept_before_the_next_one_is_asked_for():
    shop, unfinished = workshop(FULL), Unfinished("default", "futon")
    kept: list[int] = []

    def load(pad: str, force_n: float) -> None:
        done = BegunPads("default", "futon").steps("L1", 0, 0, FULL).done
        kept.append(done.settled + len(done.point) + len(done.edge) + (done.creep_per_decade is not None))
        type(shop.diary).__mro__[1].load(shop.diary, pad, force_n)

    shop.diary.on_load = load
    calibrate_pads(shop.guide, with_edges_of(shop), {"L1": 0}, unfinished, shop.clock, lines([]))
    assert sorted(set(kept)) == list(range(EVERY_LOAD + 1))[: len(set(kept))]
    assert max(kept) == EVERY_LOAD
    assert BegunPads("default", "futon").steps("L1", 0, 0, FULL).done == PadSteps("L1", 0)  # its curve is kept


def begun(at: int = 4, plan: CalibrationPlan = FULL) -> None:
    shop = workshop(plan)
    puts_on(shop, at)
    with pytest.raises(KeyboardInterrupt):
        calibrate_pads(shop.guide, one_of(shop), {"L1": 0}, Unfinished("default", "futon"), shop.clock, lines([]))


def test_steps_of_another_rig_pad_plan_or_day_are_not_taken(monkeypatch: pytest.MonkeyPatch):
    begun()
    pads, fresh = BegunPads("default", "futon"), PadSteps("L1", 0)
    assert pads.steps("L1", 0, 0, FULL).done.settled == 2
    assert pads.steps("L1", 0, 7, FULL).done == fresh
    assert pads.steps("L1", 0, 0, PLAN).done == fresh
    assert pads.steps("L1", 3, 0, FULL).done == PadSteps("L1", 3)
    assert pads.steps("R1", 1, 0, FULL).done == PadSteps("R1", 1)
    assert BegunPads("default", "glove").steps("L1", 0, 0, FULL).done == fresh
    monkeypatch.setattr("pawpress.engine.begun_pads.GOES_ON", -GOES_ON)
    assert pads.steps("L1", 0, 0, FULL).done == fresh


def test_damaged_steps_begin_anew():
    begun()
    path = BegunPads("default", "futon").path
    path.write_bytes(path.read_bytes()[:-30])
    assert BegunPads("default", "futon").steps("L1", 0, 0, FULL).done == PadSteps("L1", 0)


def test_the_steps_of_one_pad_stay_while_another_one_is_calibrated():
    begun()
    shop = workshop(PLAN)
    calibrate_pads(shop.guide, one_of(shop), {"R1": 1}, Unfinished("default", "futon"), shop.clock, lines([]))
    assert BegunPads("default", "futon").steps("L1", 0, 0, FULL).done.settled == 2


def test_a_pad_that_lies_otherwise_begins_anew():
    begun(8)
    pads = BegunPads("default", "futon")
    steps = pads.steps("L1", 0, 0, FULL)
    steps.confirm(tare_counts=40.0)  # it was tighter
    again = workshop(FULL)
    after = puts_on(again, 99)
    calibrate_pads(again.guide, one_of(again), {"L1": 0}, Unfinished("default", "futon"), again.clock, lines([]))
    assert "L1: empty, it reads otherwise than before, so it begins anew." in again.diary.told
    assert after[0] == pytest.approx(CONDITION_SHARE * TOP_N)


def test_points_that_make_no_curve_are_not_kept_for_ever():
    begun(6)
    pads = BegunPads("default", "futon")
    steps = pads.steps("L1", 0, 0, FULL)
    falling = [msgspec.structs.replace(p, counts=400.0 - p.reference_n) for p in whole_points()]
    for point in falling[len(steps.done.point) :]:
        steps.confirm(point=point)
    shop = workshop(FULL)
    steps.done = msgspec.structs.replace(steps.done, point=tuple(falling))
    with pytest.raises(CalibrationError, match="does not rise"):
        shop.guide.calibrate("L1", 0, MADE, steps)
    assert pads.steps("L1", 0, 0, FULL).done == PadSteps("L1", 0)


def whole_points() -> list[ReferencePoint]:
    return [ReferencePoint(load_n, 0.0, way, turn) for turn in (1, 2) for load_n, way in FULL.course()]
