"""Simulates the schematic itself: the resistors and capacitors of the drawn sheet, with sensors put to its sockets."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hardware.spice.sensors import SUPPLY_V
from hardware.tools.netlist import run

FUSE_OHM = 5.0
"""Cold resistance of the resettable fuse, between the 2.5 and 7.5 ohm of the maker's table."""


def drawn_parts(sheet: Path) -> tuple[str, ...]:
    """Return the resistor and capacitor lines of a sheet, exported by KiCad, nets without the leading stroke."""
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "sheet.cir"
        run("kicad-cli", "sch", "export", "netlist", "--format", "spice", "-o", target, sheet)
        lines = target.read_text("utf-8").splitlines()
    return tuple(re.sub(r"\s/", " ", line) for line in lines if re.match(r"[RC]\d", line))


@dataclass(frozen=True, slots=True)
class Pads:
    """What hangs at the sockets: one resistance a channel; None leaves the socket open."""

    resistance_ohm: tuple[float | None, ...]
    sense_ohm: float | None = None
    """Another sense resistor than the drawn one, for the other build."""


def with_sense(line: str, sense_ohm: float | None) -> str:
    """Return a drawn line, with another value if it is a sense resistor."""
    if sense_ohm is None or not re.match(r"R\d+1 /?PAD", line):
        return line
    name, first, second, _ = line.split()
    return f"{name} {first} {second} {sense_ohm:g}"


def operating_point(parts: tuple[str, ...], pads: Pads) -> tuple[float, ...]:
    """Return the voltage at each converter pin, volts, in the order of the channels."""
    lines = [with_sense(line, pads.sense_ohm) for line in parts]
    lines += [f"Vsupply +5V 0 {SUPPLY_V}", f"Rfuse +5V +5VA {FUSE_OHM}"]
    for channel, ohm in enumerate(pads.resistance_ohm):
        if ohm is not None:
            lines.append(f"Rpad{channel} +5VA PAD{channel} {ohm:g}")
    behind = "MUX" if any(" MUX0" in line for line in parts) else "ADC"
    nets = [f"{behind}{channel}" for channel in range(len(pads.resistance_ohm))]
    # Pins that only lead to chips we do not simulate would float; a gigaohm to ground holds them.
    floating = sorted({net for line in parts for net in line.split()[1:3]} - {"GND", "+5V", "+5VA", *nets})
    lines += [f"Rhold{i} {net} 0 1g" for i, net in enumerate(floating)]
    printed = run_ngspice(lines, ["op", *(f"print v({net})" for net in nets)])
    return tuple(float(re.search(rf"v\({net.lower()}\) = (\S+)", printed, re.I)[1]) for net in nets)  # type: ignore[index]


def run_ngspice(lines: list[str], commands: list[str]) -> str:
    """Run a deck in batch mode and return what it printed."""
    body = "\n".join(line.replace(" GND", " 0") for line in lines)
    deck = "\n".join(["pawpress", body, ".control", *commands, "quit 0", ".endc", ".end", ""])
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "deck.cir"
        path.write_text(deck, "utf-8")
        done = subprocess.run(["ngspice", "-b", str(path)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"ngspice failed on\n{deck}\n{done.stdout}{done.stderr}")
    return done.stdout
