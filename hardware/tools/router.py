"""Two-layer router on a grid: finds tracks for the nets of a small through-hole board.

Strategy: a net grows as a tree from its first pad, each time by the cheapest way through the `maze`. When a net finds
no way, it moves to the head of the queue and everything starts anew. Nothing is random, so the same placement gives
the same tracks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hardware.tools.maze import Cell, cheapest_way

GRID_MM = 0.25
VIA_DIAMETER_MM = 1.0
BETWEEN_CELLS_MM = 0.02
"""A diagonal track comes this much nearer to an obstacle between two cells than at them."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Copper or a hole: a stroke with round ends on the layers named."""

    x0_mm: float
    y0_mm: float
    x1_mm: float
    y1_mm: float
    radius_mm: float
    layers: tuple[int, ...]
    net: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A net to route."""

    name: str
    pads: tuple[tuple[float, float], ...]
    width_mm: float
    poured: bool = False
    """Whether copper is poured for this net anyway: it is routed last, and a pad without a way is left to the pour."""


@dataclass(frozen=True, slots=True)
class Track:
    """A straight piece of a found way, or a via where both ends are the same."""

    net: str
    x0_mm: float
    y0_mm: float
    x1_mm: float
    y1_mm: float
    layer: int
    width_mm: float

    @property
    def is_via(self) -> bool:
        """Whether this is a hole between the layers."""
        return self.layer < 0


class NoWayError(RuntimeError):
    """No order of the nets lets every one through."""


class Router:
    """Finds tracks on a board of a size, in millimetres from its upper left corner."""

    def __init__(self, width_mm: float, height_mm: float, clearance_mm: float, edge_mm: float) -> None:
        self.columns, self.rows = int(width_mm / GRID_MM) + 1, int(height_mm / GRID_MM) + 1
        self._size = (width_mm, height_mm)
        self._clearance_mm, self._edge_mm = clearance_mm, edge_mm
        self._covered: dict[tuple[Obstacle, float], list[int]] = {}

    def route(self, wanted: Sequence[Wanted], fixed: Sequence[Obstacle], attempts: int = 30) -> list[Track]:
        """Return tracks for all nets.

        Raises
        ------
        NoWayError
            If the attempts are used up.
        """
        queue = sorted(wanted, key=_reach)
        blocked: Wanted | None = None
        for _ in range(attempts):
            tracks: list[Track] = []
            blocked = next((net for net in queue if not self._route_net(net, fixed, tracks)), None)
            if blocked is None:
                return tracks
            queue.remove(blocked)
            queue.insert(0, blocked)
        raise NoWayError(f"no way for {blocked.name if blocked else '?'}: move its parts apart")

    def _route_net(self, net: Wanted, fixed: Sequence[Obstacle], tracks: list[Track]) -> bool:
        obstacles = [o for o in fixed if o.net != net.name]
        obstacles += [_copper(t) for t in tracks if t.net != net.name]
        free = self._map(obstacles, net.width_mm / 2)
        via, _ = self._map([_on_both(o) for o in obstacles], VIA_DIAMETER_MM / 2)
        tree: set[Cell] = {(*self._cell(net.pads[0]), layer) for layer in (0, 1)}
        waiting = {self._cell(pad) for pad in net.pads[1:]}
        found: list[Track] = []
        while waiting:
            way = cheapest_way(tree, waiting, free, via, self.rows)
            if way is None and net.poured:
                break
            if way is None:
                return False
            tree.update(way)
            end = way[-1][:2]
            tree.update({(*end, 0), (*end, 1)})
            waiting.discard(end)
            found += _pieces(net, way)
        tracks += found
        return True

    def _cell(self, place: tuple[float, float]) -> tuple[int, int]:
        return round(place[0] / GRID_MM), round(place[1] / GRID_MM)

    def _map(self, obstacles: Iterable[Obstacle], half_mm: float) -> tuple[bytearray, bytearray]:
        """Return for both layers, column by column, where the middle of a track may lie: 1 free, 0 not."""
        layers = (bytearray(self.columns * self.rows), bytearray(self.columns * self.rows))
        inset = math.ceil((self._edge_mm + half_mm) / GRID_MM)
        for layer in layers:
            for column in range(inset, self.columns - inset):
                layer[column * self.rows + inset : (column + 1) * self.rows - inset] = b"\1" * (self.rows - 2 * inset)
        for obstacle in obstacles:
            places = self._places(obstacle, obstacle.radius_mm + self._clearance_mm + half_mm + BETWEEN_CELLS_MM)
            for layer in obstacle.layers:
                for place in places:
                    layers[layer][place] = 0
        return layers

    def _places(self, o: Obstacle, reach_mm: float) -> list[int]:
        """Return what is nearer to an obstacle than told; it is the same for every net, so it is kept."""
        if (o, reach_mm) not in self._covered:
            self._covered[o, reach_mm] = list(self._near(o, reach_mm))
        return self._covered[o, reach_mm]

    def _near(self, o: Obstacle, reach_mm: float) -> Iterator[int]:
        left, right = sorted((o.x0_mm, o.x1_mm))
        top, bottom = sorted((o.y0_mm, o.y1_mm))
        dx, dy = o.x1_mm - o.x0_mm, o.y1_mm - o.y0_mm
        length2 = dx * dx + dy * dy
        for row in range(
            max(0, int((top - reach_mm) / GRID_MM)), min(self.rows, int((bottom + reach_mm) / GRID_MM) + 2)
        ):
            y = row * GRID_MM - o.y0_mm
            for column in range(
                max(0, int((left - reach_mm) / GRID_MM)), min(self.columns, int((right + reach_mm) / GRID_MM) + 2)
            ):
                x = column * GRID_MM - o.x0_mm
                along = min(1.0, max(0.0, (x * dx + y * dy) / length2)) if length2 else 0.0
                if (x - along * dx) ** 2 + (y - along * dy) ** 2 < (reach_mm - 1e-6) ** 2:
                    yield column * self.rows + row


def _reach(net: Wanted) -> tuple[bool, float, str]:
    xs, ys = [p[0] for p in net.pads], [p[1] for p in net.pads]
    return (net.poured, max(xs) - min(xs) + max(ys) - min(ys), net.name)


def _copper(track: Track) -> Obstacle:
    radius = VIA_DIAMETER_MM / 2 if track.is_via else track.width_mm / 2
    layers = (0, 1) if track.is_via else (track.layer,)
    return Obstacle(track.x0_mm, track.y0_mm, track.x1_mm, track.y1_mm, radius, layers, track.net)


def _on_both(o: Obstacle) -> Obstacle:
    return Obstacle(o.x0_mm, o.y0_mm, o.x1_mm, o.y1_mm, o.radius_mm, (0, 1), o.net)


def _pieces(net: Wanted, way: list[Cell]) -> list[Track]:
    """Return a way as straight tracks and vias."""
    tracks: list[Track] = []
    start = way[0]
    for previous, here, after in zip(way[:-1], way[1:], [*way[2:], None], strict=True):
        step = tuple(b - a for a, b in zip(previous, here, strict=True))
        if step[2]:
            x, y = here[0] * GRID_MM, here[1] * GRID_MM
            tracks.append(Track(net.name, x, y, x, y, -1, VIA_DIAMETER_MM))
            start = here
            continue
        following = tuple(b - a for a, b in zip(here, after, strict=True)) if after else None
        if step != following:
            ends = (start[0] * GRID_MM, start[1] * GRID_MM, here[0] * GRID_MM, here[1] * GRID_MM)
            tracks.append(Track(net.name, *ends, here[2], net.width_mm))
            start = here
    return tracks
