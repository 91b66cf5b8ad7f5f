"""Writes the shopping lists of the builds and what a distributor can read: `python -m hardware.tools.shopping`."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path

from hardware.tools.cables import PARTNER_MM, length_mm
from hardware.tools.dimensions import pad_shapes
from hardware.tools.parts import HARDWARE, parts
from hardware.tools.purchases import BUILDS, IN_PAD, Build, Purchase, purchases
from pawpress.settings.layout_files import load_layout

FOLDER = HARDWARE / "bom"
ORDERS = FOLDER / "order"
SPARE_CONTACTS = 5


FOOT_PLATE = {"cell": 4, "hx711": 1, "plywood": 2}


def metres(build: Build) -> int:
    """Return the two-core cable of all pads, whole metres."""
    layout = load_layout(build.layout)
    return math.ceil(sum(length_mm(layout, pad) for pad in layout.pad) / 1000)


def quantities(build: Build) -> dict[str, int]:
    """Return how many of each thing a build needs, without its board."""
    pads, shape = len(load_layout(build.layout).pad), pad_shapes()[build.pad]
    sensors = pads * shape.sensors
    resistor, soft = IN_PAD[build.pad]
    needed = {build.arduino: 1, "usb": 1, shape.sensor: sensors, resistor: sensors, soft: sensors}
    if build.sense_ohm:
        needed[build.sense_ohm] = pads
    needed |= {"xhp2": pads, "xhp3": 1, "contact": 2 * pads + 3 + SPARE_CONTACTS}
    needed |= {"cable2": metres(build), "cable3": math.ceil(PARTNER_MM / 1000), "stop": 1, "spot": 1, "r360": 1}
    needed |= {"shrink": 1, "shrink_wide": 1, "tie": 2 * pads, "tape": 1, "box": 1, "m25": 4, "rod": 1}
    if build.pad == "glove":
        return needed | {"disc": 2 * pads, "gloves": 1}
    return needed | {build.pad: pads, "underlay" if build.pad == "triple" else "underlay_high": 1, "relief": 2, "m3": 4}


def _row(quantity: int, bought: Purchase) -> dict[str, str]:
    maker = "printed" if bought.printed else bought.maker
    row = {"item": bought.item, "quantity": str(quantity), "manufacturer": maker, "part_number": bought.number}
    seen = "this folder" if bought.printed else bought.seen
    price = "your printer's" if bought.printed else bought.price
    return row | {"price": price, "substitute": bought.substitute, "seen": seen}


def board_row(board: str) -> dict[str, str]:
    """Return the line of the board itself."""
    row = {"item": f"{board.replace('_', ' ').capitalize()} with parts", "quantity": "1", "manufacturer": "this folder"}
    row |= {"part_number": f"{board}/fab", "price": "unknown", "seen": "this folder"}
    return row | {"substitute": "breadboard: wiring/breadboard.svg (6 pads, Uno)"}


def shopping_list(build: Build) -> list[dict[str, str]]:
    """Return the lines of a build's shopping list."""
    known = purchases()
    lines = [_row(quantity, known[key]) for key, quantity in quantities(build).items()]
    lines.insert(1, {key: board_row(build.board)[key] for key in lines[0]})
    return lines


def tools() -> list[dict[str, str]]:
    """Return the tools that every build needs."""
    return [{"tool": each.item, "or else": each.substitute} for each in purchases().values() if each.tool]


def order(build: Build) -> dict[str, tuple[int, str]]:
    """Return quantity and use by part number of all that has one, the board's parts included."""
    wanted: dict[str, tuple[int, str]] = {}

    def add(number: str, quantity: int, use: str) -> None:
        before = wanted.get(number, (0, ""))
        wanted[number] = (before[0] + quantity, f"{before[1]}, {use}" if before[1] else use)

    known = purchases()
    for key, quantity in quantities(build).items():
        if known[key].ordered:
            add(known[key].number, quantity, key)
    with (HARDWARE / build.board / "fab" / "bom.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            add(row["MPN"], int(row["Quantity"]), "board")
    return wanted


def digikey(build: Build) -> list[dict[str, str]]:
    """Return the lines for Digi-Key's list upload: it takes its own number or the maker's."""
    own = {each.number: each.digikey for each in purchases().values() if each.digikey}
    return [
        {"Part Number": own.get(number, number), "Quantity": str(quantity), "Customer Reference": use}
        for number, (quantity, use) in order(build).items()
    ]


def mouser(build: Build) -> list[dict[str, str]]:
    """Return the lines for Mouser's order import: it takes its own number or the maker's."""
    own = {each.number: each.mouser for each in purchases().values() if each.mouser}
    return [
        {"Mouser Part Number": own.get(number, number), "Quantity": str(quantity), "Customer Part Number": use}
        for number, (quantity, use) in order(build).items()
    ]


def lcsc(build: Build) -> list[dict[str, str]]:
    """Return the lines for LCSC's list upload, with the column names of its own order lists."""
    makers = {each.number: each.maker for each in purchases().values()} | board_makers(build)
    own = lcsc_numbers()
    return [
        {
            "Quantity": str(quantity),
            "LCSC Part Number": own.get(number, "unknown"),
            "Manufacture Part Number": number,
            "Manufacturer": makers[number],
            "Customer Part Number": use,
        }
        for number, (quantity, use) in order(build).items()
    ]


def lcsc_numbers() -> dict[str, str]:
    """Return LCSC's own numbers by the makers', of the parts where somebody's list that was looked at names one."""
    seen = {each.number: each.seen for each in purchases().values()}
    seen |= {each.mpn: each.seen for each in parts().values()}
    found = {number: re.search(r"\bLCSC (C\d+)", said) for number, said in seen.items()}
    return {number: match[1] for number, match in found.items() if match}


def board_makers(build: Build) -> dict[str, str]:
    """Return who makes the parts of a build's board, by their numbers."""
    with (HARDWARE / build.board / "fab" / "bom.csv").open(encoding="utf-8", newline="") as lines:
        return {row["MPN"]: row["Manufacturer"] for row in csv.DictReader(lines)}


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_all(folder: Path) -> None:
    """Write all lists into a folder."""
    (folder / "order").mkdir(parents=True, exist_ok=True)
    for build in BUILDS:
        _write(folder / f"{build.name}.csv", shopping_list(build))
        _write(folder / "order" / f"{build.name}_digikey.csv", digikey(build))
        _write(folder / "order" / f"{build.name}_mouser.csv", mouser(build))
        _write(folder / "order" / f"{build.name}_lcsc.csv", lcsc(build))
    _write(folder / "foot_plate.csv", [_row(number, purchases()[key]) for key, number in FOOT_PLATE.items()])
    _write(folder / "tools.csv", tools())


if __name__ == "__main__":
    write_all(FOLDER)
