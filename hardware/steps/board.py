"""The board before every soldering step: what is there already, what comes now and what comes later."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from importlib import import_module

from hardware.steps.pencil import ACCENT, GREY, INK, PAPER, Drawing, Point
from hardware.tools.circuit import Board
from hardware.tools.sexpr import Form, child, children, parse, texts

ORIGIN_MM = (100.0, 80.0)
"""Where a board's upper left corner lies on KiCad's sheet."""
SIDE_MM, TOP_MM = 4.0, 9.0
MASK, COPPER, DONE, NOW = "#e6eef4", "#c9a227", "#cfd6db", "#f6c9a8"


@dataclass(frozen=True, slots=True)
class Step:
    """One soldering step."""

    key: str
    words: str
    prefixes: tuple[str, ...]

    def holds(self, reference: str) -> bool:
        """Tell whether a part is soldered in this step."""
        return any(reference.startswith(prefix) for prefix in self.prefixes)


STEPS = (
    Step("resistors", "Resistors", ("R",)),
    Step("capacitors", "Capacitors and fuse, either way round", ("C", "F")),
    Step("lamps", "LEDs: the shorter leg into the square pad", ("D",)),
    Step("transistor", "Transistor: its flat side on the thick line", ("Q",)),
    Step("sockets", "Sockets: their outline as printed; a notch where a dot is", ("J", "U")),
    Step("sounder", "Sounder: plus into the square pad", ("BZ",)),
    Step("headers", "Sockets for the Nano, its USB end where it is printed", ("A",)),
)
FROM_BELOW = "Pin headers for the Uno: stick them in from below"
"""The shield lies on the Arduino; a Nano lies on its carrier."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it lies on the board, millimetres from the board's upper left corner."""

    reference: str
    value: str
    outline: tuple[Point, ...]
    holes: tuple[tuple[Point, float, bool], ...]
    """Middle, diameter, and whether it is the square one."""
    marked: tuple[Point, Point] | None = None
    """The edge that tells which way round it goes: a transistor's flat side, a chip's end with the notch."""
    printed: tuple[tuple[str, Point], ...] = ()
    """Words that are printed at the part, and where."""


def _parts(board: Board) -> list[Part]:
    form = parse((board.path / f"{board.name}.kicad_pcb").read_text("utf-8"))
    return [_part(footprint) for footprint in children(form, "footprint")]


def _part(footprint: Form) -> Part:
    x0, y0, *turn = map(float, texts(child(footprint, "at") or []))
    angle = math.radians(turn[0] if turn else 0.0)

    def place(x: float, y: float) -> Point:
        across, down = x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)
        return (x0 + across - ORIGIN_MM[0], y0 + down - ORIGIN_MM[1])

    holes = []
    for pad in children(footprint, "pad"):
        x, y, *_ = map(float, texts(child(pad, "at") or []))
        width = float(texts(child(pad, "size") or [])[0])
        holes.append((place(x, y), width, pad[1] == "1" and pad[3] in ("rect", "roundrect")))
    reference, value = (texts(words)[1] for words in children(footprint, "property")[:2])
    corners = tuple(place(*corner) for corner in _fab_box(footprint))
    marked = {"Q": corners[2:], "U": corners[:2]}.get(reference[0]) if corners else None
    printed = tuple((words, place(*at)) for words, at in _printed(footprint))
    return Part(reference, value, corners, tuple(holes), (marked[0], marked[1]) if marked else None, printed)


def _printed(footprint: Form) -> list[tuple[str, Point]]:
    """Return what is printed at a part besides its name, and where, seen from above."""
    found: list[tuple[str, Point]] = []
    for item in children(footprint, "fp_text"):
        if texts(child(item, "layer") or [])[0] == "F.SilkS" and "${" not in (words := str(item[2])):
            x, y, *_ = map(float, texts(child(item, "at") or []))
            found.append((words, (x, y)))
    return found


def _fab_box(footprint: Form) -> tuple[Point, ...]:
    """Return the corners of the body's outline on the assembly layer."""
    xs: list[float] = []
    ys: list[float] = []
    for kind, keys in (
        ("fp_line", ("start", "end")),
        ("fp_arc", ("start", "end")),
        ("fp_rect", ("start", "end")),
        ("fp_circle", ("center", "end")),
    ):
        for item in children(footprint, kind):
            if texts(child(item, "layer") or [])[0] not in ("F.Fab", "B.Fab"):
                continue
            first, second = (tuple(map(float, texts(child(item, key) or []))) for key in keys)
            reach = math.dist(first, second) if kind == "fp_circle" else 0.0
            xs += [first[0] - reach, first[0] + reach] if reach else [first[0], second[0]]
            ys += [first[1] - reach, first[1] + reach] if reach else [first[1], second[1]]
    if not xs:
        return ()
    return ((min(xs), min(ys)), (max(xs), min(ys)), (max(xs), max(ys)), (min(xs), max(ys)))


def draw(board: Board, number: int) -> Drawing:
    """Return the picture of one step, counted from 0."""
    placement = import_module(f"hardware.{board.folder}.placement").PLACEMENT
    width, height = placement.width_mm, placement.height_mm
    drawing = Drawing(width + 2 * SIDE_MM, height + SIDE_MM + TOP_MM, scale=7.0)
    step = STEPS[number]
    words = FROM_BELOW if step.key == "headers" and board.arduino == "uno" else step.words
    drawing.words(f"{number + 1}  {words}", (SIDE_MM, 5.5), size_mm=2.6)
    drawing.box(SIDE_MM, TOP_MM, width, height, radius=1.0, fill=MASK, width_mm=0.4)
    parts = [_moved(part) for part in _parts(board)]
    for part in parts:
        _draw_body(drawing, part, number)
    _draw_holes(drawing, parts, step)
    for part in parts:
        if part.outline and part.reference[0] not in "HT" and part.reference != "A1":
            _draw_name(drawing, part, now=step.holds(part.reference))
        if part.reference == "A1" and step.holds(part.reference):
            for printed, place in part.printed:
                drawing.words(printed, place, anchor="middle", size_mm=2.2, fill=INK)
    return drawing


def _moved(part: Part) -> Part:
    outline = tuple((x + SIDE_MM, y + TOP_MM) for x, y in part.outline)
    holes = tuple(((x + SIDE_MM, y + TOP_MM), size, square) for (x, y), size, square in part.holes)
    marked = part.marked and tuple((x + SIDE_MM, y + TOP_MM) for x, y in part.marked)
    printed = tuple((words, (x + SIDE_MM, y + TOP_MM)) for words, (x, y) in part.printed)
    return replace(part, outline=outline, holes=holes, marked=marked, printed=printed)


def _draw_body(drawing: Drawing, part: Part, number: int) -> None:
    turn = next((i for i, step in enumerate(STEPS) if step.holds(part.reference)), None)
    if not part.outline or part.reference == "A1" or turn is None:
        return
    fill = NOW if turn == number else DONE if turn < number else "none"
    style = (ACCENT, 0.45) if turn == number else (GREY, 0.2)
    drawing.polygon(part.outline, fill=fill, stroke=style[0], width_mm=style[1])
    if part.marked and part.reference[0] == "Q":
        drawing.line(*part.marked, stroke=INK, width_mm=0.9)
    elif part.marked:
        (x0, y0), (x1, y1) = part.marked
        drawing.disc((x0 + x1) / 2, (y0 + y1) / 2, 2.0, fill=INK)


def _draw_holes(drawing: Drawing, parts: list[Part], step: Step) -> None:
    drills: dict[float, list[Point]] = {}
    rings: dict[tuple[str, float], list[Point]] = {}
    for part in parts:
        colour, screwed = ACCENT if step.holds(part.reference) else COPPER, part.reference[0] == "H"
        for place, diameter, square in part.holes:
            drills.setdefault(round(diameter * (1.0 if screwed else 0.5), 2), []).append(place)
            if square:
                corner = (place[0] - diameter / 2, place[1] - diameter / 2)
                drawing.box(*corner, diameter, diameter, fill=colour, stroke="none")
            elif not screwed:
                rings.setdefault((colour, diameter), []).append(place)
    for (colour, diameter), places in rings.items():
        drawing.dots(places, diameter, colour)
    for diameter, places in drills.items():
        drawing.dots(places, diameter, PAPER)


def _draw_name(drawing: Drawing, part: Part, *, now: bool) -> None:
    xs, ys = [x for x, _ in part.outline], [y for _, y in part.outline]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    words, anchor, upright = part.reference, "middle", False
    place = (x, y + 0.6)
    if words[0] == "R":
        words, place, upright = f"{words} {part.value}", (x + 0.55, y), True
    elif words[0] in "DQ":
        edge = min([*xs, *(hole[0] - size / 2 for hole, size, _ in part.holes)])
        anchor, place = "end", (edge - 0.5, y + 0.6)
    elif words[0] == "J":
        place = (x, max(ys) - 0.5)
    elif words[0] == "B":
        place = (x, y + 3.0)
    drawing.words(
        words, place, anchor=anchor, size_mm=1.7 if len(words) < 7 else 1.4, fill=INK if now else GREY, upright=upright
    )
