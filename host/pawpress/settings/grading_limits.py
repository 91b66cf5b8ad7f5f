"""Reads limits: the shipped ones, over them a style, a file of one's own, the partner's zones, a personal baseline."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from pawpress.core.grading.limits import GradingLimits, HintLimits, LimitsError
from pawpress.core.grading.zones import PartnerWords, partner_zones
from pawpress.system.untrusted import parse_toml, read_text_bounded, told_as

DEFAULT_STYLE = "catwalk"
SUFFIX = ".toml"
SHIPPED = "shipped limits.toml"
EXAMPLE = "example in docs/how-to/choose-a-style.md"

Kind = TypeVar("Kind")


def style_names() -> list[str]:
    """Names of the styles that ship with the program."""
    files = resources.files("pawpress.settings.styles").iterdir()
    return sorted(file.name.removesuffix(SUFFIX) for file in files if file.name.endswith(SUFFIX))


def load_limits(path: Path | None = None, style: str = DEFAULT_STYLE) -> GradingLimits:
    """Read the limits of a style, changed by a file of one's own.

    Parameters
    ----------
    path : Path, optional
        A TOML file that holds what differs from the shipped limits.
    style : str
        Name of a style, one of `style_names()`.

    Raises
    ------
    LimitsError
        If there is no such style, or the file is missing, no TOML, or names something unknown.
    """
    if path is None:
        return _limits_of(style)
    return _read(path, SHIPPED, GradingLimits, _shipped_limits(style))


@cache
def _limits_of(style: str) -> GradingLimits:
    """Return what ships with the program: read once, since every pipeline asks for it."""
    return msgspec.convert(_shipped_limits(style), GradingLimits)


def _shipped_limits(style: str) -> dict[str, Any]:
    if style not in style_names():
        raise LimitsError(f"There is no style {style!r}: choose one of {', '.join(style_names())}.")
    return _over(_shipped("limits.toml"), {"style": style, **_shipped(f"styles/{style}{SUFFIX}")})


def personal_limits(
    path: Path | None = None, style: str = DEFAULT_STYLE, zones: Path | None = None, baseline: Path | None = None
) -> GradingLimits:
    """Return everything a person may choose: a style, own limits, the partner's zones, a personal baseline.

    Raises
    ------
    LimitsError
        If any of it cannot be used.
    """
    limits = load_limits(path, style)
    limits = limits if zones is None else with_partner(limits, zones)
    return limits if baseline is None else with_baseline(limits, baseline)


def with_partner(limits: GradingLimits, path: Path) -> GradingLimits:
    """Return limits with the zones of a partner's file.

    Raises
    ------
    LimitsError
        If the file cannot be used.
    """
    words = _read(path, EXAMPLE, PartnerWords)
    try:
        return msgspec.structs.replace(limits, zones=partner_zones(words))
    except ValueError as error:
        raise LimitsError(f"{path}: {error}. Ask again with a slow ramp.") from error


def with_baseline(limits: GradingLimits, path: Path) -> GradingLimits:
    """Return limits with a person's baseline.

    Raises
    ------
    LimitsError
        If the file cannot be used.
    """
    personal = _read(path, EXAMPLE, HintLimits)
    return msgspec.structs.replace(limits, hints=personal)


def _read(path: Path, what: str, kind: type[Kind], below: Mapping[str, Any] | None = None) -> Kind:
    """Return what a file says over what is `below` it."""
    see = f"Give a TOML file, see the {what}."
    unfit = f"Compare with the {what}."
    with told_as(LimitsError, path, unread=see, no_text=f"cannot be read as text. {see}", unfit=unfit):
        return msgspec.convert(_over(below or {}, parse_toml(read_text_bounded(path))), kind)


def _shipped(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("pawpress.settings").joinpath(name).read_text("utf-8"))


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one table over another: sections are merged, everything in them is replaced."""
    merged = dict(below)
    for name, section in above.items():
        both = isinstance(section, dict) and isinstance(merged.get(name), dict)
        merged[name] = {**merged[name], **section} if both else section
    return merged
