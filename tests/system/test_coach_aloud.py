"""`pawpress coach --speak` from a plain pipe: what is heard, and what is said where something is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from bench.coach_sound import waits_ms
from pawpress.audio.mixer_outputs import NO_LIBRARY, NO_LOUDSPEAKER
from pawpress.audio.tones import RATE_HZ
from pawpress.texts import Texts
from tests.coach_sessions import HELD, JABS, CoachSession, running
from tests.nightly import how_many
from tests.sound_files import read_sound

SHORT = ("--drill", "slow", "--seconds", "3")
LIMITS_MS = {"first syllable of a cue": 300.0, "a short sound": 100.0, "a red alarm over running speech": 100.0}
SOUNDS = ("--sounds", "--sound-to")
TRIES = 3

pytestmark = pytest.mark.realtime


@pytest.mark.latency
def test_heard_soon():
    """Run apart from the others of this file, so that no session of theirs is running."""
    found = waits_ms(how_many("PAWPRESS_SOUND_S", 11.0, 90.0), int(how_many("PAWPRESS_SOUND_RUNS", 1, 5)))
    assert set(found) == set(LIMITS_MS)
    for name, limit_ms in LIMITS_MS.items():
        assert found[name], name
        assert np.median(found[name]) <= limit_ms, (name, found[name])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with a home for every session."""
    folder = tmp_path_factory.mktemp("aloud")
    (folder / "bin").mkdir()
    return folder


@pytest.fixture(scope="module")
def sessions(home: Path) -> Iterator[dict[str, CoachSession]]:
    """The sessions of this file, side by side."""
    wanted = {
        "fil": (("--headless", "--speak", "--sound-to", home / "fil.wav", "--language", "fil", *SHORT), ()),
        "mute": (("--headless", "--speak", "--sound-to", home / "mute.wav", *SHORT, "--scenario", JABS), ()),
        "no loudspeaker": (("--headless", "--sounds", *SHORT, "--scenario", JABS), ()),
        "nowhere": (("--headless", *SOUNDS, home / "nowhere/a.wav"), ()),
    }
    with running(home, wanted, {"mute": {"PATH": str(home / "bin")}}) as started:
        yield started


def test_a_session_is_heard_in_filipino_and_says_once_whose_voice_it_is(sessions, home):
    out, _ = sessions["fil"].result()
    assert out.splitlines().count(Texts("fil").text("speech.nearest")) == 1
    samples = read_sound(home / "fil.wav")
    assert 2.0 < len(samples) / RATE_HZ < 60.0  # a machine with much to do begins late
    assert np.abs(samples).max() > 0.2


def test_without_an_engine_one_line_says_what_to_install_and_the_drill_goes_on(sessions):
    lines = sessions["mute"].result()[0].splitlines()
    assert [line for line in lines if line.startswith("speech:")] == [Texts("en").text("speech.missing")]
    assert "espeak-ng" in Texts("en").text("speech.missing")
    assert "press: hidden" in lines


def test_without_a_loudspeaker_the_lines_go_on(sessions):
    out, err = sessions["no loudspeaker"].result()
    assert "press: hidden" in out.splitlines()
    # A machine of tests has none; on one that has, nothing is to be said.
    told = [line for line in err.splitlines() if "sound" in line.lower() or "loudspeaker" in line]
    assert all(any(line.endswith(known) for known in (NO_LIBRARY, NO_LOUDSPEAKER)) for line in told)
    assert len(told) <= 1


def heard(home: Path, number: int) -> dict[str, tuple[str, float]]:
    """Return the lines and the loudest sample of two sessions, of good presses and of jabs."""
    told = {"held": (HELD, "5"), "jabs": (JABS, "2")}
    place = home / f"hidden {number}"
    place.mkdir()
    wanted = {
        name: (
            ("--headless", "--drill", "slow", *SOUNDS, place / f"{name}.wav", "--scenario", path, "--seconds", s),
            (),
        )
        for name, (path, s) in told.items()
    }
    with running(place, wanted) as sessions:
        lines = {name: session.result()[0] for name, session in sessions.items()}
    return {name: (out, float(np.abs(read_sound(place / f"{name}.wav")).max())) for name, out in lines.items()}


@pytest.mark.usefixtures("sessions")
def test_hidden_presses_are_silent(home):
    """Of the hidden test: nothing but the same words before them. An alarm of a late machine is heard, so once more."""
    for number in range(TRIES):
        found = heard(home, number)
        if not any("alarm: " in out for out, _ in found.values()):
            break
    for out, loudest in found.values():
        assert 1 <= out.splitlines().count("press: hidden") <= 4  # what five come to is told
        assert loudest == 0.0


def test_a_sound_file_that_cannot_be_written_is_said_in_one_line(sessions):
    _, err = sessions["nowhere"].result(status=1)
    assert "cannot be written" in err
    assert len(err.strip().splitlines()) == 1
