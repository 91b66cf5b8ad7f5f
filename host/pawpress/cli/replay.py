"""The command `pawpress replay`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pawpress.cli.common_options import Headless, HeadlessJson, HeadlessJsonLines, Lsl, RecordingFile, Seconds
from pawpress.cli.failure import WrongUse


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
    from pawpress.cli.live.run import run
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
