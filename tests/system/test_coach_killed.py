"""`kill -9` at any moment of a coached session, set-up included: what was said to be kept is kept."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from pawpress.core.calibration.edges import PLACES
from pawpress.engine.begun_pads import BegunPads
from pawpress.engine.calibrations import calibration_folder, load_calibration, newest_calibration
from pawpress.library.learners import load_learner
from pawpress.recording.manifest import DEMO_RIG
from pawpress.settings.people import Person, all_people, load_person
from tests.coach_sessions import DEMO, HELD
from tests.layouts import shorter_mat
from tests.nightly import how_many

PEOPLE = ["Ana", "Ben", "no", "no", "no"]
SET_UP_LINES = 32
"""Lines of people and health."""
SET_UP_KILLS = int(how_many("PAWPRESS_COACH_KILLS", 5, 200))
DELAY_S = 0.03
"""What is kept after a line is kept within this, so that the kill falls into it, too."""
CALIBRATION_KILLS = int(how_many("PAWPRESS_CALIBRATION_KILLS", 2, 60))
TWO_PADS_S = 4.0
"""What the emulated weights take for two pads with their edges, about."""
SESSION = ("--plain", "--calibration", "none", "--drill", "stay", "--scenario", HELD, "--seconds", "12")
AT_ONCE = 3

pytestmark = pytest.mark.realtime


def killed(
    home: Path, *words: str | Path, said: list[str], at_line: int | None = None, at: str = "\n", after_s: float = 0.0
) -> list[str]:
    """Run until the so many-th line, or one that begins so, kill without mercy, return every line that was read."""
    process = subprocess.Popen(
        [*DEMO, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env={**os.environ, "XDG_DATA_HOME": str(home)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{line}\n" for line in said))
    process.stdin.flush()
    lines: list[str] = []
    executioner: threading.Timer | None = None
    for line in process.stdout:
        lines.append(line.rstrip())
        if executioner is None and (len(lines) == at_line or line.startswith(at)):
            executioner = threading.Timer(after_s, process.kill)
            executioner.start()
    assert executioner is not None, lines
    executioner.join()
    process.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    process.wait()
    return lines


Lives = dict[str, Future[list[str]]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with a home for every life."""
    return tmp_path_factory.mktemp("killed")


@pytest.fixture(scope="module")
def lives(home: Path) -> Iterator[Lives]:
    """Sessions that are killed, some at a time."""
    rng = random.Random(4)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        ends = {
            name: pool.submit(killed, home / name, *SESSION, said=PEOPLE, at=name, after_s=rng.uniform(0.0, DELAY_S))
            for name in ("result: ", "tested: ")
        }
        ends |= {
            f"set-up {number}": pool.submit(
                killed,
                home / f"set-up {number}",
                *SESSION,
                said=PEOPLE,
                at_line=rng.randint(1, SET_UP_LINES),
                after_s=rng.uniform(0.0, DELAY_S),
            )
            for number in range(SET_UP_KILLS)
        }
        yield ends


def begun_steps() -> dict[str, int]:
    """Return how many loads are confirmed of each pad that is begun."""
    path = BegunPads(DEMO_RIG, "futon").path
    pads = json.loads(path.read_bytes())["kept"]["pads"] if path.is_file() else {}
    return {pad: len(begun["steps"].get("point", ())) for pad, begun in pads.items()}


class Bench:
    """A rig of two pads whose calibration is killed again and again, and what of it was said to be kept."""

    def __init__(self, home: Path) -> None:
        self._home, self._layout = home, shorter_mat(home, 2)
        self.kept: set[str] = set()
        self.whole = False
        self.steps: dict[str, int] = {}
        """Confirmed loads of pads that are not finished."""

    def live(self, at: str, after_s: float) -> list[str]:
        """Calibrate until killed, and see that what was kept before is not asked for again."""
        people = ("--plain", "--screened", "--person", "Ana", "--partner", "Ben", "--drill", "stay")
        lines = killed(self._home, *people, "--layout", self._layout, said=["1"], at=at, after_s=after_s)
        for line in lines:
            if found := re.match(r"(\w+): goes on after (\d+) of", line):
                assert int(found[2]) == self.steps.get(found[1], 0)
            pad = line.rpartition(": ")[2].split(".")[0].split(" ")[0]
            if line.startswith("pad ") and pad in self.kept:
                assert "was done before" in line
            if line.endswith(": kept."):
                self.kept.add(line.partition(":")[0])
        self.steps = begun_steps()
        self.whole |= any(line.startswith("Kept in ") for line in lines)
        return lines

    def check(self) -> None:
        """See that every pad that was said to be kept is there, edges included, and that no file is half written."""
        files = sorted(calibration_folder().glob("*.toml"))
        curves = {curve.pad: curve for file in files for curve in load_calibration(file).pad}
        assert set(curves) >= self.kept
        assert all([press.place for press in curve.edges] == list(PLACES) for curve in curves.values())
        if self.whole:
            newest = newest_calibration(DEMO_RIG, "futon")
            assert newest is not None
            assert {curve.pad for curve in newest[1].pad} == {"L1", "R1"}
            self.kept, self.whole = set(), False  # the next one begins anew


@pytest.mark.usefixtures("lives")  # the others run meanwhile
def test_at_any_moment_of_the_calibration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Curve, creep and four edges of two pads; at last it is left alone and goes on where it was."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    rng, bench = random.Random(5), Bench(tmp_path)
    bench.live("L1: kept.", rng.uniform(0.0, DELAY_S))
    bench.check()
    assert bench.kept == {"L1"}
    for _ in range(CALIBRATION_KILLS - 1):
        bench.live("step 3", rng.uniform(0.0, TWO_PADS_S))
        bench.check()
    bench.live("R1: tare", 0.3 * TWO_PADS_S)
    bench.check()
    bench.live("Kept in ", 0.0)
    assert bench.whole
    bench.check()


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
    tests = [test for skill in load_learner("Ana", emulated=True).skills.values() for test in skill.tests]
    assert len(tests) >= sum("the test is passed" in line or "not yet" in line for line in lines)


@pytest.mark.parametrize("number", range(SET_UP_KILLS))
def test_at_any_moment_of_people_and_gates(lives: Lives, home: Path, monkeypatch: pytest.MonkeyPatch, number: int):
    name = f"set-up {number}"
    check(lives[name].result(), monkeypatch, home / name)


def test_in_the_middle_of_a_session(lives: Lives, home: Path, monkeypatch: pytest.MonkeyPatch):
    lines = lives["result: "].result()
    assert any(line.startswith("result: ") for line in lines)
    check(lines, monkeypatch, home / "result: ")


def test_while_it_is_summed_up(lives: Lives, home: Path, monkeypatch: pytest.MonkeyPatch):
    lines = lives["tested: "].result()
    assert any(line.startswith("tested: ") for line in lines)
    check(lines, monkeypatch, home / "tested: ")
    assert load_learner("Ana", emulated=True).sessions == 1
