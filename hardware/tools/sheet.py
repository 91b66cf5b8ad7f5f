"""A drawing sheet: parts, wires and words at places chosen by hand, written as a KiCad 9 schematic.

Strategy: places are in grid steps of 2.54 mm, x to the right and y down. Every identifier is derived from what it
names, so that writing the sheet twice gives the same bytes. Junctions are computed from the wires.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from hardware.tools import symbols
from hardware.tools.parts import Part
from hardware.tools.sexpr import Form, Quoted, dump

STEP_MM = 2.54
Point = tuple[float, float]
PENCIL: Form = ["stroke", ["width", "0.2"], ["type", "solid"], ["color", "90", "90", "90", "1"]]
_SPACE = uuid.UUID("6d1c3b1e-0c53-4f0e-9a0e-7f6a5b1c2d3e")


def identifier(*names: object) -> Quoted:
    """Return a UUID that depends on the names alone."""
    return Quoted(str(uuid.uuid5(_SPACE, "/".join(map(str, names)))))


def _mm(steps: float) -> str:
    return f"{round(steps * STEP_MM, 4):g}"


def _at(point: Point, angle: int = 0) -> Form:
    return ["at", _mm(point[0]), _mm(point[1]), str(angle)]


def _effects(size_mm: float = 1.27, justify: str = "", *, hide: bool = False, bold: bool = False) -> Form:
    font: Form = ["font", ["size", f"{size_mm:g}", f"{size_mm:g}"]]
    if bold:
        font.append(["bold", "yes"])
    form: Form = ["effects", font]
    if justify:
        form.append(["justify", *justify.split()])
    if hide:
        form.append(["hide", "yes"])
    return form


@dataclass(slots=True)
class Placed:
    """A part on the sheet; tells where its pins are."""

    symbol_id: str
    at: Point
    angle: int
    mirror: bool

    def pin(self, number: str) -> Point:
        """Return where the wire meets a pin, grid steps."""
        found = next(p for p in symbols.pins(self.symbol_id) if p.number == number)
        x, y = found.x_mm / STEP_MM, -found.y_mm / STEP_MM
        # KiCad mirrors after it has turned: first the turn, counter-clockwise on the screen, then the mirror.
        for _ in range(self.angle // 90):
            x, y = y, -x
        if self.mirror:
            x = -x
        return (self.at[0] + x, self.at[1] + y)


@dataclass(slots=True)
class Sheet:
    """Collects what is drawn and writes it."""

    name: str
    title: str
    revision: str
    date: str
    paper: str = "A4"
    comments: tuple[str, ...] = ()
    placed: dict[str, Placed] = field(default_factory=dict)
    _forms: list[Form] = field(default_factory=list)
    _used: dict[str, None] = field(default_factory=dict)
    _wires: list[tuple[Point, Point]] = field(default_factory=list)
    _power: int = 0

    @property
    def root(self) -> Quoted:
        """Identifier of the sheet."""
        return identifier(self.name, "root")

    def part(
        self,
        reference: str,
        part: Part,
        at: Point,
        *,
        angle: int = 0,
        mirror: bool = False,
        words: tuple[Point, Point] | None = None,
        justify: str = "left",
    ) -> Placed:
        """Draw a part; `words` are the offsets of its reference and its printed text, grid steps."""
        placed = Placed(part.symbol, at, angle, mirror)
        self.placed[reference] = placed
        offsets = words or ((1.0, -0.5), (1.0, 0.5))
        fields = {"Reference": reference, "Value": part.label, "Footprint": part.footprint, "Datasheet": "~"}
        fields |= {"Description": part.description, "Manufacturer": part.manufacturer, "MPN": part.mpn}
        form = self._symbol(placed, reference, in_bom=part.in_bom, on_board=True)
        for index, (key, text) in enumerate(fields.items()):
            offset = offsets[index] if index < 2 else (0.0, 0.0)
            hide = index >= 2 or (index == 1 and part.hide_label)
            place = (at[0] + offset[0], at[1] + offset[1])
            turned = 90 if angle in (90, 270) else 0
            form.append(
                ["property", Quoted(key), Quoted(text), _at(place, turned), _effects(justify=justify, hide=hide)]
            )
        self._finish_symbol(form, placed, reference)
        return placed

    def power(self, net: str, at: Point, *, angle: int = 0) -> None:
        """Draw a supply, ground or power-flag symbol."""
        self._power += 1
        reference = f"#{'FLG' if net == 'PWR_FLAG' else 'PWR'}{self._power:02d}"
        placed = Placed(f"power:{net}", at, angle, mirror=False)
        form = self._symbol(placed, reference, in_bom=True, on_board=True)
        down = net == "GND"
        form.append(["property", Quoted("Reference"), Quoted(reference), _at(at), _effects(hide=True)])
        shift = (0.0, 2.0 if down else -1.5)
        hide = net == "PWR_FLAG" or down
        form.append(["property", Quoted("Value"), Quoted(net), _at((at[0], at[1] + shift[1])), _effects(hide=hide)])
        for key in ("Footprint", "Datasheet", "Description"):
            form.append(["property", Quoted(key), Quoted(""), _at(at), _effects(hide=True)])
        self._finish_symbol(form, placed, reference)

    def _symbol(self, placed: Placed, reference: str, *, in_bom: bool, on_board: bool) -> Form:
        self._used[placed.symbol_id] = None
        form: Form = ["symbol", ["lib_id", Quoted(placed.symbol_id)], _at(placed.at, placed.angle)]
        if placed.mirror:
            form.append(["mirror", "y"])
        flags = {"unit": "1", "exclude_from_sim": "no", "in_bom": "yes" if in_bom else "no"}
        flags |= {"on_board": "yes" if on_board else "no", "dnp": "no"}
        form.extend([key, word] for key, word in flags.items())
        form.append(["uuid", identifier(self.name, reference)])
        return form

    def _finish_symbol(self, form: Form, placed: Placed, reference: str) -> None:
        for pin in symbols.pins(placed.symbol_id):
            form.append(["pin", Quoted(pin.number), ["uuid", identifier(self.name, reference, "pin", pin.number)]])
        path: Form = ["path", Quoted(f"/{self.root}"), ["reference", Quoted(reference)], ["unit", "1"]]
        form.append(["instances", ["project", Quoted(self.name), path]])
        self._forms.append(form)

    def wire(self, *points: Point) -> None:
        """Draw a wire through the points."""
        for start, end in pairwise(points):
            if start == end:
                continue
            self._wires.append((start, end))

    def label(self, text: str, at: Point, *, leftwards: bool = False) -> None:
        """Name the net of a wire; the text runs to the right, or to the left."""
        angle, justify = (180, "right bottom") if leftwards else (0, "left bottom")
        self._forms.append(
            ["label", Quoted(text), _at(at, angle), _effects(justify=justify)]
            + [["uuid", identifier(self.name, "label", text, at)]]
        )

    def unconnected(self, at: Point) -> None:
        """Say that a pin is open on purpose."""
        self._forms.append(["no_connect", _at(at)[:3], ["uuid", identifier(self.name, "open", at)]])

    def words(self, text: str, at: Point, *, size_mm: float = 1.27, bold: bool = False) -> None:
        """Write a remark."""
        self._forms.append(
            ["text", Quoted(text), ["exclude_from_sim", "no"], _at(at)]
            + [_effects(size_mm, "left top", bold=bold), ["uuid", identifier(self.name, "text", text, at)]]
        )

    def frame(self, title: str, corner: Point, size: Point) -> None:
        """Draw a dashed frame with a title around parts that belong together."""
        end = (corner[0] + size[0], corner[1] + size[1])
        stroke: Form = ["stroke", ["width", "0.15"], ["type", "dash"], ["color", "120", "120", "120", "1"]]
        self._forms.append(
            ["rectangle", ["start", *_at(corner)[1:3]], ["end", *_at(end)[1:3]], stroke]
            + [["fill", ["type", "none"]], ["uuid", identifier(self.name, "frame", title)]]
        )
        self.words(title, (corner[0] + 0.5, corner[1] + 0.5), size_mm=1.6, bold=True)

    def box(self, corner: Point, size: Point) -> None:
        """Picture a part that is not on the board."""
        end = (corner[0] + size[0], corner[1] + size[1])
        self._forms.append(
            ["rectangle", ["start", *_at(corner)[1:3]], ["end", *_at(end)[1:3]], PENCIL, ["fill", ["type", "none"]]]
            + [["uuid", identifier(self.name, "box", corner)]]
        )

    def line(self, *points: Point) -> None:
        """Picture a wire that is not on the board."""
        way: Form = ["pts", *(["xy", *_at(point)[1:3]] for point in points)]
        self._forms.append(["polyline", way, PENCIL, ["uuid", identifier(self.name, "line", *points)]])

    def _junctions(self) -> list[Point]:
        """Return where three or more wire ends or pins meet, or an end touches the middle of a wire."""
        ends: dict[Point, int] = {}
        for wire in self._wires:
            for point in wire:
                ends[_rounded(point)] = ends.get(_rounded(point), 0) + 1
        for placed in self.placed.values():
            for pin in symbols.pins(placed.symbol_id):
                point = _rounded(placed.pin(pin.number))
                ends[point] = ends.get(point, 0) + 1
        for point in list(ends):
            ends[point] += 2 * sum(_inside(point, wire) for wire in self._wires)
        return sorted(point for point, count in ends.items() if count >= 3)

    def _pieces(self, junctions: list[Point]) -> list[tuple[Point, Point]]:
        """Return the wires cut at junctions: KiCad loses what lies behind one in the middle of a wire."""
        pieces: list[tuple[Point, Point]] = []
        for start, end in self._wires:
            cuts = [p for p in junctions if _inside(p, (start, end))]
            stops = [start, *sorted(cuts, key=lambda p: abs(p[0] - start[0]) + abs(p[1] - start[1])), end]
            pieces += list(pairwise(stops))
        return pieces

    def write(self, path: Path) -> None:
        """Write the sheet."""
        title: Form = ["title_block", ["title", Quoted(self.title)], ["date", Quoted(self.date)]]
        title += [["rev", Quoted(self.revision)], ["company", Quoted("pawpress, CERN-OHL-P-2.0")]]
        title += [["comment", str(i), Quoted(text)] for i, text in enumerate(self.comments, 1)]
        library: Form = ["lib_symbols"]
        for symbol_id in sorted(self._used):
            form = symbols.load(symbol_id)
            form[1] = Quoted(symbol_id)
            library.append(form)
        form = ["kicad_sch", ["version", "20250114"], ["generator", Quoted("pawpress")]]
        form += [
            ["generator_version", Quoted("9.0")],
            ["uuid", self.root],
            ["paper", Quoted(self.paper)],
            title,
            library,
        ]
        junctions = self._junctions()
        for point in junctions:
            form.append(
                ["junction", _at(point)[:3], ["diameter", "0"], ["color", "0", "0", "0", "0"]]
                + [["uuid", identifier(self.name, "junction", point)]]
            )
        for start, end in self._pieces(junctions):
            points: Form = ["pts", ["xy", *_at(start)[1:3]], ["xy", *_at(end)[1:3]]]
            stroke: Form = ["stroke", ["width", "0"], ["type", "default"]]
            form.append(["wire", points, stroke, ["uuid", identifier(self.name, "wire", start, end)]])
        form += self._forms
        form.append(["sheet_instances", ["path", Quoted("/"), ["page", Quoted("1")]]])
        form.append(["embedded_fonts", "no"])
        path.write_text(dump(form) + "\n", "utf-8")


def _rounded(point: Point) -> Point:
    return (round(point[0], 3), round(point[1], 3))


def _inside(point: Point, wire: tuple[Point, Point]) -> bool:
    """Tell whether a point lies on a wire but not at its ends."""
    (x0, y0), (x1, y1) = map(_rounded, wire)
    if point in ((x0, y0), (x1, y1)):
        return False
    within_x, within_y = min(x0, x1) <= point[0] <= max(x0, x1), min(y0, y1) <= point[1] <= max(y0, y1)
    return within_x and within_y and (x0 == x1 == point[0] or y0 == y1 == point[1])
