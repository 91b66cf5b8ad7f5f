"""The command `pawpress settings`."""

from __future__ import annotations

from typing import Annotated

import typer

from pawpress.cli.common_options import (
    Baud,
    Port,
)


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
    from pawpress.cli.settings.run import change_of, run

    raise typer.Exit(run(port, baud, change_of(serial, name or [], pads), demo=demo, json=json))
