"""What `pawpress calibrate` is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pawpress.cli.common_options import BoardName
    from pawpress.core.calibration.edges import PuckName


@dataclass(frozen=True, slots=True)
class CalibrateOptions:
    """What the command line asks for."""

    points: Path | None
    show: bool
    check: bool
    tare: bool
    edges: bool | None
    """True presses nothing but the edges, False leaves them out; None calibrates with them."""
    demo: bool
    calibration: Path | None
    output: Path | None
    port: str | None
    baud: int
    board: BoardName
    emulate: Literal["emulated-avr", "core"]
    layout: str | None
    rig: str | None
    puck: PuckName | None
    """None where nobody said."""
    placement: Literal["glove", "futon", "bench"] | None
    pads: tuple[str, ...]
    unit: Literal["n", "kgf", "lbf"] | None
    reference: Literal["scale", "weights"]
    loads: tuple[float, ...]
    """In `unit`."""
    rounds: int
    creep: float | None
    counts_max: int | None
    invert: bool
    yes: bool
    anew: bool
    """Whether to begin with the first pad although an interrupted calibration could go on."""
    json: bool
