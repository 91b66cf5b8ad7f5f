"""The command `pawpress selftest`."""

from __future__ import annotations

from typing import Annotated

import typer

from pawpress.cli.common_options import (
    Baud,
    Port,
)


def selftest(
    port: Port = None,
    baud: Baud = 500_000,
    demo: Annotated[bool, typer.Option("--demo", help="Test the emulated rig.")] = False,
) -> None:
    """Have the rig test itself, and say how to mend what is wrong."""
    from pawpress.cli.selftest.run import run

    raise typer.Exit(run(port, baud, demo))
