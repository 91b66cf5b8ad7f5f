"""The page says what the recording holds, needs nothing else, and can be read without seeing it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.recording import open_recording
from pawpress.recording import Recorder
from pawpress.report import ReportError, report_rows, write_report
from pawpress.report.figures import FIGURES, curves, draw, shapes
from pawpress.report.figures.body_map import loads
from pawpress.report.reported_session import ReportedSession, look_at
from pawpress.report.style import MARKS
from pawpress.report.summary_text import duration, summary_text
from pawpress.settings.layout_files import load_layout
from tests.chunks import every
from tests.recordings import gap_frame, manifest, record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

STEADY = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
JAB = minimum_jerk(times(4.0), 1.0, 0.06, 0.1, 0.06, 330.0)
NOTHING = np.zeros(len(STEADY))


def forces(*columns: np.ndarray) -> np.ndarray:
    return np.stack(columns, axis=1)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A steady press of the left pad, an unplug, a jab of the right pad hard enough for an alarm."""
    stream = stream_of(forces(STEADY, NOTHING)) + gap_frame(5.0) + stream_of(forces(NOTHING, JAB))
    return record(tmp_path_factory.mktemp("report") / "an <b>evening.paw", every(stream, 500))


@pytest.fixture(scope="module")
def session(path: Path) -> ReportedSession:
    return look_at(open_recording(path))


@pytest.fixture(scope="module")
def written(path: Path) -> list[Path]:
    """The page of the recording, on paper and as a picture too."""
    return list(write_report(open_recording(path), pdf=True, png=True))


@pytest.fixture(scope="module")
def page(written: list[Path]) -> str:
    return written[0].read_text("utf-8")


class Reader(HTMLParser):
    """Collects what matters of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labels: list[str] = []
        self.tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: entry or "" for name, entry in attrs}
        self.tags.append(tag)
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named[key] for key in ("href", "src", "xlink:href") if key in named]
        self.labels += [named["aria-label"]] if named.get("role") == "img" else []


def page_of(path: Path) -> str:
    [page, *_] = write_report(open_recording(path))
    return page.read_text("utf-8")


def test_the_page_loads_nothing_from_elsewhere(page: str):
    reader = Reader(page)
    assert all(link.startswith(("#", "data:")) for link in reader.links)
    assert "script" not in reader.tags
    assert not re.search(r"url\((?!#)|@import", page)


def test_every_figure_has_words_and_no_name_stands_twice(page: str, session: ReportedSession):
    reader = Reader(page)
    alarms = len(session.alarms)
    figures = len(FIGURES) - 1  # strips are for long sessions
    assert len(reader.labels) == figures + alarms
    assert reader.tags.count("svg") == 2 * figures + alarms  # each figure once more for a phone
    assert all(len(label) > 20 for label in reader.labels)
    assert len(set(reader.ids)) == len(reader.ids)
    assert all(link[1:] in reader.ids for link in reader.links if link.startswith("#"))


def test_what_people_typed_is_text_and_not_markup(page: str):
    assert "<b>" not in page
    assert "an &lt;b&gt;evening" in page


def test_the_story_tells_presses_alarms_and_gaps(session: ReportedSession):
    told = summary_text(session)
    assert "holds 2 presses. By verdict: 1 steady and 1 jab." in told
    assert re.search(r"Alarms: \d red", told)
    assert "Readings are missing once, 5 s in all." in told


def test_what_limits_trust_says_how_long(session: ReportedSession):
    rows = report_rows.trust_rows(session)
    assert ("0.00", "the end", "all") in [row[:3] for row in rows if "not calibrated" in row[3]]
    [gap] = [row for row in rows if "missing" in row[3]]
    assert float(gap[1]) - float(gap[0]) == pytest.approx(5.0, abs=0.1)
    assert not any("`" in row[3] for row in rows)


def test_an_empty_recording_is_a_page_without_figures(tmp_path: Path):
    page = page_of(record(tmp_path / "a.paw", []))
    assert "nobody pressed" in page
    assert "<svg" not in page


def test_a_session_without_a_press_shows_its_curves_only(tmp_path: Path):
    path = record(tmp_path / "a.paw", every(stream_of(forces(NOTHING, NOTHING)), 500))
    assert [drawn.name for drawn in draw(look_at(open_recording(path)))] == ["curves"]


@pytest.mark.parametrize(("seconds", "figure"), [(4, "curves"), (160, "strips")])
def test_a_session_in_which_nobody_touched_a_pad_is_drawn_without_a_warning(tmp_path: Path, seconds: int, figure: str):
    still = stream_of(np.zeros((50 * seconds, 2)), period_us=20_000)
    [drawn] = draw(look_at(open_recording(record(tmp_path / "a.paw", every(still, 5000)))))
    assert (drawn.name, drawn.svg().count("<svg")) == (figure, 1)


def test_a_recording_that_was_cut_off_says_so(tmp_path: Path):
    path = record(tmp_path / "a.paw", every(stream_of(forces(STEADY, NOTHING)), 500), close=False)
    assert "cut off before its end" in page_of(path)


def test_no_peak_is_lost_in_a_long_curve():
    t_s = np.arange(500_000) / 500.0
    force_n = np.zeros(len(t_s))
    force_n[123_457] = 300.0
    at_s, low_n, high_n = curves.envelope(t_s, force_n, 0.002, 1600)
    assert len(at_s) <= 1601
    assert np.nanmax(high_n) == 300.0
    assert at_s[np.nanargmax(high_n)] == pytest.approx(123_457 / 500.0, abs=1.0)
    assert np.nanmin(low_n) == 0.0


def test_missing_readings_are_missing_in_the_curve_too():
    t_s = np.concatenate((np.arange(500), np.arange(5000, 5500))) / 500.0
    _, low_n, high_n = curves.envelope(t_s, np.ones(1000), 0.002, 1600)
    assert np.isnan(high_n).any()
    assert np.isnan(low_n).mean() == pytest.approx(0.82, abs=0.05)


def test_the_target_shape_is_held_as_long_as_it_says(session: ReportedSession):
    t_s = np.linspace(-0.3, 8.0, 8301)
    for held_s in (1.0, 3.0):
        above = t_s[shapes.target(session.limits, t_s, held_s) >= 0.8]
        assert above[-1] - above[0] == pytest.approx(held_s, abs=0.01)


def test_the_weight_of_a_hand_is_shared_among_its_pads(tmp_path: Path):
    layout = load_layout("gloves")
    force_n = np.zeros((len(STEADY), len(layout.pad)))
    hand = layout.groups[0]
    for number, column in enumerate(hand.columns):
        force_n[:, column] = STEADY * (0.4 if number == 0 else 0.2)
    recorder = Recorder(tmp_path / "a.paw", manifest(layout=layout))
    recorder.take(stream_of(force_n), [], 0.0)
    recorder.close()
    taken = loads(look_at(open_recording(tmp_path / "a.paw")))
    shares = {load.pad.channel: load.share for load in taken}
    assert sum(shares.values()) == pytest.approx(1.0)
    first, *others = hand.columns
    assert all(shares[first] == pytest.approx(2.0 * shares[column], rel=0.1) for column in others)
    assert sum(shares[column] for column in hand.columns) == pytest.approx(1.0, abs=0.01)


def test_verdicts_differ_in_shape_and_word_and_not_in_colour_alone():
    assert len({mark.shape for mark in MARKS.values()}) == len(MARKS)
    assert len({mark.word for mark in MARKS.values()}) == len(MARKS)


def test_pdf_and_png_are_written_beside_the_page(path: Path, written: list[Path]):
    page, pdf, png = written
    assert {each.parent for each in written} == {path.parent}
    assert page.suffix == ".html"
    assert pdf.read_bytes().startswith(b"%PDF")
    assert png.read_bytes().startswith(b"\x89PNG")


def test_the_recording_itself_is_never_written_over(path: Path):
    before = path.read_bytes()
    with pytest.raises(ReportError, match="is the recording itself"):
        write_report(open_recording(path), path)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path):
    path = record(tmp_path / "a.paw", [])
    with pytest.raises(ReportError, match=r"cannot be written .*Choose another folder\."):
        write_report(open_recording(path), path.parent / "absent" / "a.html")


@pytest.mark.parametrize(("seconds", "words"), [(24, "24 seconds"), (600, "10 minutes"), (7200, "2.0 hours")])
def test_a_length_of_time_is_said_as_people_say_it(seconds: float, words: str):
    assert duration(seconds) == words
