"""What happened, in a paragraph."""

from __future__ import annotations

from collections import Counter
from statistics import median

from pawpress.report.reported_session import ReportedSession

VERDICT_WORDS = {
    "steady": "steady",
    "unsteady": "unsteady",
    "short": "too short",
    "rushed": "rushed",
    "jab": "jab",
    "ungraded": "not graded",
}


def summary_text(session: ReportedSession) -> str:
    """Return a few plain sentences."""
    sentences = [_length(session), _verdicts(session), _typical(session), _alarms(session), _gaps(session)]
    return " ".join(filter(None, sentences))


def duration(seconds: float) -> str:
    """Return a length of time as a person says it."""
    if seconds < 100:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5400 else f"{seconds / 3600:.1f} hours"


def _length(session: ReportedSession) -> str:
    count = len(session.presses)
    if not count:
        return f"The session lasted {duration(session.end_s)}, and nobody pressed."
    presses = "one press" if count == 1 else f"{count} presses"
    return f"The session lasted {duration(session.end_s)} and holds {presses}."


def _verdicts(session: ReportedSession) -> str:
    counts = Counter(judged.verdict.verdict for judged in session.presses)
    if not counts:
        return ""
    parts = [
        f"{counts[name]} {word}{'s' * (name == 'jab' and counts[name] > 1)}"
        for name, word in VERDICT_WORDS.items()
        if counts[name]
    ]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"By verdict: {listed}."


def _typical(session: ReportedSession) -> str:
    graded = [judged.press for judged in session.presses if judged.verdict.verdict != "ungraded"]
    if not graded:
        return ""
    rises = [press.rise_s for press in graded if press.rise_s is not None]
    rise = f"came on in {median(rises):.1f} s, " if rises else ""
    return (
        f"A typical press {rise}was held for {median(press.hold_s for press in graded):.1f} s "
        f"and rested at {median(press.plateau_n for press in graded):.0f} N."
    )


def _alarms(session: ReportedSession) -> str:
    red = sum(episode.alarm.severity == "red" for episode in session.alarms)
    amber = len(session.alarms) - red
    if not session.alarms:
        return "No alarm was raised."
    parts = [f"{count} {name}" for count, name in ((red, "red"), (amber, "amber")) if count]
    return f"Alarms: {' and '.join(parts)}; look at these first."


def _gaps(session: ReportedSession) -> str:
    gaps_s = session.samples.gaps_s
    cut = " The recording was cut off before its end." if session.recovered else ""
    if not len(gaps_s):
        return cut.strip()
    lost_s = float((gaps_s[:, 1] - gaps_s[:, 0]).sum())
    many = "once" if len(gaps_s) == 1 else f"{len(gaps_s)} times"
    return f"Readings are missing {many}, {lost_s:.2g} s in all.{cut}"
