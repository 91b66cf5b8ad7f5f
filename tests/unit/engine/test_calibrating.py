"""A calibration that is interrupted goes on where it was, and says how long it still takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pawpress.cli.calibrate.rig import guide_text
from pawpress.core.calibration import CalibrationError, PadCurve
from pawpress.engine.calibrating import GOES_ON, Unfinished, calibrate_pads
from pawpress.engine.calibrations import calibration_folder
from pawpress.rig.calibration_guide import CalibrationPlan
from pawpress.texts import Texts
from tests.system.test_calibrate_guide import LOADS_N, MADE, Workshop, workshop

PADS = {"L1": 0, "R1": 1}
PLAN = CalibrationPlan(LOADS_N, rounds=1, conditioning=0, hold_s=0.0)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def one_of(shop: Workshop) -> Callable[[str, int], PadCurve]:
    return lambda pad, channel: shop.guide.calibrate(pad, channel, MADE)


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
    [path] = calibration_folder().iterdir()
    path.write_bytes(path.read_bytes()[:-40])
    assert unfinished.curves(0) == {}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pawpress.engine.calibrating.write_new", full)
    with pytest.raises(CalibrationError, match="No space left"):
        unfinished.keep({"L1": curve}, 0)
