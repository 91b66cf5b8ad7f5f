"""The commands that care for the rig itself: `selftest`, `settings` and `flash`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def selftest(
    port: Annotated[str | None, typer.Option(help="Serial port of the rig; found by itself when left out.")] = None,
    baud: Annotated[int, typer.Option(help="Speed of the serial line.")] = 500_000,
    demo: Annotated[bool, typer.Option("--demo", help="Test the emulated rig.")] = False,
) -> None:
    """Have the rig test itself, and say how to mend what is wrong."""
    from pawpress.cli.selftest import run

    raise typer.Exit(run(port, baud, demo))


def settings(
    serial: Annotated[int | None, typer.Option(min=1, max=2**32 - 1, help="Give the rig this serial number.")] = None,
    name: Annotated[list[str] | None, typer.Option(metavar="A0=L1", help="Name a pad; repeat for more.")] = None,
    port: Annotated[str | None, typer.Option(help="Serial port of the rig; found by itself when left out.")] = None,
    baud: Annotated[int, typer.Option(help="Speed of the serial line.")] = 500_000,
    demo: Annotated[bool, typer.Option("--demo", help="Use the emulated rig.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show what is stored in the rig; give it a serial number and its pads names."""
    from pawpress.cli.settings import run, wanted_of

    raise typer.Exit(run(port, baud, wanted_of(serial, name or []), demo=demo, json=json))


def flash(
    port: Annotated[str | None, typer.Option(help="Serial port of the board; found by itself when left out.")] = None,
    board: Annotated[
        Literal["uno", "nano", "nano-old"] | None,
        typer.Option(help="Which board; `nano-old` has the old bootloader. Found out when left out."),
    ] = None,
    programmer: Annotated[str, typer.Option(help="Protocol of the bootloader, as avrdude calls it.")] = "arduino",
    avrdude_option: Annotated[list[str] | None, typer.Option(help="One more option for avrdude; repeat it.")] = None,
) -> None:
    """Put the packaged firmware on a board, check it and wait until it says hello."""
    from pawpress.cli.flash import run
    from pawpress.cli.live import find_port

    run(port or find_port(), board, programmer, tuple(avrdude_option or ()))
