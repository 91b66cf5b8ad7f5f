"""The options of `pawpress grade`."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Annotated, Any

import typer

from pawpress.cli.common_options import (
    ForceColumns,
    Mode,
    OwnLimits,
    PersonalBaseline,
    Rate,
    Style,
    TimeColumn,
    Unit,
    Zones,
)
from pawpress.cli.failure import WrongUse
from pawpress.cli.grouped_help import MANY, PARTICIPANTS, TABLE, GroupedCommand
from pawpress.core.body_weight import HEAVIEST_KG, LIGHTEST_KG

ADDRESS = re.compile(r"[a-z]+://|[^/\\]+:\d+$")
"""What the address of a Dask scheduler looks like; a folder does not."""

LARGEST_TARE = 1e9
"""More than any file holds at rest, in newtons or in counts (choice); the squares of larger ones overflow."""


class GradeCommand(GroupedCommand):
    """Takes `--dask` without an address too."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Write `--dask` as `--dask=local` where no address follows it."""
        given = [*args, ""]
        words = [
            "--dask=local" if word == "--dask" and not ADDRESS.match(following) and following != "local" else word
            for word, following in zip(given, [*given[1:], ""], strict=True)
        ]
        return super().parse_args(ctx, words[:-1])


def grade(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Recordings, tables of other programs, gzipped or not, or folders of them."
        ),
    ],
    time_column: TimeColumn = None,
    force_column: ForceColumns = None,
    unit: Unit = None,
    rate: Rate = None,
    invert: Annotated[
        bool, typer.Option("--invert", rich_help_panel=TABLE, help="The readings fall with load.")
    ] = False,
    tare: Annotated[
        str,
        typer.Option(metavar="auto|none|N", rich_help_panel=TABLE, help="auto, none, or a number in the file's unit."),
    ] = "auto",
    mode: Mode = "hands",
    giver_kg: Annotated[
        float | None,
        typer.Option(
            min=LIGHTEST_KG, max=HEAVIEST_KG, metavar="KG", rich_help_panel=PARTICIPANTS, help="Weight of the giver."
        ),
    ] = None,
    receiver_kg: Annotated[
        float | None,
        typer.Option(
            min=LIGHTEST_KG, max=HEAVIEST_KG, metavar="KG", rich_help_panel=PARTICIPANTS, help="Weight of the receiver."
        ),
    ] = None,
    style: Style = None,
    limits: OwnLimits = None,
    zones: Zones = None,
    baseline: PersonalBaseline = None,
    workers: Annotated[
        int, typer.Option(min=1, max=1024, metavar="N", rich_help_panel=MANY, help="Processes that judge side by side.")
    ] = 1,
    dask: Annotated[
        str | None,
        typer.Option(
            metavar="[ADDRESS]",
            rich_help_panel=MANY,
            help="Judge on a Dask cluster; without an address, on one that is started on this machine.",
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            rich_help_panel=MANY,
            help="Keep presses and sessions as Parquet tables; a next run goes on there.",
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", rich_help_panel=MANY, help="With --into: judge everything anew.")
    ] = False,
    school: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            rich_help_panel=MANY,
            help="With --into: the school, in place of the one that recordings name.",
        ),
    ] = None,
    rig: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", rich_help_panel=MANY, help="With --into: the rig, in place of the one that they name."
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say how each foreign file is understood, and judge nothing.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a file, one a line.")] = False,
) -> None:
    """Judge recordings or foreign CSV files."""
    from pawpress.bulk import GradeOptions
    from pawpress.cli.grade.run import grade_files
    from pawpress.cli.pool_options import PoolOptions
    from pawpress.settings.grading_limits import DEFAULT_STYLE, personal_limits
    from pawpress.settings.safety_limits import load_safety_limits

    _check(tare)
    load_safety_limits()  # a damaged installation is told once, and not of every file
    chosen = personal_limits(limits, style or DEFAULT_STYLE, zones, baseline)
    how = GradeOptions(
        limits=chosen,
        own_limits=any((style, limits, zones, baseline)),
        time_column=time_column,
        force_columns=tuple(force_column or ()),
        unit=unit,
        rate_hz=rate,
        invert=invert,
        tare=tare,
        mode=mode,
        giver_kg=giver_kg,
        receiver_kg=receiver_kg,
    )
    if explain:
        from pawpress.cli.grade.grade_explain import explain_files

        raise typer.Exit(explain_files(files, how))
    raise typer.Exit(grade_files(files, how, PoolOptions(workers, dask, into, again, school, rig), json=json))


def _check(tare: str) -> None:
    if tare in ("auto", "none"):
        return
    try:
        level = float(tare)
    except ValueError:
        level = math.nan
    if not abs(level) <= LARGEST_TARE:
        raise WrongUse(f"--tare {tare}: give auto, none, or a number.")
