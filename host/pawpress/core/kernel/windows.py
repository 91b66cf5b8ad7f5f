"""What windows of forces come to, in four numbers each."""

from __future__ import annotations

from pawpress.core.kernel.wasm_machine import ALIGNED, Floats, shared

NUMBERS = 4


def describe_windows(force: Floats) -> Floats:
    """Return what windows hold, to the bit as `np.sort`, `std` and `max` give it.

    Parameters
    ----------
    force : array, shape (..., samples)
        Windows of at least one sample, all of them finite.

    Returns
    -------
    array, shape (..., 4)
        The middle number in order of size, the larger of two; the width of all but the lowest and the highest tenth;
        the standard deviation; the largest.
    """
    machine, size = shared(), force.shape[-1]
    windows = force.size // size
    at = machine.heap(8 * (force.size + NUMBERS * windows + size) + size + ALIGNED)
    out = at + 8 * force.size
    scratch = out + 8 * NUMBERS * windows
    machine.floats(at, force.size).reshape(force.shape)[...] = force
    machine.function("describe_windows")(at, windows, size, out, scratch, scratch + 8 * size)
    return machine.floats(out, NUMBERS * windows).reshape(*force.shape[:-1], NUMBERS).copy()
