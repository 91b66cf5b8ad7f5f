"""Files that were damaged or never meant to be judged: each is judged, or refused in one line."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from bench.endurance_outcome import Outcome
from pawpress.analysis.grade_files import UNJUDGED, GradeOptions, grade_file
from pawpress.analysis.recording import open_recording
from pawpress.export.convert import export_recording
from pawpress.library.index import Library, LibraryError
from pawpress.recording import RecordingError
from pawpress.report import write_report
from pawpress.settings.grading_limits import load_limits
from tests.chunks import every
from tests.damages import DAMAGES, odd_manifest, odd_table
from tests.recordings import flipped, gap_frame, manifest, record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(1.2), 0.2, 0.3, 0.4, 0.2, 100.0)
STREAM = stream_of(np.stack((PRESS, np.zeros(len(PRESS))), axis=1))
HOW = GradeOptions(load_limits())
IN_A_LIBRARY = 50
"""Files that lie in one folder when the library looks at them."""
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd|'/C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "-2+3",
]


def a_recording(folder: Path) -> bytes:
    """Return a recording of two presses with a gap between them."""
    return record(folder / "whole.paw", every(STREAM + gap_frame(3.0) + STREAM, 400)).read_bytes()


def answer_or_line(path: Path) -> dict[str, Any] | str:
    """Return what is found in a file, or the line that refuses it; any other exception is a traceback for somebody."""
    try:
        return grade_file(path, HOW)
    except UNJUDGED as error:
        return str(error)


def truncations(folder: Path, count: int) -> Outcome:
    """Cut a recording at each of its last bytes: what is left is judged and says that it was cut off."""
    whole = a_recording(folder)
    outcome = Outcome("recording cut at each of its last bytes")
    path = folder / "cut.paw"
    for size in range(len(whole) - 1, len(whole) - 1 - count, -1):
        path.write_bytes(whole[:size])
        with outcome.trial(f"{size} of {len(whole)} bytes"):
            answer = answer_or_line(path)
            assert isinstance(answer, dict), answer
            assert answer["source"]["recovered"]
            assert len(answer["presses"]) >= 1
    return outcome


def flips(folder: Path, count: int) -> Outcome:
    """Flip one bit of a recording: the same answer, or one that says that something is damaged."""
    whole = a_recording(folder)
    path = folder / "flipped.paw"
    path.write_bytes(whole)
    before, nothing_said = _parted(grade_file(path, HOW))
    outcome = Outcome("one flipped bit: no traceback, and nothing else without a word")
    rng = random.Random(11)
    for _ in range(count):
        place, bit = rng.randrange(len(whole)), rng.randrange(8)
        path.write_bytes(flipped(whole, place, bit))
        with outcome.trial(f"byte {place}, bit {bit}"):
            answer = answer_or_line(path)
            assert isinstance(answer, dict), answer
            after, said = _parted(answer)
            assert after == before or said != nothing_said
    return outcome


def fuzz(folder: Path, count: int) -> Outcome:
    """Judge files of every odd kind; now and then report one, and have the library look at a folder of them."""
    whole = a_recording(folder)
    outcome = Outcome("fuzzed input judged, or refused in one line")
    rng = random.Random(7)
    place = folder / "fuzzed"
    place.mkdir()
    for number in range(count):
        path = place / f"{number}{rng.choice(('.paw', '.csv', '.csv.gz', '.txt'))}"
        path.write_bytes(_odd_file(number, whole, rng))
        with outcome.trial(f"file {number}"):
            answer = answer_or_line(path)
            assert isinstance(answer, dict) or "\n" not in answer
            if number % 200 == 0 and isinstance(answer, dict) and answer["source"]["kind"] == "recording":
                write_report(open_recording(path))
        if number % IN_A_LIBRARY == IN_A_LIBRARY - 1:
            with outcome.trial(f"library of files up to {number}"):
                _look_at(place)
            for file in place.iterdir():
                file.unlink()
    return outcome


def hostile_names(folder: Path) -> Outcome:
    """Put markup and formulas into every text of a recording: the page runs none of it, nor does a spreadsheet."""
    outcome = Outcome("markup and formulas in names that run nowhere")
    for number, text in enumerate(HOSTILE):
        path = folder / f"hostile{number}.paw"
        told = manifest(rig=text, school=text, source=text, program=text)
        with outcome.trial(text):
            _record_with_note(path, told, text)
            [page] = write_report(open_recording(path))
            content = page.read_text("utf-8")
            assert "<script" not in content
            assert "<img src=x" not in content
            for table in export_recording(open_recording(path), "csv"):
                assert not any(_runs(cell) for cell in _cells(table))
    return outcome


def _record_with_note(path: Path, told: Any, text: str) -> None:
    from pawpress.core.annotation import Annotation
    from pawpress.recording import Recorder

    recorder = Recorder(path, told)
    recorder.take(STREAM, [Annotation(0.1, "note", text)], 0.0)
    recorder.close()


def _cells(table: Path) -> Iterable[str]:
    import csv

    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            yield from row


def _runs(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula; a number may begin with its sign."""
    if not cell or cell[0] not in "=+-@\t\r":
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False


def _odd_file(number: int, whole: bytes, rng: random.Random) -> bytes:
    match number % 4:
        case 0:
            return rng.choice(DAMAGES)(whole, rng)
        case 1:
            return odd_manifest(STREAM, rng)
        case 2:
            return odd_table(rng)
        case _:
            return rng.randbytes(rng.choice((1, 30, 300, 5000)))


def _look_at(place: Path) -> None:
    try:
        library = Library(place)
    except (LibraryError, RecordingError):
        return
    library.close()


def _parted(answer: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Return what was judged, and what is said of damage."""
    said = answer.pop("quality"), answer["link"].pop("crc_errors"), answer["source"].pop("recovered")
    del answer["link"], answer["source"]["path"]
    return answer, said
