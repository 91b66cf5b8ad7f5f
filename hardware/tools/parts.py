"""The tables `parts.toml` and `pins.toml` as frozen records."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

HARDWARE = Path(__file__).parents[1]
ROOT = HARDWARE.parent


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of part."""

    kind: str
    symbol: str
    footprint: str
    label: str
    description: str
    manufacturer: str = ""
    mpn: str = ""
    seen: str = ""
    """Where the number was looked up."""
    fit: Literal["machine", "hand", "none"] = "machine"
    """Placed with the others; mounted by hand afterwards; or nothing to buy at all (holes and test points)."""

    @property
    def in_bom(self) -> bool:
        """Whether the part is bought."""
        return self.fit != "none"

    @property
    def hide_label(self) -> bool:
        """Whether the sheet leaves out the part's text."""
        return self.kind == "hole"

    def labelled(self, label: str) -> Part:
        """Return the same part with another text on the sheet."""
        return replace(self, label=label)


@dataclass(frozen=True, slots=True)
class BoardPin:
    """What one pin of the Arduino does."""

    net: str
    pin: str
    firmware: str
    purpose: str


@cache
def parts() -> dict[str, Part]:
    """Return all kinds of parts by name."""
    table = tomllib.loads((HARDWARE / "parts.toml").read_text("utf-8"))
    return {kind: Part(kind, **row) for kind, row in table.items()}


@cache
def board_pins() -> tuple[BoardPin, ...]:
    """Return the pins that are neither pads nor supplies."""
    table = tomllib.loads((HARDWARE / "pins.toml").read_text("utf-8"))
    return tuple(BoardPin(**row) for row in table["pin"])
