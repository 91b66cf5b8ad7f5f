"""What the page and the paper both show in rows: totals, presses, trust, calibration, limits, and the method."""

from __future__ import annotations

from statistics import median

from pawpress import __version__
from pawpress.analysis.results import red_events
from pawpress.core.force_line import PressGraded
from pawpress.core.grading import verdict_words
from pawpress.core.presses import METRICS, Metric
from pawpress.report.reported_session import ReportedSession
from pawpress.report.style import MARKS

CRITERIA = {"speed": "gentle onset", "hold": "held long enough", "steadiness": "steady hold", "all": "all three"}
WORST_FIRST = ("jab", "rushed", "short", "unsteady", "ungraded", "steady")
MANY = 100
"""More presses than these are folded away behind the worst of them, and more stretches of limited trust left out."""
LEAST_STEPS = 2
"""Fewer are no walk."""
WORST = 30
"""How many of them are shown."""
NO_DEVICE = "A training aid, not a medical device. The partner's word overrides the page."


def when(session: ReportedSession) -> str:
    """Return the start as a person writes it."""
    begun = session.manifest.started
    return "without a date" if begun is None else begun.strftime("%d %B %Y, %H:%M UTC")


def summary(session: ReportedSession) -> list[tuple[str, str]]:
    """Return name and number of each total."""
    shares = session.samples.judged.pipeline.tally.pass_share()
    told = [("presses", str(len(session.presses)))]
    told += [(CRITERIA.get(name, name), f"{share:.0%}") for name, share in shares.items() if share is not None]
    return [*told, ("alarms", str(len(session.alarms)))]


def metric_rows(session: ReportedSession) -> list[tuple[str, str, str, str, str]]:
    """Return label, least, median and largest with unit, and meaning of every metric that these presses have."""
    rows: list[tuple[str, str, str, str, str]] = []
    for metric in METRICS:
        known = [getattr(judged.press, metric.name, None) for judged in session.presses] if metric.label else []
        numbers = [number for number in known if number is not None]
        if numbers:
            least, middle, largest = (_with_unit(metric, of(numbers)) for of in (min, median, max))
            rows.append((metric.label, least, middle, largest, metric.meaning))
    return rows


def _with_unit(metric: Metric, number: float) -> str:
    return f"{metric.text(number)} {metric.column_unit}".strip()


def press_row(judged: PressGraded) -> tuple[str, str, str, str, str, str, str]:
    """Return onset, pad, peak, rise, hold, verdict and reasons of a press, as words."""
    press = judged.press
    return (
        f"{press.onset_s:.1f}",
        press.pad,
        f"{press.peak_n:.0f}",
        "–" if press.rise_s is None else f"{press.rise_s:.2f}",
        f"{press.hold_s:.1f}",
        verdict_words(MARKS[judged.verdict.verdict].word, judged.verdict.force),
        " ".join(judged.verdict.reasons),
    )


def worst(session: ReportedSession) -> list[PressGraded]:
    """Return the presses to look at first, the fastest jabs at the top; all where they are few."""
    if len(session.presses) <= MANY:
        return session.presses
    return sorted(
        session.presses,
        key=lambda judged: (WORST_FIRST.index(judged.verdict.verdict), -judged.press.nrfd_per_s, judged.press.onset_s),
    )[:WORST]


def calibration(session: ReportedSession) -> tuple[bool, list[tuple[str, str]]]:
    """Return whether every pad has a curve of its own, and the relative uncertainty of each."""
    told = session.samples.judged.pipeline.calibration
    if told is None:
        return False, []
    spread = told.uncertainty.tolist()
    return told.calibrated, [
        (pad, f"± {100 * one:.0f} %") for pad, one in zip(session.samples.pads, spread, strict=False)
    ]


def trust_rows(session: ReportedSession) -> list[tuple[str, str, str, str]]:
    """Return from, to, pad and what of every stretch of limited trust; what has no end of its own holds throughout."""
    return [
        (
            f"{quality.start_s:.2f}",
            f"{quality.end_s:.2f}" if quality.end_s > quality.start_s else "the end",
            quality.pad or "all",
            quality.message.replace("`", ""),
        )
        for quality in session.quality[:MANY]
    ]


def curve_words(calibrated: bool) -> str:
    """Return where the newtons come from."""
    if calibrated:
        return "Each pad has a curve of its own, made with known weights."
    return "The nominal curve of the pad kind was used for at least one pad."


def walk_rows(session: ReportedSession) -> list[tuple[str, str]]:
    """Return name and figure of everything that is known of the walk over the back; none where nobody walked."""
    pipeline = session.samples.judged.pipeline
    route = pipeline.route()
    if route is None or route.steps < LEAST_STEPS:
        return []
    hands = [(hand, rate) for hand, rate in route.cadence_per_min.items() if rate is not None]
    score = pipeline.tally.score(red_events(pipeline.episodes()))
    rows = [
        ("steps", str(route.steps)),
        ("other hand in its turn", _percent(route.turns.share)),
        ("levels skipped", str(route.climb.skipped)),
        ("never pressed", ", ".join(route.missed)),
        ("cadence", ", ".join(f"{hand} {rate:.0f} per minute" for hand, rate in hands)),
        ("pace", route.cadence or ""),
        ("uneven from level to level by", _percent(route.row_spread)),
        ("right hand harder than left by", _percent(None if route.force_si is None else route.force_si / 100)),
        ("steps too short", str(route.short_steps)),
        ("next step", pipeline.next_pad() or ""),
        ("score", f"{score.number:.0f} of 100" if score.number is not None else "withheld"),
    ]
    return [(name, figure) for name, figure in rows if figure]


def walk_hints(session: ReportedSession) -> tuple[str, ...]:
    """Return what the walk suggests to try next time."""
    route = session.samples.judged.pipeline.route()
    return () if route is None or route.steps < LEAST_STEPS else route.hints


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def limit_rows(session: ReportedSession) -> list[tuple[str, str, str, str]]:
    """Return section, name, limit and source of every limit of the verdicts."""
    rows: list[tuple[str, str, str, str]] = []
    for section in ("speed", "hold", "steadiness", "release", "zones"):
        group = getattr(session.limits, section)
        for name in group.__struct_fields__:
            limit = getattr(group, name)
            if limit is not None:
                rows.append((section, name, f"{limit.limit:g}", limit.source))
    return rows


def method(session: ReportedSession) -> str:
    """Return how presses are measured, and by which program."""
    return (
        "Forces are measured above the resting level. A press runs from the moment the force leaves rest to its "
        "return. The plateau is the median of the readings at or above 70 % of the peak; the rise runs from 10 % to "
        "90 % of the plateau, the hold is the time at or above 80 % of it. Alarms look at the unfiltered force. "
        f"Recorded by {session.manifest.program}, judged by pawpress {__version__}."
    )
