"""`pawpress coach` from a plain pipe: people, health, pads, drill, summary, in lines or in objects."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bench.coach_lines import waits
from pawpress import open_recording
from pawpress.analysis.coaching import coach_again
from pawpress.core.coach import PressHidden, PressShown
from tests.nightly import how_many

COACH = (sys.executable, "-m", "pawpress", "coach", "--demo", "--emulate", "core")
PEOPLE, HEALTH = ["Ana", "Ben"], ["no", "no", "no"]

pytestmark = pytest.mark.realtime


def coached(home: Path, *words: str | Path, said: list[str] | None = None, status: int = 0):
    """Return standard output and error of a coached session without a terminal."""
    given = None if said is None else "".join(f"{line}\n" for line in said)
    done = subprocess.run(
        [*COACH, *map(str, words)],
        input="" if given is None else given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        env={**os.environ, "XDG_DATA_HOME": str(home)},
    )
    assert done.returncode == status, done.stderr
    assert "\x1b" not in done.stdout
    assert "\x1b" not in done.stderr
    return done.stdout, done.stderr


def test_from_people_to_the_summary_without_a_terminal(tmp_path):
    path = tmp_path / "a.paw"
    words = ("--plain", "--drill", "stay", "--scenario", "catwalk", "--seconds", "16", "--record", path)
    out, _ = coached(tmp_path, *words, said=[*PEOPLE, *HEALTH, "2", "hello", "less"])
    lines = out.splitlines()
    steps = [line.partition(": ")[2] for line in lines if line.startswith("step ")]
    assert steps == ["people", "health", "pads", "drill", "summary"]
    for begin in (
        "drill: stay, hidden test",
        "note: no such word: hello",
        "cue: Partner wants less.",
        "result: 5 of 5",
    ):
        assert any(line.startswith(begin) for line in lines), begin
    assert "simulation: an emulated rig plays, not people" in lines
    kept = sorted((tmp_path / "pawpress/people").iterdir())
    assert [path.name.partition("-")[0] + "".join(path.suffixes) for path in kept] == [
        "ana.person.json",
        "ana.progress.json",
        "ben.person.json",
    ]
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in kept) or sys.platform == "win32"
    again = list(coach_again(open_recording(path)))
    assert sum(isinstance(one, PressHidden | PressShown) for one in again) == sum(
        line.startswith("press: ") for line in lines
    )


SAID_BY_COACH = ("drill: ", "shows: ", "press: ", "cue: ", "ask: ", "result: ", "target: ", "best today: ", "next: ")


def test_an_old_recording_gives_the_same_cues_line_by_line(tmp_path):
    path = tmp_path / "a.paw"
    words = ("--headless", "--drill", "slow", "--scenario", "beginner", "--feedback", "always", "--seconds", "30")
    out, _ = coached(tmp_path, *words, "--record", path)
    again, err = coached(tmp_path, "--replay", path)
    assert again.splitlines() == [line for line in out.splitlines() if line.startswith(SAID_BY_COACH)]
    assert again.count("cue: ") >= 4
    assert "usual course" not in err
    objects, _ = coached(tmp_path, "--replay", path, "--json-lines")
    assert [json.loads(line)["event"] for line in objects.splitlines()].count("cue") == again.count("cue: ")


def test_a_file_that_is_no_recording_is_told_in_a_line(tmp_path):
    (tmp_path / "a.paw").write_text("nothing")
    _, err = coached(tmp_path, "--replay", tmp_path / "a.paw", status=1)
    assert len(err.strip().splitlines()) == 1


@pytest.mark.nightly
def test_pads_are_calibrated_with_weights_in_between(tmp_path):
    words = ("--plain", "--drill", "stay", "--seconds", "6")
    out, _ = coached(tmp_path, *words, said=[*PEOPLE, *HEALTH, "1"])
    assert "kept: " in out


def test_a_reason_against_pressing_opens_nothing(tmp_path):
    out, err = coached(tmp_path, "--plain", "--seconds", "5", said=[*PEOPLE, "no", "yes", "no"], status=1)
    assert "Do not press." in err
    assert len(err.strip().splitlines()) == 1
    assert "drill:" not in out


def test_answers_that_end_in_the_middle_open_nothing(tmp_path):
    _, err = coached(tmp_path, "--plain", "--seconds", "5", said=[*PEOPLE, "no"], status=1)
    assert "Not every question was answered" in err


def test_in_filipino(tmp_path):
    out, _ = coached(
        tmp_path, "--headless", "--language", "fil", "--drill", "slow", "--feedback", "always", "--seconds", "6"
    )
    assert "sanay: slow, nakatagong pagsubok bago magsimula, 5 diin. Hayaang dumating ang bigat." in out
    assert "diin: nakatago" in out


def test_feet_get_cues_and_alarms_and_no_verdict(tmp_path):
    out, _ = coached(tmp_path, "--headless", "--drill", "feet", "--seconds", "10")
    lines = out.splitlines()
    assert any(line.startswith("alarm: red.") for line in lines)
    assert "cue: Step off. Hold the wall." in lines
    assert not any(line.startswith("press:") for line in lines)


def test_objects_a_line_and_the_result_at_the_end(tmp_path):
    words = ("--headless", "--json-lines", "--drill", "slow", "--scenario", "beginner", "--seconds", "24")
    out, _ = coached(tmp_path, *words, "--feedback", "always")
    events = [json.loads(line) for line in out.splitlines()]
    hidden = [event for event in events if event["event"] == "press" and event.get("hidden")]
    assert len(hidden) == 5
    assert all(event == {"event": "press", "hidden": True} for event in hidden)
    assert {event["event"] for event in events} <= {"press", "alarm", "quality", "cue", "drill", "result"}
    cue = next(event for event in events if event["event"] == "cue")
    assert cue["text"]
    result = events[-1]
    assert result["event"] == "result"
    [drill] = result["summary"]["coach"]["drills"]
    assert (drill["name"], drill["criterion"], drill["feedback"]) == ("slow", "4 of 5", "always")
    shown = [event for event in events if event["event"] == "press" and not event.get("hidden")]
    assert drill["attempts"] <= len(shown) + len(hidden) <= len(result["presses"])
    assert result["summary"]["coach"]["cue_counts"]


def test_one_object_on_its_own(tmp_path):
    out, _ = coached(tmp_path, "--headless", "--json", "--drill", "nice", "--seconds", "4")
    assert json.loads(out)["summary"]["coach"]["partner"]["nice_n"] is None


def test_a_line_comes_soon_after_the_reading_that_ends_a_press():
    found = waits(how_many("PAWPRESS_LINES_S", 16.0, 420.0))
    assert len(found.from_end_ms) >= 6
    # The sample is too small for a 99th percentile, and a machine with much to do is not the program's fault.
    share = 99 if len(found.from_end_ms) > 80 else 50
    assert np.percentile(found.from_end_ms, share) <= 50.0
    # 100 ms whether the hand comes back, 19 ms of the filter: neither may be left out, or presses would be others.
    assert np.percentile(found.from_lift_ms, share) <= 170.0
    assert min(found.from_lift_ms) > 100.0


def test_wrong_use_is_told_in_a_line():
    for words, told in (
        (("--drill", "jump"), "There is no drill 'jump'"),
        (("--json",), "--json and --json-lines go with --headless"),
        (("--port", "X"), "Give --demo or --port"),
    ):
        done = subprocess.run([*COACH, *words], capture_output=True, text=True, input="", timeout=60)
        assert done.returncode in (1, 2)
        assert told in done.stderr


def test_to_forget_deletes_what_is_kept(tmp_path):
    words = ("--plain", "--screened", "--person", "Ana", "--partner", "Ben", "--calibration", "none", "--seconds", "2")
    coached(tmp_path, *words, said=[])
    assert list((tmp_path / "pawpress/people").iterdir())
    out, _ = coached(tmp_path, "--forget", "Ana")
    assert out.startswith("Forgot Ana: the profile, the progress.\n")
    assert [path.name.partition("-")[0] for path in (tmp_path / "pawpress/people").iterdir()] == ["ben"]
