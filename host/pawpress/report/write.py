"""Writes a report: figures and words into one page, and its figures as PDF or PNG when asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

from pawpress import __version__
from pawpress.grading import Limits
from pawpress.recorder import Recording
from pawpress.report.evidence import evidence_html
from pawpress.report.figures import draw
from pawpress.report.look import MARKS, STYLE, Drawn
from pawpress.report.session import ReportedSession, look_at
from pawpress.report.story import story

PAGE_INCHES = (8.27, 11.69)
"""A4."""


class ReportError(ValueError):
    """A report cannot be written; the text says what, where and what to do next."""


def write_report(
    recording: Recording, output: Path | None = None, *, pdf: bool = False, png: bool = False
) -> list[Path]:
    """Write the page, and return the files that were written; an earlier report is replaced, nothing else.

    Raises
    ------
    ReportError
        If a file cannot be written.
    """
    path = output or recording.path.with_suffix(".html")
    if path.resolve() == recording.path.resolve():
        raise ReportError(f"{path}: is the recording itself. Choose another name with --output.")
    session = look_at(recording)
    drawn = list(draw(session))
    try:
        path.write_text(page(session, drawn), "utf-8")
        written = [path]
        if pdf:
            written.append(_pdf(session, drawn, path.with_suffix(".pdf")))
        if png:
            written += _png(drawn, path.with_suffix(".png"))
    except OSError as error:
        raise ReportError(f"{path}: cannot be written ({error.strerror}). Choose another folder.") from error
    return written


def page(session: ReportedSession, drawn: list[Drawn]) -> str:
    """Return the page as HTML."""
    import jinja2

    source = resources.files("pawpress.report.templates").joinpath("report.html.j2").read_text("utf-8")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    return environment.from_string(source).render(
        session=session,
        story=story(session),
        when=datetime.fromtimestamp(session.manifest.created_unix_ms / 1e3, UTC).strftime("%d %B %Y, %H:%M UTC"),
        figures=drawn,
        evidence=evidence_html(session),
        marks=MARKS,
        calibration=_calibration(session),
        limits=_limits(session.limits),
        version=__version__,
        summary=_summary(session),
    )


def _summary(session: ReportedSession) -> list[tuple[str, str]]:
    shares = session.samples.judged.pipeline.tally.pass_share()
    words = {"speed": "gentle onset", "hold": "held long enough", "steadiness": "steady hold", "all": "all three"}
    told = [("presses", str(len(session.presses)))]
    told += [(words.get(name, name), f"{share:.0%}") for name, share in shares.items() if share is not None]
    return [*told, ("alarms", str(len(session.alarms)))]


def _calibration(session: ReportedSession) -> dict[str, Any]:
    calibration = session.samples.judged.pipeline.calibration
    if calibration is None:
        return {"calibrated": False, "pads": []}
    spread = calibration.uncertainty.tolist()
    return {"calibrated": calibration.calibrated, "pads": list(zip(session.samples.pads, spread, strict=False))}


def _limits(limits: Limits) -> list[tuple[str, str, float, str]]:
    rows: list[tuple[str, str, float, str]] = []
    for section in ("speed", "hold", "steadiness", "release", "zones"):
        group = getattr(limits, section)
        for name in group.__struct_fields__:
            limit = getattr(group, name)
            if limit is not None:
                rows.append((section, name, limit.limit, limit.source))
    return rows


def _pdf(session: ReportedSession, drawn: list[Drawn], path: Path) -> Path:
    """Write the words and figures on pages of A4."""
    import textwrap

    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    with (
        mpl.rc_context({**STYLE, "pdf.fonttype": 42}),
        PdfPages(path, metadata={"Title": f"pawpress: {session.name}"}) as pages,
    ):
        cover = Figure(figsize=PAGE_INCHES)
        cover.text(0.1, 0.92, session.name, fontsize=20)
        cover.text(0.1, 0.885, "\n".join(textwrap.wrap(story(session), 82)), va="top", fontsize=10, linespacing=1.5)
        lines = [f"{name}: {share}" for name, share in _summary(session)]
        cover.text(0.1, 0.74, "\n".join(lines), va="top", fontsize=11, linespacing=1.6)
        cover.text(
            0.1, 0.06, "A training aid, not a medical device. The partner's word overrides the page.", fontsize=8
        )
        pages.savefig(cover)
        for each in drawn:
            pages.savefig(each.figure(), bbox_inches="tight", pad_inches=0.6)
    return path


def _png(drawn: list[Drawn], path: Path) -> list[Path]:
    import matplotlib as mpl

    if not drawn:
        return []
    with mpl.rc_context(STYLE):
        drawn[0].figure().savefig(path, dpi=160)
    return [path]
