"""Which ports may have a rig on them, by the numbers of their USB chips."""

from __future__ import annotations

from dataclasses import dataclass

from serial.tools import list_ports

from pawpress.rig.link import RigError

KNOWN_CHIPS = {
    0x2341: "Arduino",
    0x2A03: "Arduino",
    0x1A86: "CH340 (Nano clone)",
    0x0403: "FTDI",
    0x10C4: "CP210x",
}
"""USB vendor numbers of the chips on supported boards."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A port that may have a rig on it."""

    port: str
    chip: str
    serial_number: str | None


def candidates() -> list[Candidate]:
    """Return the USB ports with a known chip, in order of name."""
    ports = sorted(list_ports.comports(), key=lambda port: str(port.device))
    return [
        Candidate(str(port.device), KNOWN_CHIPS[port.vid], port.serial_number)
        for port in ports
        if port.vid in KNOWN_CHIPS
    ]


def find_port() -> str:
    """Return the port of the only rig that is plugged in.

    Raises
    ------
    RigError
        If there is none, or more than one.
    """
    ports = [candidate.port for candidate in candidates()]
    if not ports:
        raise RigError("No rig is connected. Plug it in or give --port; `pawpress doctor` lists what is there.")
    if len(ports) > 1:
        raise RigError(f"More than one rig may be connected ({', '.join(ports)}). Choose with --port.")
    return ports[0]
