"""Reads layouts of pads: the presets that ship with the program, and TOML files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from pawpress.core.layout import Layout, LayoutError, numbered_layout
from pawpress.system.untrusted import parse_toml, read_text_bounded, told_as


def load_layout(name_or_path: str) -> Layout:
    """Read a layout by the name of a preset or the path of a TOML file.

    Raises
    ------
    LayoutError
        If there is no such preset or file, or it does not fit.
    """
    layout = _read(name_or_path)
    if not layout.pad:
        raise LayoutError(f"{name_or_path}: has no pad. Add a [[pad]] for each pad of the rig.")
    if [pad.channel for pad in layout.pad] != list(range(len(layout.pad))):
        raise LayoutError(f"{name_or_path}: channels must count up from 0 without holes. Reorder the pads.")
    if len(set(layout.names)) != len(layout.pad):
        twice = next(name for name in layout.names if layout.names.count(name) > 1)
        raise LayoutError(f"{name_or_path}: two pads are named {twice}. Rename one of them.")
    return layout


def _read(name_or_path: str) -> Layout:
    preset = resources.files("pawpress.settings.layouts").joinpath(f"{name_or_path}.toml")
    source = preset if preset.is_file() else Path(name_or_path)
    with told_as(
        LayoutError,
        name_or_path,
        unread="Check the path and who may read it.",
        no_text="is no text. Give a TOML file, saved as UTF-8.",
        unfit="Compare with a shipped layout.",
    ):
        try:
            text = source.read_text("utf-8") if source is preset else read_text_bounded(Path(name_or_path))
        except FileNotFoundError as error:
            wanted = f"Use one of {', '.join(presets())} or a file."
            raise LayoutError(f"{name_or_path}: no such layout. {wanted}") from error
        return msgspec.convert(_whole(parse_toml(text)), Layout)


def _whole(words: dict[str, object]) -> dict[str, object]:
    """Return a layout with what it takes over from the preset that it is `like`."""
    like = words.pop("like", None)
    if like is None:
        return words
    if like not in presets():
        raise LayoutError(f"like = {like!r}: no such layout ships. Use one of {', '.join(presets())}.")
    return {**msgspec.to_builtins(load_layout(str(like))), **words}


def presets() -> list[str]:
    """Names of the layouts that ship with the program."""
    files = resources.files("pawpress.settings.layouts").iterdir()
    return sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def default_layout(pads: int) -> Layout:
    """Return the mat for a number of pads; pads beyond every preset are simply numbered."""
    return mats().get(pads) or numbered_layout(pads)


@cache
def mats() -> Mapping[int, Layout]:
    """Return the shipped mats by their number of pads."""
    return {len(layout.pad): layout for layout in map(load_layout, presets()) if layout.name.startswith("mat")}
