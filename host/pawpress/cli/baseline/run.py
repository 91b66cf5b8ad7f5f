"""`pawpress baseline`: learns from two files where one person's pushes with the arms part from their leans."""

from __future__ import annotations

from pathlib import Path

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.cli.failure import Failure, say
from pawpress.core.grading import baseline, baseline_toml
from pawpress.core.presses import Press
from pawpress.importers import judge_table, read_table
from pawpress.recording import RecordingError
from pawpress.recording.reader import looks_like_recording
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.safety_limits import load_safety_limits
from pawpress.system.new_file import write_new, writing
from pawpress.system.untrusted import open_regular


def write_baseline(leans: Path, pushes: Path, out: Path) -> None:
    """Measure both files and write the baseline; nothing is overwritten.

    Raises
    ------
    Failure
        If a file cannot be judged, holds too few presses, or the baseline is already there.
    """
    text = baseline_toml(baseline(_presses(leans), _presses(pushes)))
    with writing(out, Failure, advice="Choose another place with --out.", option="--out"):
        write_new(out, lambda file: file.write(text.encode()))
    say(f"{out}: written. Give it to `pawpress live` or `pawpress grade` with --baseline.")


def _presses(path: Path) -> list[Press]:
    try:
        with open_regular(path) as file:
            head = file.read(4096)
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    if looks_like_recording(head):
        judged = judge_recording(path).presses
    else:
        judged = judge_table(read_table(path, None, ()), load_limits(), load_safety_limits()).presses
    return [one.press for one in judged if one.verdict.verdict != "ungraded"]
