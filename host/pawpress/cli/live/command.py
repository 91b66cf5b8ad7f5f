"""The command `pawpress live`: its options, and the rig they stand for."""

from __future__ import annotations

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
    Save,
    School,
    Screened,
    Seconds,
    Style,
    Teacher,
    Zones,
    path_text,
    teacher_file,
)
from pawpress.cli.record_path import recorded


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
    teacher: Teacher = None,
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
    from pawpress.cli.live.run import run
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
        limits=path_text(limits),
        zones=path_text(zones),
        baseline=path_text(baseline),
        teacher=teacher_file(teacher, screen=not headless),
    )
    from pawpress.cli.gate_opening import Participants, open_gates

    config = open_gates(config, Participants(giver, receiver, lighter_by, pattern, answers, screened, profile))
    run(config, headless=headless, seconds=seconds, json=json, json_lines=json_lines, person=person)
