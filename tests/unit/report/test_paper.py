"""Pages of paper: nothing falls off a page, and a heading stays with what it heads."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pawpress.analysis.recording import open_recording
from pawpress.report import PastSession, ReportContext, ReportError, write_report
from pawpress.report.figures import compare, progress
from pawpress.report.paper import INCHES, Paper, PaperBlock, _paged, space
from pawpress.report.reported_session import look_at
from tests.many import one_recording

LINE = PaperBlock(0.2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A beginner, a teacher, and somebody who did not press."""
    folder = tmp_path_factory.mktemp("paper")
    one_recording(folder / "Zoë.paw", 3)
    one_recording(folder / "teacher.paw", 1)
    one_recording(folder / "idle.paw", 0)
    return folder


def past(count: int) -> tuple[PastSession, ...]:
    return tuple(
        PastSession(f"s{n}", f"2026-11-{n + 1:02}", n % 3, dict.fromkeys(progress.LINES, n / count), 2.0, 1.0 + n / 10)
        for n in range(count)
    )


def test_a_page_holds_no_more_than_its_height():
    pages = _paged([LINE] * 123, 10.0)
    assert sum(len(page) for page in pages) == 123
    assert all(sum(block.height_in for block in page) <= 10.0 + 1e-9 for page in pages)


def test_a_heading_never_ends_a_page():
    heading = [space(0.3), PaperBlock(0.3, keep_with_next=True)]
    for before in range(40, 52):
        pages = _paged([*[LINE] * before, *heading, LINE, LINE], 10.0)
        assert not any(page[-1].keep_with_next for page in pages)


def test_a_long_cell_makes_its_row_higher_and_loses_nothing():
    text = " ".join(f"word{n}" for n in range(60))
    _, row = Paper("a4").table(("a", "b"), [("1", text)], (0.5, 0.5))
    assert row.words[1].text.split() == text.split()
    assert row.height_in > 6 * 7.5 / 72


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_page_has_the_size_of_the_paper(folder: Path, tmp_path: Path, paper: str):
    if shutil.which("pdfinfo") is None:
        pytest.skip("needs poppler-utils")
    *_, pdf = write_report(open_recording(folder / "Zoë.paw"), tmp_path / "a.html", pdf=True, paper=paper)  # type: ignore[arg-type]
    told = subprocess.run(["pdfinfo", "-l", "99", pdf], capture_output=True, text=True, check=True).stdout
    sizes = re.findall(r"size: +([\d.]+) x ([\d.]+)", told)
    assert len(sizes) >= 3
    width_in, height_in = INCHES[paper]  # type: ignore[index]
    for width, height in sizes:
        assert (float(width), float(height)) == pytest.approx((72 * width_in, 72 * height_in), abs=1.0)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    for words in ("Zoë", "Force over time", "Every press", "Calibration and uncertainty", "Method and thresholds"):
        assert words in text


def test_a_teacher_is_laid_beside(folder: Path, tmp_path: Path):
    beside = ReportContext(open_recording(folder / "teacher.paw"))
    [page] = write_report(open_recording(folder / "Zoë.paw"), tmp_path / "a.html", beside=beside)
    told = page.read_text("utf-8")
    assert "Beside teacher" in told
    assert re.search(r"hold: median [\d.]+ s here, [\d.]+ s of the teacher", told)


@pytest.mark.parametrize("names", [("Zoë", "idle"), ("idle", "teacher")])
def test_nobody_is_compared_with_silence(folder: Path, tmp_path: Path, names: tuple[str, str]):
    one, other = (open_recording(folder / f"{name}.paw") for name in names)
    with pytest.raises(ReportError, match=r"idle: holds no press that can be compared\."):
        write_report(one, tmp_path / "a.html", beside=ReportContext(other))
    assert list(tmp_path.iterdir()) == []


def test_the_numbers_of_a_comparison_are_the_medians(folder: Path):
    session, teacher = (look_at(open_recording(folder / f"{name}.paw")) for name in ("Zoë", "teacher"))
    drawn = compare.draw(session, teacher)
    assert drawn is not None
    [press] = [judged.press for judged in teacher.presses]
    assert f"{press.hold_s:.2f} s of the teacher" in drawn.text


@pytest.mark.parametrize("narrow", [False, True])
def test_progress_shows_sessions_with_presses_only(folder: Path, narrow: bool):
    limits = open_recording(folder / "Zoë.paw").manifest.limits
    assert progress.draw(past(2), "s1", "Zoë", limits) is None
    drawn = progress.draw(past(20), "s7", "Zoë", limits)
    assert drawn is not None
    assert "13 of 20" in drawn.caption
    assert "all three" in drawn.svg(narrow=narrow)
    assert "Median hold: 1.10 s, then 2.90 s." in drawn.text
