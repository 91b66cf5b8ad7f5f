"""What `pawpress coach` may be told; light, so that `pawpress --help` stays fast."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pawpress.cli.common_options import (
    Baud,
    BoardName,
    Calibrated,
    DemoBoard,
    DemoRig,
    GateAnswers,
    GateProfile,
    GiverWeight,
    HeadlessJson,
    HeadlessJsonLines,
    LayoutName,
    LighterBy,
    OwnLimits,
    Pattern,
    Placed,
    Port,
    ReceiverWeight,
    Record,
    RigName,
    Save,
    Screened,
    Style,
    Teacher,
    form_asked,
    rig_kind,
    teacher_file,
)
from pawpress.cli.failure import WrongUse
from pawpress.cli.grouped_help import HEADLESS, PARTICIPANTS, RIG

if TYPE_CHECKING:
    from pawpress.engine.config import DemoSource, PortSource

FOOT_DRILL = "feet"
"""The shipped drill that is played by feet in a demo."""


def coach(
    drill: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="One drill: its name, or a TOML file; `--drill list` names them."),
    ] = None,
    feedback: Annotated[
        Literal["fading", "on-request", "band", "summary", "always"] | None,
        typer.Option(help="How much you see.", show_default="as the drill has it, usually fading"),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Lines only: for screen readers and scripts. Words are typed.")
    ] = False,
    speak: Annotated[
        bool, typer.Option("--speak", help="Speak cues with espeak-ng, with the sounds of --sounds.")
    ] = False,
    sounds: Annotated[
        bool, typer.Option("--sounds", help="Alarms, and three sounds: in the zone, pass, fault. No words.")
    ] = False,
    sound_to: Annotated[
        Path | None, typer.Option(metavar="FILE.wav", help="Write what is heard to a file; no loudspeaker is used.")
    ] = None,
    person: Annotated[
        str | None,
        typer.Option(metavar="NAME", rich_help_panel=PARTICIPANTS, help="Who presses; progress is kept by it."),
    ] = None,
    partner: Annotated[
        str | None, typer.Option(metavar="NAME", rich_help_panel=PARTICIPANTS, help="Who lies down.")
    ] = None,
    forget: Annotated[
        str | None,
        typer.Option(metavar="NAME", rich_help_panel=PARTICIPANTS, help="Delete what is kept of this person, and end."),
    ] = None,
    place: Annotated[
        Literal["back", "lower-back", "middle-back", "shoulder-blades"],
        typer.Option(rich_help_panel=PARTICIPANTS, help="Where you press; what is nice is kept for each place."),
    ] = "back",
    language: Annotated[
        Literal["en", "fil"] | None,
        typer.Option(envvar="PAWPRESS_LANGUAGE", help="Language of the coach.", show_default="the giver's, or en"),
    ] = None,
    demo: Annotated[
        bool, typer.Option("--demo", rich_help_panel=RIG, help="On an emulated rig; no hardware needed.")
    ] = False,
    scenario: Annotated[
        str | None, typer.Option(metavar="NAME", rich_help_panel=RIG, help="With --demo: what the body does.")
    ] = None,
    hand: Annotated[
        bool,
        typer.Option("--hand", rich_help_panel=RIG, help="With --demo: press the pads yourself."),
    ] = False,
    board: DemoBoard = None,
    emulate: DemoRig = "emulated-avr",
    port: Port = None,
    baud: Baud = 500_000,
    giver: GiverWeight = None,
    receiver: ReceiverWeight = None,
    lighter_by: LighterBy = None,
    pattern: Pattern = None,
    answers: GateAnswers = None,
    screened: Screened = False,
    profile: GateProfile = None,
    layout: LayoutName = None,
    style: Style = None,
    limits: OwnLimits = None,
    teacher: Teacher = None,
    rig: RigName = "default",
    placement: Placed = None,
    calibration: Calibrated = None,
    headless: Annotated[
        bool, typer.Option("--headless", rich_help_panel=HEADLESS, help="No screen and no questions.")
    ] = False,
    seconds: Annotated[
        float | None, typer.Option(min=0.1, metavar="S", rich_help_panel=HEADLESS, help="Stop after so many seconds.")
    ] = None,
    json: HeadlessJson = False,
    json_lines: HeadlessJsonLines = False,
    record: Record = None,
    save: Save = False,
    replay: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Coach a recording once more, to the same cues, and end.")
    ] = None,
) -> None:
    """Learn to lean, with one cue at a time. Fading feedback, hidden tests, and the partner's word first."""
    if _does_something_else(drill, forget, replay, language, json=json, json_lines=json_lines):
        return
    form_asked(json=json, json_lines=json_lines)
    heard = speak or sounds
    screen = not headless and _on_a_screen(in_lines=plain or heard or seconds is not None)
    _refuse(
        in_json=json or json_lines,
        headless=headless,
        demo=demo,
        port=port,
        sound_to=sound_to,
        heard=heard,
        scenario=scenario,
        hand=hand,
        screen=screen,
    )
    from datetime import date

    from pawpress.cli.coach.options import CoachOptions
    from pawpress.cli.coach.run import run_coach
    from pawpress.cli.demo_board import board_for
    from pawpress.cli.gate_opening import Participants
    from pawpress.cli.record_path import recorded
    from pawpress.engine.config import DemoSource, EngineConfig, PortSource

    picks_rig = not (demo or headless) and port is None
    emulated, played_on = rig_kind(emulate), board_for(layout, board)
    source = (
        PortSource(port="") if picks_rig else _source(demo, scenario, played_on, emulated, port, baud, drill, hand=hand)
    )
    config = EngineConfig(
        source=source,
        layout=layout,
        rig=rig,
        placement=placement,
        calibration=calibration,
        record=recorded(record, save=save),
        style=style,
        limits=None if limits is None else str(limits),
        teacher=teacher_file(teacher, screen=screen),
    )
    options = CoachOptions(
        config=config,
        picks_rig=picks_rig,
        demo_source=lambda: DemoSource(board=played_on, rig=emulated),
        given=Participants(giver, receiver, lighter_by, pattern, answers, screened, profile),
        drill=drill,
        feedback=feedback,
        person=person,
        partner=partner,
        place=place,
        language=language,
        headless=headless,
        plain=not (screen or headless),
        seconds=seconds,
        json=json,
        json_lines=json_lines,
        day=date.today().toordinal(),
        speak=speak,
        sounds=sounds,
        sound_to=sound_to,
    )
    raise typer.Exit(run_coach(options))


def _does_something_else(
    drill: str | None, forget: str | None, replay: Path | None, language: str | None, *, json: bool, json_lines: bool
) -> bool:
    """List, forget or coach again where that is asked for; return whether it was."""
    if drill == "list":
        from pawpress.settings.drill_files import drill_names

        typer.echo("\n".join(drill_names()))
    elif forget is not None:
        from pawpress.cli.people.changing import forget_all

        forget_all(forget)
    elif replay is not None:
        from pawpress.cli.coach.coach_again import coach_recording

        if json:
            raise WrongUse("--json does not go with --replay; --json-lines does.")
        coach_recording(replay, language or "en", json_lines=json_lines)
    else:
        return False
    return True


def _on_a_screen(*, in_lines: bool) -> bool:
    return not in_lines and sys.stdin.isatty() and sys.stdout.isatty()


def _refuse(
    *,
    in_json: bool,
    headless: bool,
    demo: bool,
    port: str | None,
    sound_to: Path | None,
    heard: bool,
    scenario: str | None,
    hand: bool,
    screen: bool,
) -> None:
    """Raise WrongUse if options do not go together."""
    wrong = {
        "--json and --json-lines go with --headless.": in_json and not headless,
        "Give --demo or --port, not both.": demo and port is not None,
        "--sound-to goes with --speak or --sounds.": sound_to is not None and not heard,
        "--scenario and --hand go with --demo.": (scenario is not None or hand) and not demo,
        "--hand needs the screen: leave --headless and --plain away, and run it in a terminal.": hand and not screen,
    }
    for text, given in wrong.items():
        if given:
            raise WrongUse(text)


def _source(
    demo: bool,
    scenario: str | None,
    board: BoardName,
    emulated: Literal["emulated-avr", "core"],
    port: str | None,
    baud: int,
    drill: str | None,
    *,
    hand: bool,
) -> DemoSource | PortSource:
    from pawpress.engine.config import DemoSource, PortSource

    if demo:
        from pawpress.cli.gate_opening import demo_played

        played, _ = demo_played(scenario, "foot" if drill == FOOT_DRILL and scenario is None else None)
        return DemoSource(scenario=played, board=board, rig=emulated, hand=hand)
    from pawpress.rig.discovery import find_port

    return PortSource(port=port or find_port(), baud=baud)
