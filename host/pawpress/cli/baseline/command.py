"""The command `pawpress baseline`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def baseline(
    leans: Annotated[
        Path, typer.Option(metavar="FILE", help="A recording or CSV file of at least five slow leans, arms straight.")
    ],
    pushes: Annotated[Path, typer.Option(metavar="FILE", help="One of at least five deliberate pushes with the arms.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to put the baseline, a TOML file.")] = Path(
        "baseline.toml"
    ),
) -> None:
    """Learn how you push with your arms. The hint in `grade` and `live` needs it."""
    from pawpress.cli.baseline.run import write_baseline

    write_baseline(leans, pushes, out)
