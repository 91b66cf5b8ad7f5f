"""What people say of a session: a small file beside its recording, so that the index can always be made again."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from pawpress.importers.roles.unit_names import GivenUnit
from pawpress.recording.naming import session_name
from pawpress.system.new_file import put_in_place
from pawpress.system.untrusted import SETTINGS_BYTES, decode_json, read_bounded

SUFFIX = ".card.json"


class TableReading(msgspec.Struct, frozen=True, kw_only=True):
    """How a table of another program is to be read, as for `pawpress grade`."""

    time_column: str | None = None
    force_columns: tuple[str, ...] = ()
    unit: GivenUnit | None = None
    """None for what the file states itself."""
    rate_hz: float | None = None
    invert: bool = False
    tare: str = "auto"
    mode: Literal["hands", "foot"] = "hands"


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """Who, and what is worth remembering."""

    person: str = ""
    partner: str = ""
    """Who was pressed, as far as the coach was told."""
    tags: tuple[str, ...] = ()
    note: str = ""
    table: TableReading | None = None
    """For a table that was brought in; None for a recording."""
    original: str = ""
    """Name that a table had before it was brought in."""


def card_path(recording: Path) -> Path:
    """Return where the card of a recording lies."""
    return recording.with_name(session_name(recording) + SUFFIX)


def read_card(recording: Path) -> Card:
    """Return the card of a recording; an empty one where there is none or it cannot be read."""
    try:
        return decode_json(read_bounded(card_path(recording), SETTINGS_BYTES), Card)
    except (OSError, msgspec.DecodeError):
        return Card()


def write_card(recording: Path, card: Card) -> None:
    """Put the new card in the place of the old one in one step; readable by its owner only."""
    put_in_place(card_path(recording), msgspec.json.format(msgspec.json.encode(card)))
