"""`pawpress settings`: shows what is stored in the rig, gives it a serial number and its pads names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from pawpress.cli.failure import WrongUse
from pawpress.cli.open_rig import open_rig
from pawpress.core.protocol.rig_answers import firmware_version
from pawpress.rig.rig_settings import SettingsChange, StoredSettings, change_settings, read_settings

LONGEST_NAME = 6
"""Bytes of UTF-8 that the rig has room for."""


def run(port: str | None, baud: int, change: SettingsChange, *, demo: bool, json: bool) -> int:
    """Change what is asked for, then show what is stored; return the exit status.

    Raises
    ------
    RigError
        If the rig cannot be reached, or refuses.
    WrongUse
        If it has no such pad, or cannot have so many.
    """
    with open_rig(port, baud, demo=demo) as client:
        hello = client.handshake()
        for pad, _ in change.names:
            if pad >= hello.pads:
                raise WrongUse(f"--name A{pad}: this rig has the pads A0 to A{hello.pads - 1}.")
        most = max(hello.pads, hello.pads_max)
        if change.pads is not None and change.pads > most:
            raise WrongUse(f"--pads {change.pads}: this rig can scan {most} pads at most.")
        change_settings(client, change)
        stored = read_settings(client, hello)
        print(msgspec.json.encode(as_json(stored)).decode() if json else "\n".join(lines(client.name, stored)))
    return 0


def change_of(serial: int | None, names: Sequence[str], pads: int | None = None) -> SettingsChange:
    """Read names given as `A0=L1`.

    Raises
    ------
    WrongUse
        If one is written otherwise or too long.
    """
    return SettingsChange(serial, tuple(_named(text) for text in names), pads)


def _named(text: str) -> tuple[int, str]:
    pad, equals, name = text.partition("=")
    number = pad.strip().upper().removeprefix("A")
    if not equals or not number.isascii() or not number.isdigit():
        raise WrongUse(f"--name {text}: write it as A0=L1, the pad's pin and its name.")
    if len(name.encode()) > LONGEST_NAME or not name.isprintable():
        raise WrongUse(f"--name {text}: a name has at most {LONGEST_NAME} letters.")
    return int(number), name


def lines(name: str, stored: StoredSettings) -> Iterator[str]:
    """Yield what is stored, one line per fact."""
    hello, settings, limits = stored.hello, stored.settings, stored.limits
    yield f"{name}: {hello.pads} pads, firmware {firmware_version(hello)}"
    yield f"serial number  {settings.serial or 'none yet; give it one with --serial'}"
    named = [f"A{pad} {text}" for pad, text in enumerate(stored.names) if text]
    yield f"names of pads  {', '.join(named) if named else 'none'}"
    scanned = settings.pads or hello.pads_max or hello.pads
    later = "" if scanned == hello.pads else " from its next start on: unplug it and plug it in"
    yield f"pads scanned   {scanned}{later}"
    guards = f"of calibration {limits.calibration_id}" if limits.calibration_id else "none stored"
    yield f"own limits     {guards}"
    yield f"times saved    {settings.generation}"


def as_json(stored: StoredSettings) -> dict[str, object]:
    """Return what is stored as one object."""
    return {
        "format": "pawpress.settings/1",
        "serial": stored.settings.serial or None,
        "pads": {f"A{pad}": text or None for pad, text in enumerate(stored.names)},
        "pads_scanned": stored.settings.pads or stored.hello.pads_max or stored.hello.pads,
        "calibration_id": stored.limits.calibration_id or None,
        "times_saved": stored.settings.generation,
    }
