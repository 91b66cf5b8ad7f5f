"""An order to end (SIGTERM) ends a session as the key that leaves does, whichever of its processes is ordered."""

from __future__ import annotations

import signal
from pathlib import Path

import psutil
import pytest

pytest.importorskip("termios", reason="pseudo-terminals are of POSIX")

from pawpress.analysis.recording import open_recording
from tests.processes import words_of
from tests.terminals import at_terminal

pytestmark = pytest.mark.realtime

ALTERNATE_SCREEN_LEFT = "\x1b[?1049l"
ORDERED = {"dashboard": ["pawpress", "demo"], "engine": ["pawpress.engine"]}


def order_to_end(which: list[str], mark: Path) -> None:
    [family] = [child for child in psutil.Process().children() if str(mark) in words_of(child)]
    members = [family, *family.children(recursive=True)]
    [found] = [one for one in members if set(which) <= set(words_of(one))]
    found.send_signal(signal.SIGTERM)


@pytest.mark.parametrize("which", ORDERED)
def test_the_recording_is_whole_and_the_terminal_as_it_was(which: str, tmp_path: Path):
    path = tmp_path / "session.paw"
    command = ["-m", "pawpress", "demo", "--rig", "core", "--record", str(path)]
    replies = [("live", lambda: order_to_end(ORDERED[which], path))]
    if which == "engine":
        replies.append(("session is over", lambda: order_to_end(ORDERED["dashboard"], path)))
    status, shown = at_terminal(command, replies, {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"})
    assert status == 0
    assert ALTERNATE_SCREEN_LEFT in shown
    assert not open_recording(path).recovered
