"""The thresholds of the verdicts, read from one TOML file in which every number names its source."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

import msgspec


class LimitsError(ValueError):
    """The limits file cannot be used; the text says what, where and what to do."""


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One number and where it comes from."""

    limit: float
    source: str


class SpeedLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How fast a press may rise."""

    slow_rise_s: Limit
    slow_nrfd_per_s: Limit
    acceptable_rise_s: Limit
    acceptable_nrfd_per_s: Limit
    rushed_rise_s: Limit
    rushed_nrfd_per_s: Limit
    jab_rfd_n_per_s: Limit
    jab_hold_s: Limit
    jab_dwell_s: Limit
    jab_rise_s: Limit


class HoldLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a press should last."""

    target_from_s: Limit
    target_to_s: Limit
    short_s: Limit
    on_target_s: Limit
    ask_s: Limit


class SteadinessLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How still a hold should be."""

    steady_cv: Limit
    fair_cv: Limit
    bounce: Limit


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    speed: SpeedLimits
    hold: HoldLimits
    steadiness: SteadinessLimits


def load_limits(path: Path | None = None) -> Limits:
    """Read limits from a file, or the ones that ship with the program.

    Raises
    ------
    LimitsError
        If the file is missing, no TOML, or names something unknown.
    """
    if path is None:
        text, name = resources.files("pawpress.grading").joinpath("limits.toml").read_text("utf-8"), "limits.toml"
    else:
        text, name = _text_of(path), str(path)
    try:
        return msgspec.convert(tomllib.loads(text), Limits)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LimitsError(f"{name}: {error}. Compare with the shipped limits.toml.") from error


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LimitsError(f"{path}: cannot be read as text ({error}). Give a TOML file of limits.") from error
