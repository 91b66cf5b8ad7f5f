"""Reads the limits of the alarms: one TOML file in which every number names its source."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import resources

import msgspec

from pawpress.core.grading.limits import LimitsError
from pawpress.core.safety.alarm_limits import SafetyLimits
from pawpress.settings.safety_limits_digest_generated import DIGEST

FILE = "safety_limits.toml"


@cache
def load_safety_limits() -> SafetyLimits:
    """Read the limits that ship with the program, once.

    Raises
    ------
    LimitsError
        If the file is not the one that was shipped: a wrong digit in it would move a red line in silence.
    """
    return limits_of(resources.files("pawpress.settings").joinpath(FILE).read_bytes())


def limits_of(content: bytes) -> SafetyLimits:
    """Return the limits of the file's bytes; see `load_safety_limits`."""
    content = content.replace(b"\r\n", b"\n")
    if hashlib.sha256(content).hexdigest() != DIGEST:
        raise LimitsError(
            f"{FILE} of pawpress is damaged or was changed. Install pawpress again; in a copy of its source, "
            "run `make generate`."
        )
    return msgspec.convert(tomllib.loads(content.decode("utf-8")), SafetyLimits)
