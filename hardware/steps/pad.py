"""Pictures of a pad: its layers, its wires, the sensor in the base, closed, and in the calibration jig."""

from __future__ import annotations

from hardware.steps import section
from hardware.steps.pencil import (
    BLUE,
    FILM,
    GREY,
    INK,
    METAL,
    PLASTIC,
    RED,
    SKIN,
    SOFT,
    Drawing,
    Point,
)

FILM_MM, SILICONE_MM, FOAM_MM = 0.6, 1.0, 3.0
"""Thicknesses; the film, really 0.2 mm, is drawn thicker to be seen."""
POCKET_MM = 4.5
"""Height of the pocket's ground in the base (cad/puck.scad)."""
ROUND_MM, TAIL_MM = 15.0, 15.0
"""Outer diameter of the film's round end and width of its tail."""


def _part(drawing: Drawing, name: str, at: Point, *, turned: bool = False) -> None:
    """Draw a section, its lowest point on the level of `at`."""
    for loop in section.upright(name, turned=turned):
        drawing.polygon([(at[0] + x, at[1] - z) for x, z in loop], fill=PLASTIC)


def layers() -> Drawing:
    """Return the layers of a mat's pad, pulled apart."""
    drawing = Drawing(152, 66)
    x = 40.0
    _part(drawing, "puck_direct_lid", (x, 16), turned=True)
    drawing.box(x - 6, 24, 12, SILICONE_MM, fill=SOFT)
    drawing.box(x - ROUND_MM / 2, 33, ROUND_MM / 2 + 32, FILM_MM, fill=FILM, width_mm=0.2)
    _part(drawing, "puck_direct_base", (x, 48))
    drawing.line((x, 3), (x, 58), stroke=GREY, width_mm=0.2, dash="1.5 1")
    for words, y, target in (
        ("lid, boss down", 11, (x + 20, 10.0)),
        ("silicone, 12 × 12 × 1 mm", 26, (x + 6, 24.5)),
        ("sensor: round end in the middle,\ntail through the slot", 34, (x + 25, 33.3)),
        ("base", 47, (x + 20, 46.0)),
    ):
        drawing.label(words, (86, y), target)
    drawing.words("Section through one pad, pulled apart", (x, 62), anchor="middle")
    return drawing


def closed() -> Drawing:
    """Return the closed pad, with the gap that must stay."""
    drawing = Drawing(152, 50)
    x, floor = 44.0, 36.0
    drawing.box(4, floor, 80, 3, fill="#eee9df", stroke="none")
    drawing.line((4, floor), (84, floor), width_mm=0.5)
    _part(drawing, "puck_direct_base", (x, floor))
    film = floor - POCKET_MM
    drawing.box(x - ROUND_MM / 2, film - FILM_MM, ROUND_MM / 2 + 30, FILM_MM, fill=FILM, width_mm=0.2)
    drawing.box(x - 6, film - FILM_MM - SILICONE_MM, 12, SILICONE_MM, fill=SOFT)
    seat = film - FILM_MM - SILICONE_MM
    rim = section.height_mm("puck_direct_lid") - (4.0 + 1.5)
    _part(drawing, "puck_direct_lid", (x, seat + rim), turned=True)
    drawing.arrow((x, 8), (x, 20))
    drawing.words("all force goes through the boss", (x + 3, 12))
    drawing.label("rim stays above the floor:\nit must move, not carry", (90, 28), (x + 26.5, floor - 1.6))
    drawing.label("tail tied down with a cable tie\nthrough the two slots", (90, 42), (x + 22, floor - POCKET_MM - 0.3))
    drawing.words("Section through the closed pad", (x, 47), anchor="middle")
    return drawing


def from_above() -> Drawing:
    """Return the sensor in its base, seen from above."""
    drawing = Drawing(152, 68)
    x, y = 34.0, 31.0
    for loop in section.level("puck_direct_base", 2.0):
        drawing.polygon([(x + px, y + py) for px, py in loop], fill=PLASTIC)
    for loop in section.level("puck_direct_base", 4.75)[:1]:
        drawing.polygon([(x + px, y + py) for px, py in loop], stroke=GREY, width_mm=0.25)
    r = ROUND_MM / 2
    drawing.path(f"M{x - r:.2f} {y:.2f}A{r} {r} 0 0 0 {x + r:.2f} {y:.2f}V{y - 28:.2f}H{x - r:.2f}Z", fill=FILM)
    drawing.disc(x, y, 9.5, fill="#f3dca0")
    drawing.box(x - 4, y - 20, 8, 6, fill="#ffffff", stroke=GREY, width_mm=0.25, dash="1 0.7")
    drawing.label("active area, 9.5 mm:\nin the middle, no tape on or under it", (72, 32), (x + 4, y))
    drawing.label("a dot of double-sided tape\nunder the tail only", (72, 15), (x + 3, y - 17))
    drawing.label("slots for the cable tie", (72, 47), (x + 10, y - 20.5))
    drawing.words("Base with sensor, from above", (x, 64), anchor="middle")
    return drawing


def wires() -> Drawing:
    """Return the cable and the supervision resistor at the sensor's pins."""
    drawing = Drawing(168, 62)
    drawing.path("M62 23H18a8 8 0 0 0 0 16H62Z", fill=FILM)
    drawing.disc(18, 31, 9.5, fill="#f3dca0")
    for y in (26.5, 31.0, 35.5):
        drawing.line((62, y), (70, y), stroke=METAL, width_mm=1.0)
    drawing.line((70, 26.5), (80, 26.5), (86, 20), (140, 20), stroke=RED, width_mm=1.6)
    drawing.line((70, 35.5), (80, 35.5), (86, 42), (140, 42), stroke=BLUE, width_mm=1.6)
    drawing.line((73, 26.5), (73, 28.2), stroke=METAL, width_mm=0.8)
    drawing.line((73, 33.8), (73, 35.5), stroke=METAL, width_mm=0.8)
    drawing.box(71.4, 28.2, 3.2, 5.6, radius=1.2, fill="#e8d3a8")
    for number, colour in enumerate((RED, RED, "#2a9d4a", "#c9a227")):
        drawing.line((71.5, 29.3 + 1.1 * number), (74.5, 29.3 + 1.1 * number), stroke=colour, width_mm=0.5)
    drawing.box(64, 23, 18, 16, radius=2, stroke=INK, dash="1.5 1", width_mm=0.3)
    drawing.label("R_sup 2.2 MΩ across the two outer pins\n(red red green gold)", (92, 29.5), (74.6, 31))
    drawing.label("heat-shrink tube over pins and resistor", (34, 50), (70, 39))
    drawing.label("middle pin: not used", (28, 14), (66, 31))
    drawing.words("red to plug pin 1, +5 V", (104, 18))
    drawing.words("blue to plug pin 2, signal", (104, 48))
    drawing.words("Solder at the pins, never on the film", (10, 60))
    return drawing


def jig(*, meter: bool) -> Drawing:
    """Return a pad in the jig on a bathroom scale, with a meter at its plug or with the rig."""
    drawing = Drawing(200, 118, scale=3.2)
    x, floor = 94.0, 108.0
    drawing.box(26, floor, 134, 3, fill="#eee9df", stroke="none")
    drawing.box(x - 62, floor - 14, 124, 14, radius=3, fill="#dfe5e8")
    drawing.box(x - 58, floor - 11, 22, 7, radius=1, fill="#c8d8c0")
    drawing.words("20.4 kg", (x - 47, floor - 6.1), anchor="middle", size_mm=4)
    top = floor - 14
    _part(drawing, "jig_foot", (x, top))
    seat = top - 4.0
    _part(drawing, "puck_direct_base", (x, seat))
    film = seat - POCKET_MM
    drawing.line(
        (x - 7, film - 0.4), (x + 28, film - 0.4), (x + 34, seat - 10), (x + 60, seat - 10), stroke=FILM, width_mm=1.2
    )
    rim = film - FILM_MM - SILICONE_MM + section.height_mm("puck_direct_lid") - 5.5
    _part(drawing, "puck_direct_lid", (x, rim), turned=True)
    lid_top = rim - section.height_mm("puck_direct_lid")
    _part(drawing, "jig_stamp", (x, lid_top), turned=True)
    crown = lid_top - section.height_mm("jig_stamp")
    drawing.path(f"M{x - 26} {crown - 13}c6 -6 40 -6 52 0v9c-4 4 -48 4 -52 0Z", fill=SKIN)
    drawing.arrow((x, crown - 24), (x, crown - 15), width_mm=1.4)
    drawing.words("both hands, or weights", (x + 5, crown - 19))
    drawing.label("stamp", (x + 70, crown + 14), (x + 50, crown + 4))
    drawing.label("foot", (x - 42, top - 20), (x - 29, top - 18), anchor="end")
    drawing.label("bathroom scale", (x + 68, floor - 4), (x + 60, floor - 6))
    drawing.box(x + 60, seat - 22, 30, 22, radius=2, fill="#f2c230" if meter else "#0b7285", stroke=INK)
    drawing.box(x + 63, seat - 19, 24, 9, fill="#e8efe4" if meter else "#ffffff", width_mm=0.25)
    drawing.words("47 kΩ" if meter else "A0 528", (x + 75, seat - 12.6), anchor="middle", size_mm=5)
    drawing.words(
        "ohmmeter" if meter else "rig", (x + 75, seat - 4.5), anchor="middle", fill="#222222" if meter else "#ffffff"
    )
    return drawing
