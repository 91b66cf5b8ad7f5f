"""A whole session in a real terminal, by a script with its own hand: presses, *nice*, a walk, summary and report."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pawpress import grade_file
from tools.make_pictures import svg_of
from tools.screen_session import ROUND, STEPS, command, play
from tools.tmux_terminal import NotSeenError, TmuxTerminal

pytestmark = pytest.mark.realtime

STATES = ["start", "first-press", "verdict", "walk", "next-step", "summary", "report"]


@pytest.fixture(autouse=True)
def _tmux() -> None:
    if shutil.which("tmux") is None:
        pytest.skip("needs tmux")


def test_from_the_first_press_to_the_report(tmp_path: Path):
    kept: dict[str, str] = {}
    pictures: dict[str, str] = {}

    def keep(name: str, terminal: TmuxTerminal) -> None:
        kept[name] = terminal.text()
        pictures[name] = svg_of(terminal.coloured(), terminal.size, name)

    environment = {"XDG_DATA_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    recording = tmp_path / "session.paw"
    with TmuxTerminal(command(recording), environment=environment, folder=tmp_path) as terminal:
        play(terminal, keep)
        assert terminal.status() == 0
    assert list(kept) == STATES
    target = re.compile(r"nice \d+–\d+ N")
    assert not target.search(kept["first-press"]), "no target before the partner has said one"
    assert target.search(kept["walk"])
    assert re.search(rf"OF {ROUND + STEPS} STEADY|WENT WELL", kept["summary"])
    assert "WALK" in kept["summary"]
    assert "session.paw" in kept["summary"]
    [page] = tmp_path.rglob("*.html")
    assert page.name in kept["report"].replace("\n", "")
    presses = grade_file(recording).presses
    assert len(presses) == ROUND + STEPS
    assert sum(press.verdict == "steady" for press in presses) >= ROUND
    for picture in pictures.values():
        assert picture.count("<text") > 20
        assert "https:" not in picture


def test_what_does_not_come_is_told_with_the_screen_as_it_is(tmp_path: Path):
    with TmuxTerminal(["sh", "-c", "echo seen; exit 3"], folder=tmp_path) as terminal:
        terminal.wait_for("seen")
        assert terminal.status() == 3
        with pytest.raises(NotSeenError, match=r"unseen.*\n.*seen"):
            terminal.wait_for("unseen", 0.3)
