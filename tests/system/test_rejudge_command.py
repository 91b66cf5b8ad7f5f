"""A recording judged again with other settings, beside what it was recorded with."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.press_pairs import paired
from pawpress.recording import Recorder
from pawpress.settings.calibration_file import to_toml
from tests.calibrations import calibration, curve, read_at
from tests.conftest import RunCommand
from tests.recordings import manifest
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

LEAN = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
STAB = minimum_jerk(times(4.0), 1.0, 0.06, 0.1, 0.06, 120.0)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A steady lean, then a jab."""
    path = tmp_path_factory.mktemp("judged") / "a.paw"
    recorder = Recorder(path, manifest(judging="0.0.9+12345678"))
    recorder.take(stream_of(np.concatenate((LEAN, STAB))[:, None]), [], 0.0)
    recorder.close()
    return path


def test_another_style_is_shown_beside_the_recorded_one(path: Path, pawpress: RunCommand):
    told = pawpress("rejudge", path, "--style", "thai").stdout
    assert "recorded when 0.0.9+12345678 judged" in told
    assert "1 of 2 presses get another verdict." in told
    [changed] = [line for line in told.splitlines() if "steady " in line and " N " in line]
    assert changed.split()[3] == "steady"
    assert changed.split()[8] == "short"
    assert "jab" not in told.partition("another verdict")[2]
    assert "jab" in pawpress("rejudge", path, "--style", "thai", "--all").stdout.partition("another verdict")[2]


def test_own_thresholds_change_what_they_say_and_nothing_else(path: Path, pawpress_here: RunCommand, tmp_path: Path):
    own = tmp_path / "own.toml"
    own.write_text('[hold.short_s]\nlimit = 5.0\nsource = "a test"\n')
    answer = json.loads(pawpress_here("rejudge", path, "--limits", own, "--json").stdout)
    assert answer["format"] == "pawpress.rejudge/1"
    assert answer["recorded_by"] == "0.0.9+12345678"
    assert [(one["before"], one["after"]) for one in answer["changed"]] == [("steady", "short")]
    graded = json.loads(pawpress_here("grade", path, "--json").stdout)
    assert answer["before"]["presses"] == graded["presses"]
    assert answer["before"]["summary"] == graded["summary"]


def test_a_better_calibration_moves_the_newtons_and_one_of_another_placement_is_refused(
    pawpress_here: RunCommand, tmp_path: Path
):
    weaker = curve(pad="A0", a=1 / 400.0, top_counts=read_at(320.0, a=1 / 400.0))
    recorded = calibration(curve(pad="A0"))
    recorder = Recorder(tmp_path / "a.paw", manifest(calibration=recorded))
    recorder.take(stream_of(LEAN[:, None]), [], 0.0)
    recorder.close()
    (tmp_path / "better.toml").write_text(to_toml(calibration(weaker)), "utf-8")
    better = ("--calibration", tmp_path / "better.toml", "--json")
    answer = json.loads(pawpress_here("rejudge", tmp_path / "a.paw", *better).stdout)
    before, after = (answer[when]["presses"][0]["peak_n"] for when in ("before", "after"))
    assert after == pytest.approx(2.0 * before, rel=0.1)
    (tmp_path / "glove.toml").write_text(to_toml(calibration(weaker, placement="glove")), "utf-8")
    ended = pawpress_here("rejudge", tmp_path / "a.paw", "--calibration", tmp_path / "glove.toml")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "glove.toml" in ended.stderr


def test_a_recording_judged_again_with_its_own_settings_is_the_same(path: Path):
    once, again = judge_recording(path), judge_recording(path)
    assert [pair.changed for pair in paired(once.presses, again.presses)] == [False, False]


def test_presses_that_only_one_judgement_found_stand_alone(path: Path):
    presses = judge_recording(path).presses
    pairs = paired(presses[:1], presses[1:])
    assert [(pair.before is None, pair.after is None) for pair in pairs] == [(False, True), (True, False)]
    assert all(pair.changed for pair in pairs)


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        ((), 2, "Say what is to differ"),
        (("--style", "sumo"), 1, "sumo"),
        (("--limits", "absent.toml"), 1, "absent.toml"),
        (("--calibration", "absent.toml"), 1, "absent.toml"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    path: Path, pawpress_here: RunCommand, options: tuple[str, ...], status: int, says: str
):
    ended = pawpress_here("rejudge", path, *options)
    assert (ended.returncode, ended.stderr.count("\n")) == (status, 1)
    assert says in ended.stderr
