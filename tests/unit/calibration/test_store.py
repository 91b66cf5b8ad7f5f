"""Where calibrations are kept."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest

from pawpress.core.calibration import CalibrationError
from pawpress.engine.calibrations import (
    calibration_folder,
    choose_calibration,
    load_calibration,
    moment,
    newest_calibration,
    save_calibration,
    usual_placement,
)
from pawpress.engine.config import DemoSource, EngineConfig, PortSource
from tests.calibrations import calibration, curve, read_at

PORT = PortSource(port="/dev/null")
DEMO = DemoSource(scenario="idle")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_data_path", lambda name: tmp_path / name)
    return tmp_path


def test_a_file_is_named_after_rig_placement_and_moment():
    path = save_calibration(calibration())
    assert path == calibration_folder() / "default-futon-20260301T120000Z.toml"
    assert load_calibration(path) == calibration()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has modes")
def test_it_is_for_its_owners_eyes():
    assert stat.S_IMODE(save_calibration(calibration()).stat().st_mode) == 0o600


def test_nothing_is_ever_overwritten(tmp_path: Path):
    first, second = save_calibration(calibration()), save_calibration(calibration(curve(b=1.1)))
    assert first != second
    assert load_calibration(first) == calibration()
    mine = tmp_path / "mine.toml"
    save_calibration(calibration(), mine)
    with pytest.raises(CalibrationError, match="not overwritten"):
        save_calibration(calibration(), mine)


def test_the_newest_one_is_found_even_of_one_second():
    save_calibration(calibration(created="2026-02-01T12:00:00Z"))
    for b in (1.1, 1.2, 1.3):
        save_calibration(calibration(curve(b=b, top_counts=read_at(320.0, b=b))))
    found = newest_calibration("default", "futon")
    assert found is not None
    assert found[1].pad[0].b == 1.3


def test_other_rigs_and_placements_are_not_looked_at():
    save_calibration(calibration(rig="default-futon"))
    save_calibration(calibration(placement="glove"))
    assert newest_calibration("default", "futon") is None


def test_a_file_that_was_renamed_does_not_change_its_rig():
    save_calibration(calibration(rig="other"), calibration_folder() / "default-futon-20260301T120000Z.toml")
    assert newest_calibration("default", "futon") is None


def test_one_that_cannot_be_read_is_not_passed_over_in_silence():
    save_calibration(calibration())
    (calibration_folder() / "default-futon-20270101T000000Z.toml").write_text("format = 1", "utf-8")
    with pytest.raises(CalibrationError, match=r"20270101T000000Z\.toml: "):
        newest_calibration("default", "futon")


@pytest.mark.parametrize("rig", ["", "/etc", "a/b", "*", "-x", "x" * 41])
def test_a_name_that_no_file_could_carry_is_refused(rig: str):
    with pytest.raises(CalibrationError, match="no name of a rig"):
        newest_calibration(rig, "futon")


def test_a_file_that_is_not_there_or_is_no_text_is_named(tmp_path: Path):
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\xff")
    for name in ("gone.toml", "x.toml"):
        with pytest.raises(CalibrationError, match=f"{name}: cannot be read"):
            load_calibration(tmp_path / name)


def test_a_moment_reads_as_in_the_files():
    assert moment(1_772_366_400.0) == "2026-03-01T12:00:00Z"


@pytest.mark.parametrize(
    ("layout", "place"), [(None, "futon"), ("mat6", "futon"), ("gloves", "glove"), ("/home/x/my-gloves.toml", "glove")]
)
def test_the_usual_placement_follows_from_the_layout(layout, place):
    assert usual_placement(layout) == place


def test_a_live_session_takes_the_newest_that_fits_and_says_so():
    save_calibration(calibration())
    chosen, line = choose_calibration(EngineConfig(source=PORT))
    assert chosen == calibration()
    assert "2026-03-01" in line
    assert "± 10%" in line


@pytest.mark.parametrize("changes", [{"rig": "other"}, {"placement": "glove"}, {"layout": "gloves"}])
def test_a_live_session_takes_none_of_another_rig_or_placement(changes):
    save_calibration(calibration())
    chosen, line = choose_calibration(msgspec.structs.replace(EngineConfig(source=PORT), **changes))
    assert chosen is None
    assert "pawpress calibrate" in line


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"rig": "other"}, "is of the rig 'default', not of 'other'"),
        ({"placement": "bench"}, "made on the futon, not on the bench"),
        ({"layout": "gloves"}, "made on the futon, not on the glove"),
    ],
)
def test_a_given_file_of_another_rig_or_placement_is_refused_in_one_line(changes, says, tmp_path: Path):
    file = save_calibration(calibration(), tmp_path / "mine.toml")
    config = EngineConfig(source=PORT, calibration=str(file))
    with pytest.raises(CalibrationError, match=says) as refusal:
        choose_calibration(msgspec.structs.replace(config, **changes))
    assert str(file) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert choose_calibration(config)[0] == calibration()


def test_none_asks_for_the_nominal_curve():
    save_calibration(calibration())
    assert choose_calibration(EngineConfig(source=PORT, calibration="none")) == (None, "")


def test_the_demo_is_nominal_unless_it_is_given_a_file_of_its_own(tmp_path: Path):
    save_calibration(calibration(rig="demo"))
    assert choose_calibration(EngineConfig(source=DEMO)) == (None, "")
    own = save_calibration(calibration(rig="demo", placement="bench"), tmp_path / "demo.toml")
    chosen, _ = choose_calibration(EngineConfig(source=DEMO, calibration=str(own)))
    assert chosen is not None
    real = save_calibration(calibration(), tmp_path / "real.toml")
    with pytest.raises(CalibrationError, match="not of 'demo'"):
        choose_calibration(EngineConfig(source=DEMO, calibration=str(real)))
