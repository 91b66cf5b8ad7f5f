"""The newest samples of all groups, from which a press is dated back to where it began."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)


class Past:
    """Rows of time, force and saturation, numbered from the first one ever taken.

    The forces of a group lie side by side, as all that asks for them asks for one group or goes along each.

    Parameters
    ----------
    groups : int
        How many forces a row has.
    keep_s : float
        How long a row is kept at least, seconds.
    """

    def __init__(self, groups: int, keep_s: float) -> None:
        self._keep_s = keep_s
        self._first = self._size = 0
        self._t_s: NDArray[np.float64] = np.empty(0)
        self._force_n: NDArray[np.float64] = np.empty((groups, 0))
        self._saturated: NDArray[np.bool_] = np.empty((groups, 0), dtype=np.bool_)

    @property
    def end(self) -> int:
        """Number of the next row."""
        return self._first + self._size

    def append(
        self, t_s: NDArray[np.float64], force_n: NDArray[np.float64], saturated: NDArray[np.bool_], needed: int
    ) -> None:
        """Add rows, of shapes (n,) and twice (groups, n); those from number `needed` on must stay."""
        begin = self._size
        if begin + len(t_s) > len(self._t_s):
            begin = self._make_room(len(t_s), needed)
        new = slice(begin, begin + len(t_s))
        self._t_s[new], self._force_n[:, new], self._saturated[:, new] = t_s, force_n, saturated
        self._size = new.stop

    def rows(
        self, group: int, start: int, stop: int
    ) -> tuple[int, NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
        """Return rows of one group by their numbers as far as they are kept, and the number of the first of them.

        What is returned stands until rows are added.
        """
        kept = slice(max(start - self._first, 0), stop - self._first)
        return self._first + kept.start, self._t_s[kept], self._force_n[group, kept], self._saturated[group, kept]

    def forces(self, start: int, stop: int) -> NDArray[np.float64]:
        """Return the forces of all groups in rows that are kept, shape (groups, n)."""
        return self._force_n[:, start - self._first : stop - self._first]

    def forces_of(self, group: int, start: int, stop: int) -> NDArray[np.float64]:
        """Return the forces of one group in rows that are kept, shape (n,)."""
        return self._force_n[group, start - self._first : stop - self._first]

    def after(self, at_s: float) -> int:
        """Return the number of the first row behind a time."""
        return self._first + int(self._t_s[: self._size].searchsorted(at_s, side="right"))

    def _make_room(self, more: int, needed: int) -> int:
        """Drop what is old, in larger arrays if need be; return how many rows are left."""
        t_s = self._t_s[: self._size]
        old = int(t_s.searchsorted(float(t_s[-1]) - self._keep_s)) if self._size else 0
        old = max(0, min(old, needed - self._first))
        kept = slice(old, self._size)
        left = self._size - old
        # Room for as much again, so that small blocks seldom move what is kept.
        room = len(self._t_s) if 2 * left + more <= len(self._t_s) else 2 * (left + more)
        self._t_s = _moved(self._t_s, kept, room)
        self._force_n = _moved(self._force_n, kept, room)
        self._saturated = _moved(self._saturated, kept, room)
        self._first += old
        return left


def _moved(column: NDArray[Kind], kept: slice, room: int) -> NDArray[Kind]:
    """Return an array with this much room that begins with a part of another: the same one where it is large enough."""
    roomy = column if column.shape[-1] == room else np.empty((*column.shape[:-1], room), dtype=column.dtype)
    roomy[..., : kept.stop - kept.start] = column[..., kept]
    return roomy
