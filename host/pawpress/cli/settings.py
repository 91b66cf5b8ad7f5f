"""`pawpress settings`: shows what is stored in the rig, gives it a serial number and its pads names."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from pawpress.cli.failure import Failure, WrongUse
from pawpress.cli.open_rig import open_rig
from pawpress.core.protocol.schema_generated import (
    GetSettings,
    Hello,
    Limits,
    Message,
    PadName,
    SaveSettings,
    SetPadName,
    SetSerial,
    Settings,
)
from pawpress.core.protocol.words import firmware_version
from pawpress.rig.client import Talk
from pawpress.rig.link import LinkError

SAVE_WAIT_S = 3.0
"""A save takes 0.6 s and is acknowledged within 2 s."""
LONGEST_NAME = 6
"""Bytes of UTF-8 that the rig has room for."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a rig holds over a power cut."""

    hello: Hello
    settings: Settings
    limits: Limits
    names: tuple[str, ...]
    """A name a pad; empty where none was given."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be changed."""

    serial: int | None = None
    names: tuple[tuple[int, str], ...] = ()
    """Number of a pad and its new name."""

    def commands(self) -> Iterator[Message]:
        """Yield what the rig must be told."""
        if self.serial is not None:
            yield SetSerial(self.serial)
        for pad, name in self.names:
            yield SetPadName(pad, tuple(name.encode()))


def run(port: str | None, baud: int, wanted: Wanted, *, demo: bool, json: bool) -> int:
    """Change what is asked for, then show what is stored; return the exit status.

    Raises
    ------
    Failure
        If the rig cannot be reached, or refuses.
    WrongUse
        If it has no such pad.
    """
    link = open_rig(port, baud, demo=demo)
    try:
        talk = Talk(link, time.monotonic, time.sleep)
        hello = talk.acquaint()
        change(talk, hello, wanted)
        stored = read(talk, hello)
    except LinkError as error:
        raise Failure(str(error)) from error
    finally:
        link.close()
    print(msgspec.json.encode(as_json(stored)).decode() if json else "\n".join(lines(link.name, stored)))
    return 0


def wanted_of(serial: int | None, names: Sequence[str]) -> Wanted:
    """Read names given as `A0=L1`.

    Raises
    ------
    WrongUse
        If one is written otherwise or too long.
    """
    return Wanted(serial, tuple(_named(text) for text in names))


def _named(text: str) -> tuple[int, str]:
    pad, equals, name = text.partition("=")
    number = pad.strip().upper().removeprefix("A")
    if not equals or not number.isascii() or not number.isdigit():
        raise WrongUse(f"--name {text}: write it as A0=L1, the pad's pin and its name.")
    if len(name.encode()) > LONGEST_NAME or not name.isprintable():
        raise WrongUse(f"--name {text}: a name has at most {LONGEST_NAME} letters.")
    return int(number), name


def change(talk: Talk, hello: Hello, wanted: Wanted) -> None:
    """Have the rig take and store what is wanted; nothing is stored where nothing is."""
    for pad, _ in wanted.names:
        if pad >= hello.pads:
            raise WrongUse(f"--name A{pad}: this rig has the pads A0 to A{hello.pads - 1}.")
    commands = list(wanted.commands())
    for command in commands:
        talk.ask(command)
    if commands:
        talk.ask(SaveSettings(), SAVE_WAIT_S)


def read(talk: Talk, hello: Hello) -> Stored:
    """Return what the rig has stored.

    Raises
    ------
    LinkError
        If the rig is gone.
    Failure
        If it does not tell all of it.
    """
    talk.tell(GetSettings())
    settings, limits = talk.hear(Settings, 1.0), talk.hear(Limits, 1.0)
    names = [talk.hear(PadName, 1.0) for _ in range(hello.pads)]
    told = [name for name in names if name is not None]
    if settings is None or limits is None or len(told) < hello.pads:
        raise Failure(f"{talk.link.name}: the rig did not tell all of its settings. Try again.")
    by_pad = {name.pad: bytes(name.text).decode(errors="replace") for name in told}
    return Stored(hello, settings, limits, tuple(by_pad.get(pad, "") for pad in range(hello.pads)))


def lines(name: str, stored: Stored) -> Iterator[str]:
    """Say what is stored, a line a fact."""
    hello, settings, limits = stored.hello, stored.settings, stored.limits
    yield f"{name}: {hello.pads} pads, firmware {firmware_version(hello)}"
    yield f"serial number  {settings.serial or 'none yet; give it one with --serial'}"
    named = [f"A{pad} {text}" for pad, text in enumerate(stored.names) if text]
    yield f"names of pads  {', '.join(named) if named else 'none'}"
    guards = f"of calibration {limits.calibration_id}" if limits.calibration_id else "none stored"
    yield f"own limits     {guards}"
    yield f"times saved    {settings.generation}"


def as_json(stored: Stored) -> dict[str, object]:
    """Return what is stored as one object."""
    return {
        "format": "pawpress.settings/1",
        "serial": stored.settings.serial or None,
        "pads": {f"A{pad}": text or None for pad, text in enumerate(stored.names)},
        "calibration_id": stored.limits.calibration_id or None,
        "times_saved": stored.settings.generation,
    }
