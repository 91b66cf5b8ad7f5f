"""How the files of a session are named: what is made of a recording begins with the recording's name and a dot."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

RECORDING = ".paw"
TABLES = (".csv", ".csv.gz")
"""Endings of files that other programs made."""
KEPT_FORMS = (*TABLES, ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".c3d", ".xdf")
"""Endings that a file keeps when it is brought into the library; every other one is a text, and called `.csv` there."""
BROUGHT_IN = ".table"
"""Stands before the ending of a table that was brought into the library: an export beside a recording has none."""
ENDINGS = (RECORDING, *(BROUGHT_IN + ending for ending in KEPT_FORMS), *TABLES)


def is_text(path: Path) -> bool:
    """Whether a path can be written into an answer; names from old disks may be no text at all."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def session_name(path: Path) -> str:
    """Return the name of the session that a recording or a table holds; it may have dots in it."""
    ending = max((ending for ending in ENDINGS if path.name.endswith(ending)), key=len, default="")
    return path.name.removesuffix(ending)


def made_of(path: Path, sessions: Collection[str]) -> str | None:
    """Return which session a file beside it was made of; half-written files belong to theirs too."""
    name = path.name.lstrip(".")
    return max((one for one in sessions if name.startswith(f"{one.lstrip('.')}.")), key=len, default=None)
