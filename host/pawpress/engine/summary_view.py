"""What views are told at the end of a session."""

from __future__ import annotations

from pawpress.analysis.results import red_events
from pawpress.core.closing import closing
from pawpress.engine.messages import SummaryView
from pawpress.engine.session import Session
from pawpress.engine.walk_view import walk_view
from pawpress.system.log import log_folder


def summary_view(session: Session, recording: str | None, kept: int | None = None, drill: str = "") -> SummaryView:
    """Return the end of a session that is finished, as views show it.

    Parameters
    ----------
    session : Session
        After `finish`: what was in hand is judged, the recording is closed.
    recording : str, optional
        The file that is kept.
    kept : int, optional
        Presses that are in it; all when left out.
    drill : str, optional
        The drill of next time, where somebody coached.
    """
    pipeline = session.pipeline
    tally, red = pipeline.tally, red_events(pipeline.episodes())
    said = closing(tally, tally.score(red), pipeline.route())
    return SummaryView(
        duration_s=pipeline.end_s,
        mode="hands" if pipeline.setup.foot is None else "foot",
        presses=tally.presses,
        by_verdict=dict(tally.by_verdict),
        by_force=dict(tally.by_force),
        red_events=red,
        well=said.well,
        next=said.next,
        walk=walk_view(pipeline),
        recording=recording,
        kept=tally.presses if kept is None else kept,
        log=str(log_folder()),
        drill=drill,
    )
