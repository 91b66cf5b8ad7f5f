"""The engine's own voice, for when no view can be heard: the terminal's bell, and the loudspeaker if there is one."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable

from pawpress.audio.alarm_bursts import Bursts
from pawpress.audio.sound import Sound

BELL = b"\a"
TERMINAL = "CONOUT$" if sys.platform == "win32" else "/dev/tty"


class OwnVoice:
    """Rings and sounds in the rhythm of the severity.

    Parameters
    ----------
    ring : callable
        Rings the bell once; must neither wait nor raise.
    sound : Sound
        What else there is to be heard with.
    """

    def __init__(self, ring: Callable[[], None], sound: Sound) -> None:
        self._ring, self._sound, self._bursts = ring, sound, Bursts()

    def update(self, calling: list[tuple[str, str]], now_s: float) -> None:
        """Be heard for these: severity and name of each; silent where there are none."""
        call = self._bursts.update(calling, now_s)
        if call.pulse:
            self._ring()
        if call.burst is not None:
            self._sound.play(call.burst)
        if call.stop:
            self._sound.stop()

    def close(self) -> None:
        """Let go of the loudspeaker."""
        self._sound.close()


def terminal_bell() -> Callable[[], None]:
    """Return what rings the terminal of this session, also from the background; silent where there is none.

    It never waits: a terminal that takes no byte, or is closed, is left alone.
    """
    try:
        terminal = os.open(TERMINAL, os.O_WRONLY | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return lambda: None
    if hasattr(signal, "SIGTTOU"):
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)  # a terminal may stop whoever writes from the background

    def ring() -> None:
        with contextlib.suppress(OSError):
            os.write(terminal, BELL)

    return ring
