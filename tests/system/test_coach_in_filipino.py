"""The learner's path from a plain pipe in Filipino, from the rig to the summary: no English word is left in it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.coach_sessions import COACH, JABS, STUMBLES, CoachSession, running
from tests.english import english_left

pytestmark = pytest.mark.realtime
PEOPLE, HEALTH = ["Ana", "Ben"], ["hindi", "hindi", "hindi"]
NAMES = ("Ana", "Ben", "left-right", "slow", "stay", "quiet", "walk", "by-feel", "feet", "nice", "pawpress", "Uno")
FIL = ("--language", "fil")


def spoken(*texts: str) -> str:
    """What people read: without names of drills, folders and programs."""
    return "\n".join(texts).replace("pawpress: ", "")


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, CoachSession]]:
    home = tmp_path_factory.mktemp("filipino")
    damaged = home / "damaged.toml"
    damaged.write_text('name = "mine"\norder = 20\ncriteria = ["slow"]\nneed = 6\n')
    wanted = {
        "jabs": (
            ("--plain", *FIL, "--drill", "slow", "--feedback", "always", "--scenario", JABS, "--seconds", "9"),
            ["?", *PEOPLE, *HEALTH, "2", "bawas", "ano"],
        ),
        "feet": (("--plain", *FIL, "--screened", "--drill", "feet", "--scenario", STUMBLES, "--seconds", "7"), PEOPLE),
        "reason": (("--plain", *FIL, "--seconds", "5"), [*PEOPLE, "hindi", "oo", "oo"]),
        "unanswered": (("--plain", *FIL, "--seconds", "5"), [*PEOPLE, "hindi", "quit"]),
        "no drill": (("--headless", *FIL, "--drill", damaged, "--seconds", "1"), ()),
        "two": (("--plain", *FIL, "--seconds", "1"), ["Ana", "Ana", "quit"]),
    }
    with running(home, wanted) as started:
        yield started


@pytest.mark.parametrize(
    ("name", "status"), [("jabs", 0), ("feet", 0), ("reason", 1), ("unanswered", 1), ("no drill", 1), ("two", 1)]
)
def test_no_english_word_is_left(sessions: dict[str, CoachSession], name: str, status: int) -> None:
    out, err = sessions[name].result(status)
    assert (out + err).strip()
    found = {line: english_left(line, "fil", NAMES) for line in spoken(out, err).splitlines()}
    assert {line: words for line, words in found.items() if words} == {}


def test_an_alarm_is_told_in_full(sessions: dict[str, CoachSession]) -> None:
    out, _ = sessions["feet"].result()
    assert any(line.startswith("alarma: pula. ") and line.count(". ") >= 2 for line in out.splitlines())


def test_the_rig_picker_with_doctor_inside(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COACH, "--plain", *FIL, "--emulate", "core"],
        input="2\nquit\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)},
        check=False,
    )
    found = {line: english_left(line, "fil", (*NAMES, "Python", "Linux", "level")) for line in done.stdout.splitlines()}
    assert {line: words for line, words in found.items() if words} == {}
    assert "Hindi nasagot ang lahat ng tanong" in done.stderr
