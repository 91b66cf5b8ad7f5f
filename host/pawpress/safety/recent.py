"""The newest stretch of a force: how fast it rises."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from pawpress.safety.conditions import EPSILON_S, AboveLimit, Edge


class Recent:
    """Remembers a window of samples and returns rates over it, whatever portions they come in."""

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        self._past: deque[tuple[NDArray[np.float64], NDArray[np.float64]]] = deque()

    def forget(self) -> None:
        """Compare nothing with what was before."""
        self._past.clear()

    def rates(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the rate up to each sample over the window, or over one interval if that is longer.

        Parameters
        ----------
        t_s, force_n : array, shape (n,)
            The next samples.

        Returns
        -------
        array, shape (n,), newtons a second
        """
        t_all = np.concatenate([*(part[0] for part in self._past), t_s])
        f_all = np.concatenate([*(part[1] for part in self._past), force_n])
        here = np.arange(len(t_all) - len(t_s), len(t_all))
        earlier = np.searchsorted(t_all, t_s - self._window_s - EPSILON_S)
        earlier = np.where(earlier == here, np.maximum(here - 1, 0), earlier)
        passed_s = np.maximum(t_s - t_all[earlier], self._window_s)
        self._keep(t_s, force_n)
        return (force_n - f_all[earlier]) / passed_s

    def _keep(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> None:
        self._past.append((t_s, force_n))
        while len(self._past) > 1 and self._past[1][0][0] < t_s[-1] - self._window_s - EPSILON_S:
            self._past.popleft()


class RateAbove:
    """Raised when a force rises faster than a limit, in newtons a second."""

    def __init__(self, limit: float, clear: float, window_s: float) -> None:
        self._above = AboveLimit(limit, clear)
        self._recent = Recent(window_s)

    @property
    def raised(self) -> bool:
        """Whether the condition holds now."""
        return self._above.raised

    @property
    def peak(self) -> float:
        """Fastest rise of the episode, newtons a second."""
        return self._above.peak

    def may_cross(self, top: float) -> bool:  # noqa: ARG002 - a rate must be followed all the time
        """Always: the window must be kept."""
        return True

    def forget(self) -> None:
        """Compare nothing with what was before a stretch without readings."""
        self._recent.forget()

    def process(self, t_s: NDArray[np.float64], force_n: NDArray[np.float64]) -> list[Edge]:
        """Return the crossings in these samples, both of shape (n,)."""
        return self._above.process(t_s, self._recent.rates(t_s, force_n))
