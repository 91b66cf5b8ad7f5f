"""How far long work is, and how long it will take: one line on standard error, and only for a person who watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TextIO

from pawpress.cli.clean_stream import steering
from pawpress.system.terminal_text import one_line

LOOK_S = 0.2
"""At most so often: a terminal is slow."""
SURE_S = 2.0
"""Work this young tells nothing of what is left."""


class ProgressLine:
    """The line; it is gone when the work is over.

    Parameters
    ----------
    what : str
        What is being done, in one word or two.
    total : float
        How much there is to do.
    unit : str
        What is counted; nothing for shares, which are shown in percent.
    begun : float
        How much of it was done before; it says nothing about the speed.
    """

    def __init__(
        self,
        what: str,
        total: float,
        unit: str = "",
        *,
        begun: float = 0.0,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._what, self._total, self._unit, self._begun = what, total, unit, begun
        self._stream = steering(sys.stderr if stream is None else stream)
        self._watched = self._stream.isatty()
        self._clock = clock
        self._start_s = clock()
        self._shown_s = float("-inf")

    def __enter__(self) -> ProgressLine:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        self.clear()

    def __call__(self, done: float) -> None:
        """Show how much is done."""
        now_s = self._clock()
        if not self._watched or now_s - self._shown_s < LOOK_S:
            return
        self._shown_s = now_s
        self._put(f"{self._amount(done)}{self._left(done, now_s - self._start_s)}")

    def clear(self) -> None:
        """Make room for another line; the next look brings it back."""
        if self._watched and self._shown_s > float("-inf"):
            self._put("")
            self._shown_s = float("-inf")

    def _amount(self, done: float) -> str:
        if self._unit:
            return f"{self._what}: {done:.0f} of {self._total:.0f} {self._unit}"
        return f"{self._what}: {done / max(self._total, 1e-9):.0%}"

    def _left(self, done: float, took_s: float) -> str:
        fresh = done - self._begun
        if took_s < SURE_S or fresh <= 0:
            return ""
        return f", {lasting(took_s / fresh * (self._total - done))} left"

    def _put(self, line: str) -> None:
        self._stream.write(f"\r\x1b[K{one_line(line)}")
        self._stream.flush()


def lasting(seconds: float) -> str:
    """Return a length of time as short as it can be said."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60:02} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60:02} min"
