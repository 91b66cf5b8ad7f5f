"""The coaching of a recording once more: the same cues to the same presses and words, in lines."""

from __future__ import annotations

from pathlib import Path

import typer

from pawpress.analysis.coach_lines import said_lines
from pawpress.analysis.coaching import coach_again, output_json, was_coached
from pawpress.analysis.recording import open_recording
from pawpress.cli.failure import Failure, say
from pawpress.cli.headless_lines import json_line
from pawpress.recording import RecordingError
from pawpress.texts import Texts

USUAL = "This session was not coached; it is coached with the usual course."


def coach_recording(path: Path, language: str, *, json_lines: bool) -> None:
    """Print what the coach said, or would have said, in the session of a recording.

    Raises
    ------
    Failure
        If it cannot be read.
    """
    texts = Texts(language)
    try:
        recording = open_recording(path)
        if not was_coached(recording):
            say(USUAL)
        for said in coach_again(recording):
            made = output_json(said) if json_lines else None
            lines = [] if json_lines else said_lines(said, texts)
            for line in lines if made is None else [json_line(*made)]:
                typer.echo(line)
    except (OSError, RecordingError) as error:
        raise Failure(str(error)) from error
