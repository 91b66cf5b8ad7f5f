"""The figures of a report, one a module; each returns None where there is nothing to show."""

from __future__ import annotations

from collections.abc import Iterator

from pawpress.report.figures import alarms, body_map, curves, distributions, shapes, strips
from pawpress.report.reported_session import ReportedSession
from pawpress.report.style import Drawn

FIGURES = (curves, strips, shapes, distributions, body_map, alarms)


def draw(session: ReportedSession) -> Iterator[Drawn]:
    """Yield every figure that has something to show."""
    for figure in FIGURES:
        drawn = figure.draw(session)
        if drawn is not None:
            yield drawn
