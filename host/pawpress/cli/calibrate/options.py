"""What `pawpress calibrate` is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for."""

    points: Path | None
    show: bool
    check: bool
    tare: bool
    demo: bool
    calibration: Path | None
    output: Path | None
    port: str | None
    baud: int
    board: Literal["uno", "nano"]
    emulate: Literal["emulated-avr", "core"]
    layout: str | None
    rig: str | None
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
    json: bool
