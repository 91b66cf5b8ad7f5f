"""What each test process is doing just now, in a file per process, so that it can be named when the process is gone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER_VARIABLE = "PAWPRESS_SUITE_FOLDER"
"""Folder of the marks."""


@dataclass(frozen=True)
class Mark:
    """What a process does."""

    worker: str
    """Name that pytest-xdist gives it: gw0, gw1 …"""
    pid: int
    doing: str


def write_mark(folder: Path | None, worker: str, doing: str) -> None:
    """Write what this process does from now on; nothing without a folder."""
    if folder is not None:
        (folder / f"{worker}-{os.getpid()}").write_text(doing, encoding="utf-8")


def marks(folder: Path) -> Iterator[Mark]:
    """Yield the marks of a folder and those below it."""
    for path in folder.rglob("*-*"):
        worker, _, pid = path.name.rpartition("-")
        with suppress(OSError, ValueError):  # a folder, or a mark that is cleared just now
            yield Mark(worker, int(pid), path.read_text(encoding="utf-8"))
