"""Where the pads are: names, channels, sides, levels, and which belong to one hand or foot."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

import msgspec

from pawpress.core.presses.groups import Group
from pawpress.system.untrusted import parse_toml, read_text_bounded


class LayoutError(ValueError):
    """A layout cannot be used; the text says what, where and what to do."""


class Pad(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pad and its place."""

    name: str
    channel: int
    group: str
    side: Literal["left", "right", "centre"]
    level: int
    where: str
    x_mm: float
    y_mm: float
    zone: Literal["muscle", "thorax", "centre_line", "forbidden"] = "muscle"
    """What of the body it lies under, for the limits of the foot mode; pads in the centre are on the centre line."""
    heel_cm2: float | None = None
    """Contact area of a pad that only heels press, for the pressure under it."""


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All pads of a rig, in the order of their channels."""

    name: str
    title: str
    pad: tuple[Pad, ...]

    @property
    def names(self) -> list[str]:
        """Names of the pads."""
        return [pad.name for pad in self.pad]

    @property
    def groups(self) -> tuple[Group, ...]:
        """Hands or feet with the channels of their pads, in order of first channel."""
        members: dict[str, list[int]] = {}
        for pad in self.pad:
            members.setdefault(pad.group, []).append(pad.channel)
        return tuple(Group(name, tuple(channels)) for name, channels in members.items())

    @property
    def feet(self) -> tuple[Group, ...]:
        """The feet on the pads: one foot stands on all pads of a side."""
        members: dict[str, list[int]] = {}
        for pad in self.pad:
            if pad.side != "centre":
                members.setdefault(f"{pad.side} foot", []).append(pad.channel)
        return tuple(Group(name, tuple(channels)) for name, channels in members.items())

    def in_zone(self, zone: str) -> dict[str, tuple[int, ...]]:
        """Return the channels of the pads in a zone, by the name of their group."""
        found: dict[str, tuple[int, ...]] = {}
        for pad in self.pad:
            if zone == ("centre_line" if pad.side == "centre" else pad.zone):
                found[pad.group] = (*found.get(pad.group, ()), pad.channel)
        return found


def load_layout(name_or_path: str) -> Layout:
    """Read a layout by the name of a preset or the path of a TOML file.

    Raises
    ------
    LayoutError
        If there is no such preset or file, or it does not fit.
    """
    preset = resources.files("pawpress.settings.layouts").joinpath(f"{name_or_path}.toml")
    source = preset if preset.is_file() else Path(name_or_path)
    try:
        text = source.read_text("utf-8") if source is preset else read_text_bounded(Path(name_or_path))
        layout = msgspec.convert(parse_toml(text), Layout)
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"{name_or_path}: no such layout. Use one of {', '.join(presets())} or a file.") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LayoutError(f"{name_or_path}: {error}. Compare with a shipped layout.") from error
    if not layout.pad:
        raise LayoutError(f"{name_or_path}: has no pad. Add a [[pad]] for each pad of the rig.")
    if [pad.channel for pad in layout.pad] != list(range(len(layout.pad))):
        raise LayoutError(f"{name_or_path}: channels must count up from 0 without holes. Reorder the pads.")
    if len(set(layout.names)) != len(layout.pad):
        twice = next(name for name in layout.names if layout.names.count(name) > 1)
        raise LayoutError(f"{name_or_path}: two pads are named {twice}. Rename one of them.")
    return layout


def presets() -> list[str]:
    """Names of the layouts that ship with the program."""
    files = resources.files("pawpress.settings.layouts").iterdir()
    return sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def default_layout(pads: int) -> Layout:
    """Return the mat for a number of pads; pads beyond every preset are simply numbered."""
    return _mats().get(pads) or _numbered(pads)


@cache
def _mats() -> dict[int, Layout]:
    return {len(layout.pad): layout for layout in map(load_layout, presets()) if layout.name.startswith("mat")}


def _numbered(pads: int) -> Layout:
    return Layout(
        f"pads{pads}",
        f"{pads} pads",
        tuple(Pad(f"A{i}", i, f"A{i}", "left" if i % 2 == 0 else "right", 1 + i // 2, "", 0, 0) for i in range(pads)),
    )
