"""Alarms on the computer's loudspeaker, through PortAudio; without it, or without a loudspeaker, the bell must do.

A sound takes tens of milliseconds to begin and may hang with its driver, so it is played in a thread of its own: the
screen never waits for it.
"""

from __future__ import annotations

import contextlib
import importlib
import queue
import threading
from typing import Any, Protocol

from pawpress.audio.alarm_bursts import BURSTS

STOP = None
NO_LOUDSPEAKER = "No loudspeaker found. The terminal's bell and the rig's buzzer warn."


class Sound(Protocol):
    """What an alarm can be heard with."""

    def play(self, severity: str) -> None:
        """Begin a burst; return at once."""
        ...

    def stop(self) -> None:
        """Break off."""
        ...

    def close(self) -> None:
        """Let go of the loudspeaker."""
        ...


class NoSound:
    """There is nothing to be heard with; the bell rings all the same."""

    def play(self, severity: str) -> None:
        """Play nothing."""

    def stop(self) -> None:
        """Break off nothing."""

    def close(self) -> None:
        """Let go of nothing."""


class BurstLoudspeaker:
    """Plays bursts in a thread.

    Parameters
    ----------
    player : module or object
        Has `play(samples, rate)` and `stop()`, as the module `sounddevice` has.
    """

    def __init__(self, player: Any) -> None:
        from pawpress.audio.tones import RATE_HZ, burst_samples  # numpy: only for who has a loudspeaker

        self._player, self._rate_hz = player, RATE_HZ
        self._wanted: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._open = True
        self._bursts = {severity: burst_samples(severity) for severity in BURSTS}
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def play(self, severity: str) -> None:
        """Begin a burst; return at once."""
        self._wanted.put(severity)

    def stop(self) -> None:
        """Break off."""
        self._wanted.put(STOP)

    def close(self) -> None:
        """Let go of the loudspeaker; a driver that hangs is left alone."""
        self._open = False
        self._wanted.put(STOP)
        self._thread.join(timeout=0.5)

    def _run(self) -> None:
        while True:
            severity = self._wanted.get()
            # The loudspeaker may be unplugged at any time; the bell and the rig's buzzer go on.
            with contextlib.suppress(Exception):
                if severity is None:
                    self._player.stop()
                else:
                    self._player.play(self._bursts.get(severity, self._bursts["red"]), self._rate_hz)
            if not self._open:
                return


def open_sound() -> tuple[Sound, str]:
    """Return what alarms can be heard with, and a line for people where a loudspeaker was expected and is not there."""
    try:
        sounddevice: Any = importlib.import_module("sounddevice")
    except ImportError:
        return NoSound(), ""  # the extra `sound` was not asked for
    except OSError:
        return NoSound(), "No sound: PortAudio is missing (Debian: libportaudio2). The bell and the rig's buzzer warn."
    from pawpress.audio.tones import RATE_HZ

    try:
        sounddevice.check_output_settings(samplerate=RATE_HZ, channels=1)
    except Exception:  # PortAudio's own errors and ValueError: no loudspeaker, or none that takes these settings
        return NoSound(), NO_LOUDSPEAKER
    return BurstLoudspeaker(sounddevice), ""
