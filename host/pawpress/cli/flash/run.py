"""`pawpress flash`: puts the packaged firmware on a board and waits until it says hello."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pawpress.core.protocol.rig_answers import firmware_version
from pawpress.core.protocol.schema_generated import SCHEMA_HASH, Board, Hello, PadKind
from pawpress.rig import avrdude
from pawpress.rig.client import RigClient
from pawpress.rig.discovery import candidates
from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.rig.link import RigError
from pawpress.rig.serial_port import SerialLink

FIRMWARE_BAUD = 500_000
LOOK_S = 3.0
"""How long the port is listened to for a firmware that tells which board this is."""
START_WAIT_S = 8.0
"""From the end of the upload to the Hello: the bootloader first waits for another upload."""


def run(port: str, board: str | None, programmer: str, extra: tuple[str, ...] = ()) -> None:
    """Upload, verify, wait for Hello.

    Parameters
    ----------
    port : str
        Where the board is.
    board : str, optional
        One of `avrdude.TARGETS`; found out when left out.
    programmer : str
        Protocol of the bootloader as avrdude calls it.
    extra : tuple of str
        More options for avrdude.

    Raises
    ------
    RigError
        If anything goes wrong; the text says what to do.
    """
    program = avrdude.find()
    chosen = board or _board_at(port)
    SerialLink(port, FIRMWARE_BAUD).close()  # a port that is in use is named here, before avrdude runs
    version = manifest().firmware_version
    print(f"{port}: uploading firmware {version} for `{chosen}` …")
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder) / "pawpress.hex"
        image.write_text(hex_text(avrdude.TARGETS[chosen].image), encoding="ascii")
        avrdude.upload(program, chosen, image, port, programmer, extra)
    hello = _hello(port, START_WAIT_S)
    if hello is None:
        raise RigError(f"{port}: uploaded and verified, but the rig does not say hello. Plug it in again.")
    if hello.schema_hash != SCHEMA_HASH:
        raise RigError(f"{port}: an older firmware still answers. Unplug the rig, plug it in and upload again.")
    print(f"✔ {port}: a rig with {hello.pads} pads, firmware {firmware_version(hello)}")


def _hello(port: str, wait_s: float) -> Hello | None:
    with RigClient.over(SerialLink(port, FIRMWARE_BAUD)) as client:
        return client.identify(wait_s)


def _board_at(port: str) -> str:
    """Ask the firmware that is on the board, if any; else go by its USB chip.

    Raises
    ------
    RigError
        If neither tells.
    """
    hello = _hello(port, LOOK_S)
    told = None if hello is None else _board_of(hello)
    if told is not None:
        return told
    chip = next((candidate.chip for candidate in candidates() if candidate.port == port), "")
    if not chip:
        raise RigError(f"{port}: which board is it? Add --board and one of {', '.join(avrdude.TARGETS)}.")
    return "uno" if chip == "Arduino" else "nano"


def _board_of(hello: Hello) -> str | None:
    """Return the board whose image says such a hello, if any: a Nano with 16 pads is not a Nano with 8."""
    images = manifest().images.items()
    return next(
        (name for name, its in images if (Board[its.board], PadKind[its.pad_kind]) == (hello.board, hello.pad_kind)),
        None,
    )
