"""Writes a report: figures and words into one page, and on paper or as a picture when asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from pawpress.analysis.recording import Recording
from pawpress.core.user_error import UserError
from pawpress.report import report_rows
from pawpress.report.evidence import evidence_html
from pawpress.report.figures import compare, draw, progress
from pawpress.report.figures.progress import PastSession
from pawpress.report.paper import Paper, PaperName
from pawpress.report.reported_session import ReportedSession, look_at
from pawpress.report.said import said_rows
from pawpress.report.style import MARKS, STYLE, Drawn
from pawpress.report.summary_text import summary_text
from pawpress.system.new_file import open_private, open_private_text, replace_own, writing


class ReportError(UserError, ValueError):
    """A report cannot be written; the text says what, where and what to do next."""


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What a session is held against."""

    teacher: Recording | None = None
    person: str = ""
    past: tuple[PastSession, ...] = ()
    """Sessions of that person, the oldest first."""


def write_report(
    recording: Recording,
    output: Path | None = None,
    *,
    pdf: bool = False,
    png: bool = False,
    paper: PaperName = "a4",
    beside: ReportContext | None = None,
) -> list[Path]:
    """Write the page, and return the files that were written; an earlier report is replaced, nothing else.

    Raises
    ------
    ReportError
        If a file cannot be written.
    """
    path = output or recording.path.with_suffix(".html")
    if path.suffix in (".pdf", ".png"):
        path = path.with_suffix(".html")
    if os.path.realpath(path) == os.path.realpath(recording.path):
        raise ReportError(f"{path}: is the recording itself. Choose another name with --output.")
    if path.suffix == recording.path.suffix:
        raise ReportError(f"{path}: would look like a recording. Choose a name that ends in .html with --output.")
    session = look_at(recording)
    drawn = [*draw(session), *_beside(session, beside or ReportContext())]
    written: list[Path] = []

    def put(into: Path, write: Callable[[Path], object]) -> None:
        with writing(into, ReportError, option="--output"):
            replace_own(into, write)
        written.append(into)

    put(path, lambda into: _html(session, drawn, into))
    if pdf:
        from pawpress.report.pdf import write_pdf

        put(path.with_suffix(".pdf"), lambda into: write_pdf(session, drawn, into, Paper(paper)))
    if png and drawn:
        put(path.with_suffix(".png"), lambda into: _png(drawn[0], into))
    return written


def page(session: ReportedSession, drawn: Sequence[Drawn]) -> str:
    """Return the page as HTML."""
    import jinja2

    source = resources.files("pawpress.report.templates").joinpath("report.html.j2").read_text("utf-8")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    calibrated, pads = report_rows.calibration(session)
    return environment.from_string(source).render(
        session=session,
        story=summary_text(session),
        facts=report_rows,
        figures=drawn,
        evidence=evidence_html(session),
        colours={mark.word: mark.colour for mark in MARKS.values()},
        worst=[report_rows.press_row(judged) for judged in report_rows.worst(session)],
        presses=[report_rows.press_row(judged) for judged in session.presses],
        walk=report_rows.walk_rows(session),
        hints=report_rows.walk_hints(session),
        said=said_rows(session.annotations),
        calibrated=calibrated,
        pads=pads,
        summary=report_rows.summary(session),
        limits=report_rows.limit_rows(session),
    )


def _html(session: ReportedSession, drawn: Sequence[Drawn], path: Path) -> None:
    text = page(session, drawn)
    with open_private_text(path) as file:
        file.write(text)


def _beside(session: ReportedSession, beside: ReportContext) -> list[Drawn]:
    figures = [progress.draw(beside.past, session.name, beside.person, session.limits)]
    if beside.teacher is not None:
        teacher = look_at(beside.teacher)
        figures.append(compare.draw(session, teacher))
        if figures[-1] is None:
            who = session.name if not session.presses else teacher.name
            raise ReportError(f"{who}: holds no press that can be compared. Leave --compare out.")
    return [figure for figure in figures if figure is not None]


def _png(drawn: Drawn, path: Path) -> None:
    import matplotlib as mpl

    with mpl.rc_context(STYLE), open_private(path) as file:
        drawn.figure().savefig(file, dpi=160, format="png")
