"""The partner's words and the walk, wherever a recording is read: report, paper, `sessions show`, every export."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from pawpress.analysis.recording import open_recording
from pawpress.cli.main import app
from pawpress.core.annotation import Annotation
from pawpress.core.pipeline import Pipeline
from pawpress.export.convert import export_recording
from pawpress.recording import Recorder
from pawpress.recording.recorded_setup import setup_of
from pawpress.report import write_report
from pawpress.report.paper import Paper
from pawpress.report.pdf import _tables
from pawpress.report.report_rows import walk_rows
from pawpress.report.reported_session import look_at
from pawpress.report.said import said_rows
from tests.chunks import every
from tests.recordings import manifest
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 60.0)
REST = np.zeros_like(PRESS)
PADS = 6
ORDER = (0, 1, 2, 3, 4, 5)
"""Left and right in turns, level by level."""
STREAM = stream_of(
    np.concatenate([np.stack([PRESS if pad == now else REST for pad in range(PADS)], axis=1) for now in ORDER])
)
SAID = (("partner", "nice", 1.9), ("good_spot", "", 5.9), ("partner", "less", 9.9), ("note", "<b>left</b> hip", 11.0))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Record a walk in which people speak."""
    path = tmp_path_factory.mktemp("said") / "2026-11-22_201500.paw"
    told = manifest()
    pipeline, recorder, waiting = Pipeline(setup_of(told)), Recorder(path, told), list(SAID)
    for number, chunk in enumerate(every(STREAM, 997)):
        events = pipeline.receive(chunk, 0.0)
        recorder.take(chunk, events, 0.02 * number)
        while waiting and waiting[0][2] <= pipeline.end_s:
            kind, text, t_s = waiting.pop(0)
            recorder.take(b"", [Annotation(t_s, kind, text)], 0.02 * number)  # type: ignore[arg-type]
    recorder.close()
    assert not waiting
    return path


def test_the_page_tells_every_word_and_the_walk(path: Path, tmp_path: Path):
    page = write_report(open_recording(path), tmp_path / "a.html")[0].read_text("utf-8")
    for text in ("What was said", "<td>partner</td><td>nice</td>", "<td>partner</td><td>less</td>", "a good spot"):
        assert text in page, text
    assert "&lt;b&gt;left&lt;/b&gt; hip" in page
    for text in ("The walk over the back", "cadence", "levels skipped", "next step"):
        assert text in page, text


def test_nice_is_the_force_it_was_said_of_and_less_lowers_it(path: Path):
    recording = open_recording(path)
    session = look_at(recording)
    assert session.nice_n is not None
    low_n, high_n = session.nice_n
    assert high_n == pytest.approx(0.9 * 60.0, rel=0.05)
    assert low_n == pytest.approx(high_n * 0.85 / 1.15)
    assert said_rows(session.annotations)[0] == ("1.9", "partner", "nice")


def test_a_session_in_which_nobody_said_nice_has_no_band(tmp_path: Path):
    told = manifest()
    recorder = Recorder(tmp_path / "a.paw", told)
    for chunk in every(STREAM, 997):
        recorder.take(chunk, [], 0.0)
    recorder.close()
    session = look_at(open_recording(tmp_path / "a.paw"))
    assert session.nice_n is None
    page = write_report(open_recording(tmp_path / "a.paw"))[0].read_text("utf-8")
    assert "green band" not in page
    assert "What was said" not in page


def test_the_walk_of_the_page_is_that_of_grade(path: Path):
    route = look_at(path_recording := open_recording(path)).samples.judged.pipeline.route()
    assert route is not None
    rows = dict(walk_rows(look_at(path_recording)))
    assert rows["steps"] == str(route.steps) == "6"
    assert rows["levels skipped"] == str(route.climb.skipped)


def test_the_paper_holds_them_too(path: Path):
    blocks = _tables(look_at(open_recording(path)), Paper("a4"))
    words = [word.text for block in blocks for word in block.words]
    for text in ("What was said", "partner", "nice", "The walk over the back", "levels skipped"):
        assert text in words, text


def test_sessions_show_tells_them(path: Path):
    shown = CliRunner().invoke(app, ["sessions", "show", path.stem, "--folder", str(path.parent)])
    assert shown.exit_code == 0, shown.output
    assert "at 1.9 s, partner: nice" in shown.output
    assert "at 5.9 s, good spot: a good spot" in shown.output


@pytest.mark.parametrize("to", ["csv", "parquet", "mat", "xdf"])
def test_every_export_holds_the_partners_words(path: Path, tmp_path: Path, to: str):
    written = export_recording(open_recording(path), to, tmp_path / f"a.{to}")
    content = b"".join(one.read_bytes() for one in written)
    if to == "mat":
        from scipy.io import loadmat

        content = str(loadmat(written[0], simplify_cells=True)).encode()
    if to == "parquet":
        import pyarrow.parquet as pq

        metadata = pq.read_schema(written[0]).metadata
        content = json.dumps({key.decode(): text.decode(errors="replace") for key, text in metadata.items()}).encode()
    for word in (b"partner", b"nice", b"less"):
        assert word in content, (to, word)
