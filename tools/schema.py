"""The protocol schema as typed Python: reads and checks `protocol/pawpress.toml` for the generators."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

ROOT = Path(__file__).resolve().parent.parent
SCHEMA_PATH = ROOT / "protocol" / "pawpress.toml"

Severity = Literal["amber", "red"]
Mode = Literal["hands", "foot"]

STRUCT_CODE = {"u8": "B", "u16": "H", "u32": "I", "u64": "Q"}
SIZE = {"u8": 1, "u16": 2, "u32": 4, "u64": 8}


class Entry(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One named number of an enum."""

    name: str
    value: int
    doc: str
    remedy: str = ""


class Enum(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A set of named numbers."""

    name: str
    type: str
    doc: str
    values: list[Entry]


class Field(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One field of a message; a type ending in `[]` fills the rest of the body."""

    name: str
    type: str
    doc: str
    unit: str = ""
    enum: str = ""
    since: int = 1
    """Protocol version that added the field at the end of its message."""

    @property
    def is_tail(self) -> bool:
        return self.type.endswith("[]")

    @property
    def item(self) -> str:
        return self.type.removesuffix("[]")

    @property
    def size(self) -> int:
        return SIZE[self.item]


class Message(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One kind of frame."""

    name: str
    id: int
    direction: str
    doc: str
    fields: list[Field]

    @property
    def fixed(self) -> list[Field]:
        return [f for f in self.fields if not f.is_tail]

    @property
    def tail(self) -> Field | None:
        return next((f for f in self.fields if f.is_tail), None)

    @property
    def struct_format(self) -> str:
        return "<" + "".join(STRUCT_CODE[f.type] for f in self.fixed)

    @property
    def fixed_size(self) -> int:
        return sum(f.size for f in self.fixed)

    @property
    def earlier_sizes(self) -> list[int]:
        """Lengths of the body in earlier versions, oldest first."""
        versions = sorted({f.since for f in self.fields})[:-1]
        return [sum(f.size for f in self.fixed if f.since <= version) for version in versions]


class Alarm(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An alarm code with everything that is a fact of it; the schema says what each key means."""

    name: str
    severities: list[Severity]
    priority: int
    concerns: Literal["load", "people", "pad", "link", "rig", "host"]
    cause: str
    remedy: str
    latches: bool = False
    passes: Literal["never", "unloaded", "always"] = "never"
    peak: Literal["", "N"] = ""
    message: str = ""
    action: dict[Mode, dict[Severity, str]] = {}


class Protocol(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What holds for every frame."""

    name: str
    version: int
    doc: str
    max_body: int


class Schema(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The whole file."""

    protocol: Protocol
    enum: list[Enum]
    message: list[Message]
    actions: dict[Mode, dict[Severity, str]]
    alarm: list[Alarm]

    def actions_of(self, alarm: Alarm) -> dict[tuple[str, str], str]:
        """Return the big word of an alarm for each mode and severity."""
        return {
            (mode, severity): alarm.action.get(mode, {}).get(severity, words[severity])
            for mode, words in self.actions.items()
            for severity in alarm.severities
        }

    def wire_hash(self) -> int:
        """Hash of everything that changes bytes on the wire; texts may be reworded without a new hash."""
        wire = {
            "version": self.protocol.version,
            "messages": [
                [m.name, m.id, [[f.name, f.type] for f in m.fields]] for m in self.message if m.direction != "recording"
            ],
            "enums": [[e.name, [[v.name, v.value] for v in e.values]] for e in self.enum if e.name != "DocumentKind"],
        }
        return int.from_bytes(hashlib.sha256(json.dumps(wire).encode()).digest()[:4], "big")

    def as_json(self) -> str:
        """The schema as the text a recording carries."""
        return msgspec.json.encode(self).decode()


def load(path: Path = SCHEMA_PATH) -> Schema:
    """Read and check the schema.

    Raises
    ------
    ValueError
        If two messages share a number, a tail field is not the last one, a later version inserted a field, or an alarm
        contradicts another or itself.
    """
    schema = msgspec.convert(tomllib.loads(path.read_text()), Schema)
    numbers = [m.id for m in schema.message]
    if len(set(numbers)) != len(numbers):
        raise ValueError(f"{path}: two messages share a number")
    for message in schema.message:
        _check_message(path, message)
    for number, alarm in enumerate(schema.alarm):
        _check_alarm(path, alarm, [other.priority for other in schema.alarm[:number]])
    return schema


def _check_message(path: Path, message: Message) -> None:
    if any(f.is_tail for f in message.fields[:-1]):
        raise ValueError(f"{path}: {message.name}: only the last field may fill the rest of the body")
    versions = [f.since for f in message.fields]
    if versions != sorted(versions) or (message.tail and message.earlier_sizes):
        raise ValueError(f"{path}: {message.name}: a later version may only add fields at the end")


def _check_alarm(path: Path, alarm: Alarm, taken: list[int]) -> None:
    if alarm.priority in taken:
        raise ValueError(f"{path}: {alarm.name}: another alarm has the priority {alarm.priority}")
    if alarm.latches and alarm.passes != "never":
        raise ValueError(f"{path}: {alarm.name}: what latches cannot pass by itself")
    if "peak_n" in alarm.message and alarm.peak != "N":
        raise ValueError(f"{path}: {alarm.name}: its message needs a peak in newtons")
