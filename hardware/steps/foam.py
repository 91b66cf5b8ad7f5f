"""Pictures of the low-cost pad: a touch sensor under foam."""

from __future__ import annotations

from hardware.steps import section
from hardware.steps.pad import part
from hardware.steps.pencil import BLUE, FILM, GREY, INK, METAL, PLASTIC, RED, Drawing
from hardware.tools.dimensions import pad_shapes

PAD = pad_shapes()["shared"]
FOAM = "#cfc4d8"


def foam_layers() -> Drawing:
    """Return the layers of the pad, pulled apart."""
    drawing = Drawing(206, 92)
    x = 52.0
    half, film = PAD.soft_size / 2, PAD.film
    part(drawing, "puck_shared_lid", (x, 26), turned=True)
    drawing.box(x - half, 36, 2 * half, PAD.soft, fill=FOAM)
    drawing.box(x - film.spot_from_end, 54, film.length, 0.6, fill=FILM, width_mm=0.2)
    part(drawing, "puck_shared_base", (x, 70))
    for words, y, target in (
        ("lid", 14, (x + 38, 14)),
        (f"foam, a disc of {PAD.soft_size:g} mm, {PAD.soft:g} mm thick:\nno hole in it", 36, (x + 38, 38)),
        ("touch sensor: tail along the slot,\nits end stays open to the air", 52, (x + film.tail_mm - 2, 54.2)),
        ("base", 67, (x + 38, 67)),
    ):
        drawing.label(words, (126, y), target)
    drawing.words("Section through one low-cost pad, pulled apart", (x + 12, 86), anchor="middle")
    return drawing


def foam_from_above() -> Drawing:
    """Return the sensor in its base, with the joint on the tab."""
    drawing = Drawing(196, 128)
    x, y, film = 50.0, 78.0, PAD.film
    for loop in section.level("puck_shared_base", 2.0):
        drawing.polygon([(x + px, y + py) for px, py in loop], fill=PLASTIC)
    drawing.disc(x, y, film.width, fill=FILM)
    drawing.box(
        x - film.tail_width / 2, y - film.tail_mm, film.tail_width, film.tail_mm - film.spot_from_end + 2, fill=FILM
    )
    drawing.disc(x, y, film.spot, fill="#f3dca0")
    drawing.disc(x, y, PAD.base_diameter, stroke=GREY, dash="2 1.5", width_mm=0.3)
    end = y - film.tail_mm
    for side, colour in ((-1, RED), (1, BLUE)):
        drawing.line((x + side * 1.27, end), (x + side * 1.27, end - 5), stroke=METAL, width_mm=0.9)
        drawing.line((x + side * 1.27, end - 5), (x + side * 1.6, end - 26), stroke=colour, width_mm=1.3)
    drawing.box(x - 3.5, end - 10, 7, 3, radius=1, fill="#e8d3a8", width_mm=0.25)
    drawing.label("150 kΩ across the pins (brown green yellow gold)", (96, 20), (x + 3.5, end - 8.5))
    drawing.label(
        "end of the tail: never glue or shrink it shut,\nthe sensor breathes through it", (96, 32), (x + 3, end + 1)
    )
    drawing.label(f"bend the tail no tighter than {film.bend_radius:g} mm", (96, 48), (x + 3.5, y - 26))
    drawing.label(f"spot, {film.spot:g} mm, in the middle:\nno tape on it", (96, 66), (x + 5, y - 2))
    drawing.label("slots for the cable tie", (96, 10), (x + 6.4, y - PAD.base_diameter / 2 - PAD.tab_length + 4))
    drawing.words("Base with sensor, from above", (x, 125), anchor="middle", fill=INK)
    return drawing


def foam_closed() -> Drawing:
    """Return the closed pad."""
    drawing = Drawing(196, 66)
    x, floor = 52.0, 46.0
    drawing.box(4, floor, 116, 3, fill="#eee9df", stroke="none")
    drawing.line((4, floor), (120, floor), width_mm=0.5)
    part(drawing, "puck_shared_base", (x, floor))
    film = PAD.film
    seat = floor - PAD.base_height + PAD.pocket
    drawing.box(x - film.spot_from_end, seat - 0.6, film.length, 0.6, fill=FILM, width_mm=0.2)
    drawing.box(x - PAD.soft_size / 2, floor - PAD.base_height - PAD.soft, PAD.soft_size, PAD.soft, fill=FOAM)
    low = floor - PAD.base_height - PAD.gap_mm + PAD.skirt_reach
    part(drawing, "puck_shared_lid", (x, low), turned=True)
    top = floor - PAD.height_mm
    drawing.arrow((x, top - 15), (x, top - 4))
    drawing.words("the foam spreads it over the whole face", (x + 4, top - 9))
    drawing.label("one pad of foam, all over", (128, 30), (x + 36, floor - 8))
    drawing.label("skirt ends above the floor", (128, 42), (x + PAD.outer_mm / 2 - 1, floor - 5))
    drawing.words("Section through the closed pad", (x, 62), anchor="middle")
    return drawing
