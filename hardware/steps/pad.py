"""Pictures of a mat's pad with three sensors: its layers, its wires, the base from above, closed, and in the jig."""

from __future__ import annotations

import math

from hardware.steps import section
from hardware.steps.pencil import BEHIND, BLUE, FILM, GREY, INK, METAL, PLASTIC, RED, SKIN, SOFT, Drawing, Point
from hardware.tools.dimensions import joint_shape, pad_shapes
from pawpress.core.calibration.edges import EDGES_DIFFER_AT_MOST
from pawpress.core.calibration.pucks_generated import OFF_CENTRE_MM

PAD = pad_shapes()["triple"]
FILM_MM = 0.5
"""Height at which the film, really 0.2 mm, is drawn, so that it is seen."""
SEAT_MM = PAD.base_height - PAD.pocket
"""Height of the ground on which the films lie."""
SPOT, TAIL_END = PAD.spot_radius, PAD.spot_radius - PAD.film.tail_mm


def part(drawing: Drawing, name: str, at: Point, *, turned: bool = False) -> None:
    """Draw a section of a printed part, its lowest point on the level of `at`."""
    if name == "puck_triple_base":  # the cut runs along the cable's channel: show the walls behind it, too
        half = PAD.base_diameter / 2
        drawing.box(
            at[0] - half - PAD.tab_length,
            at[1] - PAD.base_height,
            2 * half + PAD.tab_length,
            PAD.base_height,
            fill=BEHIND,
            width_mm=0.2,
        )
    for loop in section.upright(name, turned=turned):
        drawing.polygon([(at[0] + x, at[1] - z) for x, z in loop], fill=PLASTIC)


def _films(drawing: Drawing, x: float, level: float) -> None:
    """Draw the film that the cut runs along."""
    end = SPOT + PAD.film.width / 2
    drawing.box(x + TAIL_END, level - FILM_MM, end - TAIL_END, FILM_MM, fill=FILM, width_mm=0.2)


def _joint(drawing: Drawing, x: float, ground: float) -> None:
    """Draw sleeve, resistor and cable in the well."""
    joint = joint_shape()
    middle = ground - (SEAT_MM - (PAD.base_height - PAD.well_depth))
    drawing.box(x + TAIL_END - 4, middle - joint.sleeve / 2, 4.5, joint.sleeve, radius=0.6, fill="#555555")
    drawing.disc(x + 10.1 + joint.resistor / 2, ground - joint.resistor / 2, joint.resistor, fill="#e8d3a8")
    reach = PAD.base_diameter / 2 + PAD.tab_length
    drawing.box(x - reach - 8, ground - joint.cable, reach - 4, joint.cable, fill="#777777", width_mm=0.2)


def layers() -> Drawing:
    """Return the layers of a mat's pad, pulled apart."""
    drawing = Drawing(192, 84)
    x = 62.0
    part(drawing, "puck_triple_lid", (x, 22), turned=True)
    half = PAD.soft_size / 2
    drawing.box(x + SPOT - half, 31, PAD.soft_size, PAD.soft, fill=SOFT, width_mm=0.2)
    _films(drawing, x, 42)
    part(drawing, "puck_triple_base", (x, 62))
    _joint(drawing, x, 62 - (PAD.base_height - PAD.well_depth))
    for words, y, target in (
        ("lid, bosses down", 12, (x + 30, 16.0)),
        (
            f"silicone, {PAD.soft_size:g} × {PAD.soft_size:g} × {PAD.soft:g} mm,\none for each sensor",
            29,
            (x + 30, 31.2),
        ),
        ("sensor: round end outside,\npins in the middle", 42, (x + 31, 41.8)),
        ("base: joints and resistors\nlie in its well", 57, (x + 31, 58.0)),
    ):
        drawing.label(words, (x + 52, y), target)
    drawing.words("cable", (4, 52))
    drawing.words("Section through one pad and one of its three sensors, pulled apart", (x + 14, 78), anchor="middle")
    return drawing


def _stack(drawing: Drawing, x: float, floor: float) -> float:
    """Draw the closed pad and return the level of its face."""
    part(drawing, "puck_triple_base", (x, floor))
    seat = floor - SEAT_MM
    _films(drawing, x, seat)
    _joint(drawing, x, floor - (PAD.base_height - PAD.well_depth))
    drawing.box(
        x + SPOT - PAD.soft_size / 2, seat - FILM_MM - PAD.soft, PAD.soft_size, PAD.soft, fill=SOFT, width_mm=0.15
    )
    low = floor - PAD.base_height - PAD.gap_mm + PAD.skirt_reach
    part(drawing, "puck_triple_lid", (x, low), turned=True)
    return floor - PAD.height_mm


def closed() -> Drawing:
    """Return the closed pad, with the gap that must stay."""
    drawing = Drawing(192, 64)
    x, floor = 62.0, 44.0
    drawing.box(4, floor, 104, 3, fill="#eee9df", stroke="none")
    drawing.line((4, floor), (108, floor), width_mm=0.5)
    top = _stack(drawing, x, floor)
    drawing.arrow((x, top - 18), (x, top - 4))
    drawing.words("three bosses on three sensors carry the lid", (x + 4, top - 12))
    drawing.label(
        f"{PAD.gap_mm:.1f} mm between lid and base:\nnothing may lie there",
        (114, 28),
        (x + 12, floor - PAD.base_height - 1.2),
    )
    drawing.label(
        "skirt ends above the floor:\nit must move, not carry", (114, 40), (x + PAD.outer_mm / 2 - 1, floor - 5.6)
    )
    drawing.label("cable tie through the two slots", (114, 53), (x - PAD.base_diameter / 2 - 11, floor - 1.2))
    drawing.words("Section through the closed pad", (x, 60), anchor="middle")
    return drawing


def _place(x: float, y: float, turn: float, along: float, across: float) -> Point:
    """Return a point given along and across a sensor's tail; y of the page runs down."""
    return (
        x + along * math.cos(turn) - across * math.sin(turn),
        y - (along * math.sin(turn) + across * math.cos(turn)),
    )


def _sensor_from_above(
    drawing: Drawing, x: float, y: float, place: tuple[float, float, float], scale: float = 1.0
) -> None:
    """Draw a film as it lies; `place` is the middle of its spot and the direction of its tail."""
    cx, cy, turn = x + place[0] * scale, y - place[1] * scale, place[2]
    r, tail = PAD.film.width / 2 * scale, PAD.film.tail_mm * scale
    outline = [_place(cx, cy, turn, r * math.cos(a), r * math.sin(a)) for a in _half_turn()]
    outline += [_place(cx, cy, turn, tail, -r), _place(cx, cy, turn, tail, r)]
    drawing.polygon(outline, fill=FILM, width_mm=0.25)
    drawing.disc(cx, cy, PAD.film.spot * scale, fill="#f3dca0")


def _half_turn() -> list[float]:
    return [math.pi / 2 + math.pi * n / 24 for n in range(25)]


def from_above() -> Drawing:
    """Return the sensors in the base, seen from above."""
    drawing = Drawing(176, 102)
    x, y = 42.0, 40.0
    for height in (2.0, SEAT_MM + 0.5):
        for loop in section.level("puck_triple_base", height):
            drawing.polygon(
                [(x + px, y + py) for px, py in loop], fill=PLASTIC if height == 2.0 else "none", width_mm=0.3
            )
    for place in PAD.spots_mm():
        _sensor_from_above(drawing, x, y, place)
    well = PAD.well_diameter
    drawing.disc(x, y, well, fill="none", stroke=GREY, width_mm=0.25, dash="1 0.7")
    drawing.label(
        f"spot, {PAD.film.spot:.1f} mm: no tape on or under it;\nthe boss of {PAD.boss:g} mm stands here",
        (92, 20),
        (x + 1, y - SPOT),
    )
    drawing.label(
        "a dot of double-sided tape under each tail,\nbetween spot and well",
        (92, 38),
        _place(x, y, PAD.spots_mm()[2][2], -15.0, 0.0),
    )
    drawing.label("well for joints and resistors (dashed)", (92, 54), (x + well / 2 - 1, y + 4))
    drawing.label("channel for the cable", (92, 68), (x + 1.5, y + 24))
    drawing.label("slots for the cable tie", (92, 80), (x + 5, y + PAD.base_diameter / 2 + PAD.tab_length - 4))
    drawing.words("Base with its three sensors, from above", (x, 99), anchor="middle")
    return drawing


def _arc(x: float, y: float, radius: float) -> str:
    """Return the way of a ring around the puck's middle."""
    half = f"a{radius:g} {radius:g} 0 1 0"
    return f"M{x - radius:.2f} {y:.2f}{half} {2 * radius:g} 0{half} {-2 * radius:g} 0"


def wires() -> Drawing:
    """Return how three sensors, three resistors and the cable come together in the well."""
    drawing = Drawing(216, 142)
    x, y, scale = 62.0, 68.0, 1.9
    drawing.disc(x, y, PAD.well_diameter * scale, fill="#eef3f5", stroke=GREY, width_mm=0.3)
    pitch, end = PAD.film.pin_pitch / 2, TAIL_END
    for place in PAD.spots_mm():
        _sensor_from_above(drawing, x, y, place, scale)
    rings = {1: (RED, 3.4), -1: (BLUE, 1.7)}
    for side, (colour, ring) in rings.items():
        drawing.path(_arc(x, y, ring * scale), stroke=colour, width_mm=1.0)
        drawing.line((x - side * 1.4, y + ring * scale), (x - side * 1.4, y + 66), stroke=colour, width_mm=1.4)
    for _, _, turn in PAD.spots_mm():
        for side, (colour, ring) in rings.items():
            reach = math.sqrt(ring**2 - pitch**2)
            foot = _place(x, y, turn, -reach * scale, side * pitch * scale)
            drawing.line(_place(x, y, turn, -end * scale, side * pitch * scale), foot, stroke=METAL, width_mm=1.3)
            drawing.line(
                _place(x, y, turn, -(end - 3.0) * scale, side * pitch * scale), foot, stroke=colour, width_mm=1.0
            )
            drawing.disc(*foot, 1.5, fill=colour, stroke="none")
            lead = ((11.6, 3.0), (11.6, 4.2), (6.4, 4.2), (6.4, 1.27))
            drawing.line(
                *(_place(x, y, turn, -a * scale, side * b * scale) for a, b in lead), stroke=METAL, width_mm=0.6
            )
        body = ((10.4, -3), (12.7, -3), (12.7, 3), (10.4, 3))
        drawing.polygon((_place(x, y, turn, -a * scale, b * scale) for a, b in body), fill="#e8d3a8", width_mm=0.25)
    drawing.label(
        "6.8 MΩ across the two pins of each sensor,\nbelow its tail (blue grey green gold)", (130, 20), (x + 5, y - 22)
    )
    drawing.label("from every sensor one pin to red,\nthe other to blue: the same way round", (130, 40), (x + 5, y - 5))
    drawing.words("Each soldered pin gets its own heat-shrink tube.", (130, 62))
    drawing.words("Cut the pins to 4 mm first. Solder at the pins,\nnever on the film: heat ruins it.", (130, 72))
    drawing.words("cable: red to plug pin 1, +5 V", (130, 126))
    drawing.words("blue to plug pin 2, signal", (130, 132))
    drawing.words("Three sensors side by side: what each conducts adds up", (x, 140), anchor="middle")
    return drawing


def jig(*, meter: bool) -> Drawing:
    """Return a pad in the jig on a bathroom scale, with a meter at its plug or with the rig."""
    drawing = Drawing(206, 126, scale=3.2)
    x, floor = 94.0, 116.0
    drawing.box(26, floor, 134, 3, fill="#eee9df", stroke="none")
    drawing.box(x - 62, floor - 14, 124, 14, radius=3, fill="#dfe5e8")
    drawing.box(x - 58, floor - 11, 22, 7, radius=1, fill="#c8d8c0")
    drawing.words("20.4 kg", (x - 47, floor - 6.1), anchor="middle", size_mm=4)
    top = floor - 14
    part(drawing, "jig_foot", (x, top))
    seat = top - 4.0
    face = _stack(drawing, x, seat)
    part(drawing, "jig_stamp", (x, face), turned=True)
    crown = face - section.height_mm("jig_stamp")
    drawing.path(f"M{x - 26} {crown - 13}c6 -6 40 -6 52 0v9c-4 4 -48 4 -52 0Z", fill=SKIN)
    drawing.arrow((x, crown - 24), (x, crown - 15), width_mm=1.4)
    drawing.words("both hands, or weights", (x + 5, crown - 19))
    drawing.label("stamp", (x + 66, crown + 6), (x + 52, crown + 4))
    drawing.label("foot", (x + 66, top - 24), (x + 42, top - 24))
    drawing.label("bathroom scale", (x + 68, floor - 4), (x + 60, floor - 6))
    drawing.line((x - 55, seat - 3), (x - 66, seat - 6), (x - 66, seat - 20), stroke="#777777", width_mm=1.6)
    left = x - 88
    drawing.box(left, seat - 42, 30, 22, radius=2, fill="#f2c230" if meter else "#0b7285", stroke=INK)
    drawing.box(left + 3, seat - 39, 24, 9, fill="#e8efe4" if meter else "#ffffff", width_mm=0.25)
    drawing.words("47 kΩ" if meter else "A0 528", (left + 15, seat - 32.6), anchor="middle", size_mm=5)
    drawing.words(
        "ohmmeter" if meter else "rig", (left + 15, seat - 24.5), anchor="middle", fill=INK if meter else "#ffffff"
    )
    return drawing


def four_edges() -> Drawing:
    """Return where the builder's test presses a closed pad, in the order in which `pawpress calibrate` asks for it."""
    drawing = Drawing(196, 104)
    x, y, off = 46.0, 42.0, OFF_CENTRE_MM
    drawing.box(x - PAD.tab_width / 2, y, PAD.tab_width, PAD.base_diameter / 2 + PAD.tab_length, fill=PLASTIC)
    drawing.line((x, y + PAD.base_diameter / 2 + PAD.tab_length - 4), (x, 99), stroke="#777777", width_mm=3.0)
    drawing.disc(x, y, PAD.outer_mm, fill=PLASTIC)
    for bx, by, _ in PAD.spots_mm():
        drawing.disc(x + bx, y - by, PAD.boss, stroke=GREY, dash="1 0.7", width_mm=0.3)
    for number, (dx, dy) in enumerate(((0, 0), (0, off), (off, 0), (0, -off), (-off, 0))):
        drawing.disc(x + dx, y + dy, 7.0, fill="#ffffff", stroke=RED, width_mm=0.5)
        drawing.words(str(number), (x + dx, y + dy + 1.2), anchor="middle", size_mm=4)
    drawing.label("0: the middle", (98, 24), (x + 3, y - 1))
    drawing.label(f"1 to 4: the same weight, {off:g} mm off", (98, 36), (x + 18, y))
    drawing.label("a boss below (there are three;\nnone under foam)", (98, 50), (x + 24, y + 14))
    drawing.words(f"None may differ from the middle by more than {EDGES_DIFFER_AT_MOST * 100:.0f} %.", (98, 66))
    drawing.label("cable: turn the pad until it points at you", (98, 84), (x + 1, 92))
    drawing.words("Where to press, from above", (98, 99))
    return drawing
