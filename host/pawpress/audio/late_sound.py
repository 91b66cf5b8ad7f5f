"""A loudspeaker that is opened beside whoever needs it: its driver may take a second, or hang for good."""

from __future__ import annotations

import threading
from collections.abc import Callable

from pawpress.audio.sound import NO_LOUDSPEAKER, Sound, open_sound

HANGS = "The loudspeaker does not answer. The terminal's bell and the rig's buzzer warn."


class LateSound:
    """Opens a loudspeaker in a thread, when it is first needed or told to begin.

    Parameters
    ----------
    opener : callable
        Returns what can be heard, and a line for people where that is nothing.
    """

    def __init__(self, opener: Callable[[], tuple[Sound, str]] = open_sound) -> None:
        self._opener = opener
        self._sound: Sound | None = None
        self._told = ""
        self._wanted: str | None = None
        self._opening: threading.Thread | None = None
        self._turn = threading.Lock()
        """Held for an instant only, never while a driver is asked."""

    def begin(self) -> None:
        """Begin to open it; return at once."""
        if self._opening is None:
            self._opening = threading.Thread(target=self._open, name="open sound", daemon=True)
            self._opening.start()

    def told_within(self, seconds: float) -> str:
        """Return a line for people about it, empty where it is there; waits for so long at most."""
        self.begin()
        assert self._opening is not None
        self._opening.join(seconds)
        return HANGS if self._opening.is_alive() else self._told

    def play(self, severity: str) -> None:
        """Begin a burst, soon; return at once."""
        with self._turn:
            self._wanted = severity
            if self._sound is not None:
                self._sound.play(severity)
        self.begin()

    def stop(self) -> None:
        """Break off."""
        with self._turn:
            self._wanted = None
            if self._sound is not None:
                self._sound.stop()

    def close(self) -> None:
        """Let go of the loudspeaker."""
        if self._sound is not None:
            self._sound.close()

    def _open(self) -> None:
        try:
            sound, told = self._opener()
        except Exception:  # PortAudio's own errors: the bell rings, and the rig beeps
            self._told = NO_LOUDSPEAKER
            return
        with self._turn:
            self._sound, self._told = sound, told
            if self._wanted is not None:
                sound.play(self._wanted)
