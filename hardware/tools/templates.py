"""Draws the 1:1 templates of mat and gloves from the very files that the host's presets load.

A template is written as SVG in millimetres and as PDF cut into A4 sheets with a ruler to check the printer's scale.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hardware.tools.dimensions import pad_shapes
from hardware.tools.fabricate import BUILD
from hardware.tools.netlist import run
from hardware.tools.parts import HARDWARE
from pawpress.core.layout import Layout, Pad
from pawpress.settings.layout_files import load_layout

FOLDER = HARDWARE / "layouts"
NAMES = ("mat6", "mat8", "fine16", "centre8", "gloves")
PUCK_MM, SHARING_MM = pad_shapes()["triple"].outer_mm, pad_shapes()["shared"].outer_mm
"""Outer diameters of both pucks with their lids."""
DISC_MM = pad_shapes()["glove"].base_diameter
MARK_MM = 10.0
"""Circle in the middle of a puck's place."""
LEAST_MARGIN_MM = 65.0
LANE_TO_EDGE_MM = 5.5
BOX_MM = 90.0
SHEET_MM, SHEET_EDGE_MM = (210.0, 297.0), 12.0
PAPER, INK, ACCENT = "#ffffff", "#222222", "#b3402a"


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG content and its size, millimetres."""

    width_mm: float
    height_mm: float
    body: str

    def svg(self) -> str:
        """Return the whole file, one user unit a millimetre."""
        return _svg(self.width_mm, self.height_mm, f"0 0 {self.width_mm:g} {self.height_mm:g}", self.body)


def _svg(width_mm: float, height_mm: float, view: str, body: str) -> str:
    size = f'width="{width_mm:g}mm" height="{height_mm:g}mm" viewBox="{view}"'
    style = "font-family='sans-serif' fill='none' stroke-width='0.4'"
    ground = f'<rect x="-999" y="-999" width="3000" height="3000" fill="{PAPER}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n{ground}\n<g {style} stroke="{INK}">\n{body}\n</g>\n</svg>\n'
    )


def _text(x: float, y: float, text: str, size: float = 5.0, anchor: str = "middle") -> str:
    style = f'font-size="{size:g}" text-anchor="{anchor}" fill="{INK}" stroke="none"'
    return f'<text x="{x:g}" y="{y:g}" {style}>{text}</text>'


def _circle(x: float, y: float, diameter: float, more: str = "") -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{diameter / 2:g}" {more}/>'


def _cross(x: float, y: float, arm: float = 6.0) -> str:
    return f'<path d="M{x - arm:g} {y:g}h{2 * arm:g}M{x:g} {y - arm:g}v{2 * arm:g}" stroke-width="0.2"/>'


def _ruler(x: float, y: float) -> str:
    marks = "".join(f"M{x + 10 * i:g} {y:g}v{-4 if i % 5 == 0 else -2}" for i in range(11))
    return f'<path d="M{x:g} {y:g}h100{marks}"/>' + _text(x + 50, y + 6, "100 mm: measure this after printing", 4)


def lane_mm(layout: Layout, pad: Pad) -> float:
    """Return x of the lane in which a pad's cable runs down, beside all pucks of its side.

    A pad on the line of the spine lies midway between two levels: its cable leaves straight to the right, between the
    pucks there, and takes a lane outside of theirs.
    """
    columns = [other.x_mm for other in layout.pad]
    lanes = max(other.level for other in layout.pad if other.side != "centre") if pad.side == "centre" else 0
    beside = PUCK_MM / 2 + 4.0 + 3.0 * (pad.level - 1 + lanes)
    return min(columns) - beside if pad.side == "left" else max(columns) + beside


def margin_mm(layout: Layout) -> float:
    """Return how far a mat reaches beyond the middles of its pads: over the outermost cable."""
    right = max(pad.x_mm for pad in layout.pad)
    return max(LEAST_MARGIN_MM, *(max(-lane, lane - right) + LANE_TO_EDGE_MM for lane in _lanes_mm(layout)))


def _lanes_mm(layout: Layout) -> list[float]:
    return [lane_mm(layout, pad) for pad in layout.pad]


def mat(layout: Layout) -> Drawing:
    """Return the template of a mat: pucks, cable channels, spine, head end."""
    margin = margin_mm(layout)
    width = max(p.x_mm for p in layout.pad) + 2 * margin
    height = max(p.y_mm for p in layout.pad) + 2 * margin + BOX_MM
    top = max(p.y_mm for p in layout.pad) + margin
    below = min(6.0, (_apart_mm(layout) - PUCK_MM) / 2 + 1.5)
    sharing = not on_spine(layout) and _apart_mm(layout) > SHARING_MM

    def place(pad: Pad) -> tuple[float, float]:
        return pad.x_mm + margin, top - pad.y_mm

    body = [f'<rect x="1" y="1" width="{width - 2:g}" height="{height - 2:g}" rx="12" stroke-width="0.8"/>']
    middle = width / 2
    note = "spine: pads on this line only warn" if on_spine(layout) else "spine: never a pad here"
    body.append(f'<path d="M{middle:g} 22V{height - BOX_MM:g}" stroke="{ACCENT}" stroke-dasharray="4 3"/>')
    body.append(_text(middle, 12, "HEAD", 7) + _text(middle, 19, note, 4))
    for pad in layout.pad:
        x, y = place(pad)
        outward = -1 if pad.side == "left" else 1
        lane = lane_mm(layout, pad) + margin
        way = f"M{x:g} {y:g}H{lane:g}V{height - 30:g}H{middle + outward * 30:g}"
        body.append(f'<path d="{way}" stroke="#777" stroke-dasharray="1 1"/>')
        if sharing:
            body.append(_circle(x, y, SHARING_MM, 'stroke="#777" stroke-width="0.3" stroke-dasharray="3 2"'))
        body.append(
            _circle(x, y, PUCK_MM, f'fill="{PAPER}" stroke-width="0.6"') + _circle(x, y, MARK_MM) + _cross(x, y)
        )
        body.append(
            _text(x, y - 12, pad.name, 9)
            + _text(x, y + 15, f"A{pad.channel}", 6)
            + _text(x, y + PUCK_MM / 2 + below, pad.where, 4)
        )
    body.append(f'<rect x="{middle - 30:g}" y="{height - 50:g}" width="60" height="40" rx="3"/>')
    body.append(_text(middle, height - 31, "box", 6) + _text(middle, height - 25, "beside the mat", 4))
    body.append(_ruler(middle - 50, height - 62))
    body.append(_text(middle, height - 72, layout.title, 5))
    return Drawing(width, height, "\n".join(body))


def on_spine(layout: Layout) -> bool:
    """Tell whether a layout has pads on the line of the spine."""
    return any(pad.side == "centre" for pad in layout.pad)


def _apart_mm(layout: Layout) -> float:
    """Return how far apart the two nearest pads lie."""
    places = [(pad.x_mm, pad.y_mm) for pad in layout.pad]
    return min(math.dist(one, other) for n, one in enumerate(places) for other in places[:n])


HAND = (
    "M-28 62C-30 46-46 34-52 16C-60-6-80-18-86-38C-90-53-74-60-67-47C-61-35-52-27-42-22"
    "V-84a9.5 9.5 0 0 1 19 0V-46V-96a9.5 9.5 0 0 1 19 0V-46V-88a9.5 9.5 0 0 1 19 0V-42V-68a8.5 8.5 0 0 1 17 0"
    "V-30C36-8 44 20 34 42C30 50 28 56 28 62"
)
"""Outline of a left palm as its owner sees it, millimetres; the pads lie 20 mm nearer to the wrist than its origin."""


def _hand(x: float, y: float, mirror: int) -> str:
    """Return the outline of a palm; `mirror` -1 makes it the right one."""
    return (
        f'<path d="{HAND}" transform="translate({x:g} {y:g}) scale({mirror} 1)" stroke-linejoin="round" stroke="#777"/>'
    )


def gloves(layout: Layout) -> Drawing:
    """Return the template of both palms as their owner sees them; the thumb side is where the thenar pad goes."""
    body, centres = [], {"left": 90.0, "right": 270.0}
    y = 165.0
    for side, mirror in (("left", 1), ("right", -1)):
        pads = [pad for pad in layout.pad if pad.side == side]
        middle = sum(pad.x_mm for pad in pads) / len(pads)
        x = centres[side]
        body.append(_hand(x, y - 20, mirror) + _text(x, y + 56, f"{side} palm, seen by its owner", 5))
        for pad in pads:
            px = x + pad.x_mm - middle
            body.append(
                _circle(px, y, DISC_MM, 'stroke-width="0.6"')
                + _circle(px, y, 14.0, 'stroke-dasharray="1 1"')
                + _cross(px, y)
            )
            body.append(_text(px, y - 12, f"A{pad.channel}", 6) + _text(px, y + 16, pad.name.split()[-1], 4))
            body.append(f'<path d="M{px:g} {y + 19:g}V{y + 46:g}" stroke="#777" stroke-dasharray="1 1"/>')
    body.append(_ruler(130, y + 85) + _text(180, 14, layout.title, 6))
    return Drawing(360, 265, "\n".join(body))


def draw(name: str) -> Drawing:
    """Return the template of a layout of the host."""
    layout = load_layout(name)
    return gloves(layout) if name == "gloves" else mat(layout)


def sheets(drawing: Drawing) -> Iterator[str]:
    """Yield the A4 sheets of a drawing, row by row."""
    w, h = (side - 2 * SHEET_EDGE_MM for side in SHEET_MM)
    columns, rows = math.ceil(drawing.width_mm / w), math.ceil(drawing.height_mm / h)
    for row in range(rows):
        for column in range(columns):
            x, y = column * w, row * h
            note = f"sheet {row + 1}.{column + 1} of {rows}.{columns}: cut on the frame, join the edges"
            frame = f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" stroke-width="0.2"/>'
            view = f"{x - SHEET_EDGE_MM:g} {y - SHEET_EDGE_MM:g} {SHEET_MM[0]:g} {SHEET_MM[1]:g}"
            clip = f'<clipPath id="c"><rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"/></clipPath>'
            body = f'{clip}<g clip-path="url(#c)">{drawing.body}</g>{frame}{_text(x + 2, y - 3, note, 3.5, "start")}'
            yield _svg(*SHEET_MM, view, body)


def write_pdf(drawing: Drawing, target: Path) -> None:
    """Write the A4 sheets as one PDF."""
    scratch = BUILD / "layouts"
    scratch.mkdir(parents=True, exist_ok=True)
    pages = []
    for number, svg in enumerate(sheets(drawing)):
        pages.append(scratch / f"{target.stem}_{number}.svg")
        pages[-1].write_text(svg, "utf-8")
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    run("rsvg-convert", "-f", "pdf", "-o", target, *pages)


def main(folder: Path) -> None:
    """Write all templates into a folder."""
    for name in NAMES:
        drawing = draw(name)
        (folder / f"{name}.svg").write_text(drawing.svg(), "utf-8")
        write_pdf(drawing, folder / f"{name}_a4.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
