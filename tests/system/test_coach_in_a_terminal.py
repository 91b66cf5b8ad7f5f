"""The whole way in a real terminal, by keys alone: `pawpress coach --demo --hand` to the live screen, and out again."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pawpress.settings.people import all_people
from pawpress.texts import LANGUAGES, Texts

pytestmark = pytest.mark.realtime
WAIT_S = 40.0
STEERS = re.compile(r"\x1b\[[0-9;?<>=]*[a-zA-Z]|\x1b[()][0-9A-Z]")


class Terminal:
    """A person who reads the screen and types."""

    def __init__(self, home: Path, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        env = {**os.environ, "XDG_DATA_HOME": str(home), "COLUMNS": "100", "LINES": "30", "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pawpress", *words],
            stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self.shown = ""

    def waits_for(self, text: str, keys: str = "") -> None:
        """Read until a text stands there, then type."""
        deadline_s = time.monotonic() + WAIT_S
        while not re.search(text, STEERS.sub("", self.shown)):
            assert time.monotonic() < deadline_s, f"{text} in {STEERS.sub('', self.shown)[-3000:]!r}"
            self.read(0.2)
        self.shown = ""
        os.write(self._ours, keys.encode())

    def reads_and_types(self, keys: str) -> None:
        """Look at what is there for a moment, then type."""
        for _ in range(5):
            self.read(0.1)
        os.write(self._ours, keys.encode())

    def read(self, seconds: float) -> None:
        """Take what is shown; answer where the cursor is, as a terminal does."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return
        try:
            piece = os.read(self._ours, 65536).decode(errors="replace")
        except OSError:
            return
        self.shown += piece
        for _ in range(piece.count("\x1b[6n")):
            os.write(self._ours, b"\x1b[1;1R")

    def ends(self) -> int:
        """Return the exit status."""
        deadline_s = time.monotonic() + WAIT_S
        while self.process.poll() is None and time.monotonic() < deadline_s:
            self.read(0.2)
        return self.process.wait(1.0)

    def close(self) -> None:
        """Leave nothing running."""
        self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_questions_to_the_first_press_and_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str):
    def begin(key: str, words: int = 2) -> str:
        """Return how a text begins: a screen may break it further on."""
        return re.escape(" ".join(Texts(language).text(key).split()[:words]))

    words = ("coach", "--demo", "--hand", "--emulate", "core", "--drill", "stay", "--calibration", "none")
    person = Terminal(tmp_path, *words, "--language", language)
    try:
        person.waits_for(begin("ask.giver", 3), "Ana\r")
        person.waits_for(begin("ask.partner", 3), "Ben\r")
        for last in ("leg_weakness", "blood_pressure", "sciatica"):
            person.waits_for(begin(f"sign.{last}"), "")
            person.reads_and_types("2")
        person.waits_for(begin("kind.before"), "\r")
        time.sleep(1.5)
        person.waits_for("", "\r")
        person.waits_for(f"{begin('press.hidden')}|{begin('ask.pressure')}", "l")
        person.waits_for(begin("cue.less"), "q")
        following = re.escape(Texts(language).said("NEXT DRILL"))
        person.waits_for(rf"{following}\s+stay: {begin('drill.stay')}", "q")
        assert person.ends() == 0
    finally:
        person.close()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert [one.name for one in all_people()[0]] == ["Ana", "Ben"]
