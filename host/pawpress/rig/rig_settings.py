"""What a rig stores over a power cut: read from it, and changed in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pawpress.core.protocol.schema_generated import (
    GetSettings,
    Hello,
    Limits,
    Message,
    PadName,
    SaveSettings,
    SetPadName,
    SetPads,
    SetSerial,
    Settings,
)
from pawpress.rig.client import RigClient
from pawpress.rig.exchange import ANSWER_S, SAVE_S, RigSilent, Script, answered, received


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """What a rig has stored."""

    hello: Hello
    settings: Settings
    limits: Limits
    names: tuple[str, ...]
    """One name per pad; empty where none was given."""


@dataclass(frozen=True, slots=True)
class SettingsChange:
    """What is to be changed."""

    serial: int | None = None
    names: tuple[tuple[int, str], ...] = ()
    """Number of a pad and its new name."""
    pads: int | None = None
    """How many pads are connected, from A0 on; 0: as many as the firmware can scan."""

    def commands(self) -> Iterator[Message]:
        """Yield the commands that change it."""
        if self.pads is not None:
            yield SetPads(self.pads)
        if self.serial is not None:
            yield SetSerial(self.serial)
        for pad, name in self.names:
            yield SetPadName(pad, tuple(name.encode()))


def change_settings(client: RigClient, change: SettingsChange) -> None:
    """Have the rig take and store a change; nothing is stored where nothing changes.

    Raises
    ------
    RigError
        If the rig is gone, refuses, or does not answer.
    """
    commands = list(change.commands())
    for command in commands:
        client.acknowledge(command)
    if commands:
        client.acknowledge(SaveSettings(), SAVE_S)


def read_settings(client: RigClient, hello: Hello) -> StoredSettings:
    """Return what the rig has stored; raises as `change_settings`."""
    return client.run(_stored(hello))


def _stored(hello: Hello) -> Script[StoredSettings]:
    settings = yield from answered(GetSettings(), Settings)
    limits = yield from received((Limits,), ANSWER_S)
    names: dict[int, str] = {}
    for _ in range(hello.pads):
        name = yield from received((PadName,), ANSWER_S)
        if isinstance(name, PadName):
            names[name.pad] = bytes(name.text).decode(errors="replace")
    if not isinstance(limits, Limits) or len(names) < hello.pads:
        raise RigSilent("The rig did not send all of its settings. Try again.")
    return StoredSettings(hello, settings, limits, tuple(names[pad] for pad in range(hello.pads)))
