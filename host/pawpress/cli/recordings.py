"""`pawpress replay`, `export` and `report`: what is done with a recording."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from pawpress.cli.common_options import Headless, HeadlessJson, HeadlessJsonLines, Lsl, Seconds
from pawpress.cli.failure import Failure, WrongUse
from pawpress.cli.progress_line import ProgressLine
from pawpress.export import formats

RecordingFile = Annotated[Path, typer.Argument(metavar="FILE", help="A recording, or the name of a session.")]
To = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="Where to; beside the recording when left out.")
]


def _format(name: str) -> str:
    if name not in formats.names():
        raise typer.BadParameter(f"{name!r} is none of {', '.join(formats.names())}.")
    return name


def replay(
    file: RecordingFile,
    speed: Annotated[str, typer.Option(metavar="N|max", help="How many times as fast, or max.")] = "1",
    from_s: Annotated[float, typer.Option("--from", min=0, metavar="S", help="Skip to this second.")] = 0.0,
    beside: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Another recording or session, press beside press.")
    ] = None,
    sound: Annotated[bool, typer.Option("--sound", help="Let the recorded alarms be heard, too.")] = False,
    headless: Headless = False,
    seconds: Seconds = None,
    json: HeadlessJson = False,
    json_lines: HeadlessJsonLines = False,
    lsl: Lsl = False,
) -> None:
    """Play a recording through the same pipeline and dashboard."""
    from pawpress.cli.live import run
    from pawpress.engine.config import EngineConfig, ReplaySource
    from pawpress.library.by_name import session_file

    if headless and (sound or beside is not None):
        raise WrongUse("--beside and --sound are for the screen. Leave them or --headless out.")
    other = None if beside is None else str(session_file(beside))
    source = ReplaySource(path=str(session_file(file)), speed=_speed(speed), from_s=from_s, beside=other)
    run(
        EngineConfig(source=source, lsl=lsl),
        headless=headless,
        seconds=seconds,
        json=json,
        json_lines=json_lines,
        recorded_sound=sound,
    )


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
    from pawpress.export.table import ExportError, ExportOptions
    from pawpress.library.by_name import session_file
    from pawpress.recording import RecordingError

    options = ExportOptions(decimal_comma=decimal_comma)
    if strange := options.chosen() - formats.load(to).options:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in sorted(strange))
        raise WrongUse(f"--to {to} does not know {names}. Leave it out.")
    file = session_file(file)
    try:
        with ProgressLine(file.name, 1.0) as progress:
            recording = replace(open_recording(file), watch=progress)
            written = export_recording(recording, to, output, options)
    except (RecordingError, ExportError) as error:
        raise Failure(str(error)) from error
    for path in written:
        typer.echo(path)


def _speed(text: str) -> float | None:
    if text == "max":
        return None
    try:
        speed = float(text)
    except ValueError as error:
        raise WrongUse(f"--speed {text}: give a number or max.") from error
    if not 0.01 <= speed <= 1000:
        raise WrongUse(f"--speed {text}: give a number from 0.01 to 1000, or max.")
    return speed
