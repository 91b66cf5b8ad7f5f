"""A whole session in tmux by somebody's own hand on the emulated rig: presses, *nice*, a walk, summary and report.

`python -m tools.screen_session` plays it and prints each screen. The hand does what the screen says: it goes where the
next step is named, leans, holds, and lets go.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tools.tmux_terminal import TmuxTerminal

Keep = Callable[[str, TmuxTerminal], None]
"""Takes the name of a state of the screen, and the terminal that shows it."""

OFFERED = r"YOU left hand on L1"
NEXT = re.compile(r"◉ (left|right) (lower back|small of the back|mid back|upper back)")
IN_MID_PRESS = {1: "first-press", 7: "walk"}
"""States that are kept in mid-press, by number of the press."""
LEVELS = ("lower back", "small of the back", "mid back", "upper back")
ROUND, STEPS = 3, 4
"""Presses before and after the partner has said *nice*."""
LEAN_S, HOLD_S = 1.4, 1.2
SEEN_S = 1.0
FIRST_S = 60.0


def pawpress(*words: str) -> list[str]:
    """Return the command of a program of this very installation."""
    return [sys.executable, "-m", "pawpress", *words]


def command(recording: Path, *more: str) -> list[str]:
    """Return what is typed to begin, in the folder of the recording."""
    return pawpress("demo", "--hand", *more, "--record", recording.name)


def play(terminal: TmuxTerminal, keep: Keep) -> None:
    """Play the session to its end.

    Raises
    ------
    NotSeenError
        If the screen does not show what it should.
    """
    terminal.wait_for(OFFERED, FIRST_S)
    terminal.wait_for(NEXT.pattern)
    time.sleep(SEEN_S)
    keep("start", terminal)
    hand = Hand(terminal)
    for number in range(1, ROUND + STEPS + 1):
        where = terminal.wait_for(NEXT.pattern)
        hand.go_to(where[1], where[2])
        hand.press(number, partial(keep, IN_MID_PRESS[number], terminal) if number in IN_MID_PRESS else None)
        if number == 1:
            keep("verdict", terminal)
        if number == ROUND:
            terminal.keys("Space")
            terminal.wait_for(r"nice \d+–\d+ N")
    terminal.wait_for(NEXT.pattern)
    keep("next-step", terminal)
    end(terminal)
    terminal.wait_for(r"TREND +(?!is being)")
    terminal.wait_for("write the report")
    keep("summary", terminal)
    terminal.keys("r")
    terminal.wait_for(r"REPORT[^.]*\.html")
    keep("report", terminal)
    terminal.keys("q")


def end(terminal: TmuxTerminal) -> None:
    """Ask for the end; an alarm of a machine that could not keep up is looked at first."""
    terminal.keys("q")
    if terminal.wait_for("the session is over|that nobody has seen")[0] == "that nobody has seen":
        terminal.keys("Escape")
        time.sleep(SEEN_S)  # a terminal tells an escape from a code by the pause behind it
        terminal.keys("a")
        time.sleep(SEEN_S)
        terminal.keys("q")
        terminal.wait_for("the session is over")


class Hand:
    """The person's hands, by keys."""

    def __init__(self, terminal: TmuxTerminal) -> None:
        self._terminal = terminal
        self._side, self._level = "left", {"left": 0, "right": 0}

    def go_to(self, side: str, place: str) -> None:
        """Take a hand to a place."""
        if side != self._side:
            self._side = side
            self._terminal.keys(side.capitalize())
        level = LEVELS.index(place)
        while self._level[side] != level:
            by = 1 if level > self._level[side] else -1
            self._level[side] += by
            self._terminal.keys("]" if by > 0 else "[")

    def press(self, number: int, in_mid_press: Callable[[], None] | None = None) -> None:
        """Lean, hold, let go, and wait for the verdict on press `number` of the session."""
        self._terminal.keys("Enter")
        self._terminal.wait_for("this press")
        time.sleep(LEAN_S + HOLD_S)
        if in_mid_press is not None:
            in_mid_press()
        self._terminal.keys("Enter")
        self._terminal.wait_for(rf"── press {number}\b")


def main() -> int:
    """Play it, and print every screen."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        recording = folder / "session.paw"
        with TmuxTerminal(command(recording), environment={"XDG_DATA_HOME": home}, folder=folder) as terminal:
            play(terminal, lambda name, shown: print(f"=== {name}\n{shown.text()}"))
            return terminal.status()


if __name__ == "__main__":
    sys.exit(main())
