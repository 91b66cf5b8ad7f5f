"""`pawpress sessions import`: brings in files of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pawpress.cli.common_options import ForceColumns, Rate, TimeColumn, Unit
from pawpress.cli.failure import Failure
from pawpress.cli.sessions.opened import Folder, folder_of


def import_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="CSV files of another program.")],
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Whose they are.")] = "",
    tag: Annotated[list[str] | None, typer.Option(metavar="TAG", help="A tag to give; repeat for more.")] = None,
    note: Annotated[str, typer.Option(metavar="WORDS", help="A sentence to remember.")] = "",
    time_column: TimeColumn = None,
    force_column: ForceColumns = None,
    unit: Unit = None,
    rate: Rate = None,
    folder: Folder = None,
) -> None:
    """Bring in files of another program; they are copied, judged, and found like recordings."""
    from pawpress.library import Card, TableReading, bring_in
    from pawpress.settings.people import name_if_given

    place = folder_of(folder)
    reading = TableReading(unit=unit, rate_hz=rate, time_column=time_column, force_columns=tuple(force_column or ()))
    card = Card(person=name_if_given(name), tags=tuple(dict.fromkeys(" ".join(tag or ()).split())), note=note)
    for file in files:
        try:
            typer.echo(bring_in(file, place, card, reading))
        except OSError as error:
            raise Failure(f"{file}: cannot be copied ({error.strerror}). Check the name and the folder.") from error
