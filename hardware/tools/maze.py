"""Finds the cheapest way over the cells of two copper layers (A*), horizontal runs preferred on the front.

Strategy: inside, a place is the number `column * rows + row`, a cell `2 * place + layer`, and a cell entered in a
heading `HEADINGS * cell + heading`. Such numbers are in the order of the tuples that they stand for, so of two ways of
one price the same is taken, and they are many times faster.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator

VIA_COST = 12.0
TURN_COST = 0.6
WRONG_WAY = 1.25
"""Factor on the length of runs against the layer's preferred direction."""
HEADINGS, STANDING = 9, 4
"""Three times three ways to go on, and the one of them that stays where it is."""
Cell = tuple[int, int, int]
"""Column, row, layer (0 front, 1 back)."""


class _Distances(dict[int, int]):
    """How many cells each place is from the nearest goal at least."""

    def __init__(self, goals: Iterable[tuple[int, int]], rows: int) -> None:
        self._goals, self._rows = tuple(goals), rows

    def __missing__(self, place: int) -> int:
        column, row = divmod(place, self._rows)
        self[place] = far = min(max(abs(column - c), abs(row - r)) for c, r in self._goals)
        return far


def cheapest_way(
    tree: Iterable[Cell], goals: Iterable[tuple[int, int]], free: tuple[bytearray, bytearray], via: bytearray, rows: int
) -> list[Cell] | None:
    """Return the cheapest way from a tree to the nearest goal, None if there is none.

    Parameters
    ----------
    tree : iterable of Cell
        Where it may begin.
    goals : iterable of (int, int)
        Columns and rows where it may end.
    free : (bytearray, bytearray)
        For each layer where a track may lie, by place: 1 or 0, and 0 all around.
    via : bytearray
        Where there may be a hole between the layers, by place.
    rows : int
        How many cells a column has.
    """
    ends = {column * rows + row for column, row in goals}
    starts = _numbers_of(tree, rows)
    shut = _shut(free, starts, ends, rows)
    to_go = _Distances(goals, rows)
    cost = [math.inf] * len(shut)
    for cell in starts:
        cost[cell] = 0.0
    before: dict[int, int] = {}
    queue: list[tuple[float, int]] = [(to_go[cell >> 1], HEADINGS * cell + STANDING) for cell in starts]
    heapq.heapify(queue)
    steps = list(_steps(rows, 0)), list(_steps(rows, 1))
    holes = [(1, STANDING, VIA_COST)], [(-1, STANDING, VIA_COST)]
    while queue:
        cell, heading = divmod(heapq.heappop(queue)[1], HEADINGS)
        if shut[cell]:
            continue
        shut[cell] = 1
        place, layer = cell >> 1, cell & 1
        if place in ends:
            return _trace(cell, before, rows)
        here = cost[cell]
        for step, toward, length in steps[layer] + holes[layer] if via[place] else steps[layer]:
            neighbour = cell + step
            if shut[neighbour]:
                continue
            price = here + length
            if toward != heading:
                price += TURN_COST
            if price < cost[neighbour]:
                cost[neighbour] = price
                before[neighbour] = cell
                heapq.heappush(queue, (price + to_go[neighbour >> 1], HEADINGS * neighbour + toward))
    return None


def _shut(free: tuple[bytearray, bytearray], starts: Iterable[int], ends: Iterable[int], rows: int) -> bytearray:
    """Return by cell where no way goes on, with a column more that is shut for steps over the edge."""
    shut = bytearray(b"\1" * 2 * (len(free[0]) + rows + 1))
    for layer in (0, 1):
        shut[layer : 2 * len(free[layer]) : 2] = free[layer].translate(bytes((1, *[0] * 255)))
    for cell in (*starts, *(2 * place + layer for place in ends for layer in (0, 1))):
        shut[cell] = 0
    return shut


def _steps(rows: int, layer: int) -> Iterator[tuple[int, int, float]]:
    """Yield the steps to the neighbours on a layer: what is added to the cell, the heading, the length in cells."""
    for dc in (-1, 0, 1):
        for dr in (-1, 0, 1):
            if dc or dr:
                against = dc == 0 if layer == 0 else dr == 0
                length = math.hypot(dc, dr) * (WRONG_WAY if against else 1.0)
                yield 2 * (dc * rows + dr), 3 * (dc + 1) + dr + 1, length


def _numbers_of(tree: Iterable[Cell], rows: int) -> list[int]:
    return sorted(2 * (column * rows + row) + layer for column, row, layer in tree)


def _trace(cell: int, before: dict[int, int], rows: int) -> list[Cell]:
    way = [cell]
    while way[-1] in before:
        way.append(before[way[-1]])
    return [(*divmod(each >> 1, rows), each & 1) for each in way[::-1]]
