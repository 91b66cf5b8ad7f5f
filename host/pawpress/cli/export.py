"""The command `pawpress export`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pawpress.cli.common_options import RecordingFile
from pawpress.cli.failure import WrongUse
from pawpress.cli.progress_line import ProgressLine
from pawpress.export import formats

To = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="Where to; beside the recording when left out.")
]


def _format(name: str) -> str:
    if name not in formats.names():
        raise typer.BadParameter(f"{name!r} is none of {', '.join(formats.names())}.")
    return name


def export(
    file: RecordingFile,
    to: Annotated[str, typer.Option("--to", metavar="|".join(formats.names()), callback=_format, help="Which format.")],
    output: To = None,
    decimal_comma: Annotated[
        bool, typer.Option("--decimal-comma", help="CSV for a spreadsheet that writes 1,5: semicolons between columns.")
    ] = False,
) -> None:
    """Convert a recording for other programs."""
    from pawpress.analysis.recording import open_recording
    from pawpress.export.convert import export_recording
    from pawpress.export.table import ExportOptions
    from pawpress.library.by_name import session_file

    options = ExportOptions(decimal_comma=decimal_comma)
    if strange := options.chosen() - formats.load(to).options:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in sorted(strange))
        raise WrongUse(f"--to {to} does not know {names}. Leave it out.")
    file = session_file(file)
    with ProgressLine(file.name, 1.0) as progress:
        recording = replace(open_recording(file), watch=progress)
        written = export_recording(recording, to, output, options)
    for path in written:
        typer.echo(path)
