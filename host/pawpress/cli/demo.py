"""The command `pawpress demo`: its options, and the emulated rig they stand for."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Annotated, Literal

import typer

from pawpress.cli.common_options import (
    BoardName,
    GiverWeight,
    Headless,
    HeadlessJson,
    HeadlessJsonLines,
    LayoutName,
    Lsl,
    OwnLimits,
    Person,
    PersonalBaseline,
    ReceiverWeight,
    Record,
    RigOptions,
    Save,
    Seconds,
    Style,
    Teacher,
    Zones,
    path_text,
    rig_kind,
    teacher_file,
)
from pawpress.cli.failure import WrongUse
from pawpress.cli.grouped_help import PARTICIPANTS, RIG
from pawpress.cli.record_path import recorded


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
    board: Annotated[
        BoardName | None,
        typer.Option(rich_help_panel=RIG, help="Which board.", show_default="as the layout needs it, else uno"),
    ] = None,
    layout: LayoutName = None,
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
    teacher: Teacher = None,
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
    with ExitStack() as beside:
        if headless and rig == "emulated-avr":
            from pawpress.simulator.emulator.early import started_early

            beside.enter_context(started_early())
        from pawpress.cli.demo_board import board_for
        from pawpress.cli.gate_opening import demo_pair, demo_played
        from pawpress.cli.live.run import run
        from pawpress.engine.config import DemoSource, EngineConfig

        scenario, mode = demo_played(scenario, mode)
        source = DemoSource(scenario=scenario, board=board_for(layout, board), rig=rig_kind(rig), hand=hand)
        config = EngineConfig(
            source=source,
            mode=mode,
            layout=layout,
            foot=demo_pair(giver, receiver) if mode == "foot" else None,
            calibration=calibration,
            record=recorded(record, save=save),
            lsl=lsl,
            style=style,
            limits=path_text(limits),
            zones=path_text(zones),
            baseline=path_text(baseline),
            teacher=teacher_file(teacher, screen=not headless),
        )
        run(config, headless=headless, seconds=seconds, json=json, json_lines=json_lines, person=person)
