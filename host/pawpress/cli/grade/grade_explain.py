"""`pawpress grade --explain`: how files of other programs are understood."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from pawpress.analysis.find_files import find_files, may_hold_a_recording
from pawpress.bulk import GradeOptions
from pawpress.cli.failure import say


def explain_files(named: Sequence[Path], how: GradeOptions) -> int:
    """Print what is made of each file, and return the exit status: 1 if one of them cannot be read."""
    from pawpress.importers import TableError, read_table
    from pawpress.importers.explain import explained

    status = 0
    for path in find_files(named):
        try:
            if path.exists() and may_hold_a_recording(path):
                typer.echo(f"{path}: a pawpress recording, which says itself what it holds.")
            else:
                table = read_table(path, how.time_column, how.force_columns, how.unit, how.rate_hz)
                typer.echo(explained(path, table))
        except TableError as error:
            say(str(error))
            status = 1
    return status
