"""Reads the limits of the alarms: one TOML file in which every number names its source."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec

from pawpress.core.safety.limits import SafetyLimits


@cache
def load_safety_limits() -> SafetyLimits:
    """Read the limits that ship with the program, once."""
    text = resources.files("pawpress.settings").joinpath("safety_limits.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), SafetyLimits)
