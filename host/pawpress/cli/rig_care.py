"""The commands that care for the rig itself: `selftest`, `settings` and `flash`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from pawpress.cli.common_options import Baud, Port


def selftest(
    port: Port = None,
    baud: Baud = 500_000,
    demo: Annotated[bool, typer.Option("--demo", help="Test the emulated rig.")] = False,
) -> None:
    """Have the rig test itself, and say how to mend what is wrong."""
    from pawpress.cli.selftest import run

    raise typer.Exit(run(port, baud, demo))


def settings(
    serial: Annotated[
        int | None, typer.Option(min=1, max=2**32 - 1, metavar="N", help="Give the rig this serial number.")
    ] = None,
    name: Annotated[list[str] | None, typer.Option(metavar="A0=L1", help="Name a pad; repeat for more.")] = None,
    pads: Annotated[
        int | None,
        typer.Option(
            min=0, max=16, metavar="N", help="Scan only the first N pads, from A0 on; 0 for all there can be."
        ),
    ] = None,
    port: Port = None,
    baud: Baud = 500_000,
    demo: Annotated[bool, typer.Option("--demo", help="Use the emulated rig.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show what is stored in the rig. Gives it a serial number, and names to its pads; tells it how many it has."""
    from pawpress.cli.settings import change_of, run

    raise typer.Exit(run(port, baud, change_of(serial, name or [], pads), demo=demo, json=json))


def flash(
    port: Annotated[
        str | None, typer.Option(metavar="PORT", help="Serial port of the board; found by itself when left out.")
    ] = None,
    board: Annotated[
        Literal["uno", "nano", "nano-old"] | None,
        typer.Option(help="Which board; `nano-old` has the old bootloader. Found out when left out."),
    ] = None,
    programmer: Annotated[
        str, typer.Option(metavar="NAME", help="Protocol of the bootloader, as avrdude calls it.")
    ] = "arduino",
    avrdude_option: Annotated[
        list[str] | None, typer.Option(metavar="OPTION", help="One more option for avrdude; repeat for more.")
    ] = None,
) -> None:
    """Put the firmware on a board, and wait until it says hello."""
    from pawpress.cli.flash import run
    from pawpress.rig.discovery import find_port

    run(port or find_port(), board, programmer, tuple(avrdude_option or ()))
