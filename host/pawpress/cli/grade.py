"""`pawpress grade`: judges recordings and foreign files, one after the other; a bad one does not stop the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from pawpress.cli.failure import Failure, WrongUse, say
from pawpress.foreign import TableError
from pawpress.grading import DEFAULT_STYLE, Limits, LimitsError, personal_limits
from pawpress.recorder import RecordingError

FORMAT = "pawpress.grade/1"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    time_column: str | None
    force_columns: tuple[str, ...]
    unit: Literal["n", "kgf", "lbf", "counts"]
    invert: bool
    tare: str
    mode: Literal["hands", "foot"]
    giver_kg: float | None
    receiver_kg: float | None
    style: str | None
    limits: Path | None
    zones: Path | None
    baseline: Path | None
    json: bool

    @property
    def own_limits(self) -> bool:
        """Whether anything was asked for that a recording's own settings must give way to."""
        return any((self.style, self.limits, self.zones, self.baseline))


def grade_files(files: Sequence[Path], options: Options) -> int:
    """Judge files and print their answers; return the exit status."""
    _check(options)
    try:
        limits = personal_limits(options.limits, options.style or DEFAULT_STYLE, options.zones, options.baseline)
    except LimitsError as error:
        raise Failure(str(error)) from error
    status = 0
    for path in files:
        try:
            answer = grade_file(path, options, limits)
        except (TableError, RecordingError) as error:
            say(str(error))
            status = 1
            continue
        print(msgspec.json.encode(answer).decode() if options.json else _text(answer))
    return status


def grade_file(path: Path, options: Options, limits: Limits) -> dict[str, Any]:
    """Return the contract's answer for one file.

    Raises
    ------
    TableError, RecordingError
        If the file cannot be judged.
    """
    from pawpress.recorder.reader import looks_like_recording

    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise RecordingError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    return _recording(path, options, limits) if looks_like_recording(head) else _foreign(path, options, limits)


def _check(options: Options) -> None:
    if options.tare not in ("auto", "none"):
        try:
            float(options.tare)
        except ValueError as error:
            raise WrongUse(f"--tare {options.tare}: give auto, none, or a number.") from error


def _foreign(path: Path, options: Options, limits: Limits) -> dict[str, Any]:
    from pawpress.foreign import judge_table, read_table
    from pawpress.pipeline import within_zones
    from pawpress.results import alarm_json, press_json, quality_json, summary_json
    from pawpress.route import walk_of_names
    from pawpress.safety import FootPair, load_safety_limits

    table = read_table(path, options.time_column, options.force_columns)
    answer = judge_table(
        table,
        limits,
        within_zones(load_safety_limits(), limits.zones),
        unit=options.unit,
        invert=options.invert,
        tare=options.tare,
        mode=options.mode,
        pair=FootPair(giver_kg=options.giver_kg, receiver_kg=options.receiver_kg),
    )
    walk = walk_of_names(list(answer.tare), limits.route, comparable=options.unit != "counts")
    for judged in answer.presses:
        walk.add(judged.press, judged.verdict)
    return {
        "format": FORMAT,
        "source": {
            "path": str(path),
            "kind": "csv",
            "rate_hz": round(answer.rate_hz, 3),
            "duration_s": round(answer.duration_s, 6),
            "unit": "counts" if options.unit == "counts" else "n",
            "pads": list(answer.tare),
            "tare_n": {name: round(level, 4) for name, level in answer.tare.items()},
        },
        "presses": [press_json(judged, options.giver_kg) for judged in answer.presses],
        "alarms": [alarm_json(episode) for episode in answer.episodes],
        "quality": [quality_json(quality) for quality in answer.quality],
        "summary": summary_json(answer.tally, answer.standing, answer.episodes, walk.summary()),
    }


def _recording(path: Path, options: Options, limits: Limits) -> dict[str, Any]:
    from pawpress.recorder.rejudge import judge_recording
    from pawpress.results import alarm_json, press_json, quality_json, summary_json, warning_json

    answer = judge_recording(path, limits if options.own_limits else None)
    pipeline, calibration = answer.pipeline, answer.pipeline.calibration
    pads = [] if pipeline.layout is None else pipeline.layout.names
    groups = (
        [] if pipeline.layout is None else [group.name for group in (*pipeline.layout.groups, *pipeline.layout.feet)]
    )
    return {
        "format": FORMAT,
        "source": {
            "path": str(path),
            "kind": "recording",
            "rate_hz": None if pipeline.hello is None else float(pipeline.hello.rate_hz),
            "duration_s": round(pipeline.end_s, 6),
            "unit": "n",
            "pads": list(dict.fromkeys([*pads, *groups])),
            "tare_n": dict.fromkeys(pads, 0.0),
            "calibrated": calibration is not None and calibration.calibrated,
            "uncertainty": {}
            if calibration is None
            else dict(zip(pads, calibration.uncertainty.tolist(), strict=False)),
            "recovered": answer.recovered,
        },
        "presses": [press_json(judged, options.giver_kg) for judged in answer.presses],
        "warnings": [warning_json(warning) for warning in answer.warnings],
        "alarms": [alarm_json(episode) for episode in pipeline.episodes()],
        "quality": [quality_json(quality) for quality in answer.quality],
        "summary": summary_json(pipeline.tally, pipeline.standing(), pipeline.episodes(), pipeline.route()),
    }


def _text(answer: dict[str, Any]) -> str:
    source, presses = answer["source"], answer["presses"]
    unit = "counts" if source["unit"] == "counts" else "N"
    lines = [f"{source['path']}: {len(presses)} presses in {source['duration_s']:.1f} s"]
    lines += [
        f"{press['onset_s']:8.2f} s  {press['pad']:<12} {press['peak_n']:7.1f} {unit}  held {press['hold_s']:5.2f} s  "
        f"{press['verdict']:<9} {' '.join(press['reasons'] + press['hints'])}"
        for press in presses
    ]
    lines += [
        f"{alarm['start_s']:8.2f} s  ALARM ({alarm['severity']}) {alarm['message']}" for alarm in answer["alarms"]
    ]
    lines += _summary_lines(answer["summary"])
    notes = {quality["code"] for quality in answer["quality"]}
    lines += [f"  note: {', '.join(sorted(notes))}"] if notes else []
    return "\n".join(lines)


def _summary_lines(summary: dict[str, Any]) -> list[str]:
    score, route = summary["score"], summary["route"]
    if not summary["presses"]:
        return []
    number = "none" if score["number"] is None else f"{score['number']:.0f} of 100"
    lines = [f"  score: {number}", *(f"    {why}" for why in score["why"])]
    if route is not None and route["steps"]:
        lines += [f"  walk: {route['steps']} steps", *(f"    {hint}" for hint in route["hints"])]
    return lines
