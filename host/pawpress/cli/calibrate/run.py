"""`pawpress calibrate`: guided at the terminal, scripted from a table of points, or on the emulated rig."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import msgspec
import typer

from pawpress import __version__
from pawpress.cli.calibrate.edge_presses import edge_load_n, puck_of, say_edges, signed_share
from pawpress.cli.calibrate.fit_summary import results, summary
from pawpress.cli.calibrate.options import CalibrateOptions
from pawpress.cli.calibrate.points import channels_of, fit_tables, read_tables
from pawpress.cli.calibrate.rig import CalibratingPerson, guide_text, open_demo, open_port
from pawpress.cli.failure import Failure, Stopped, WrongUse, say
from pawpress.cli.terminal_dialog import TerminalDialog
from pawpress.core.calibration import PadCurve, Placement, RigCalibration
from pawpress.core.calibration.check import CHECK_LOADS_N, OFF_AT_MOST, check_pad, stands, worst_error
from pawpress.core.calibration.curve_shapes import LEAST_LOADS
from pawpress.core.calibration.document import of_another_rig
from pawpress.core.calibration.edges import with_puck
from pawpress.core.calibration.reference_points import NEWTONS_IN
from pawpress.engine.calibrating import Unfinished, calibrate_pads
from pawpress.engine.calibrations import (
    load_calibration,
    moment,
    newest_calibration,
    save_calibration,
    usual_placement,
)
from pawpress.recording.manifest import DEMO_RIG
from pawpress.rig.calibration_guide import CalibrationGuide, CalibrationPlan
from pawpress.rig.calibration_steps import Steps
from pawpress.rig.loaded_pad import Assistant
from pawpress.rig.sample_reader import SampleReader
from pawpress.settings.layout_files import default_layout, load_layout
from pawpress.texts import Texts
from pawpress.texts.dialog import Dialog, NobodyAnswers

Guided = tuple[CalibrationGuide, dict[str, int], Callable[[], float]]
HOLD_S = 30.0
"""So long a weight is left on a pad to learn its creep; nobody leans on a scale so evenly."""


def run_calibrate(options: CalibrateOptions, dialog: Dialog | None = None) -> int:
    """Do what is asked for; return the exit status. Without a dialog, people are asked at the terminal."""
    try:
        if options.show:
            return _show(options)
        if options.tare:
            return _tare(options)
        if options.edges:
            return _edges(options)
        return _check(options) if options.check else _calibrate(options, dialog)
    except (KeyboardInterrupt, typer.Abort):
        if sys.stderr.isatty():
            typer.echo(err=True)  # the line that shows the counts is still open
        raise Stopped("stopped; nothing was kept.") from None


def _calibrate(options: CalibrateOptions, dialog: Dialog | None) -> int:
    serial, unfinished = 0, Unfinished(_rig(options), _placement(options))
    if options.points is None and 0 < len(set(options.loads)) < LEAST_LOADS:
        raise WrongUse(f"--load: a curve needs {LEAST_LOADS} different loads. Repeat it, or leave it out.")
    if options.points is not None:
        curves = [with_puck(curve, puck_of(options, _placement(options))) for curve in fit_tables(options, _now())]
    else:
        if options.anew:
            unfinished.drop()
        curves, serial = _guided_curves(options, dialog, unfinished)
    _keep(options, curves, None if options.output else _same_rig(_newest(options), serial), serial, dialog)
    if options.points is None:
        unfinished.drop()
    return say_edges(curves, _texts(dialog), say if dialog is None else dialog.say)


def _guide_pad(options: CalibrateOptions, guide: CalibrationGuide, pad: str, channel: int, steps: Steps) -> PadCurve:
    """Return the curve of a pad, its edges pressed where it has any."""
    curve = guide.calibrate(pad, channel, _now(), steps)
    puck = puck_of(options, _placement(options))
    if options.edges is False or puck == "disc":
        return with_puck(curve, puck)
    return guide.press_edges(curve, edge_load_n(curve), _now(), steps)


def _edges(options: CalibrateOptions) -> int:
    """Press the edges of pads that are calibrated, and keep what was found."""
    if options.points is not None:
        raise WrongUse("--edges: is a guide at the rig, or --demo, and takes no --points.")
    if puck_of(options, _placement(options)) == "disc":
        raise WrongUse("--edges: the discs of a glove have no edges to press at. For a mat give --placement futon.")
    known = _known(options)
    with _guided(options) as (guide, pads, _):
        _same_rig(known, guide.serial)
        wanted = [known.curve_for(pad, channel) for pad, channel in pads.items()]
        curves = [guide.press_edges(curve, edge_load_n(curve), _now()) for curve in wanted]
    _keep(options, curves, known)
    return say_edges(curves, _texts(None))


def _guided_curves(
    options: CalibrateOptions, dialog: Dialog | None, unfinished: Unfinished
) -> tuple[list[PadCurve], int]:
    """Lead through the pads; return their curves and the serial number of the rig."""
    told = dialog or TerminalDialog()
    try:
        with _guided(options, dialog) as (guide, pads, clock):
            one = partial(_guide_pad, options, guide)

            def tell(key: str, **words: object) -> None:
                told.say(guide_text(told.texts, key, **words))

            return calibrate_pads(guide, one, pads, unfinished, clock, tell), guide.serial
    except (KeyboardInterrupt, typer.Abort, NobodyAnswers):
        if sys.stderr.isatty() and dialog is None:
            typer.echo(err=True)  # the line that shows the counts is still open
        raise Stopped(told.texts.text("guide.stopped")) from None


def _same_rig(known: RigCalibration | None, serial: int) -> RigCalibration | None:
    """Refuse to mix curves of two rigs that go by one name."""
    if known is not None and (stranger := of_another_rig(known, serial)):
        raise Failure(f"{known.rig}: {stranger}")
    return known


def _check(options: CalibrateOptions) -> int:
    """Hold known loads against the newest calibration, and keep what was found."""
    known = _known(options)
    if options.points is not None:
        tables = read_tables(options)
        channels = channels_of(options, list(tables))
        curves = [check_pad(known.curve_for(pad, channels[pad]), points, _now()) for pad, points in tables.items()]
    else:
        loads_n = _loads_n(options) or CHECK_LOADS_N
        with _guided(options) as (guide, pads, _):
            _same_rig(known, guide.serial)
            curves = [guide.check(known.curve_for(pad, channel), loads_n, _now()) for pad, channel in pads.items()]
    for curve in curves:
        for check in curve.check:
            off = signed_share(check.error)
            say(f"{curve.pad}: {check.reference_n:.0f} N reads {check.read_n:.0f} N, off by {off}.")
    _keep(options, curves, known)
    fallen = [curve for curve in curves if not stands(curve)]
    for curve in fallen:
        say(
            f"{curve.pad}: off by {worst_error(curve):.0%}, and {OFF_AT_MOST:.0%} are allowed. Grading in newtons is "
            "refused until it is calibrated again."
        )
    return 1 if fallen else 0


def _tare(options: CalibrateOptions) -> int:
    """Take the empty pads' readings anew."""
    known = _known(options)
    with _guided(options) as (guide, pads, _):
        _same_rig(known, guide.serial)
        curves = [guide.tare(known.curve_for(pad, channel)) for pad, channel in pads.items()]
    _keep(options, curves, known)
    return 0


def _show(options: CalibrateOptions) -> int:
    calibration = _known(options)
    print(msgspec.json.encode(calibration).decode() if options.json else summary(calibration))
    return 0


@contextmanager
def _guided(options: CalibrateOptions, dialog: Dialog | None = None) -> Iterator[Guided]:
    """Open the rig and yield the guide, the channels of the pads that are wanted, and the clock of the loads."""
    reader, assistant_for = _open(options, dialog)
    try:
        pads = _wanted(options, reader.hello().pads)
        yield CalibrationGuide(reader, assistant_for(pads), _plan(options)), pads, reader.clock
    finally:
        reader.close()


def _open(
    options: CalibrateOptions, dialog: Dialog | None
) -> tuple[SampleReader, Callable[[dict[str, int]], Assistant]]:
    """Return the rig, and who puts loads on its pads once their channels are known."""
    if options.demo:
        puck = puck_of(options, _placement(options)) or "triple"
        return open_demo(options.board, options.emulate, puck, dialog)
    if dialog is None and not sys.stdin.isatty():
        raise Failure("A guided calibration needs a terminal. Use --points FILE.csv, or --demo to try it.")
    from pawpress.rig.discovery import find_port

    person = CalibratingPerson(dialog or TerminalDialog(), options.unit or "kgf", options.reference)
    return open_port(options.port or find_port(), options.baud), lambda _pads: person


def _plan(options: CalibrateOptions) -> CalibrationPlan:
    hold_s = HOLD_S if options.demo or options.reference == "weights" else 0.0
    plan = CalibrationPlan(rounds=options.rounds, hold_s=hold_s)
    loads_n = _loads_n(options)
    return plan if not loads_n else CalibrationPlan(loads_n, options.rounds, hold_s=hold_s)


def _loads_n(options: CalibrateOptions) -> tuple[float, ...]:
    factor = NEWTONS_IN[options.unit or ("n" if options.demo else "kgf")]
    return tuple(load * factor for load in options.loads)


def _wanted(options: CalibrateOptions, pads: int) -> dict[str, int]:
    layout = default_layout(pads) if options.layout is None else load_layout(options.layout)
    known = {pad.name: pad.channel for pad in layout.pad if pad.channel < pads}
    if missing := [pad for pad in options.pads if pad not in known]:
        raise Failure(f"{missing[0]}: this rig has no such pad. It has {', '.join(known)}.")
    return {pad: channel for pad, channel in known.items() if not options.pads or pad in options.pads}


def _keep(
    options: CalibrateOptions,
    curves: list[PadCurve],
    known: RigCalibration | None,
    serial: int = 0,
    dialog: Dialog | None = None,
) -> None:
    """Show what was found and keep it, together with the curves of pads that were not touched."""
    fresh = _calibration(options, tuple(sorted(curves, key=lambda curve: curve.channel)), known)
    texts, tell = _texts(dialog), print if dialog is None else dialog.say
    if not options.json:
        for line in summary(fresh).splitlines() if dialog is None else results(fresh, texts):
            tell(line)
    asked = options.points is None and not (options.demo or options.yes)
    if asked and not _wanted_so(dialog):
        Unfinished(_rig(options), _placement(options)).drop()
        raise Failure(texts.text("guide.unwanted"))
    number = serial or (0 if known is None else known.serial)
    whole = msgspec.structs.replace(fresh, serial=number, pad=_together(fresh.pad, known))
    path = save_calibration(whole, options.output)
    if options.json:
        print(msgspec.json.encode({**msgspec.to_builtins(whole), "path": str(path)}).decode())
    else:
        tell(texts.text("guide.stored", path=path))


def _together(pads: tuple[PadCurve, ...], known: RigCalibration | None) -> tuple[PadCurve, ...]:
    return pads if known is None else known.with_curves(pads)


def _texts(dialog: Dialog | None) -> Texts:
    return Texts("en") if dialog is None else dialog.texts


def _wanted_so(dialog: Dialog | None) -> bool:
    return typer.confirm("Keep it?", default=True) if dialog is None else dialog.yes(dialog.texts.text("ask.keep"))


def _calibration(options: CalibrateOptions, pads: tuple[PadCurve, ...], known: RigCalibration | None) -> RigCalibration:
    """Return the curves as a calibration; checking keeps the rig and the placement of what was checked."""
    words: dict[str, object] = {
        "rig": known.rig if known is not None else _rig(options),
        "placement": known.placement if known is not None else _placement(options),
        "created": _now(),
        "program": f"pawpress {__version__}",
        "pad": [msgspec.to_builtins(curve) for curve in pads],
    }
    try:
        return msgspec.convert(words, RigCalibration)
    except msgspec.ValidationError as error:
        raise Failure(f"--rig {options.rig}: {error}. Use letters, digits, dots and dashes.") from error


def _known(options: CalibrateOptions) -> RigCalibration:
    if options.calibration is not None:
        return load_calibration(options.calibration)
    newest = _newest(options)
    if newest is None:
        rig, placement = _rig(options), _placement(options)
        raise Failure(f"There is no calibration of the rig {rig!r} on the {placement}. Run `pawpress calibrate`.")
    return newest


def _newest(options: CalibrateOptions) -> RigCalibration | None:
    newest = newest_calibration(_rig(options), _placement(options))
    return None if newest is None else newest[1]


def _rig(options: CalibrateOptions) -> str:
    return options.rig or (DEMO_RIG if options.demo else "default")


def _placement(options: CalibrateOptions) -> Placement:
    return options.placement or usual_placement(options.layout)


def _now() -> str:
    return moment(time.time())
