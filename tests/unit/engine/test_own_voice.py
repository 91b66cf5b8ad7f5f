"""The engine's own voice."""

from __future__ import annotations

import os
import pty
import threading
import time

import pytest

from pawpress.audio.late_sound import HANGS, LateSound
from pawpress.audio.sound import NO_LOUDSPEAKER, NoSound, Sound
from pawpress.engine import own_voice
from pawpress.engine.own_voice import OwnVoice, terminal_bell


class Heard:
    """A loudspeaker that notes what it is to play."""

    def __init__(self) -> None:
        self.played: list[str] = []
        self.stopped = 0

    def play(self, severity: str) -> None:
        self.played.append(severity)

    def stop(self) -> None:
        self.stopped += 1

    def close(self) -> None:
        pass


def test_it_rings_at_once_in_the_rhythm_of_red_and_falls_silent_again():
    rung: list[float] = []
    sound = Heard()
    now_s = 0.0
    voice = OwnVoice(lambda: rung.append(now_s), sound)
    for step in range(300):
        now_s = step / 100
        voice.update([("red", "nobody sees the screen")], now_s)
    assert rung[0] == 0.0
    assert len(rung) == 10
    assert sound.played == ["red"]
    voice.update([], 3.1)
    assert sound.stopped == 1


@pytest.mark.parametrize("there", [True, False])
def test_a_loudspeaker_is_opened_beside_the_reader_and_one_that_is_not_there_harms_nobody(there: bool):
    opened, may_open = Heard(), threading.Event()

    def opener() -> tuple[Sound, str]:
        may_open.wait()
        if not there:
            raise OSError("PortAudio")
        return opened, ""

    late = LateSound(opener)
    late.play("amber")
    late.play("red")
    assert late.told_within(0.0) == HANGS
    may_open.set()
    assert late.told_within(5.0) == ("" if there else NO_LOUDSPEAKER)
    assert opened.played == (["red"] if there else [])
    late.play("amber")
    late.stop()
    assert opened.stopped == there
    late.close()


def test_a_loudspeaker_that_never_opens_is_told_of_and_delays_nobody():
    late = LateSound(lambda: (threading.Event().wait() and (Heard(), "")) or (Heard(), ""))
    begun_s = time.monotonic()
    late.begin()
    for _ in range(100):
        late.play("red")
    late.stop()
    late.close()
    assert time.monotonic() - begun_s < 0.5
    assert late.told_within(0.01) == HANGS


@pytest.mark.skipif(not hasattr(os, "login_tty"), reason="terminals of POSIX")
def test_the_bell_reaches_the_terminal_and_a_closed_one_is_no_error():
    ours, theirs = pty.openpty()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(ours)
            os.login_tty(theirs)
            ring = terminal_bell()
            ring()
            time.sleep(0.3)
            ring()  # by now the terminal is closed
            status = 0
        finally:
            os._exit(status)
    os.close(theirs)
    assert os.read(ours, 10) == b"\a"
    os.close(ours)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0


def test_without_a_terminal_it_is_silent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(own_voice, "TERMINAL", "/no/such/terminal")
    terminal_bell()()
    OwnVoice(terminal_bell(), NoSound()).update([("red", "x")], 0.0)
