"""Reads drills: the ones that ship with the program, and TOML files of one's own."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from pawpress.core.coach.drill import Drill, DrillError, check_drill
from pawpress.system.untrusted import parse_toml, read_text_bounded

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
    try:
        return _drill(read_text_bounded(path), str(path))
    except OSError as error:
        raise DrillError(f"{path}: cannot be read ({error.strerror}). Check the path, or see {PAGE}.") from error
    except UnicodeDecodeError as error:
        raise DrillError(f"{path}: is no text. Give a TOML file, see {PAGE}.") from error


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
    try:
        drill = msgspec.convert(parse_toml(text), Drill)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DrillError(f"{origin}: {error}. See {PAGE}.") from error
    check_drill(drill, origin)
    return drill
