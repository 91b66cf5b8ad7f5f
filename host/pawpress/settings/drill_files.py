"""Reads drills: the ones that ship with the program, and TOML files of one's own."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from pawpress.core.coach.drill import Drill, DrillError, check_drill
from pawpress.system.untrusted import parse_toml, read_text_bounded, told_as

SUFFIX = ".toml"
PAGE = "docs/how-to/add-a-drill.md"


@cache
def shipped_drills() -> tuple[Drill, ...]:
    """Return the drills that ship with the program, in the order of the course."""
    files = [file for file in resources.files("pawpress.settings.drills").iterdir() if file.name.endswith(SUFFIX)]
    drills = [_drill(file.read_text("utf-8"), file.name) for file in files]
    return tuple(sorted(drills, key=lambda drill: drill.order))


def drill_names() -> list[str]:
    """Return the names of the shipped drills, in the order of the course."""
    return [drill.name for drill in shipped_drills()]


def load_drill(path: Path) -> Drill:
    """Read a drill of one's own.

    Raises
    ------
    DrillError
        If it cannot be read, is no drill, or names something unknown.
    """
    no_text = f"is no text. Give a TOML file, see {PAGE}."
    with told_as(DrillError, path, unread=f"Check the path, or see {PAGE}.", no_text=no_text):
        return _drill(read_text_bounded(path), str(path))


def find_drills(wanted: str | None) -> tuple[tuple[Drill, ...], str | None]:
    """Return all drills and the name of the one that is wanted.

    Parameters
    ----------
    wanted : str, optional
        A name, or the path of a TOML file, whose drill joins the course or takes the place of one with its name.

    Raises
    ------
    DrillError
        If there is no such drill.
    """
    drills = shipped_drills()
    if wanted is None:
        return drills, None
    if wanted.endswith(SUFFIX):
        own = load_drill(Path(wanted))
        others = [drill for drill in drills if drill.name != own.name]
        return tuple(sorted([*others, own], key=lambda drill: drill.order)), own.name
    if wanted not in drill_names():
        raise DrillError(f"There is no drill {wanted!r}. Choose {', '.join(drill_names())}, or a TOML file.")
    return drills, wanted


def _drill(text: str, origin: str) -> Drill:
    with told_as(DrillError, origin, unfit=f"See {PAGE}."):
        drill = msgspec.convert(parse_toml(text), Drill)
    check_drill(drill, origin)
    return drill
