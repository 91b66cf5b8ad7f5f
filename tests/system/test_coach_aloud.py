"""`pawpress coach --speak` from a plain pipe: what is heard, and what is said where something is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bench.coach_sound import waits_ms
from pawpress.audio.mixer_outputs import NO_LIBRARY, NO_LOUDSPEAKER, read_sound
from pawpress.audio.tones import RATE_HZ
from pawpress.texts import Texts
from tests.nightly import how_many

COACH = (sys.executable, "-m", "pawpress", "coach", "--demo", "--emulate", "core", "--headless")

pytestmark = pytest.mark.realtime


def coached(home: Path, *words: str | Path, path: str | None = None) -> tuple[str, str]:
    """Return standard output and error of a session without a terminal."""
    done = subprocess.run(
        [*COACH, *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "XDG_DATA_HOME": str(home), **({} if path is None else {"PATH": path})},
    )
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    return done.stdout, done.stderr


def test_a_session_is_heard_in_filipino_and_says_once_whose_voice_it_is(tmp_path):
    words = ("--speak", "--sound-to", tmp_path / "a.wav", "--language", "fil", "--drill", "slow", "--seconds", "5")
    out, _ = coached(tmp_path, *words)
    assert out.splitlines().count(Texts("fil").text("speech.nearest")) == 1
    samples = read_sound(tmp_path / "a.wav")
    assert 4.0 < len(samples) / RATE_HZ < 9.0
    assert np.abs(samples).max() > 0.2


def test_without_an_engine_one_line_says_what_to_install_and_the_drill_goes_on(tmp_path):
    (tmp_path / "bin").mkdir()
    words = ("--speak", "--sound-to", tmp_path / "a.wav", "--drill", "slow", "--seconds", "8")
    out, _ = coached(tmp_path, *words, path=str(tmp_path / "bin"))
    lines = out.splitlines()
    assert [line for line in lines if line.startswith("speech:")] == [Texts("en").text("speech.missing")]
    assert "espeak-ng" in Texts("en").text("speech.missing")
    assert "press: hidden" in lines


def test_without_a_loudspeaker_the_lines_go_on(tmp_path):
    out, err = coached(tmp_path, "--sounds", "--drill", "slow", "--seconds", "8")
    assert "press: hidden" in out.splitlines()
    # A machine of tests has none; on one that has, nothing is to be said.
    told = [line for line in err.splitlines() if "sound" in line.lower() or "loudspeaker" in line]
    assert all(any(line.endswith(known) for known in (NO_LIBRARY, NO_LOUDSPEAKER)) for line in told)
    assert len(told) <= 1


def test_hidden_presses_are_silent(tmp_path):
    """The five presses of the hidden test, good ones here and jabs there: nothing but the same words before them."""
    heard = {}
    for scenario in ("catwalk", "rushed"):
        path = tmp_path / f"{scenario}.wav"
        coached(tmp_path, "--sounds", "--sound-to", path, "--drill", "slow", "--scenario", scenario, "--seconds", "9")
        heard[scenario] = np.abs(read_sound(path)).max()
    assert heard == {"catwalk": 0.0, "rushed": 0.0}


def test_heard_soon():
    found = waits_ms(how_many("PAWPRESS_SOUND_S", 24.0, 90.0), int(how_many("PAWPRESS_SOUND_RUNS", 1, 5)))
    limits_ms = {"first syllable of a cue": 300.0, "a short sound": 100.0, "a red alarm over running speech": 100.0}
    assert set(found) == set(limits_ms)
    spoken_over = bool(found["a red alarm over running speech"])
    for name, limit_ms in limits_ms.items():
        if name == "a red alarm over running speech" and not spoken_over and how_many("PAWPRESS_SOUND_RUNS", 1, 5) == 1:
            continue  # in a single run the alarm may come while nobody speaks, which says nothing
        assert found[name], name
        assert np.median(found[name]) <= limit_ms, (name, found[name])


def test_a_sound_file_that_cannot_be_written_is_said_in_one_line(tmp_path):
    words = [*COACH, "--sounds", "--sound-to", str(tmp_path / "nowhere/a.wav")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
