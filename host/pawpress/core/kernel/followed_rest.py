"""The rest of a group of pads, followed from window to window while nobody presses."""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

from pawpress.core.kernel.wasm_machine import ALIGNED, Floats, shared

LIMITS, LEVELS, LAST = Struct("<5d"), Struct("<3d"), Struct("<8dII")
"""`Rest` of `source/rest.c` in three parts: what is rest, what it comes to, and the last windows."""
STATE_BYTES = LIMITS.size + LEVELS.size + LAST.size
ROOM_BYTES = -(-STATE_BYTES // ALIGNED) * ALIGNED


class RestLimits(NamedTuple):
    """What is rest, and when it is left."""

    onset_n: float
    onset_sigmas: float
    """A press is above the rest by so much at least, and by so many sigmas."""
    quiet_n: float
    quiet_sigmas: float
    """A window whose middle 80 % spread over more than both is not rest."""
    rise_n: float
    """By how much the rest rises at most from one window to the next."""


class FollowedRest:
    """Level and noise of what lies on a group while nobody presses, newtons.

    Parameters
    ----------
    limits : RestLimits
        What is rest.
    sigma_n : float
        Noise, as far as it is known beforehand.
    follows : bool
        Whether `sleep_through` follows the rest, or leaves it where it is.
    """

    level_n: float
    sigma_n: float
    onset_level_n: float
    """Above this a press may begin."""

    def __init__(self, limits: RestLimits, sigma_n: float = 0.0, *, follows: bool = True) -> None:
        self._limits = limits
        self._state = LIMITS.pack(*limits) + LEVELS.pack(0.0, sigma_n, 0.0) + LAST.pack(*[0.0] * 8, 0, follows)
        machine, at = shared(), shared().heap(ROOM_BYTES)
        machine.write(at, self._state)
        machine.function("begin_rest")(at)
        self._read(at)

    def follow(self, force_n: Floats) -> bool:
        """Update level and noise from forces of one window, at which nobody pressed, if they are quiet."""
        n = len(force_n)
        at, force_at, scratch, codes = self._laid_down(force_n, n)
        followed = shared().function("follow_rest")(at, force_at, n, scratch, codes)
        self._read(at)
        return bool(followed)

    def adopt(self, force_n: Floats) -> bool:
        """Take forces as the rest, whatever it was before, if they are quiet; return whether they were."""
        fresh = FollowedRest(self._limits)
        quiet = fresh.follow(force_n)
        if quiet:
            self.__dict__.update(fresh.__dict__)
        return quiet

    def sleep_through(self, force_n: Floats, window: int) -> int:
        """Follow windows up to the first one that reaches above the onset level.

        Parameters
        ----------
        force_n : array, shape (n,)
            From the beginning of a window on; the last one may be unfinished.
        window : int
            Samples of a window.

        Returns
        -------
        int
            How many samples lie in those windows.
        """
        n = len(force_n)
        at, force_at, scratch, codes = self._laid_down(force_n, window)
        slept = shared().function("sleep_through")(at, force_at, n, window, scratch, codes)
        assert isinstance(slept, int)
        self._read(at)
        return slept

    def _laid_down(self, force_n: Floats, window: int) -> tuple[int, int, int, int]:
        """Write rest and forces to the kernel; return where they are, and where room is to put a window in order."""
        machine, n = shared(), len(force_n)
        # The kernel takes sixteen numbers at a time, however few are left.
        at = machine.heap(ROOM_BYTES + 8 * (n + window + ALIGNED) + window + ALIGNED)
        force_at = at + ROOM_BYTES
        scratch = force_at + 8 * (n + ALIGNED)
        machine.write(at, self._state)
        machine.floats(force_at, n)[:] = force_n
        return at, force_at, scratch, scratch + 8 * window

    def _read(self, at: int) -> None:
        """Read back what has become of the rest."""
        self._state = state = shared().memory[at : at + STATE_BYTES].tobytes()
        self.level_n, self.sigma_n, self.onset_level_n = LEVELS.unpack_from(state, LIMITS.size)
