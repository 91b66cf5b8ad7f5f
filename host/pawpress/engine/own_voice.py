"""The engine's own voice, for when no view can be heard: the terminal's bell, and the loudspeaker if there is one."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable

from pawpress.audio.bursts import Bursts
from pawpress.audio.sound import Sound, open_sound

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

    def look(self, calling: list[tuple[str, str]], now_s: float) -> None:
        """Be heard for these: severity and name of each; hush where there are none."""
        call = self._bursts.look(calling, now_s)
        if call.pulse:
            self._ring()
        if call.burst is not None:
            self._sound.play(call.burst)
        if call.hush:
            self._sound.hush()

    def close(self) -> None:
        """Let go of the loudspeaker."""
        self._sound.close()


class LateSound:
    """A loudspeaker that is opened, in a thread, when it is first needed: that may take a second or hang."""

    def __init__(self) -> None:
        self._sound: Sound | None = None
        self._opening: threading.Thread | None = None

    def play(self, severity: str) -> None:
        """Begin a burst, soon; return at once."""
        if self._sound is not None:
            self._sound.play(severity)
        elif self._opening is None:
            self._opening = threading.Thread(target=self._open, args=(severity,), name="open sound", daemon=True)
            self._opening.start()

    def hush(self) -> None:
        """Break off."""
        if self._sound is not None:
            self._sound.hush()

    def close(self) -> None:
        """Let go of the loudspeaker."""
        if self._sound is not None:
            self._sound.close()

    def _open(self, severity: str) -> None:
        with contextlib.suppress(Exception):  # PortAudio's own errors: the bell rings, and the rig beeps
            self._sound, _ = open_sound()
            self._sound.play(severity)


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
