"""`kill -9` at any line of a coached session, set-up included: what was said to be kept is kept."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from pawpress.library.learners import load_learner
from pawpress.settings.people import Person, all_people, load_person
from tests.nightly import how_many

COMMAND = (sys.executable, "-m", "pawpress", "coach", "--demo", "--emulate", "core", "--plain", "--calibration", "none")
SAID = ["Ana", "Ben", "no", "no", "no"]
SET_UP_LINES = 32
"""Lines of people and health."""

pytestmark = pytest.mark.realtime


def killed(home: Path, *words: str, at_line: int | None = None, at_begin: str = "\n") -> list[str]:
    """Run until a line comes, kill without mercy, return every line that was read."""
    env = {**os.environ, "XDG_DATA_HOME": str(home)}
    process = subprocess.Popen(
        [*COMMAND, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=env
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{line}\n" for line in SAID))
    process.stdin.flush()
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line.rstrip())
        if len(lines) == at_line or line.startswith(at_begin):
            break
    process.kill()
    lines += [line.rstrip() for line in process.stdout]
    process.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    process.wait()
    return lines


def confirmed_health(lines: list[str]) -> int:
    """Return how many lists of health were answered before the next line was said."""
    questions = [at for at, line in enumerate(lines) if line.startswith("Any of these")]
    return sum(at + 1 < len(lines) for at in questions)


def check(lines: list[str], monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    _, trouble = all_people()
    assert trouble == []
    for name in ("Ana", "Ben"):
        assert f"kept: {name} is new" not in lines or load_person(name) is not None
    ben = load_person("Ben") or Person(name="Ben")
    answers = {} if ben.health is None else ben.health.answers
    assert len(answers) >= confirmed_health(lines)
    tests = [test for skill in load_learner("Ana").skills.values() for test in skill.tests]
    assert len(tests) >= sum("the test is passed" in line or "not yet" in line for line in lines)


def test_at_any_line_of_the_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kills = int(how_many("PAWPRESS_COACH_KILLS", 6, SET_UP_LINES))
    for at in sorted(random.Random(4).sample(range(1, SET_UP_LINES + 1), kills)):
        home = tmp_path / str(at)
        check(killed(home, "--drill", "stay", at_line=at), monkeypatch, home)


def test_in_the_middle_of_a_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lines = killed(tmp_path, "--drill", "stay", "--scenario", "catwalk", at_begin="result: ")
    assert any(line.startswith("result: ") for line in lines)
    check(lines, monkeypatch, tmp_path)
