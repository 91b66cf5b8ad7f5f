"""The command `pawpress flash`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer


def flash(
    port: Annotated[
        str | None, typer.Option(metavar="PORT", help="Serial port of the board; found by itself when left out.")
    ] = None,
    board: Annotated[
        Literal["uno", "nano", "nano-old", "mux", "mux-old"] | None,
        typer.Option(
            help="Which board; `mux` carries 16 pads, `-old` is a Nano's old bootloader. Found out when left out."
        ),
    ] = None,
    programmer: Annotated[
        str, typer.Option(metavar="NAME", help="Protocol of the bootloader, as avrdude calls it.")
    ] = "arduino",
    avrdude_option: Annotated[
        list[str] | None, typer.Option(metavar="OPTION", help="One more option for avrdude; repeat for more.")
    ] = None,
) -> None:
    """Put the firmware on a board, and wait until it says hello."""
    from pawpress.cli.flash.run import run
    from pawpress.rig.discovery import find_port

    run(port or find_port(), board, programmer, tuple(avrdude_option or ()))
