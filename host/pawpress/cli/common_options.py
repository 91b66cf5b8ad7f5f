"""Options of a session, and those that several commands share, each said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pawpress.cli.failure import WrongUse
from pawpress.cli.grouped_help import HEADLESS, JUDGING, KEEPING, PARTICIPANTS, RIG, TABLE
from pawpress.importers.roles.unit_names import GivenUnit

RigOptions = Literal["emulated-avr", "core", "model"]
"""`model` is what `core` was called when it was a model of the firmware; it goes on working."""
Port = Annotated[
    str | None,
    typer.Option(metavar="PORT", rich_help_panel=RIG, help="Serial port of the rig; found by itself when left out."),
]
Baud = Annotated[int, typer.Option(metavar="N", rich_help_panel=RIG, help="Speed of the serial line.")]
Mode = Annotated[
    Literal["hands", "foot"], typer.Option(rich_help_panel=PARTICIPANTS, help="What presses: hands, or feet on a back.")
]
Record = Annotated[
    Path | None, typer.Option(metavar="PATH", rich_help_panel=KEEPING, help="Keep the session in this file.")
]
Save = Annotated[
    bool,
    typer.Option("--save", rich_help_panel=KEEPING, help="Keep the session in the library; see `pawpress sessions`."),
]
Lsl = Annotated[
    bool,
    typer.Option("--lsl", rich_help_panel=KEEPING, help="Publish to the Lab Streaming Layer; needs 'pawpress[lsl]'."),
]
Headless = Annotated[bool, typer.Option("--headless", rich_help_panel=HEADLESS, help="No screen.")]
Seconds = Annotated[
    float | None,
    typer.Option(min=0.1, metavar="S", rich_help_panel=HEADLESS, help="Stop after so many seconds; needs --headless."),
]
HeadlessJson = Annotated[
    bool,
    typer.Option(
        "--json", rich_help_panel=HEADLESS, help="Print one JSON object on standard output; needs --headless."
    ),
]
HeadlessJsonLines = Annotated[
    bool,
    typer.Option(
        "--json-lines",
        rich_help_panel=HEADLESS,
        help="Print each event as a JSON object on a line, as it happens; needs --headless.",
    ),
]
Teacher = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        rich_help_panel=JUDGING,
        help="A recording or session: its most usual steady press stands behind your curve.",
    ),
]
Style = Annotated[
    str | None,
    typer.Option(metavar="NAME", rich_help_panel=JUDGING, help="How long to hold: catwalk, thai or shiatsu."),
]
OwnLimits = Annotated[
    Path | None,
    typer.Option(
        "--limits",
        metavar="FILE",
        rich_help_panel=JUDGING,
        help="A TOML file of thresholds that differ from the shipped ones.",
    ),
]
Zones = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", rich_help_panel=JUDGING, help="A TOML file of the partner's words: nice_n, strong_n, stop_n."
    ),
]
PersonalBaseline = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", rich_help_panel=JUDGING, help="Your baseline, see `pawpress baseline`."),
]
BoardName = Literal["uno", "nano", "mux"]
"""As the packaged images are named; `mux` is the Nano of the carrier for 16 pads."""
DemoBoard = Annotated[
    BoardName | None,
    typer.Option(
        rich_help_panel=RIG, help="With --demo: which board.", show_default="as the layout needs it, else uno"
    ),
]
DemoRig = Annotated[
    RigOptions,
    typer.Option(
        metavar="[emulated-avr|core]",
        rich_help_panel=RIG,
        help="With --demo: the real image, or the firmware's own core.",
    ),
]
Calibrated = Annotated[
    str | None,
    typer.Option(
        "--calibration",
        metavar="FILE",
        rich_help_panel=RIG,
        help="A calibration, or `none`; the newest that fits when left out.",
    ),
]
RigName = Annotated[
    str,
    typer.Option(
        "--rig", metavar="NAME", rich_help_panel=RIG, help="Name of the rig, by which its calibration is found."
    ),
]
School = Annotated[
    str,
    typer.Option(
        envvar="PAWPRESS_SCHOOL",
        metavar="NAME",
        rich_help_panel=RIG,
        help="Where the rig stands, for tables of many recordings.",
    ),
]
Placed = Annotated[
    Literal["glove", "futon", "bench"] | None,
    typer.Option("--placement", rich_help_panel=RIG, help="Where the pads are; taken from the layout when left out."),
]
GiverWeight = Annotated[
    str | None,
    typer.Option("--giver", metavar="WEIGHT", rich_help_panel=PARTICIPANTS, help="Weight of the giver: 62kg or 137lb."),
]
ReceiverWeight = Annotated[
    str | None,
    typer.Option(
        "--receiver", metavar="WEIGHT", rich_help_panel=PARTICIPANTS, help="Weight of the receiver: 80kg or 176lb."
    ),
]
Person = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        rich_help_panel=PARTICIPANTS,
        help="Who presses: stands on the card of a kept session, whose end is held against their earlier ones.",
    ),
]
LighterBy = Annotated[
    str | None,
    typer.Option(
        metavar="WEIGHT", rich_help_panel=PARTICIPANTS, help="How much lighter the giver must be; 20lb, or more."
    ),
]
Pattern = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        rich_help_panel=PARTICIPANTS,
        help="What hurts: lower_back_joint, below_shoulder_blade or whole_back.",
    ),
]
GateAnswers = Annotated[
    Path | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        rich_help_panel=PARTICIPANTS,
        help="Today's answers to what is asked before it opens.",
    ),
]
GateProfile = Annotated[
    Path | None,
    typer.Option(
        "--profile",
        metavar="FILE",
        rich_help_panel=PARTICIPANTS,
        help="Weights and earlier answers, each to be confirmed; only for feet.",
    ),
]
Screened = Annotated[
    bool,
    typer.Option("--screened", rich_help_panel=PARTICIPANTS, help="The receiver was asked already; only for hands."),
]
LayoutName = Annotated[
    str | None,
    typer.Option("--layout", metavar="NAME", rich_help_panel=RIG, help="A pad layout: its name, or a TOML file."),
]
TimeColumn = Annotated[
    str | None,
    typer.Option(
        "--time-column",
        metavar="NAME",
        rich_help_panel=TABLE,
        help="Column of the time; found by name, unit and readings when left out.",
    ),
]
ForceColumns = Annotated[
    list[str] | None,
    typer.Option(
        "--force-column",
        metavar="NAME",
        rich_help_panel=TABLE,
        help="Column of a pad; repeat for more. All that are forces by unit, name and readings when left out.",
    ),
]
Unit = Annotated[
    GivenUnit | None,
    typer.Option(
        rich_help_panel=TABLE,
        help="Unit of the forces; wins over what the file says. What it says, else newtons, when left out.",
    ),
]
Rate = Annotated[
    float | None,
    typer.Option(
        "--rate",
        min=0.1,
        max=1e6,
        metavar="HZ",
        rich_help_panel=TABLE,
        help="Readings per second, for tables without times.",
    ),
]
RecordingFile = Annotated[Path, typer.Argument(metavar="FILE", help="A recording, or the name of a session.")]


def rig_kind(asked: RigOptions) -> Literal["emulated-avr", "core"]:
    """Return the kind of simulated rig that is meant."""
    return "core" if asked == "model" else asked


Form = Literal["text", "json", "json-lines"]


def form_asked(*, json: bool, json_lines: bool) -> Form:
    """Return how a headless run prints.

    Raises
    ------
    WrongUse
        If both forms of JSON are asked for.
    """
    if json and json_lines:
        raise WrongUse("Give --json or --json-lines, not both.")
    return "json" if json else "json-lines" if json_lines else "text"


def teacher_file(teacher: Path | None, *, screen: bool) -> str | None:
    """Return the recording of a teacher, which may be given by a session's name.

    Raises
    ------
    WrongUse
        If there is no screen to show it.
    """
    if teacher is None:
        return None
    if not screen:
        raise WrongUse("--teacher draws a curve, so it needs the screen: leave it out, or --headless and lines.")
    from pawpress.library.by_name import session_file

    return str(session_file(teacher))


def path_text(path: Path | None) -> str | None:
    """Return a path as a session's config holds it."""
    return None if path is None else str(path)
