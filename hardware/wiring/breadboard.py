"""The same circuit on a breadboard: a table of legs and wires, from which both the picture and its nets follow.

A hole is a column and a row: rows `a` to `e` of a column are one strip, `f` to `j` another; `+` and `-` are the upper
rails, `++` and `--` the lower ones. The upper plus rail feeds the pads, behind the fuse; the lower one is the
Arduino's own 5 V.
"""

from __future__ import annotations

from dataclasses import dataclass

from hardware.tools.parts import board_pins, pins_of

COLUMNS = 52
Hole = tuple[int, str]
PADS = 6


@dataclass(frozen=True, slots=True)
class Leg:
    """Where one pin of a part goes."""

    reference: str
    pin: str
    hole: Hole


@dataclass(frozen=True, slots=True)
class Wire:
    """A wire from a pin of the Uno, or from another hole, to a hole."""

    start: str | Hole
    end: Hole


def _two(reference: str, first: Hole, second: Hole) -> list[Leg]:
    return [Leg(reference, "1", first), Leg(reference, "2", second)]


def _pad(channel: int) -> tuple[list[Leg], list[Wire]]:
    k, c = channel + 1, 3 + 8 * channel
    legs = [Leg(f"J{k}", "1", (c, "a")), Leg(f"J{k}", "2", (c + 2, "a"))]
    legs += _two(f"R{k}1", (c + 2, "b"), (c + 4, "-"))
    legs += _two(f"R{k}2", (c + 2, "d"), (c + 5, "d"))
    legs += _two(f"C{k}1", (c + 5, "b"), (c + 5, "-"))
    return legs, [Wire((c, "+"), (c, "b")), Wire(f"A{channel}", (c + 5, "e"))]


def _lamp(resistor: str, diode: str, pin: str, c: int) -> tuple[list[Leg], list[Wire]]:
    legs = _two(resistor, (c, "h"), (c + 4, "h"))
    legs += [Leg(diode, "2", (c + 4, "i")), Leg(diode, "1", (c + 6, "i"))]
    return legs, [Wire(pin, (c, "f")), Wire((c + 6, "j"), (c + 6, "--"))]


def _sounder(pin: str) -> tuple[list[Leg], list[Wire]]:
    legs = [Leg("Q1", "1", (25, "i")), Leg("Q1", "2", (26, "i")), Leg("Q1", "3", (27, "i"))]
    legs += _two("R1", (21, "h"), (26, "h"))
    legs += _two("R2", (26, "j"), (26, "--"))
    legs += _two("R3", (31, "g"), (27, "g"))
    legs += _two("BZ1", (31, "h"), (27, "h"))
    return legs, [Wire(pin, (21, "f")), Wire((25, "j"), (24, "--")), Wire((31, "j"), (31, "++"))]


def _partner(stop: str, spot: str) -> tuple[list[Leg], list[Wire]]:
    legs = [Leg("J7", "1", (39, "g")), Leg("J7", "2", (40, "g")), Leg("J7", "3", (41, "g"))]
    legs += _two("R6", (39, "++"), (39, "j"))
    legs += _two("R7", (39, "h"), (35, "h"))
    legs += _two("C2", (35, "j"), (35, "--"))
    legs += _two("R8", (41, "++"), (41, "j"))
    legs += _two("R9", (41, "h"), (45, "h"))
    legs += _two("C3", (45, "j"), (45, "--"))
    return legs, [Wire(stop, (35, "f")), Wire(spot, (45, "f")), Wire((40, "j"), (40, "--"))]


def _fuse() -> tuple[list[Leg], list[Wire]]:
    return _two("F1", (48, "h"), (50, "h")), [Wire((48, "j"), (48, "++")), Wire((50, "f"), (50, "+"))]


def build() -> tuple[list[Leg], list[Wire]]:
    """Return all legs and wires."""
    pin = {row.net: row.pin for row in board_pins()}
    blocks = [_pad(channel) for channel in range(PADS)]
    blocks += [_lamp("R4", "D1", pin["STATUS_LED"], 3), _lamp("R5", "D2", pin["TRIP_LED"], 12)]
    blocks += [_sounder(pin["BUZZER"]), _partner(pin["STOP"], pin["SPOT"]), _fuse()]
    wires = [Wire("+5V", (1, "++")), Wire("GND", (2, "-")), Wire((52, "-"), (52, "--"))]
    wires += [Wire(level, (35, "g")) for level in pins_of("level")]
    return [leg for legs, _ in blocks for leg in legs], wires + [wire for _, more in blocks for wire in more]


def strip(hole: Hole) -> str:
    """Return the name of the metal strip a hole belongs to."""
    column, row = hole
    if row in "+-" or row in ("++", "--"):
        return row
    return f"{column}{'upper' if row in 'abcde' else 'lower'}"


def nets() -> list[set[tuple[str, str]]]:
    """Return which pins are connected: pairs of reference and pin; the Uno's pins are ("A1", name)."""
    legs, wires = build()
    groups: list[tuple[set[str], set[tuple[str, str]]]] = [
        ({strip(leg.hole)}, {(leg.reference, leg.pin)}) for leg in legs
    ]
    for wire in wires:
        if isinstance(wire.start, str):
            groups.append(({strip(wire.end)}, {("A1", wire.start)}))
        else:
            groups.append(({strip(wire.start), strip(wire.end)}, set()))
    merged: list[tuple[set[str], set[tuple[str, str]]]] = []
    for strips, pins in groups:
        apart = []
        for other in merged:
            if other[0] & strips:
                strips, pins = strips | other[0], pins | other[1]
            else:
                apart.append(other)
        merged = [*apart, (strips, pins)]
    return [pins for _, pins in merged if len(pins) > 1]
