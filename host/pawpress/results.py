"""The machine-readable answers of the command line: presses, alarms, quality and summary as plain dictionaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pawpress.grading import Tally
from pawpress.line import PressJudged
from pawpress.pipeline import Quality
from pawpress.presses.standing import Standing
from pawpress.safety import Episode

DIGITS = 6
"""Places after the point: microseconds and micronewtons, so that nothing real is rounded away."""


def press_json(judged: PressJudged) -> dict[str, Any]:
    """Return one press with its verdict."""
    press, verdict = judged.press, judged.verdict
    return {
        "pad": press.pad,
        "onset_s": _round(press.onset_s),
        "release_s": _round(press.release_s),
        "peak_n": _round(press.peak_n),
        "peak_s": _round(press.peak_s),
        "plateau_n": _round(press.plateau_n),
        "rise_s": _round(press.rise_s),
        "rfd_n_per_s": _round(press.rfd_n_per_s),
        "nrfd_per_s": _round(press.nrfd_per_s),
        "hold_s": _round(press.hold_s),
        "dwell_s": _round(press.dwell_s),
        "release_time_s": _round(press.release_time_s),
        "cv": _round(press.cv),
        "bounce": _round(press.bounce),
        "impulse_ns": _round(press.impulse_ns),
        "flags": sorted(press.flags),
        "speed": verdict.speed,
        "hold": verdict.hold,
        "steadiness": verdict.steadiness,
        "verdict": verdict.verdict,
        "reasons": list(verdict.reasons),
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


def summary_json(tally: Tally, standing: Iterable[Standing]) -> dict[str, Any]:
    """Return the totals of a session."""
    return {
        "presses": tally.presses,
        "by_verdict": dict(tally.by_verdict),
        "pass_share": {name: _round(share) for name, share in tally.pass_share().items()},
        "standing": [
            {"start_s": _round(s.start_s), "end_s": _round(s.end_s), "mean_n": _round(s.mean_n), "cv": _round(s.cv)}
            for s in standing
        ],
    }


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, DIGITS)
