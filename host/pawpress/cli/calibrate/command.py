"""What `pawpress calibrate` may be told; light, so that `pawpress --help` stays fast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pawpress.cli.calibrate.options import CalibrateOptions
from pawpress.cli.common_options import Baud, DemoBoard, DemoRig, LayoutName, Placed, Port, rig_kind
from pawpress.cli.grouped_help import KEEPING, LOADS, RIG, TABLE_OF_POINTS

if TYPE_CHECKING:
    from pawpress.engine.config import DemoSource, PortSource


def calibrate(
    points: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A CSV table instead of a guide: columns pad, reference_n, counts."),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show the newest calibration, and change nothing.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Hold two known loads against the newest one.")] = False,
    edges: Annotated[
        bool | None,
        typer.Option(
            "--edges/--no-edges",
            show_default=False,
            help="Press only the middle and four edges of each pad; or leave that out of a calibration.",
        ),
    ] = None,
    tare: Annotated[bool, typer.Option("--tare", help="Take only the reading of the empty pads anew.")] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Put weights on the emulated rig; no hardware needed.")] = False,
    pad: Annotated[
        list[str] | None, typer.Option(metavar="NAME", rich_help_panel=RIG, help="Only this pad; repeat for more.")
    ] = None,
    puck: Annotated[
        Literal["triple", "shared", "single", "disc"] | None,
        typer.Option(
            rich_help_panel=RIG,
            help="How the pads are built: on three sensors, on foam, on one boss (revision A), or as discs in a glove.",
        ),
    ] = None,
    placement: Placed = None,
    rig: Annotated[
        str | None,
        typer.Option(metavar="NAME", rich_help_panel=RIG, help="Name of the rig, if you have more than one."),
    ] = None,
    layout: LayoutName = None,
    unit: Annotated[
        Literal["n", "kgf", "lbf"] | None,
        typer.Option(rich_help_panel=LOADS, help="Unit of loads; kgf in the guide, n in a table."),
    ] = None,
    reference: Annotated[
        Literal["scale", "weights"],
        typer.Option(rich_help_panel=LOADS, help="A scale under the pad, or known weights on it."),
    ] = "scale",
    load: Annotated[
        list[float] | None,
        typer.Option(min=0.01, metavar="N", rich_help_panel=LOADS, help="A reference load; repeat for more."),
    ] = None,
    rounds: Annotated[
        int, typer.Option(min=1, max=9, metavar="N", rich_help_panel=LOADS, help="How often the loads go up and down.")
    ] = 2,
    creep: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            max=0.2,
            metavar="K",
            rich_help_panel=TABLE_OF_POINTS,
            help="With --points: known growth in a tenfold of time, such as 0.04.",
        ),
    ] = None,
    counts_max: Annotated[
        int | None,
        typer.Option(
            min=15, max=65535, metavar="N", rich_help_panel=TABLE_OF_POINTS, help="With --points: top of the converter."
        ),
    ] = None,
    invert: Annotated[
        bool,
        typer.Option("--invert", rich_help_panel=TABLE_OF_POINTS, help="With --points: the readings fall with load."),
    ] = False,
    calibration: Annotated[
        Path | None,
        typer.Option(metavar="FILE", rich_help_panel=RIG, help="With --show, --check, --edges or --tare: this file."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", rich_help_panel=KEEPING, help="Write to this new file instead of your folder."),
    ] = None,
    port: Port = None,
    baud: Baud = 500_000,
    board: DemoBoard = None,
    emulate: DemoRig = "emulated-avr",
    yes: Annotated[
        bool, typer.Option("--yes", rich_help_panel=KEEPING, help="Keep the result without asking.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Begin with the first pad, though an interrupted calibration could go on.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", rich_help_panel=KEEPING, help="Print the calibration as one JSON object.")
    ] = False,
) -> None:
    """Teach the program what a newton is on each pad. Takes a bathroom scale or known weights."""
    from pawpress.cli.calibrate.run import run_calibrate
    from pawpress.cli.demo_board import board_for

    options = CalibrateOptions(
        points=points,
        show=show,
        check=check,
        tare=tare,
        edges=edges,
        demo=demo,
        calibration=calibration,
        output=output,
        port=port,
        baud=baud,
        board=board_for(layout, board) if demo else "uno",
        emulate=rig_kind(emulate),
        layout=layout,
        rig=rig,
        puck=puck,
        placement=placement,
        pads=tuple(pad or ()),
        unit=unit,
        reference=reference,
        loads=tuple(load or ()),
        rounds=rounds,
        creep=creep,
        counts_max=counts_max,
        invert=invert,
        yes=yes,
        anew=anew,
        json=json,
    )
    raise typer.Exit(run_calibrate(options))


def coach_options(source: DemoSource | PortSource, layout: str | None, rig: str) -> CalibrateOptions:
    """Return what calibrates the pads of a rig from within the coach, kept in this person's folder."""
    from pawpress.engine.config import DemoSource

    demo = isinstance(source, DemoSource)
    return CalibrateOptions(
        points=None,
        show=False,
        check=False,
        tare=False,
        edges=None,
        demo=demo,
        calibration=None,
        output=None,
        port=None if isinstance(source, DemoSource) else source.port,
        baud=500_000 if isinstance(source, DemoSource) else source.baud,
        board=source.board if isinstance(source, DemoSource) else "uno",
        emulate=source.rig if isinstance(source, DemoSource) else "emulated-avr",
        layout=layout,
        rig=None if demo else rig,
        puck=None,
        placement=None,
        pads=(),
        unit=None,
        reference="weights" if demo else "scale",
        loads=(),
        rounds=1 if demo else 2,
        creep=None,
        counts_max=None,
        invert=False,
        yes=demo,
        anew=False,
        json=False,
    )
