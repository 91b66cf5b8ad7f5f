"""The command `pawpress doctor`."""

from __future__ import annotations

import typer

from pawpress.cli.common_options import (
    Port,
)


def doctor(port: Port = None) -> None:
    """Find what keeps the rig from working, and say how to mend it."""
    from pawpress.cli.doctor.run import examine

    raise typer.Exit(examine(port))
