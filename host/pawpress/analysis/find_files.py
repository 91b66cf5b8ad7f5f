"""Which files to judge: those that are named, and what lies in folders that are named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from pawpress.recording.naming import RECORDING, TABLES, made_of
from pawpress.system.untrusted import open_regular

PARQUET = b"PAR1"
"""How Parquet files begin."""


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files to judge, each once: named ones in their order, those of a folder by name, deep ones too.

    Hidden files are left out, and so are tables that were made of a recording which lies beside them. A folder without
    anything to judge stands for itself, so that it gets its line.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in (is_folder(path) and [*_below(path)]) or (path,):
            found.setdefault(file)
    return list(found)


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; no where access is denied: opening it will give the reason."""
    return os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` raises there


def may_hold_a_recording(path: Path) -> bool:
    """Whether a file is a recording by its name or first bytes; also if it cannot be read, which its reader says."""
    from pawpress.recording.reader import looks_like_recording

    try:
        with open_regular(path) as file:
            head = file.read(4096)
    except OSError:
        return True
    return looks_like_recording(head) or path.suffix == RECORDING


def is_parquet(path: Path) -> bool:
    """Whether a file is a Parquet file, as archives are."""
    with open_regular(path) as file:
        return file.read(len(PARQUET)) == PARQUET


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        recorded = {name.removesuffix(RECORDING) for name in names if name.endswith(RECORDING)}
        for name in sorted(names):
            if name.startswith("."):
                continue
            if name.endswith(RECORDING) or (name.endswith(TABLES) and made_of(Path(name), recorded) is None):
                yield Path(where, name)
