"""Where the mixed sound goes: a loudspeaker, or a file that holds what a loudspeaker would have played, in real time.

Both pull from the mixer in a thread of their own. A driver that hangs, breaks or is not there keeps nobody waiting: the
lines, the terminal's bell and the rig's buzzer go on.
"""

from __future__ import annotations

import importlib
import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

from pawpress.audio.mixer import Mixer
from pawpress.audio.tones import RATE_HZ
from pawpress.system.new_file import open_own

BLOCK: Final = round(0.01 * RATE_HZ)
"""Samples that are pulled at once: 10 ms. A sound waits for one block, then for what the driver holds."""
BUFFER_S: Final = 0.02
"""What is asked of the driver."""
CLOSING_S: Final = 0.5
NO_LIBRARY = (
    'No sound: its library is not installed (pip install "pawpress[sound]"; Debian also needs libportaudio2). '
    "The lines go on."
)
NO_LOUDSPEAKER = "No loudspeaker can be used, so nothing is heard; the lines go on."


class SoundOutput(Protocol):
    """Something that plays what a mixer holds."""

    def close(self) -> None:
        """Stop playing; return soon, whatever the driver does."""
        ...


class MixerLoudspeaker:
    """Plays a mixer on the usual loudspeaker, through PortAudio.

    Parameters
    ----------
    mixer : Mixer
        What is heard.
    tell : callable
        Takes a line for people where nothing can be heard; called from another thread, at most once.
    library : callable, optional
        Returns the module `sounddevice`, or something with its `OutputStream`.
    """

    def __init__(
        self,
        mixer: Mixer,
        tell: Callable[[str], None],
        library: Callable[[], Any] = lambda: importlib.import_module("sounddevice"),
    ) -> None:
        self._mixer, self._tell, self._library = mixer, tell, library
        self._closing = threading.Event()
        # Opening may take seconds or hang with its driver.
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let go of the loudspeaker; a driver that hangs is left alone."""
        self._closing.set()
        self._thread.join(timeout=CLOSING_S)

    def _run(self) -> None:
        try:
            library = self._library()
        except (ImportError, OSError):
            self._tell(NO_LIBRARY)
            return
        try:
            stream: Any = library.OutputStream(
                samplerate=RATE_HZ, channels=1, dtype="float32", blocksize=BLOCK, latency=BUFFER_S, callback=self._fill
            )
            with stream:
                self._closing.wait()
        except Exception:  # PortAudio's own errors; a loudspeaker may be unplugged at any time
            self._tell(NO_LOUDSPEAKER)

    def _fill(self, out: Any, frames: int, _time: object, _status: object) -> None:
        out[:, 0] = self._mixer.pull(frames)


class SoundFile:
    """Writes what a mixer plays into a WAV file, as fast as a loudspeaker would play it.

    Parameters
    ----------
    mixer : Mixer
        What is heard.
    path : Path
        The file, for its owner only; a sound that is there under a name in `.wav` is replaced, nothing else.
    notice : callable
        Takes a line for people once, when the file cannot be written on; may be called from another thread.

    Raises
    ------
    OSError
        If it cannot be written, or something else is there.
    """

    def __init__(self, mixer: Mixer, path: Path, notice: Callable[[str], None]) -> None:
        self._mixer = mixer
        self._path = path
        self._notice = notice
        self._is_cut_off = False
        self._held = open_own(path)
        self._file = wave.open(self._held, "wb")  # noqa: SIM115 - closed by `close`
        self._file.setnchannels(1)
        self._file.setsampwidth(2)
        self._file.setframerate(RATE_HZ)
        self._closing = threading.Event()
        self.begun_s = time.monotonic()
        """When the first sample of the file would have been heard, host clock."""
        self._thread = threading.Thread(target=self._run, name="sound file", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Finish the file."""
        self._closing.set()
        self._thread.join(timeout=CLOSING_S)
        for file in (self._file, self._held):
            try:
                file.close()
            except OSError as error:
                self._cut_off(error)

    def _cut_off(self, error: OSError) -> None:
        """Say once that the file ends early: a full disk costs the file, not the session."""
        if not self._is_cut_off:
            self._is_cut_off = True
            self._notice(f"{self._path}: the sound is not whole ({error.strerror}). Free some space; the lines go on.")

    def _run(self) -> None:
        written = 0
        while not self._closing.is_set():
            # A block is taken when it begins to be heard, and is behind by what a driver would hold.
            due = int((time.monotonic() - self.begun_s + BUFFER_S) * RATE_HZ)
            while written + BLOCK <= due:
                samples = self._mixer.pull(BLOCK)
                try:
                    self._file.writeframesraw((32767.0 * samples).astype("<i2").tobytes())
                except OSError as error:
                    self._cut_off(error)
                    return
                written += BLOCK
            self._closing.wait(0.5 * BLOCK / RATE_HZ)
