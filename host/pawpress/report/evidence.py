"""The evidence of alarms: the half second before and after each, and who had seen it when."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from pawpress.core.safety import Episode
from pawpress.recording.alarm_log import LoggedAlarm
from pawpress.report.reported_session import ReportedSession

AROUND_S = 0.5
WIDTH, HEIGHT = 180.0, 36.0
LONGEST_S = 4.0
"""Of a long alarm the picture shows its beginning."""
POINTS = 180


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the log."""

    logged: LoggedAlarm
    before_n: float | None
    """Largest force in the half second before; None without readings."""
    after_n: float | None
    """Largest force in the half second after."""
    line: str
    """The force from half a second before to half a second after, as the points of a line."""
    shade: tuple[float, float]
    """Where in the picture the condition held: begin and width."""


def evidence_of(session: ReportedSession) -> list[Evidence]:
    """Return a row for every alarm, in order of time."""
    return [_row(session, logged) for logged in session.alarm_log]


def evidence_html(session: ReportedSession) -> str:
    """Return the section of the page; empty without alarms."""
    import jinja2

    source = resources.files("pawpress.report.templates").joinpath("evidence.html.j2").read_text("utf-8")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    red = sum(logged.episode.alarm.severity == "red" for logged in session.alarm_log)
    return environment.from_string(source).render(
        rows=evidence_of(session), red=red, width=WIDTH, height=HEIGHT, around_s=AROUND_S, mode=session.manifest.mode
    )


def _row(session: ReportedSession, logged: LoggedAlarm) -> Evidence:
    episode = logged.episode
    start_s, end_s = episode.start_s, session.end_s if episode.end_s is None else episode.end_s
    t_s, force_n = session.samples.t_s, session.column(episode.alarm.pad)
    shown_s = (start_s - AROUND_S, min(end_s, start_s + LONGEST_S) + AROUND_S)
    return Evidence(
        logged=logged,
        before_n=_most(t_s, force_n, start_s - AROUND_S, start_s),
        after_n=None if episode.end_s is None else _most(t_s, force_n, end_s, end_s + AROUND_S),
        line=_line(t_s, force_n, shown_s),
        shade=_shade(episode, shown_s, end_s),
    )


def _most(t_s: NDArray[np.float64], force_n: NDArray[np.float64], from_s: float, to_s: float) -> float | None:
    part = force_n[slice(*np.searchsorted(t_s, (from_s, to_s)).tolist())]
    return float(part.max()) if len(part) else None


def _line(t_s: NDArray[np.float64], force_n: NDArray[np.float64], shown_s: tuple[float, float]) -> str:
    part = slice(*np.searchsorted(t_s, shown_s).tolist())
    seconds, newtons = t_s[part], force_n[part]
    if not len(seconds):
        return ""
    step = -(-len(seconds) // POINTS)
    # The highest reading of each stretch, so that no spike is lost between two points.
    starts = np.arange(0, len(seconds), step)
    tops = np.maximum.reduceat(newtons, starts)
    x = WIDTH * (seconds[starts] - shown_s[0]) / (shown_s[1] - shown_s[0])
    y = HEIGHT - (HEIGHT - 2.0) * np.clip(tops, 0.0, None) / max(float(tops.max()), 1.0)
    return " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x.tolist(), y.tolist(), strict=True))


def _shade(episode: Episode, shown_s: tuple[float, float], end_s: float) -> tuple[float, float]:
    scale = WIDTH / (shown_s[1] - shown_s[0])
    return scale * (episode.start_s - shown_s[0]), scale * (min(end_s, shown_s[1]) - episode.start_s)
