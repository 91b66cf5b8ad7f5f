"""`pawpress rejudge`: a recording as it was judged and as other settings judge it, side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pawpress.cli.common_options import OwnLimits, PersonalBaseline, Style, Zones
from pawpress.cli.failure import WrongUse

if TYPE_CHECKING:
    from pawpress.analysis.judge_recordings import GradedRecording
    from pawpress.analysis.press_pairs import PressPair
    from pawpress.analysis.recording import Recording
    from pawpress.core.calibration import RigCalibration
    from pawpress.core.force_line import PressGraded
    from pawpress.core.grading import GradingLimits

FORMAT = "pawpress.rejudge/1"


def rejudge(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A recording.")],
    style: Style = None,
    limits: OwnLimits = None,
    zones: Zones = None,
    baseline: PersonalBaseline = None,
    calibration: Annotated[
        str | None, typer.Option(metavar="FILE", help="A better calibration of the same pads, or `none`.")
    ] = None,
    all_presses: Annotated[bool, typer.Option("--all", help="Show the presses that stay as they were, too.")] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Judge a recording again with other settings. Shows both side by side."""
    from pawpress.analysis.judge_recordings import run_judge
    from pawpress.analysis.press_pairs import paired
    from pawpress.analysis.recording import open_recording
    from pawpress.recording.recorded_setup import setup_of

    if not any((style, limits, zones, baseline, calibration)):
        raise WrongUse("Say what is to differ: --style, --limits, --zones, --baseline or --calibration.")
    recording = open_recording(file)
    own = _own_limits(recording, style, limits, zones, baseline)
    curves = None if calibration is None else _calibration(recording, calibration)
    setup = setup_of(recording.manifest, own, curves, own_calibration=calibration is not None)
    before, after = recording.judged(), run_judge(recording, setup)
    pairs = paired(before.presses, after.presses)
    if json:
        _print_json(recording, before, after, pairs)
    else:
        _print_text(recording, before, after, pairs, all_presses=all_presses)


def _own_limits(
    recording: Recording, style: str | None, limits: Path | None, zones: Path | None, baseline: Path | None
) -> GradingLimits | None:
    """Return the limits asked for; what was not asked for stays as it was recorded."""
    from pawpress.settings.grading_limits import DEFAULT_STYLE, personal_limits, with_baseline, with_partner

    if style is not None or limits is not None:
        return personal_limits(limits, style or DEFAULT_STYLE, zones, baseline)
    own = recording.manifest.limits
    own = own if zones is None else with_partner(own, zones)
    return own if baseline is None else with_baseline(own, baseline)


def _calibration(recording: Recording, asked: str) -> RigCalibration | None:
    """Return the calibration asked for, if it is of the same rig and placement."""
    from pawpress.engine.calibrations import NO_CALIBRATION, load_calibration

    if asked == NO_CALIBRATION:
        return None
    wanted = load_calibration(Path(asked))
    recorded = recording.manifest.calibration
    if recorded is not None:
        from pawpress.core.calibration import CalibrationError

        try:
            wanted.check_fits(recorded.rig, recorded.placement)
        except CalibrationError as error:
            raise CalibrationError(f"{asked}: {error}") from error
    return wanted


def _print_text(
    recording: Recording, before: GradedRecording, after: GradedRecording, pairs: list[PressPair], *, all_presses: bool
) -> None:
    typer.echo(f"{recording.path}: {_versions(recording)}")
    typer.echo(f"{'':<22}{'as recorded':>16}{'rejudged':>16}")
    for what, left, right in _totals(before, after):
        typer.echo(f"{what:<22}{left:>16}{right:>16}")
    shown = [pair for pair in pairs if all_presses or pair.changed]
    typer.echo(f"{sum(pair.changed for pair in pairs)} of {len(pairs)} presses get another verdict.")
    for pair in shown:
        press = pair.either.press
        typer.echo(f"{press.onset_s:8.2f} s  {press.pad:<12} {_words(pair.before):<28} {_words(pair.after)}")
        if pair.after is not None:
            for reason in pair.after.verdict.reasons:
                typer.echo(f"{'':>51}{reason}")


def _words(judged: PressGraded | None) -> str:
    if judged is None:
        return "not a press"
    from pawpress.core.grading.force_word import verdict_words

    verdict = verdict_words(judged.verdict.verdict, judged.verdict.force)
    return f"{verdict:<9} {judged.press.peak_n:5.0f} N {judged.press.hold_s:5.2f} s"


def _totals(before: GradedRecording, after: GradedRecording) -> list[tuple[str, str, str]]:
    def row(what: str, of: Any) -> tuple[str, str, str]:
        return what, of(before), of(after)

    verdicts = sorted({one.verdict.verdict for judged in (before, after) for one in judged.presses})
    return [
        row("presses", lambda judged: str(len(judged.presses))),
        *(
            row(f"  {name}", lambda judged, n=name: str(judged.pipeline.tally.by_verdict.get(n, 0)))
            for name in verdicts
        ),
        row("median hold", lambda judged: _median(judged, "hold_s", "s")),
        row("median peak", lambda judged: _median(judged, "peak_n", "N")),
        row("alarms", lambda judged: str(len(judged.pipeline.episodes()))),
        row("newtons", lambda judged: _trust(judged)),
    ]


def _median(judged: GradedRecording, key: str, unit: str) -> str:
    from statistics import median

    found = [getattr(one.press, key) for one in judged.presses]
    return f"{median(found):.2f} {unit}" if found else "-"


def _trust(judged: GradedRecording) -> str:
    calibration = judged.pipeline.calibration
    if calibration is None:
        return "-"
    return f"± {calibration.worst_uncertainty:.0%}" + ("" if calibration.calibrated else " nominal")


def _versions(recording: Recording) -> str:
    from pawpress.analysis.judging_version import judging_version

    recorded, now = recording.manifest.judging, judging_version()
    if not recorded:
        return f"recorded by {recording.manifest.program}, judged here by {now}"
    if recorded == now:
        return f"judged by {now}, as when it was recorded"
    return f"recorded when {recorded} judged; both columns are judged by {now}"


def _print_json(recording: Recording, before: GradedRecording, after: GradedRecording, pairs: list[PressPair]) -> None:
    import msgspec

    from pawpress.analysis.judging_version import judging_version
    from pawpress.analysis.results import alarm_json, press_json, summary_json

    def told(judged: GradedRecording) -> dict[str, Any]:
        pipeline = judged.pipeline
        return {
            "presses": [press_json(one) for one in judged.presses],
            "alarms": [alarm_json(episode) for episode in pipeline.episodes()],
            "summary": summary_json(pipeline.tally, pipeline.standing(), pipeline.episodes(), pipeline.route()),
        }

    changed = [
        {
            "pad": pair.either.press.pad,
            "onset_s": round(pair.either.press.onset_s, 6),
            "before": None if pair.before is None else pair.before.verdict.verdict,
            "after": None if pair.after is None else pair.after.verdict.verdict,
            "force_before": None if pair.before is None else pair.before.verdict.force,
            "force_after": None if pair.after is None else pair.after.verdict.force,
        }
        for pair in pairs
        if pair.changed
    ]
    answer = {
        "format": FORMAT,
        "path": str(recording.path),
        "recorded_by": recording.manifest.judging or None,
        "judged_by": judging_version(),
        "before": told(before),
        "after": told(after),
        "changed": changed,
    }
    typer.echo(msgspec.json.encode(answer).decode())
