"""Writes our own symbols: KiCad's Arduinos and multiplexer with longer pins, so that numbers and crosses stay apart."""

from __future__ import annotations

import sys

from hardware.tools import symbols
from hardware.tools.sexpr import Form, Quoted, child, children, dump, texts

LONGER = {
    "MCU_Module:Arduino_UNO_R3": "Arduino_UNO_R3",
    "MCU_Module:Arduino_Nano_v3.x": "Arduino_Nano",
    "74xx:CD74HC4067M": "CD74HC4067E",
}
SHORT_MM, MORE_MM = 2.54, 2.54
OUTWARD = {"0": (-1, 0), "90": (0, -1), "180": (1, 0), "270": (0, 1)}
"""Where a pin's free end points, by the angle at which KiCad draws it."""


def _lengthen(pin: Form) -> None:
    at, length = child(pin, "at"), child(pin, "length")
    if at is None or length is None or float(texts(length)[0]) != SHORT_MM:
        return
    x, y, angle = texts(at)
    towards = OUTWARD[angle]
    at[1:3] = [f"{float(x) + towards[0] * MORE_MM:g}", f"{float(y) + towards[1] * MORE_MM:g}"]
    length[1] = f"{SHORT_MM + MORE_MM:g}"


def longer(symbol_id: str, name: str) -> Form:
    """Return a symbol of KiCad's library under a name of ours, its pins longer."""
    form = symbols.load(symbol_id)
    old, form[1] = str(form[1]), Quoted(name)
    for unit in children(form, "symbol"):
        unit[1] = Quoted(str(unit[1]).replace(old, name, 1))
        for pin in children(unit, "pin"):
            _lengthen(pin)
    return form


def main() -> None:
    """Write the library."""
    form: Form = ["kicad_symbol_lib", ["version", "20241209"], ["generator", Quoted("pawpress")]]
    form += [["generator_version", Quoted("9.0")], *(longer(symbol_id, name) for symbol_id, name in LONGER.items())]
    symbols.OWN.parent.mkdir(exist_ok=True)
    symbols.OWN.write_text(dump(form) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
