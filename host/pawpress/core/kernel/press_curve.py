"""The curve of a press in the kernel, for the numbers that metrics are made of."""

from __future__ import annotations

from pawpress.core.kernel.wasm_machine import Floats, shared


class Curve:
    """A curve that is laid down in the kernel; nothing else may call that until the last number of it is taken.

    Parameters
    ----------
    force : array, shape (n,)
        Force.
    t_s : array, shape (n,), optional
        Time, which rises; only the plateau can do without.
    """

    def __init__(self, force: Floats, t_s: Floats | None = None) -> None:
        self._machine, n = shared(), len(force)
        self._t_s = at = self._machine.heap(8 * (3 * n + 2))
        self._force, self._scratch, self._n = at + 8 * n, at + 16 * n, n
        rows = self._machine.floats(at, 2 * n)
        rows[n:] = force
        if t_s is not None:
            rows[:n] = t_s

    def plateau(self, share: float) -> float:
        """Return the median of the samples at or above a share of the largest, which must be above 0."""
        return self._machine.number("plateau")(self._force, self._n, share, self._scratch)

    def steepest(self, window_s: float) -> tuple[float, float]:
        """Return the largest rise over a window, not below 0, a second, and the force in the middle of that window.

        A window ends at the first sample that is so much later; a curve that is shorter is a window itself.
        """
        rate = self._machine.number("steepest")(self._t_s, self._force, self._n, window_s, self._scratch)
        return rate, float(self._machine.floats(self._scratch, 1)[0])

    def held_s(self, level: float) -> float:
        """Return how long the force is at or above a level, with straight lines between samples."""
        return self._machine.number("held")(self._t_s, self._force, self._n, level, self._scratch)

    def area(self) -> float:
        """Return the area under the force."""
        return self._machine.number("area")(self._t_s, self._force, self._n, self._scratch)

    def rise_s(self, low: float, high: float, begun: float) -> tuple[float, float] | None:
        """Return when the force rises through two levels; None where it does not, or begins above a third one."""
        if not self._machine.function("rise")(self._t_s, self._force, self._n, low, high, begun, self._scratch):
            return None
        start_s, end_s = self._machine.floats(self._scratch, 2).tolist()
        return start_s, end_s

    def dips(self, high: float, low: float, after_s: float) -> bool:
        """Return whether it first falls to the lower level no sooner than so long after it has reached the higher."""
        return bool(self._machine.function("dips")(self._t_s, self._force, self._n, high, low, after_s))
