"""Words as sound, by espeak-ng, in a thread of its own; the newest words only, nothing queues.

Why this engine: docs/decisions/0045-speech-and-sounds.md.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import threading
import wave
from collections.abc import Callable, Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pawpress.audio.tones import RATE_HZ

PROGRAM: Final = "espeak-ng"
WORDS_PER_MIN: Final = 260
"""A cue of eight words then lasts 1.3 s. Listeners manage 298 on average (10.1145/3461700, abstract)."""
LONGEST_S: Final = 5.0
"""An engine that takes longer is broken."""
VOICES: Final = {"en": "en-us", "fil": "id"}
"""espeak-ng has no Filipino. Of its voices Indonesian reads Filipino spelling with the right vowels; Malay ends words
in a murmur, Spanish drops the h, English spoils the vowels."""
BORROWED: Final = frozenset({"fil"})
"""Languages that are read by the voice of another one."""
SILENT: Final = 0.01
"""What is softer than this part of full loudness before the first sound is cut off."""
LOUD: Final = 0.5
"""Loudest sample of what is said; an alarm's is 0.6."""

Samples = NDArray[np.float32]


def engine_path() -> str | None:
    """Return where espeak-ng is; None where it is not installed."""
    return shutil.which(PROGRAM)


class Speech:
    """Turns texts into sound.

    Parameters
    ----------
    language : str
        One of `VOICES`.
    program : str
        The engine.
    deliver : callable
        Takes samples at `RATE_HZ` and whether they are urgent; called from the thread of the speech.
    known : iterable of str
        Texts that will be said often: they are prepared while nothing is to be said.
    """

    def __init__(
        self, language: str, program: str, deliver: Callable[[Samples, bool], None], known: Iterable[str] = ()
    ) -> None:
        self._command = [program, "--stdout", "-v", VOICES[language], "-s", str(WORDS_PER_MIN), "--stdin"]
        self._deliver = deliver
        self._ahead = list(known)
        self._spoken: dict[str, Samples] = {}
        self._changed = threading.Condition()
        self._wanted: tuple[str, bool] | None = None
        self._open = True
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, name="speech", daemon=True)
        self._thread.start()

    def say(self, text: str, *, urgent: bool = False) -> None:
        """Say this, in the place of what waits to be said; return at once."""
        with self._changed:
            if self._wanted is None or urgent or not self._wanted[1]:
                self._wanted = text, urgent
            self._changed.notify()

    def be_quiet(self) -> None:
        """Forget what waits to be said."""
        with self._changed:
            self._wanted = None

    def close(self) -> None:
        """End the thread; an engine that hangs is ended, too."""
        with self._changed:
            self._open = False
            self._changed.notify()
            process = self._process
        if process is not None:
            process.kill()
        self._thread.join(timeout=0.5)

    def _run(self) -> None:
        while True:
            with self._changed:
                while self._open and self._wanted is None and not self._ahead:
                    self._changed.wait()
                if not self._open:
                    return
                wanted = self._wanted
            text = self._ahead.pop(0) if wanted is None else wanted[0]
            if text not in self._spoken:
                self._spoken[text] = self._synthesised(text)
            samples = self._spoken[text]
            with self._changed:
                # What is not wanted any more is kept for the next time, and not heard.
                due = self._wanted == wanted
                if due:
                    self._wanted = None
            if due and wanted is not None and len(samples):
                self._deliver(samples, wanted[1])

    def _synthesised(self, text: str) -> Samples:
        """Return a text as sound; nothing where the engine fails, which the lines make up for."""
        nothing = np.zeros(0, dtype=np.float32)
        try:
            with self._changed:
                if not self._open:
                    return nothing
                process = self._process = subprocess.Popen(
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
                )
        except OSError:
            return nothing
        try:
            said, _ = process.communicate(text.encode(), timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return nothing
        except OSError:
            return nothing
        finally:
            self._process = None
        return samples_of(said)


def samples_of(said: bytes) -> Samples:
    """Return a WAV of one channel and 16 bits as samples at `RATE_HZ`, without the silence before it, shape (n,).

    Parameters
    ----------
    said : bytes
        What the engine wrote. A header of a stream, which does not know its length, is taken too; what is no WAV is
        silence.
    """
    try:
        with wave.open(io.BytesIO(said), "rb") as file:
            rate_hz = file.getframerate()
            raw = file.readframes(min(file.getnframes(), len(said)))
    except (wave.Error, EOFError):
        return np.zeros(0, dtype=np.float32)
    pcm = np.frombuffer(raw[: len(raw) // 2 * 2], dtype="<i2").astype(np.float64)
    loud = np.flatnonzero(np.abs(pcm) > SILENT * 32768.0)
    if not len(loud):
        return np.zeros(0, dtype=np.float32)
    pcm = pcm[loud[0] : loud[-1] + 1]
    places = np.arange(0.0, len(pcm) - 1.0, rate_hz / RATE_HZ)
    return (LOUD * np.interp(places, np.arange(len(pcm)), pcm / np.abs(pcm).max())).astype(np.float32)
