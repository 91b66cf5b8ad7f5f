"""The table of writers, and the one way through it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from glob import escape
from importlib import import_module
from pathlib import Path
from typing import Final

from pawpress.export.table import ExportError, ExportTable, Options, table_of
from pawpress.recording.reader import RecordingFile
from pawpress.system.extras import how_to_install

Write = Callable[[ExportTable, Path, Options], list[Path]]

WRITERS: Final = {"csv": "csv_text", "parquet": "parquet", "mat": "matlab", "xdf": "xdf"}
"""Module of each format; loaded only when it is asked for."""


def export_recording(
    recording: RecordingFile, to: str, output: Path | None = None, options: Options | None = None
) -> list[Path]:
    """Convert a recording and return the files that were written; never overwrites.

    Raises
    ------
    ExportError
        If the file is already there, cannot be written, or a package is missing.
    """
    writer = import_module(f"pawpress.export.{WRITERS[to]}")
    write: Write = writer.write
    path = output or recording.path.with_suffix(f".{to}")
    partial = path.with_name(f".{path.name}.part")
    try:
        if path.exists():
            raise ExportError(f"{path}: is already there and is not overwritten. Choose another name with --output.")
        written = write(table_of(recording), partial, options or Options())
        return _in_place(written, partial, path)
    except ImportError as error:
        raise ExportError(f"{to} needs the package {error.name}. Type: {how_to_install(to)}") from error
    except OSError as error:
        raise ExportError(f"{path}: cannot be written ({error.strerror}). Choose another folder.") from error
    finally:
        with contextlib.suppress(OSError):
            for left in partial.parent.glob(f"{escape(partial.name)}*"):
                left.unlink()


def _in_place(parts: list[Path], partial: Path, path: Path) -> list[Path]:
    """Give finished files their names, so that a half-written one is never taken for whole."""
    extras = [part.name.removeprefix(partial.name) for part in parts]
    finals = [path.with_name(path.stem + extra + path.suffix) if extra else path for extra in extras]
    taken = next((final for final in finals if final.exists()), None)
    if taken is not None:
        raise ExportError(f"{taken}: is already there and is not overwritten. Choose another name with --output.")
    return [part.rename(final) for part, final in zip(parts, finals, strict=True)]
