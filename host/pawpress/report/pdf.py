"""The report on paper: the same words, figures and tables as the page, on A4 or Letter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pawpress.report import report_rows
from pawpress.report.evidence import evidence_of
from pawpress.report.paper import UNBROKEN, Paper, PaperBlock, print_pages, space
from pawpress.report.reported_session import ReportedSession
from pawpress.report.said import said_rows
from pawpress.report.style import SOFT, STYLE, Drawn
from pawpress.report.summary_text import summary_text
from pawpress.system.new_file import open_private

PRESS_HEADER = ("at (s)", "pad", "peak (N)", "rise (s)", "hold (s)", "verdict", "why")
PRESS_SHARES = (0.07, 0.12, 0.09, 0.09, 0.09, 0.11, 0.43)
ALARM_HEADER = ("from (s)", "to (s)", "severity", "where", "peak (N)", "what", "seen")
SAID_SHARES = (0.1, 0.2, 0.7)
ALARM_SHARES = (0.08, 0.1, 0.09, 0.1, 0.09, 0.36, 0.18)


def write_pdf(session: ReportedSession, drawn: Sequence[Drawn], path: Path, paper: Paper) -> int:
    """Write the report as PDF and return its number of pages.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages

    about = {"Title": f"pawpress: {session.name}", "CreationDate": None}
    with (
        mpl.rc_context({**STYLE, "pdf.fonttype": 42}),
        open_private(path) as file,
        PdfPages(file, metadata=about) as pages,
    ):
        return print_pages(pages, paper, _blocks(session, drawn, paper), f"{session.name} · {report_rows.NO_DEVICE}")


def _blocks(session: ReportedSession, drawn: Sequence[Drawn], paper: Paper) -> list[PaperBlock]:
    blocks = [
        *paper.paragraph(session.name, 20.0, bold=True),
        *paper.paragraph(
            f"{report_rows.when(session)} · {session.manifest.source} · {session.layout.title} · "
            f"style {session.limits.style}",
            8.0,
            colour=SOFT,
        ),
        space(0.12),
        *paper.paragraph(summary_text(session), 10.5),
        space(0.1),
    ]
    for notice in notices(session):
        blocks += [*paper.paragraph(notice, 9.5, colour="#7a4a00"), space(0.1)]
    totals = (f"{name}: {number}".replace(" ", UNBROKEN) for name, number in report_rows.summary(session))
    blocks += paper.paragraph("  ·  ".join(totals), 9.5)
    for each in drawn:
        blocks += paper.picture(each)
    blocks += _tables(session, paper)
    calibrated, pads = report_rows.calibration(session)
    blocks += paper.heading("Calibration and uncertainty")
    if pads:
        blocks += paper.table(("pad", "relative uncertainty of a newton"), pads, (0.2, 0.8))
    blocks += paper.paragraph(report_rows.curve_words(calibrated))
    blocks += [*paper.heading("Method and thresholds"), *paper.paragraph(report_rows.method(session)), space(0.08)]
    return blocks + paper.table(
        ("of", "threshold", "limit", "source"), report_rows.limit_rows(session), (0.12, 0.22, 0.09, 0.57)
    )


def notices(session: ReportedSession) -> list[str]:
    """Return what limits trust in the whole report."""
    told: list[str] = []
    if session.recovered:
        told.append("This recording was cut off before its end. Everything up to the cut is here.")
    if not report_rows.calibration(session)[0]:
        told.append(
            "The pads are not calibrated. Times and shapes can be trusted; newtons are nominal and may be far off."
        )
    return told


def _tables(session: ReportedSession, paper: Paper) -> list[PaperBlock]:
    blocks: list[PaperBlock] = []
    if walk := report_rows.walk_rows(session):
        blocks += paper.heading("The walk over the back") + paper.table(("what", "figure"), walk, (0.4, 0.6))
        blocks += [line for hint in report_rows.walk_hints(session) for line in paper.paragraph(hint)]
    if said := said_rows(session.annotations):
        blocks += paper.heading("What was said") + paper.table(("at (s)", "who or what", "words"), said, SAID_SHARES)
    if session.presses:
        shown = report_rows.worst(session)
        title = "Every press" if len(shown) == len(session.presses) else f"The {len(shown)} presses to look at first"
        blocks += paper.heading(title) + paper.table(PRESS_HEADER, map(report_rows.press_row, shown), PRESS_SHARES)
        if len(shown) < len(session.presses):
            blocks += paper.paragraph(
                f"All {len(session.presses)} are on the page and in the export.", 8.0, colour=SOFT
            )
    if session.alarms:
        blocks += paper.heading("Every alarm") + paper.table(ALARM_HEADER, _alarm_rows(session), ALARM_SHARES)
    if session.quality:
        blocks += paper.heading("What limits trust")
        header = ("from (s)", "to (s)", "pad", "what")
        blocks += paper.table(header, report_rows.trust_rows(session), (0.1, 0.1, 0.15, 0.65))
    return blocks


def _alarm_rows(session: ReportedSession) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in evidence_of(session):
        episode, seen_s = row.logged.episode, row.logged.seen_s
        rows.append(
            (
                f"{episode.start_s:.2f}",
                "to the end" if episode.end_s is None else f"{episode.end_s:.2f}",
                episode.alarm.severity,
                episode.alarm.pad or "all pads",
                "–" if episode.peak_n is None else f"{episode.peak_n:.0f}",
                episode.message,
                "nobody" if seen_s is None else f"at {seen_s:.1f} s: {row.logged.seen_how}",
            )
        )
    return rows
