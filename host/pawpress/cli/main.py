"""The command `pawpress` and its subcommands."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from pawpress import __version__
from pawpress.cli.calibrate.command import calibrate
from pawpress.cli.coach.command import coach
from pawpress.cli.common_options import (
    Baud,
    Calibrated,
    GateAnswers,
    GateProfile,
    GiverWeight,
    Headless,
    HeadlessJson,
    HeadlessJsonLines,
    LayoutName,
    LighterBy,
    Lsl,
    Mode,
    OwnLimits,
    Pattern,
    Person,
    PersonalBaseline,
    Placed,
    Port,
    ReceiverWeight,
    Record,
    RigName,
    RigOptions,
    Save,
    School,
    Screened,
    Seconds,
    Style,
    Zones,
    rig_kind,
)
from pawpress.cli.ending import told
from pawpress.cli.failure import WrongUse, print_whatever_comes
from pawpress.cli.grade_options import GradeCommand, grade
from pawpress.cli.grouped_help import PARTICIPANTS, RIG
from pawpress.cli.log_level import Commands, LogLevel, choose_level
from pawpress.cli.people.command import people
from pawpress.cli.record_path import recorded
from pawpress.cli.recordings import export, replay
from pawpress.cli.rejudge import rejudge
from pawpress.cli.report import report
from pawpress.cli.rig_care import flash, selftest, settings
from pawpress.cli.serve import PASSED_ON, serve
from pawpress.cli.sessions.command import sessions
from pawpress.system.interrupts import note_interrupts
from pawpress.system.log.hooks import threads_watched

app = Commands(
    name="pawpress",
    help="See how you press: steady weight, or a jab? Without a command, offers what there is.",
    epilog="A training aid, not a medical device. The partner's word overrides the screen.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pawpress {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    log_level: LogLevel = None,
) -> None:
    """Offer what there is, unless a command is given."""
    choose_level(log_level)
    if context.invoked_subcommand is None:
        from pawpress.cli.start import start

        start()


@app.command()
def demo(
    scenario: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            rich_help_panel=RIG,
            help="What the emulated body does; `--scenario list` names them.",
            show_default="beginner, foot-stumble for feet",
        ),
    ] = None,
    board: Annotated[Literal["uno", "nano"], typer.Option(rich_help_panel=RIG, help="Which board.")] = "uno",
    rig: Annotated[
        RigOptions,
        typer.Option(
            metavar="[emulated-avr|core]",
            rich_help_panel=RIG,
            help="The real image in an emulator, or the firmware's own core.",
        ),
    ] = "emulated-avr",
    hand: Annotated[
        bool, typer.Option("--hand", rich_help_panel=RIG, help="Press the pads yourself, by mouse or keys.")
    ] = False,
    style: Style = None,
    limits: OwnLimits = None,
    zones: Zones = None,
    baseline: PersonalBaseline = None,
    calibration: Annotated[
        str | None,
        typer.Option(metavar="FILE", rich_help_panel=RIG, help="A calibration of the demo rig; nominal when left out."),
    ] = None,
    mode: Annotated[
        Literal["hands", "foot"] | None,
        typer.Option(rich_help_panel=PARTICIPANTS, help="What presses.", show_default="as the scenario has it"),
    ] = None,
    giver: GiverWeight = None,
    receiver: ReceiverWeight = None,
    person: Person = "",
    headless: Headless = False,
    seconds: Seconds = None,
    json: HeadlessJson = False,
    json_lines: HeadlessJsonLines = False,
    record: Record = None,
    save: Save = False,
    lsl: Lsl = False,
) -> None:
    """Open the dashboard on an emulated rig; no hardware needed."""
    if scenario == "list":
        from pawpress.simulator.scenario import scenario_names

        typer.echo("\n".join(scenario_names()))
        return
    if headless and hand:
        raise WrongUse("--hand needs the screen: leave --headless away, or choose a --scenario that presses.")
    if headless and rig == "emulated-avr":
        from pawpress.simulator.emulator.early import start_early

        start_early()
    from pawpress.cli.gate_opening import demo_pair, demo_played
    from pawpress.cli.live import run
    from pawpress.engine.config import DemoSource, EngineConfig

    scenario, mode = demo_played(scenario, mode)
    source = DemoSource(scenario=scenario, board=board, rig=rig_kind(rig), hand=hand)
    config = EngineConfig(
        source=source,
        mode=mode,
        foot=demo_pair(giver, receiver) if mode == "foot" else None,
        calibration=calibration,
        record=recorded(record, save=save),
        lsl=lsl,
        style=style,
        limits=_path(limits),
        zones=_path(zones),
        baseline=_path(baseline),
    )
    run(config, headless=headless, seconds=seconds, json=json, json_lines=json_lines, person=person)


@app.command()
def live(
    port: Port = None,
    baud: Baud = 500_000,
    mode: Mode = "hands",
    giver: GiverWeight = None,
    receiver: ReceiverWeight = None,
    person: Person = "",
    lighter_by: LighterBy = None,
    pattern: Pattern = None,
    answers: GateAnswers = None,
    screened: Screened = False,
    profile: GateProfile = None,
    layout: LayoutName = None,
    style: Style = None,
    limits: OwnLimits = None,
    zones: Zones = None,
    baseline: PersonalBaseline = None,
    rig: RigName = "default",
    school: School = "",
    placement: Placed = None,
    calibration: Calibrated = None,
    headless: Headless = False,
    seconds: Seconds = None,
    json: HeadlessJson = False,
    json_lines: HeadlessJsonLines = False,
    record: Record = None,
    save: Save = False,
    lsl: Lsl = False,
) -> None:
    """Open the dashboard on a rig at a serial port."""
    from pawpress.cli.live import run
    from pawpress.engine.config import EngineConfig, PortSource
    from pawpress.rig.discovery import find_port

    source = PortSource(port=port or find_port(), baud=baud)
    config = EngineConfig(
        source=source,
        mode=mode,
        layout=layout,
        rig=rig,
        school=school,
        placement=placement,
        calibration=calibration,
        record=recorded(record, save=save),
        lsl=lsl,
        style=style,
        limits=_path(limits),
        zones=_path(zones),
        baseline=_path(baseline),
    )
    from pawpress.cli.gate_opening import Participants, open_gates

    config = open_gates(config, Participants(giver, receiver, lighter_by, pattern, answers, screened, profile))
    run(config, headless=headless, seconds=seconds, json=json, json_lines=json_lines, person=person)


app.command(cls=GradeCommand)(grade)


@app.command()
def baseline(
    leans: Annotated[
        Path, typer.Option(metavar="FILE", help="A recording or CSV file of at least five slow leans, arms straight.")
    ],
    pushes: Annotated[Path, typer.Option(metavar="FILE", help="One of at least five deliberate pushes with the arms.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to put the baseline, a TOML file.")] = Path(
        "baseline.toml"
    ),
) -> None:
    """Learn how you push with your arms. The hint in `grade` and `live` needs it."""
    from pawpress.cli.baseline import write_baseline

    write_baseline(leans, pushes, out)


app.command()(calibrate)
app.command()(coach)


@app.command()
def doctor(port: Port = None) -> None:
    """Find what keeps the rig from working, and say how to mend it."""
    from pawpress.cli.doctor import examine

    raise typer.Exit(examine(port))


app.command(context_settings=PASSED_ON)(serve)
for _command in (replay, rejudge, export, report, selftest, settings, flash):
    app.command()(_command)

app.add_typer(people, name="people")
app.add_typer(sessions, name="sessions")


def _path(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _end_undisturbed() -> None:
    """Let Ctrl-C no longer interrupt what runs at the end of the interpreter, which takes some milliseconds."""
    with contextlib.suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def main() -> None:
    """Run the command line; failures are one line on standard error."""
    # One small matrix product a block: more threads only cost time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    note_interrupts()
    print_whatever_comes()
    atexit.register(_end_undisturbed)
    try:
        with threads_watched("command"):
            try:
                app()
            finally:
                sys.stdout.flush()  # here, where a pipe that is closed or a disk that is full can still be told of
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:
        raise SystemExit(told(error)) from error
