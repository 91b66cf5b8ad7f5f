"""Functions of arrays that the libraries compute differently from processor to processor."""

from __future__ import annotations

import numpy as np

from pawpress.core.kernel.wasm_machine import Floats, shared

LANES = 4
"""The kernel adds up so many sums side by side; its rows are filled up with zeros to a multiple."""


def exp(x: Floats) -> Floats:
    """Return the exponentials of numbers, any shape."""
    return _each("exp_all", x)


def log(x: Floats) -> Floats:
    """Return the natural logarithms of numbers, any shape; NaN below zero."""
    return _each("log_all", x)


def power(x: Floats, exponent: float) -> Floats:
    """Return powers of numbers of 0 and more, any shape; 1 as the exponent changes nothing."""
    return np.asarray(x, dtype=np.float64) if exponent == 1.0 else exp(exponent * log(x))


def cosine_sine(turns: Floats) -> tuple[Floats, Floats]:
    """Return cosine and sine of angles in whole turns, shape (n,)."""
    machine, n = shared(), len(turns)
    at = machine.heap(8 * 3 * n)
    machine.floats(at, n)[:] = turns
    machine.function("turn_all")(at, at + 8 * n, n)
    both = machine.floats(at + 8 * n, 2 * n).copy()
    return both[:n], both[n:]


def arc_length(row: Floats, rate_hz: float, padding: int, top_hz: float, floor: float) -> float:
    """Return minus the length of the amplitude spectrum of a row, of width 1 and of height 1 at frequency 0.

    Parameters
    ----------
    row : array, shape (n,)
        Evenly sampled, at least two numbers.
    rate_hz : float
        Its sampling rate.
    padding : int
        The row is filled up with zeros to a power of two, and that doubled so often; at least 2.
    top_hz, floor : float
        The spectrum ends at its last amplitude below this frequency that is not below this share of that at 0.
    """
    machine, n = shared(), len(row)
    bits = (n - 1).bit_length() + padding
    at = machine.heap(8 * (n + (3 << bits)))
    machine.floats(at, n)[:] = row
    return machine.number("arc_length")(at, n, bits, padding, rate_hz, top_hz, floor, at + 8 * n)


def swing_power(turns: Floats, force: Floats, multiples: range, trace: float) -> float:
    """Return the mean square of what sines can follow of a force, fitted by least squares.

    Parameters
    ----------
    turns : array, shape (n,)
        When each force was read, in periods of the base frequency.
    force : array, shape (n,)
        The force.
    multiples : range
        Successive multiples of the base frequency, at least one.
    trace : float
        What is added to the squares, so that two waves that are alike can be told apart.
    """
    machine, n, last = shared(), len(force), multiples[-1]
    room = -(-n // LANES) * LANES
    size = 2 * len(multiples)
    at = machine.heap(8 * (6 * room + 4 * last + 2 + size * (size + 2)))
    rows = machine.floats(at, 2 * room).reshape(2, room)
    rows[0, :n], rows[1, :n], rows[:, n:] = turns, force, 0.0
    scratch = at + 8 * 2 * room
    return machine.number("swing_power")(at, at + 8 * room, n, room, multiples.start, last, trace, scratch)


def _each(name: str, x: Floats) -> Floats:
    numbers = np.asarray(x, dtype=np.float64)
    machine = shared()
    at = machine.heap(8 * numbers.size)
    here = machine.floats(at, numbers.size)
    here[:] = numbers.reshape(-1)
    machine.function(name)(at, numbers.size)
    return here.copy().reshape(numbers.shape)
