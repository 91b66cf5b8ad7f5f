"""Pictures in slices: a slow terminal never has more on its way than it reads in some hundredths of a second.

Over a slow line an alarm stands behind whatever was sent before. A picture that this line would take long for is cut
between the places of the screen at which it draws, and the next slice is sent when the terminal has read the one
before. What has not been sent when an alarm comes is let go, and the screen painted anew afterwards. Pure: time is
passed in.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from functools import partial

from textual.driver import Driver

from pawpress.dashboard.terminal_pace import GIVE_UP_S

GO_TO = re.compile(r"(?=\x1b\[\d+;\d+H.)")
"""Where a picture goes to another place of the screen to draw there; every place begins with colours of its own."""
LEAST_BYTES = 256
"""About a row."""
MOST_BYTES = 1 << 16
"""From here on a slice is a whole picture."""
SLICE_S = 0.015
"""By so much an answer may take longer than that to almost nothing."""
QUICK_S = 0.05
"""A terminal that has read a whole picture and answered within this time is quick enough."""
LESS, MORE, LONGER = 0.125, 1.2, 1.25
"""A slice shrinks to no less than this share at once, and grows by this one; an answer is believed to take longer."""

Write = Callable[[str], None]


class OutputRoom:
    """How much may be on its way to the terminal: what it reads soon enough, found out from its answers."""

    def __init__(self) -> None:
        self.size = float("inf")
        """In bytes."""
        self._way_s: float | None = None
        """An answer to almost nothing takes this long."""

    def answered(self, size: int, took_s: float) -> None:
        """Take in that after so many bytes an answer came after this time."""
        if size <= LEAST_BYTES:
            self._way_s = took_s if self._way_s is None else min(took_s, LONGER * self._way_s)
        if self._way_s is None:
            self.size = LEAST_BYTES if took_s > QUICK_S else self.size  # and the next answer tells how long the way is
            return
        late_s = took_s - self._way_s
        if late_s > SLICE_S:
            self.size = max(LEAST_BYTES, min(self.size, size * max(LESS, SLICE_S / late_s)))
        elif 2 * size >= self.size:
            self.size = MORE * self.size if self.size < MOST_BYTES else float("inf")


class ChunkedOutput:
    """Stands between the pictures and the terminal."""

    def __init__(self) -> None:
        self._room = OutputRoom()
        self._write: Write | None = None
        """What the newest text was sent with."""
        self._waiting: deque[str] = deque()
        self._at_once = False
        self._sent = 0
        self._asked: deque[tuple[float, int]] = deque()

    @property
    def waiting(self) -> bool:
        """Whether a part of a picture has not been sent yet."""
        return bool(self._waiting)

    def write(self, text: str, write: Write) -> None:
        """Send a text, or the first slice of it; what is no picture is sent as it is."""
        self._write = write
        whole = not self.waiting and (self._at_once or _bytes(text) <= self._room.size)
        if whole or GO_TO.search(text) is None:
            self._send(text)
            return
        others = self.waiting
        self._waiting += [place for place in GO_TO.split(text) if place]
        if not others:
            self.go_on()

    def go_on(self) -> None:
        """Send the next slice."""
        places: list[str] = []
        size = 0
        while self._waiting and (not places or size + _bytes(self._waiting[0]) <= self._room.size):
            places.append(self._waiting.popleft())
            size += _bytes(places[-1])
        self._send("".join(places))

    def make_way(self) -> bool:
        """Let go of what waits and send all at once until the terminal is asked; return whether anything is lost."""
        lost = self.waiting
        self._waiting.clear()
        self._at_once = True
        return lost

    def asked(self, now_s: float) -> None:
        """Note that the terminal was asked how far it has read."""
        while self._asked and now_s - self._asked[0][0] >= GIVE_UP_S:
            self._asked.popleft()
        # What went out behind something else says nothing of the line.
        self._asked.append((now_s, 0 if self._asked else self._sent))
        self._sent, self._at_once = 0, False

    def answered(self, now_s: float) -> None:
        """Note that it has read as far as the oldest question."""
        if self._asked:
            asked_s, size = self._asked.popleft()
            if size:
                self._room.answered(size, now_s - asked_s)

    def _send(self, text: str) -> None:
        if text and self._write is not None:
            self._sent += _bytes(text)
            self._write(text)


def in_chunks(drawer: type[Driver], slices: ChunkedOutput) -> type[Driver]:
    """Return a driver of a terminal that writes in slices."""

    def write(driver: Driver, data: str) -> None:
        slices.write(data, partial(drawer.write, driver))

    return type("SlicingDriver", (drawer,), {"write": write})


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
