"""The command `pawpress` and its subcommands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from pawpress import __version__
from pawpress.cli.failure import Failure, say

app = typer.Typer(
    name="pawpress",
    help="See how you press: steady weight, or a jab? Without a command, opens the dashboard on the connected rig.",
    epilog="A training aid, not a medical device. The partner's word overrides the screen.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
)

Port = Annotated[str | None, typer.Option(help="Serial port of the rig; found by itself when left out.")]
Baud = Annotated[int, typer.Option(help="Speed of the serial line.")]
Mode = Annotated[Literal["hands", "foot"], typer.Option(help="What presses.")]
Record = Annotated[Path | None, typer.Option(metavar="PATH", help="Keep the session in this file.")]
Headless = Annotated[bool, typer.Option("--headless", help="No screen.")]
Seconds = Annotated[float | None, typer.Option(min=0.1, help="Stop after so many seconds; needs --headless.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output; needs --headless.")]
LayoutName = Annotated[str | None, typer.Option("--layout", help="Name of a pad layout, or a TOML file.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pawpress {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,  # noqa: ARG001
) -> None:
    """Open the dashboard on the connected rig, unless a command is given."""
    if context.invoked_subcommand is None:
        from pawpress.cli.live import open_connected

        open_connected()


@app.command()
def demo(
    scenario: Annotated[
        str, typer.Option(help="What the emulated body does; `--scenario list` names them.")
    ] = "beginner",
    board: Annotated[Literal["uno", "nano"], typer.Option(help="Which board.")] = "uno",
    rig: Annotated[
        Literal["emulated-avr", "model"], typer.Option(help="The real firmware in an emulator, or a model of the rig.")
    ] = "emulated-avr",
    headless: Headless = False,
    seconds: Seconds = None,
    json: Json = False,
    record: Record = None,
) -> None:
    """Open the dashboard on an emulated rig; no hardware needed."""
    from pawpress.cli.live import run
    from pawpress.engine.config import DemoSource, EngineConfig

    if scenario == "list":
        from pawpress.simulator.scenario import scenario_names

        typer.echo("\n".join(scenario_names()))
        return
    source = DemoSource(scenario=scenario, board=board, rig=rig)
    run(EngineConfig(source=source, record=_path(record)), headless=headless, seconds=seconds, json=json)


@app.command()
def live(
    port: Port = None,
    baud: Baud = 500_000,
    mode: Mode = "hands",
    layout: LayoutName = None,
    headless: Headless = False,
    seconds: Seconds = None,
    json: Json = False,
    record: Record = None,
) -> None:
    """Open the dashboard on a rig at a serial port."""
    from pawpress.cli.live import find_port, run
    from pawpress.engine.config import EngineConfig, PortSource

    if mode == "foot":
        raise Failure("Foot mode is not offered yet: its gates and limits are still missing. Use --mode hands.")
    source = PortSource(port=port or find_port(), baud=baud)
    config = EngineConfig(source=source, mode=mode, layout=layout, record=_path(record))
    run(config, headless=headless, seconds=seconds, json=json)


@app.command()
def grade(
    files: Annotated[list[Path], typer.Argument(help="Recordings, or CSV files with a header, gzipped or not.")],
    time_column: Annotated[str | None, typer.Option(help="Column of the time; the first one when left out.")] = None,
    force_column: Annotated[
        list[str] | None, typer.Option(help="Column of a pad; repeat for more. All other numeric ones when left out.")
    ] = None,
    unit: Annotated[Literal["n", "kgf", "lbf", "counts"], typer.Option(help="Unit of the force columns.")] = "n",
    invert: Annotated[bool, typer.Option("--invert", help="The readings fall with load.")] = False,
    tare: Annotated[str, typer.Option(help="auto, none, or a number in the file's unit.")] = "auto",
    mode: Mode = "hands",
    giver_kg: Annotated[float | None, typer.Option(min=1, help="Weight of the giver.")] = None,
    receiver_kg: Annotated[float | None, typer.Option(min=1, help="Weight of the receiver.")] = None,
    limits: Annotated[Path | None, typer.Option(help="A TOML file of thresholds instead of the shipped ones.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a file, one a line.")] = False,
) -> None:
    """Judge recordings or foreign CSV files."""
    from pawpress.cli.grade import Options, grade_files

    options = Options(
        time_column, tuple(force_column or ()), unit, invert, tare, mode, giver_kg, receiver_kg, limits, json
    )
    raise typer.Exit(grade_files(files, options))


@app.command()
def doctor(port: Port = None) -> None:
    """Look for what keeps the rig from working, and say how to mend it."""
    from pawpress.cli.doctor import examine

    raise typer.Exit(examine(port))


def _path(path: Path | None) -> str | None:
    return None if path is None else str(path)


def main() -> None:
    """Run the command line; failures are one line on standard error."""
    # One small matrix product a block: more threads only cost time.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        app()
    except Failure as failure:
        say(str(failure))
        raise SystemExit(1) from failure
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise SystemExit(1) from None
