"""Pictures of mat, gloves and cables: where the pads lie, how cables run, what the partner holds."""

from __future__ import annotations

from hardware.steps import section
from hardware.steps.pencil import (
    BEHIND,
    BLACK,
    BLUE,
    FILM,
    GREEN,
    GREY,
    METAL,
    PLASTIC,
    RED,
    SKIN,
    SOFT,
    Drawing,
)
from hardware.tools.dimensions import pad_shapes
from hardware.tools.parts import stop_loop
from hardware.tools.templates import HAND
from pawpress.settings.layout_files import load_layout

UNDERLAY_MM = 12.0
"""Thickness of common floor tiles of EVA foam: a little less than a puck is high."""


def mat_section() -> Drawing:
    """Return a mat cut across: two pads beside the spine, at the layout's distance."""
    pads = [pad for pad in load_layout("mat8").pad if pad.level == 1]
    apart = max(pad.x_mm for pad in pads) - min(pad.x_mm for pad in pads)
    shape = pad_shapes()["triple"]
    drawing = Drawing(290, 104, scale=2.8, word_mm=4.4)
    middle, floor, hole = 118.0, 86.0, shape.outer_mm / 2 + 2.0
    drawing.box(4, floor, 228, 3, fill="#eee9df", stroke="none")
    drawing.line((4, floor), (232, floor), width_mm=0.5)
    drawing.box(8, floor - UNDERLAY_MM, 220, UNDERLAY_MM, fill="#b9c7a6")
    low = floor - shape.base_height - shape.gap_mm + shape.skirt_reach
    for x in (middle - apart / 2, middle + apart / 2):
        drawing.box(x - hole, floor - UNDERLAY_MM, 2 * hole, UNDERLAY_MM, fill="#ffffff", stroke="none")
        half = shape.base_diameter / 2
        drawing.box(x - half, floor - shape.base_height, 2 * half, shape.base_height, fill=BEHIND, width_mm=0.2)
        for name, level, turned in (("puck_triple_base", floor, False), ("puck_triple_lid", low, True)):
            for loop in section.upright(name, turned=turned):
                if x < middle:  # cables leave outwards
                    drawing.polygon([(x + px, level - z) for px, z in loop], fill=PLASTIC)
                else:
                    drawing.polygon([(x - px, level - z) for px, z in loop], fill=PLASTIC)
    top = floor - shape.height_mm
    drawing.box(8, top - 10, 220, 10, radius=3, fill=SOFT)
    drawing.path(f"M46 {top - 10}c10 -34 40 -40 72 -36c32 -4 62 2 72 36Z", fill=SKIN)
    drawing.disc(middle, top - 38, 9, fill="#fff7ee")
    drawing.line((middle, 8), (middle, floor + 10), stroke=RED, dash="3 2", width_mm=0.4)
    drawing.words("spine: no pad here", (middle + 3, 12), fill=RED)
    drawing.line((middle - apart / 2, floor + 7), (middle + apart / 2, floor + 7), stroke=GREY)
    drawing.words(f"{apart:g} mm", (middle - 16, floor + 12), anchor="middle")
    drawing.label("back", (240, 34), (178, 42))
    drawing.label("futon and cover", (240, 60), (224, top - 5))
    drawing.label("puck in its hole", (240, 74), (middle + apart / 2 + 20, floor - 11))
    drawing.label(f"underlay, {UNDERLAY_MM:g} mm", (240, 88), (226, floor - 3))
    return drawing


def plug() -> Drawing:
    """Return a pad's cable from the strain relief to its plug."""
    drawing = Drawing(172, 50, word_mm=3.2)
    drawing.line((4, 22), (60, 22), stroke="#555555", width_mm=4)
    drawing.box(24, 12, 24, 20, radius=3, fill=PLASTIC)
    for y in (15.6, 28.4):
        drawing.disc(36, y, 3.2, fill=METAL)
    drawing.line((60, 21), (84, 19), (104, 19), stroke=RED, width_mm=1.4)
    drawing.line((60, 23), (84, 25), (104, 25), stroke=BLUE, width_mm=1.4)
    drawing.box(104, 14, 14, 16, radius=1, fill="#ffffff")
    for y in (19, 25):
        drawing.box(106, y - 1.2, 9, 2.4, fill=METAL, width_mm=0.2)
    drawing.box(70, 15, 12, 13, fill="#fff3bf", width_mm=0.25)
    drawing.words("A0", (76, 23), anchor="middle", size_mm=4)
    drawing.label("strain relief, two halves, M3,\nsewn to the mat", (6, 42), (30, 30))
    drawing.label("label both ends", (66, 8), (76, 15))
    drawing.label("pin 1, red: +5 V", (126, 15), (115, 19))
    drawing.label("pin 2, blue: signal", (126, 30), (115, 25))
    drawing.words("XHP-2 with two crimp contacts", (100, 40))
    return drawing


def hand_piece() -> Drawing:
    """Return the wiring of the partner's two buttons."""
    drawing = Drawing(172, 74, word_mm=3.2)
    drawing.box(6, 18, 16, 36, radius=1, fill="#ffffff")
    rows = ((24, RED, "1 stop"), (36, BLACK, "2 GND"), (48, GREEN, "3 spot"))
    for y, colour, words in rows:
        drawing.box(9, y - 1.4, 10, 2.8, fill=METAL, width_mm=0.2)
        drawing.line((19, y), (92 if y != 36 else 84, y), stroke=colour, width_mm=1.4)
        drawing.words(words, (26, y - 2))
    drawing.box(76, 6, 88, 58, radius=8, stroke=GREY, dash="2 1.5")
    drawing.line((84, 36), (84, 58), (108, 58), (108, 52), stroke=BLACK, width_mm=1.4)
    drawing.line((84, 36), (84, 31), (90, 31), stroke=BLACK, width_mm=1.4)
    drawing.box(90, 29.4, 8, 3.2, radius=1.2, fill="#e8d3a8")
    drawing.line((98, 31), (108, 31), (108, 24), stroke=BLACK, width_mm=1.4)
    drawing.words(f"{stop_loop().end_ohm:g} Ω", (110, 32.5))
    drawing.line((92, 24), (97, 24), stroke=RED, width_mm=1.4)
    drawing.line((97, 22.5), (108, 22.5), stroke=METAL, width_mm=1.2)
    drawing.disc(97, 24, 2.4, fill="#ffffff")
    drawing.disc(108, 24, 2.4, fill="#ffffff")
    drawing.box(100.5, 13, 4, 8, fill=RED)
    drawing.words("STOP: closed at rest,\nopens when pressed", (113, 20))
    drawing.line((92, 48), (97, 52), stroke=GREEN, width_mm=1.4)
    drawing.line((97, 48), (108, 48), stroke=METAL, width_mm=1.2)
    drawing.disc(97, 52, 2.4, fill="#ffffff")
    drawing.disc(108, 52, 2.4, fill="#ffffff")
    drawing.box(100.5, 40.5, 4, 7, fill=GREEN)
    drawing.words("SPOT: open at rest,\ncloses when pressed", (113, 49))
    drawing.words("Unplugged, cut, pressed or pinched: stop. The resistor must sit here, not in the plug.", (6, 72))
    return drawing


def glove_layers() -> Drawing:
    """Return the layers of a pad in the palm of a glove."""
    drawing = Drawing(140, 76, scale=5.0)
    x = 40.0
    drawing.path("M10 8c18 -5 42 -5 60 0v6c-18 3 -42 3 -60 0Z", fill=SKIN)
    drawing.box(10, 18, 60, 1.2, fill="#9db4c0")
    high = section.height_mm("glove_disc")
    for level, turned in ((29, True), (43, False)):
        for loop in section.upright("glove_disc", turned=turned):
            drawing.polygon([(x + px, level - z) for px, z in loop], fill=PLASTIC)
    drawing.box(x - 7, 35 - 0.6, 37, 0.6, fill=FILM, width_mm=0.2)
    drawing.box(x - 9, 49, 18, 1.0, radius=0.5, fill=SOFT)
    drawing.box(10, 57, 60, 1.2, fill="#9db4c0")
    drawing.line((x, 4), (x, 62), stroke=GREY, width_mm=0.2, dash="1.5 1")
    for words, y, target in (
        ("palm", 10, (66, 10)),
        ("pocket inside the glove", 20, (68, 18.6)),
        (f"disc, 9.5 × {high:g} mm, thin tape", 29, (x + 4, 28)),
        ("sensor; the tail leads to the wrist", 37, (x + 26, 34.7)),
        ("disc", 44, (x + 4, 42)),
        ("silicone 1 mm, edges rounded", 51, (x + 8, 49.5)),
        ("glove: this side touches the back", 59, (68, 57.6)),
    ):
        drawing.label(words, (80, y), target)
    drawing.words("Section through a glove's pad, pulled apart", (x, 72), anchor="middle")
    return drawing


def glove_wires() -> Drawing:
    """Return the cable and the supervision resistor at the pins of a glove's sensor."""
    film = pad_shapes()["glove"].film
    drawing = Drawing(168, 62)
    y, r = 31.0, film.width / 2 + 1.0
    drawing.path(f"M40 {y - r}H18a{r} {r} 0 0 0 0 {2 * r}H40Z", fill=FILM)
    drawing.path(f"M46 {y - r}H62V{y + r}H46Z", fill=FILM)
    for x in (40, 46):
        drawing.line((x, y - r - 2), (x + 1.5, y), (x, y + r + 2), stroke=GREY)
    drawing.disc(18, y, film.spot, fill="#f3dca0")
    for row in (-1, 0, 1):
        drawing.line((62, y + 4.5 * row), (70, y + 4.5 * row), stroke=METAL, width_mm=1.0)
    drawing.line((70, 26.5), (80, 26.5), (86, 20), (140, 20), stroke=RED, width_mm=1.6)
    drawing.line((70, 35.5), (80, 35.5), (86, 42), (140, 42), stroke=BLUE, width_mm=1.6)
    drawing.line((73, 26.5), (73, 28.2), stroke=METAL, width_mm=0.8)
    drawing.line((73, 33.8), (73, 35.5), stroke=METAL, width_mm=0.8)
    drawing.box(71.4, 28.2, 3.2, 5.6, radius=1.2, fill="#e8d3a8")
    for number, colour in enumerate((RED, RED, GREEN, "#c9a227")):
        drawing.line((71.5, 29.3 + 1.1 * number), (74.5, 29.3 + 1.1 * number), stroke=colour, width_mm=0.5)
    drawing.box(64, 23, 18, 16, radius=2, dash="1.5 1", width_mm=0.3)
    drawing.label("R_sup 2.2 MΩ across the two outer pins\n(red red green gold)", (92, 29.5), (74.6, 31))
    drawing.label("heat-shrink tube over pins and resistor", (78, 52), (72, 39), anchor="end")
    drawing.label("middle pin: not used", (58, 12), (66, 31), anchor="end")
    drawing.words("red to plug pin 1, +5 V", (104, 18))
    drawing.words("blue to plug pin 2, signal", (104, 48))
    drawing.words(f"A201: {film.length:g} mm long, three pins. Solder at the pins, never on the film.", (6, 60))
    return drawing


def glove_cables() -> Drawing:
    """Return where pads and cables lie in the left glove, palm up."""
    drawing = Drawing(230, 212, scale=2.6, word_mm=4.6)
    x, y = 96.0, 140.0
    pads = [pad for pad in load_layout("gloves").pad if pad.side == "left"]
    middle = sum(pad.x_mm for pad in pads) / 2
    place = f"translate({x:g} {y - 20:g})"
    drawing.path(
        HAND.replace("C30 50 28 56 28 62", "C30 50 28 56 28 92H-28V62") + f'Z" transform="{place}', fill="#dbe4ea"
    )
    for pad in pads:
        px = x + pad.x_mm - middle
        drawing.line((px, y), (px, y + 40), (px + 5, y + 52), (px - 5, y + 58), (px, y + 70), stroke=FILM, width_mm=2.2)
        drawing.box(px - 11, y - 12, 22, 26, radius=3, fill="#f4f7f9", stroke=GREY, dash="2 1.2")
        drawing.disc(px, y, 9.5, fill=PLASTIC)
        drawing.words(f"A{pad.channel}", (px, y - 15), anchor="middle", size_mm=6)
    drawing.box(x - 34, y + 56, 68, 10, radius=4, fill="#7a8a94")
    drawing.label("pocket, sewn on three sides", (146, y - 14), (x + 31, y - 8))
    drawing.label("a loop to bend in,\nsewn down on the back\nof the wrist", (146, y + 22), (x + 24, y + 50))
    drawing.label("strap: takes every pull", (146, y + 58), (x + 33, y + 61))
    drawing.words("Left glove,\npalm up", (6, 20))
    return drawing


def glove_on_scale() -> Drawing:
    """Return how a glove is calibrated: worn, on a bathroom scale."""
    drawing = Drawing(168, 92, scale=3.6)
    floor = 82.0
    drawing.box(4, floor, 150, 3, fill="#eee9df", stroke="none")
    drawing.box(16, floor - 14, 116, 14, radius=3, fill="#dfe5e8")
    drawing.box(100, floor - 11, 26, 8, radius=1, fill="#c8d8c0")
    drawing.words("12.0 kg", (113, floor - 5.6), anchor="middle", size_mm=4)
    drawing.box(22, floor - 20, 100, 6, radius=2, fill=SOFT)
    drawing.path(f"M48 2L70 2L69 {floor - 50}L50 {floor - 50}Z", fill=SKIN)
    palm = "c0 10 2 15 10 18c16 5 30 4 42 8c5 2 4 6 0 6l-40 -2l-44 0c-6 0 -6 -8 0 -12c6 -4 13 -9 13 -20Z"
    drawing.path(f"M50 {floor - 50}L69 {floor - 50}{palm}", fill="#9db4c0")
    drawing.path(f"M74 {floor - 30}c8 0 14 6 24 9c4 2 2 5 -3 5c-9 0 -16 -3 -22 -7", fill="#b4c6cf")
    for x in (41, 53):
        drawing.box(x, floor - 22, 9.5, 2, fill=PLASTIC)
    drawing.line((59, 3), (59, floor - 20), stroke=RED, dash="3 2", width_mm=0.4)
    drawing.label("arm straight, weight from above", (84, 22), (60, 26))
    drawing.label("heel of the hand on the pads", (90, 38), (62, floor - 21))
    drawing.label("something as soft\nas a back", (136, 58), (119, floor - 17))
    return drawing
