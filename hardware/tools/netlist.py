"""The netlist of a drawn sheet, read back from `kicad-cli`: what the schematic really says."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the netlist."""

    reference: str
    value: str
    footprint: str
    path: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Netlist:
    """Parts, and which net each pin is on."""

    components: dict[str, Component]
    nets: dict[str, tuple[tuple[str, str], ...]]
    """Name of a net to its (reference, pin number) pairs, in order."""

    def net_of(self, reference: str, pin: str) -> str:
        """Return the net of a pin."""
        return next(net for net, nodes in self.nets.items() if (reference, pin) in nodes)


def run(*command: str | Path) -> None:
    """Run a command quietly; show what it said if it fails."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def _component(form: ET.Element) -> Component:
    fields = {field.get("name", ""): field.text or "" for field in form.iter("field")}
    stamp = form.findtext("tstamps", "")
    return Component(
        form.get("ref", ""), form.findtext("value", ""), form.findtext("footprint", ""), f"/{stamp}", fields
    )


def read_netlist(sheet: Path, scratch: Path) -> Netlist:
    """Export and read the netlist of a sheet."""
    target = scratch / f"{sheet.stem}.net.xml"
    run("kicad-cli", "sch", "export", "netlist", "--format", "kicadxml", "-o", target, sheet)
    tree = ET.parse(target).getroot()
    components = {c.reference: c for c in map(_component, tree.iter("comp"))}
    nets = {
        _name(net): tuple((n.get("ref", ""), n.get("pin", "")) for n in net.iter("node")) for net in tree.iter("net")
    }
    return Netlist(components, nets)


def _name(net: ET.Element) -> str:
    """Return the name as the board must spell it: the export turns {slash} of open pins into a stroke."""
    name = net.get("name", "")
    return name.replace("/", "{slash}") if name.startswith("unconnected-") else name
