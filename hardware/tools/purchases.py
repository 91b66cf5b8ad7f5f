"""The things that builds buy or print (bom/purchases.toml), and what each build is made of."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from hardware.tools.parts import HARDWARE


@dataclass(frozen=True, slots=True)
class Purchase:
    """One kind of thing to buy or print."""

    item: str
    substitute: str
    maker: str = "any"
    number: str = "any"
    digikey: str = ""
    mouser: str = ""
    price: str = "unknown"
    seen: str = "no number needed"
    printed: bool = False
    tool: bool = False

    @property
    def ordered(self) -> bool:
        """Whether a distributor has it under a number."""
        return self.maker != "any" and self.number != "unknown"


@dataclass(frozen=True, slots=True)
class Build:
    """What one rig is made of."""

    name: str
    layout: str
    pad: str
    """Key of pads.toml."""
    board: str
    arduino: str
    sense_ohm: str = ""


BUILDS = (
    Build("glove", "gloves", "glove", "uno_shield", "uno"),
    Build("mat6", "mat6", "triple", "uno_shield", "uno"),
    Build("mat8", "mat8", "triple", "nano_carrier", "nano"),
    Build("fine16", "fine16", "triple", "mux_carrier", "nano"),
    Build("mat8_low_cost", "mat8", "shared", "nano_carrier", "nano", "r3k3"),
)
IN_PAD = {"triple": ("r6m8", "silicone"), "shared": ("r150k", "foam"), "glove": ("r2m2", "silicone_glove")}
"""Supervision resistor and soft layer of a pad: one for each of its sensors."""


@cache
def purchases() -> dict[str, Purchase]:
    """Return all kinds of things by key."""
    return {
        k: Purchase(**row) for k, row in tomllib.loads((HARDWARE / "bom" / "purchases.toml").read_text("utf-8")).items()
    }
