"""The machine-readable answers as the contract words them: every key, its type, and the words allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec

from pawpress.core.safety import ALARMS

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
Seconds = Annotated[float, msgspec.Meta(ge=0.0)]
Sentence = Annotated[str, msgspec.Meta(min_length=10, pattern=r"^[^\n]+[.!]$")]
Verdict = Literal["steady", "rushed", "jab", "short", "unsteady", "ungraded"]


def of_forces(alarms: object) -> list[dict[str, object]]:
    """Return alarms of hands and feet; those of the link and of a slow host belong to the live session."""
    assert isinstance(alarms, list)
    return [alarm for alarm in alarms if not ALARMS[alarm["code"]].about_equipment]


class Source(msgspec.Struct, frozen=True):
    path: str
    kind: Literal["csv", "lvm", "xlsx", "c3d", "xdf", "recording"]
    rate_hz: float | None
    duration_s: Seconds
    unit: Literal["n", "kn", "mn", "kgf", "g", "lbf", "counts"]
    """Of the input; every `_n` field is newtons, or counts, whatever it was."""
    pads: list[str]
    tare_n: dict[str, float]


class Press(msgspec.Struct, frozen=True):
    pad: str
    onset_s: Seconds
    release_s: Seconds | None
    peak_n: float
    peak_s: Seconds
    plateau_n: float
    rise_s: Seconds | None
    rfd_n_per_s: float
    nrfd_per_s: float
    hold_s: Seconds
    cv: Seconds | None
    impulse_ns: float
    speed: Literal["slow", "acceptable", "rushed", "jab"]
    hold: Literal["short", "on_target", "long", "ask"]
    steadiness: Literal["steady", "fair", "unsteady"] | None
    verdict: Verdict
    reasons: Annotated[list[Sentence], msgspec.Meta(min_length=1)]


class Alarm(msgspec.Struct, frozen=True):
    code: Literal[
        "overload",
        "impact",
        "rate",
        "time_at_load",
        "flight",
        "centre_line",
        "signal_lost",
        "weight_rule",
        "forbidden_zone",
        "saturated",
        "kick",
        "bounce",
    ]
    severity: Literal["amber", "red"]
    pad: str | None
    start_s: Seconds
    end_s: Seconds | None
    peak_n: float | None
    message: Sentence


class Quality(msgspec.Struct, frozen=True):
    code: Literal[
        "saturated",
        "gap",
        "dropout",
        "outlier",
        "burst_timestamps",
        "baseline_shift",
        "uncalibrated",
        "low_rate",
        "unreliable_sensor",
    ]
    pad: str | None
    start_s: Seconds
    end_s: Seconds
    message: Sentence


class PassShare(msgspec.Struct, frozen=True):
    speed: Share | None
    hold: Share | None
    steadiness: Share | None
    all: Share | None


class Standing(msgspec.Struct, frozen=True):
    start_s: Seconds
    end_s: Seconds
    mean_n: float
    cv: Seconds


class Summary(msgspec.Struct, frozen=True):
    presses: int
    by_verdict: dict[Verdict, int]
    pass_share: PassShare
    standing: list[Standing]


class Grade(msgspec.Struct, frozen=True):
    """`pawpress grade --json`: one object a file, one a line."""

    format: Literal["pawpress.grade/1"]
    source: Source
    presses: list[Press]
    alarms: list[Alarm]
    quality: list[Quality]
    summary: Summary


Judge = Callable[..., Grade]
"""Writes columns into a file, grades it, and reads the answer strictly."""


def verdicts(answer: Grade) -> list[str]:
    """Return the verdicts of a file's presses."""
    return [press.verdict for press in answer.presses]


def grades(stdout: str) -> list[Grade]:
    """Read the answers of a run strictly, and check what no type can say."""
    answers = [msgspec.json.decode(line, type=Grade) for line in stdout.splitlines()]
    for answer in answers:
        _check(answer)
    return answers


def _check(answer: Grade) -> None:
    names = {*answer.source.pads, None}
    assert {*(press.pad for press in answer.presses), *(alarm.pad for alarm in answer.alarms)} <= names
    assert answer.summary.presses == len(answer.presses) == sum(answer.summary.by_verdict.values())
    onsets = [press.onset_s for press in answer.presses]
    assert onsets == sorted(onsets)
    for press in answer.presses:
        assert press.onset_s <= press.peak_s <= (press.release_s or answer.source.duration_s) + 1e-6
        assert press.peak_n >= press.plateau_n > 0
    for stretch in [*answer.alarms, *answer.quality, *answer.summary.standing]:
        assert stretch.end_s is None or stretch.start_s <= stretch.end_s
