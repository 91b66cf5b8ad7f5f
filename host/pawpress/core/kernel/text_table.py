"""Text tables of nothing but numbers."""

from __future__ import annotations

from pawpress.core.kernel.wasm_machine import ALIGNED, Floats, shared

NOT_NUMBERS, NOT_EXACT = -1, -2
"""What the kernel answers in the place of a number of rows."""
SHORTEST_CELL = 2
"""Bytes: a digit and what parts it from the next."""


class NotExact(ValueError):
    """A number has so many digits, or so high a power of ten, that it takes more than one operation to read."""


class NotNumbers(ValueError):
    """There is something other than the wanted count of numbers in a line."""


def table_rows(lines: bytes | memoryview, delimiter: str, columns: int) -> Floats:
    """Read whole lines of numbers, each correctly rounded.

    Parameters
    ----------
    lines : bytes
        Text; the last line may lack its end.
    delimiter : str
        One ASCII letter; "" for blanks.
    columns : int
        Numbers in each line; empty lines are passed over.

    Returns
    -------
    array, shape (rows, columns)
        A copy.

    Raises
    ------
    NotNumbers, NotExact
        If it holds anything else, or a number that this cannot read to the last bit.
    """
    machine, size = shared(), len(lines)
    offset = -(-size // ALIGNED) * ALIGNED
    at = machine.heap(offset + 8 * (size // SHORTEST_CELL + 2 * columns))
    machine.memory[at : at + size] = memoryview(lines)
    rows = machine.function("table_rows")(at, size, ord(delimiter or "\0"), columns, at + offset)
    assert isinstance(rows, int)
    if rows in (NOT_NUMBERS, NOT_EXACT):
        raise NotExact if rows == NOT_EXACT else NotNumbers
    return machine.floats(at + offset, rows * columns).reshape(rows, columns).copy()
