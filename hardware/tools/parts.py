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
    resonance_hz: float = 0.0
    """Of a sounder: where it is loudest."""
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


@cache
def pins_of(table: Literal["level", "select"]) -> dict[str, str]:
    """Return the net at each pin that only some boards use: the stop loop's level, or a multiplexer's address."""
    rows = tomllib.loads((HARDWARE / "pins.toml").read_text("utf-8"))[table]
    return {row["pin"]: row["net"] for row in rows}


@dataclass(frozen=True, slots=True)
class StopLoop:
    """The stop loop's resistors, and what the controller makes of its level."""

    pull_up_ohm: float
    series_ohm: float
    end_ohm: float
    reference_v: tuple[float, float]
    inner_pull_up_ohm: tuple[float, float]


@cache
def stop_loop() -> StopLoop:
    """Return the stop loop's values."""
    table = tomllib.loads((HARDWARE / "pins.toml").read_text("utf-8"))["stop_loop"]
    return StopLoop(**{key: tuple(value) if isinstance(value, list) else value for key, value in table.items()})
