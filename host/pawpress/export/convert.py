"""The one way from a recording to a file of another format."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from glob import escape
from pathlib import Path

from pawpress.export import formats
from pawpress.export.table import ExportError, ExportOptions, table_of
from pawpress.recording.reader import RecordingFile
from pawpress.system.extras import how_to_install
from pawpress.system.new_file import part_of, writing


def export_recording(
    recording: RecordingFile, to: str, output: Path | None = None, options: ExportOptions | None = None
) -> list[Path]:
    """Convert a recording and return the files that were written; never overwrites.

    Parameters
    ----------
    recording : RecordingFile
        What is converted.
    to : str
        Name of the format, as `formats.names()` lists it.
    output : Path, optional
        Where to; beside the recording when left out.
    options : ExportOptions, optional
        What a person chose.

    Raises
    ------
    ExportError
        If the file is already there, cannot be written, or a package is missing.
    """
    written_by = formats.load(to)
    path = output or recording.path.with_suffix(f".{to}")
    try:
        with writing(path, ExportError, option="--output"), _partial(path) as partial:
            if path.exists():
                raise FileExistsError
            return _in_place(written_by.write(table_of(recording), partial, options or ExportOptions()), partial, path)
    except ImportError as error:
        raise ExportError(f"{to} needs the package {error.name}. Type: {how_to_install(to)}") from error


@contextlib.contextmanager
def _partial(path: Path) -> Iterator[Path]:
    """Yield where to write before files take their places; what is left of it is gone again."""
    partial = part_of(path)
    try:
        yield partial
    finally:
        with contextlib.suppress(OSError):
            for left in partial.parent.glob(f"{escape(partial.name)}*"):
                left.unlink()


def _in_place(parts: list[Path], partial: Path, path: Path) -> list[Path]:
    """Give finished files their names, so that a half-written one is never taken for whole."""
    extras = [part.name.removeprefix(partial.name) for part in parts]
    finals = [path.with_name(path.stem + extra + path.suffix) if extra else path for extra in extras]
    for final in finals:
        with writing(final, ExportError, option="--output"):
            if final.exists():
                raise FileExistsError
    return [part.rename(final) for part, final in zip(parts, finals, strict=True)]
