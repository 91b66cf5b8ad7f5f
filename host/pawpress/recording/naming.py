"""How the files of a session are named: what is made of a recording begins with the recording's name and a dot."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

RECORDING = ".paw"
TABLES = (".csv", ".csv.gz")
"""Endings of files that other programs made."""
BROUGHT_IN = ".table"
"""Stands before the ending of a table that was brought into the library: an export beside a recording has none."""
ENDING = re.compile(rf"(?:{re.escape(RECORDING)}|{re.escape(BROUGHT_IN)}\.[^.]+(?:\.gz)?|\.csv(?:\.gz)?)$")
"""Of a recording, a table that was brought in, or a table."""


def is_text(path: Path) -> bool:
    """Whether a path can be written into an answer; names from old disks may be no text at all."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def session_name(path: Path) -> str:
    """Return the name of the session that a recording or a table holds; it may have dots in it."""
    return ENDING.sub("", path.name)


def made_of(path: Path, sessions: Collection[str]) -> str | None:
    """Return which session a file beside it was made of; half-written files belong to theirs too."""
    name = path.name.lstrip(".")
    return max((one for one in sessions if name.startswith(f"{one.lstrip('.')}.")), key=len, default=None)
