"""The limits of the alarms, read from one TOML file in which every number names its source."""

from __future__ import annotations

import tomllib
from importlib import resources

import msgspec


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One number and where it comes from."""

    limit: float
    source: str


class HandLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Overload of hands."""

    one_hand_amber_n: Limit
    one_hand_red_n: Limit
    both_hands_red_n: Limit
    impact_n: Limit


class CommonLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds in every mode."""

    clear_share: Limit
    silence_s: Limit


class SafetyLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    hands: HandLimits
    common: CommonLimits


def load_safety_limits() -> SafetyLimits:
    """Read the limits that ship with the program."""
    text = resources.files("pawpress.safety").joinpath("limits.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), SafetyLimits)
