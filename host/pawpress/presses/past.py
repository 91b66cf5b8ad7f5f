"""The newest samples of all groups, from which a press is dated back to where it began."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)


class Past:
    """Rows of time, force and saturation, numbered from the first one ever taken.

    Parameters
    ----------
    groups : int
        Columns.
    keep_s : float
        How long a row is kept at least, seconds.
    """

    def __init__(self, groups: int, keep_s: float) -> None:
        self._keep_s = keep_s
        self._first = self._size = 0
        self._t_s: NDArray[np.float64] = np.empty(0)
        self._force_n: NDArray[np.float64] = np.empty((0, groups))
        self._saturated: NDArray[np.bool_] = np.empty((0, groups), dtype=np.bool_)

    @property
    def end(self) -> int:
        """Number of the next row."""
        return self._first + self._size

    def append(
        self, t_s: NDArray[np.float64], force_n: NDArray[np.float64], saturated: NDArray[np.bool_], needed: int
    ) -> None:
        """Add rows, of shapes (n,) and twice (n, groups); those from number `needed` on must stay."""
        begin = self._size
        if begin + len(t_s) > len(self._t_s):
            begin = self._make_room(len(t_s), needed)
        new = slice(begin, begin + len(t_s))
        self._t_s[new], self._force_n[new], self._saturated[new] = t_s, force_n, saturated
        self._size = new.stop

    def rows(
        self, start: int, stop: int | None = None
    ) -> tuple[int, NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
        """Return rows by their numbers as far as they are kept, and the number of the first of them."""
        a = max(start - self._first, 0)
        b = self._size if stop is None else stop - self._first
        return self._first + a, self._t_s[a:b], self._force_n[a:b], self._saturated[a:b]

    def after(self, at_s: float) -> int:
        """Return the number of the first row behind a time."""
        return self._first + int(np.searchsorted(self._t_s[: self._size], at_s, side="right"))

    def _make_room(self, more: int, needed: int) -> int:
        """Drop what is old; return how many rows are left."""
        t_s = self._t_s[: self._size]
        old = int(np.searchsorted(t_s, float(t_s[-1]) - self._keep_s)) if self._size else 0
        old = max(0, min(old, needed - self._first))
        kept = slice(old, self._size)
        left = self._size - old
        room = max(len(self._t_s), 2 * (left + more))
        self._t_s = _moved(self._t_s[kept], room)
        self._force_n = _moved(self._force_n[kept], room)
        self._saturated = _moved(self._saturated[kept], room)
        self._first += old
        return left


def _moved(kept: NDArray[Kind], room: int) -> NDArray[Kind]:
    larger = np.empty((room, *kept.shape[1:]), dtype=kept.dtype)
    larger[: len(kept)] = kept
    return larger
