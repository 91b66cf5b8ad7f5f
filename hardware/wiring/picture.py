"""Draws the breadboard build: `python -m hardware.wiring.picture`."""

from __future__ import annotations

from hardware.tools.fabricate import BUILD, IMAGES, shrink
from hardware.tools.netlist import run
from hardware.tools.parts import HARDWARE
from hardware.wiring.breadboard import COLUMNS, Hole, Leg, Wire, build

PITCH = 2.54
LEFT, TOP = 14.0, 84.0
UNO = (38.0, 12.0)
LOWER_PINS = {"+5V": 38.1, "GND": 40.64} | {f"A{n}": 50.8 + PITCH * n for n in range(6)}
UPPER_PINS = {f"D{n}": 63.5 - PITCH * n for n in range(8)} | {f"D{n}": 41.66 - PITCH * (n - 8) for n in range(8, 14)}
"""Places along the Uno's two edges, millimetres from its corner above the USB socket (the Uno's own drawing)."""
ROWS = {"-": 0.0, "+": 1.0} | {row: 3.0 + i for i, row in enumerate("abcde")}
ROWS |= {row: 10.0 + i for i, row in enumerate("fghij")} | {"++": 17.0, "--": 18.0}
COLOURS = ("#d97706", "#2563eb", "#059669", "#9333ea", "#db2777", "#0891b2", "#65a30d", "#b45309", "#4f46e5", "#0f766e")
BODY = {"R": "#e7d3ac", "C": "#e08a3c", "D": "#cc3333", "Q": "#333333", "B": "#222222", "J": "#f4f4ee", "F": "#e3b23c"}
INKS = {
    "black": "#111111",
    "brown": "#7c4a21",
    "red": "#dc2626",
    "yellow": "#facc15",
    "violet": "#7c3aed",
}
RINGS = {
    "47k": "yellow-violet-black-red-brown",
    "1k": "brown-black-black-brown-brown",
    "4k7": "yellow-violet-black-brown-brown",
    "10k": "brown-black-black-red-brown",
    "220": "red-red-black-black-brown",
}
"""Metal film of 1 % has five rings: three digits, how many zeros, and brown for 1 %."""


def place(hole: Hole) -> tuple[float, float]:
    """Return where a hole is on the picture, millimetres."""
    return LEFT + PITCH * hole[0], TOP + PITCH * ROWS[hole[1]]


def _path(points: list[tuple[float, float]], colour: str, width: float = 0.8) -> str:
    line = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    style = f'stroke="{colour}" stroke-width="{width}" fill="none" stroke-linejoin="round" stroke-linecap="round"'
    return f'<path d="M{line}" {style}/>'


def _box(x: float, y: float, width: float, height: float, style: str) -> str:
    return f'<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" {style}/>'


def _text(x: float, y: float, text: str, size: float, more: str = 'text-anchor="middle"', colour: str = "#222") -> str:
    return f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" fill="{colour}" {more}>{text}</text>'


def _board() -> str:
    width, height = PITCH * (COLUMNS + 1), PITCH * 20
    parts = [_box(LEFT, TOP - PITCH, width, height, 'rx="2" fill="#fafaf7" stroke="#bbb"')]
    for row, colour in (("+", "#dc2626"), ("-", "#2563eb"), ("++", "#dc2626"), ("--", "#2563eb")):
        y = place((1, row))[1] + (-1.3 if row in ("-", "++") else 1.3)
        parts.append(_path([(LEFT + 2, y), (LEFT + width - 2, y)], colour, 0.25))
    for row in ROWS:
        for column in range(1, COLUMNS + 1):
            x, y = place((column, row))
            parts.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="0.45" fill="#c9c9c2"/>')
        parts.append(_text(LEFT - 1.6, place((1, row))[1] + 0.7, row[0], 2.2))
    return "\n".join(parts)


def _uno() -> str:
    x, y = UNO
    parts = [f'<rect x="{x}" y="{y}" width="68.6" height="53.3" rx="2" fill="#0b7285"/>']
    parts.append(
        f'<rect x="{x - 6}" y="{y + 9.6}" width="16" height="12" fill="#c8ccd0"/>' + _text(x + 2, y + 16.5, "USB", 3)
    )
    parts.append(
        f'<rect x="{x - 2}" y="{y + 41}" width="13" height="9" fill="#222"/>'
        + _text(x + 34, y + 30, "Arduino Uno R3", 4.5, colour="#fff")
    )
    for pins, edge, label in ((UPPER_PINS, 2.54, 6.6), (LOWER_PINS, 50.8, 48.2)):
        for name, along in pins.items():
            parts.append(f'<rect x="{x + along - 1:.2f}" y="{y + edge - 1:.2f}" width="2" height="2" fill="#111"/>')
            parts.append(
                _text(
                    x + along,
                    y + label,
                    name.removeprefix("D").removeprefix("+"),
                    1.4 if name == "GND" else 1.7,
                    colour="#fff",
                )
            )
    return "\n".join(parts)


def _wires(wires: list[Wire]) -> str:
    drawn = []
    upper = sorted((w for w in wires if isinstance(w.start, str) and w.start in UPPER_PINS), key=lambda w: -w.end[0])
    lower = [w for w in wires if isinstance(w.start, str) and w.start in LOWER_PINS]
    lanes_right = LEFT + PITCH * (COLUMNS + 2)
    for number, wire in enumerate(upper):
        start = (UNO[0] + UPPER_PINS[str(wire.start)], UNO[1] + 2.54)
        end, lane = place(wire.end), 1.6 * number
        gap_y = TOP + PITCH * 8.05 + 0.9 * number - 1.9
        points = [
            start,
            (start[0], UNO[1] - 2 - lane),
            (lanes_right + lane, UNO[1] - 2 - lane),
            (lanes_right + lane, gap_y),
        ]
        drawn.append(_path([*points, (end[0], gap_y), end], COLOURS[number % len(COLOURS)]))
    for number, wire in enumerate(sorted(lower, key=lambda w: w.end[0])):
        start, end = (UNO[0] + LOWER_PINS[str(wire.start)], UNO[1] + 50.8), place(wire.end)
        colour = {"+5V": "#dc2626", "GND": "#111111"}.get(str(wire.start), COLOURS[number % len(COLOURS)])
        lane = UNO[1] + 55.5 + 1.7 * (number if end[0] < start[0] else len(lower) - number)
        drawn.append(_path([start, (start[0], lane), (end[0], lane), end], colour))
    return "\n".join([*drawn, *_bridges(wires)])


def _bridges(wires: list[Wire]) -> list[str]:
    """Draw the wires from one hole of the breadboard to another."""
    drawn = []
    for wire in wires:
        if not isinstance(wire.start, str):
            colour = "#dc2626" if "+" in wire.start[1] + wire.end[1] else "#111111"
            drawn.append(_path([place(wire.start), place(wire.end)], colour, 0.9))
    return drawn


def _lead_body(reference: str, ends: list[tuple[float, float]], value: str) -> str:
    (x0, y0), (x1, y1) = ends
    x, y, turned = (x0 + x1) / 2, (y0 + y1) / 2, abs(y1 - y0) > abs(x1 - x0)
    long, wide = (5.2, 2.1) if reference[0] == "R" else (2.6, 2.6)
    w, h = (wide, long) if turned else (long, wide)
    parts = [_path(ends, "#8a8a8a", 0.5)]
    parts.append(
        _box(x - w / 2, y - h / 2, w, h, f'rx="0.8" fill="{BODY[reference[0]]}" stroke="#7a6a4a" stroke-width="0.15"')
    )
    for i, colour in enumerate(RINGS[value].split("-") if value in RINGS else ()):
        shift = -1.9 + 0.78 * i + (0.3 if i == 4 else 0.0)
        bx, by, bw, bh = (x - w / 2, y + shift, w, 0.45) if turned else (x + shift, y - h / 2, 0.45, h)
        parts.append(f'<rect x="{bx:.2f}" y="{by:.2f}" width="{bw}" height="{bh}" fill="{INKS[colour]}"/>')
    return "\n".join(parts)


def _name(reference: str) -> str:
    """Return what a builder reads on a part."""
    if reference[0] == "J" and reference != "J7":
        return f"pad A{int(reference[1:]) - 1}"
    return {"J7": "partner", "BZ1": "sounder", "F1": "fuse"}.get(reference, reference)


def _value(reference: str) -> str:
    if reference in {f"R{k}1" for k in range(1, 7)}:
        return "47k"
    return {"R2": "10k", "R7": "220", "R8": "4k7"}.get(reference, "1k" if reference[0] == "R" else "")


SIZES = {"B": (8.4, 8.4), "Q": (5.6, 3.2), "D": (4.6, 4.6)}
SOUNDER_SHIFT_MM = 3.4
"""The sounder is drawn below its holes, or it would hide them."""


def _block(reference: str, ends: list[tuple[float, float]]) -> str:
    """Draw a part that is a body with a name on it."""
    kind = reference[0]
    x, y = sum(e[0] for e in ends) / len(ends), sum(e[1] for e in ends) / len(ends)
    y += SOUNDER_SHIFT_MM if kind == "B" else 0.0
    w, h = SIZES.get(kind, (abs(ends[0][0] - ends[-1][0]) + 3.2, 3.4))
    colour = "#2f9e44" if reference == "D1" else BODY[kind]
    style = f'rx="{4.5 if kind in "BD" else 0.6}" fill="{colour}" stroke="#555" stroke-width="0.2"'
    name = _text(x, y + 0.7, _name(reference), 1.8, colour="#fff" if kind in "BQ" else "#222")
    return _box(x - w / 2, y - h / 2, w, h, style) + name


def _parts(legs: list[Leg]) -> str:
    drawn = []
    for reference in dict.fromkeys(leg.reference for leg in legs):
        ends = [place(leg.hole) for leg in legs if leg.reference == reference]
        leaded = reference[0] in "RC"
        drawn.append(_lead_body(reference, ends, _value(reference)) if leaded else _block(reference, ends))
    return "\n".join(drawn)


def svg() -> str:
    """Return the picture."""
    legs, wires = build()
    width, height = LEFT + PITCH * (COLUMNS + 2) + 16, TOP + PITCH * 20 + 28
    first, second = list(RINGS.items())[:2], list(RINGS.items())[2:]
    notes = (
        "Resistors, 1 %: " + ", ".join(f"{value} {rings}" for value, rings in first) + ",",
        ", ".join(f"{value} {rings}" for value, rings in second) + ".",
        "Measure each before you plug it in.",
        "Capacitors: 100 nF. F1: resettable fuse. Pads: their supervision resistor lies at the sensor. Partner: stop,",
        "ground, spot. Transistor: flat side towards you, E B C from the left. Lamps: longer leg towards the resistor.",
        "The rails of many long breadboards are cut in the middle: bridge all four there with short wires.",
    )
    body = [_board(), _uno(), _wires(wires), _parts(legs)]
    body += [_text(LEFT, height - 22 + 3.6 * i, line, 2.7, "") for i, line in enumerate(notes)]
    size = f'width="{width:.1f}mm" height="{height:.1f}mm" viewBox="0 0 {width:.1f} {height:.1f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif">'
    return head + '\n<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join(body) + "\n</svg>\n"


def main() -> None:
    """Write the picture as SVG and PNG."""
    target = HARDWARE / "wiring" / "breadboard.svg"
    target.write_text(svg(), "utf-8")
    raw = BUILD / "breadboard.png"
    raw.parent.mkdir(exist_ok=True)
    run("rsvg-convert", "-w", "1300", "-o", raw, target)
    shrink(raw, IMAGES / "breadboard.png", 96)


if __name__ == "__main__":
    main()
