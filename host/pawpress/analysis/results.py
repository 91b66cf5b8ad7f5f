"""The machine-readable answers of the command line: presses, alarms, quality and summary as plain dictionaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pawpress.core.events import Quality
from pawpress.core.force_line import PressGraded, PressWarning
from pawpress.core.grading import SessionScore, Tally
from pawpress.core.presses import press_numbers
from pawpress.core.presses.standing import StandingStretch
from pawpress.core.protocol import LinkHealth
from pawpress.core.safety import Episode
from pawpress.core.walk import RouteSummary

DIGITS = 6
"""Places after the point: microseconds and micronewtons, so that nothing real is rounded away."""


def press_json(judged: PressGraded, giver_kg: float | None = None) -> dict[str, Any]:
    """Return one press with its verdict.

    Parameters
    ----------
    judged : PressGraded
        The press.
    giver_kg : float, optional
        Weight of the giver; without it, or without trustworthy newtons, their share of it stays unknown.
    """
    press, verdict = judged.press, judged.verdict
    numbers = press_numbers(press, (giver_kg or None) if verdict.zone is not None else None)
    return {
        "pad": press.pad,
        "onset_s": _round(press.onset_s),
        "release_s": _round(press.release_s),
        **{name: _round(number) for name, number in numbers.items()},
        "flags": sorted(press.flags),
        "speed": verdict.speed,
        "hold": verdict.hold,
        "steadiness": verdict.steadiness,
        "release": verdict.release,
        "zone": verdict.zone,
        "verdict": verdict.verdict,
        "force": verdict.force,
        "reasons": list(verdict.reasons),
        "hints": list(verdict.hints),
        "score": _round(verdict.score),
    }


def warning_json(warning: PressWarning) -> dict[str, Any]:
    """Return what was said of a press while it was on."""
    return {
        "pad": warning.pad,
        "onset_s": _round(warning.onset_s),
        "t_s": _round(warning.t_s),
        "speed": warning.speed,
        "reason": warning.reason,
    }


def alarm_json(episode: Episode) -> dict[str, Any]:
    """Return one stretch in which an alarm's condition held."""
    return {
        "code": episode.alarm.code,
        "severity": episode.alarm.severity,
        "pad": episode.alarm.pad,
        "start_s": _round(episode.start_s),
        "end_s": _round(episode.end_s),
        "peak_n": _round(episode.peak_n),
        "message": episode.message,
    }


def quality_json(quality: Quality) -> dict[str, Any]:
    """Return one stretch of limited trust."""
    return {
        "code": quality.code,
        "pad": quality.pad,
        "start_s": _round(quality.start_s),
        "end_s": _round(quality.end_s),
        "message": quality.message,
    }


def link_json(health: LinkHealth, overruns: int) -> dict[str, int]:
    """Return what went wrong between rig and file."""
    return {
        "frames": health.frames,
        "lost": health.lost,
        "crc_errors": health.crc_errors,
        "resyncs": health.resyncs,
        "overruns": overruns,
    }


def summary_json(
    tally: Tally,
    standing: Iterable[StandingStretch],
    episodes: Iterable[Episode] = (),
    route: RouteSummary | None = None,
) -> dict[str, Any]:
    """Return the totals of a session.

    Parameters
    ----------
    tally : Tally
        Its verdicts.
    standing : iterable of StandingStretch
        Stretches of steady load.
    episodes : iterable of Episode
        Its alarms; red ones of the force take the score's number away.
    route : RouteSummary, optional
        How the hands walked; None for a single pad.
    """
    reds = red_events(episodes)
    return {
        "presses": tally.presses,
        "by_verdict": dict(tally.by_verdict),
        "by_force": dict(tally.by_force),
        "red_events": reds,
        "pass_share": {name: _round(share) for name, share in tally.pass_share().items()},
        "standing": [
            {"start_s": _round(s.start_s), "end_s": _round(s.end_s), "mean_n": _round(s.mean_n), "cv": _round(s.cv)}
            for s in standing
        ],
        "score": _score_json(tally.score(reds)),
        "route": None if route is None else _route_json(route),
    }


def red_events(episodes: Iterable[Episode]) -> int:
    """Return how often a red alarm of the force held: nothing makes up for one."""
    return sum(e.alarm.severity == "red" and not e.alarm.facts.about_equipment for e in episodes)


def _score_json(score: SessionScore) -> dict[str, Any]:
    return {
        "number": None if score.number is None else round(score.number, 1),
        "pass_share": {name: _round(share) for name, share in score.pass_share.items()},
        "red_events": score.red_events,
        "why": list(score.why),
    }


def _route_json(route: RouteSummary) -> dict[str, Any]:
    return {
        "steps": route.steps,
        "in_turn": route.turns.in_turn,
        "together": route.turns.together,
        "same_hand": route.turns.same_hand,
        "alternation": _round(route.turns.share),
        "direction": route.climb.direction,
        "walks_up": route.climb.walks_up,
        "walks_down": route.climb.walks_down,
        "skipped_levels": route.climb.skipped,
        "repeated_levels": route.climb.repeated,
        "short_steps": route.short_steps,
        "missed": list(route.missed),
        "levels": [
            {"level": level.level, "left": level.left, "right": level.right, "plateau_n": _round(level.plateau_n)}
            for level in route.levels
        ],
        "cadence_per_min": {hand: _round(cadence) for hand, cadence in route.cadence_per_min.items()},
        "cadence": route.cadence,
        "force_si": _round(route.force_si),
        "hold_si": _round(route.hold_si),
        "row_spread": _round(route.row_spread),
        "hints": list(route.hints),
    }


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, DIGITS)
