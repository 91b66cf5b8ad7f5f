"""`pawpress sessions archive`: writes the compact archives that are missing."""

from __future__ import annotations

from pathlib import Path

import typer

from pawpress.cli.failure import Stopped, say
from pawpress.cli.sessions.opened import Folder, opened


def archive(folder: Folder = None) -> None:
    """Write the compact archive of every session that has none."""
    from pawpress.library import SessionQuery, archived

    with opened(folder) as library:
        paths = [library.path(row.name) for row in library.sessions(SessionQuery())]
        waiting = [path for path in paths if path.suffix == ".paw" and not archived(path).exists()]
        try:
            written = [_written(path, number, len(waiting)) for number, path in enumerate(waiting, 1)]
        except KeyboardInterrupt:
            raise Stopped("stopped; what is archived stays, and the next call goes on.") from None
        say(f"{len(paths) - len(waiting)} were archived already." if waiting else "Every session is archived.")
        if not all(written):
            raise typer.Exit(1)


def _written(path: Path, number: int, of: int) -> bool:
    """Archive one session; whether that worked: one bad file never hides the others."""
    from pawpress.export.table import ExportError
    from pawpress.library import archive as write_archive
    from pawpress.recording import RecordingError

    say(f"{number} of {of}: {path.name}")
    try:
        for written in write_archive(path):
            typer.echo(written)
    except (RecordingError, ExportError) as error:
        say(str(error))
        return False
    return True
