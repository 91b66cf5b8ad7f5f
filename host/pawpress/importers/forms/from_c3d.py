"""Reads C3D files with ezc3d: forces of the plates where the file describes plates, else its analog channels."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from pawpress.importers.forms.cells import told_apart
from pawpress.importers.forms.form import Form
from pawpress.importers.forms.numbers import Cells
from pawpress.importers.forms.raw import Preamble, RawTable, TableError

AXES = ("Fx", "Fy", "Fz")


def read_c3d(path: Path, content: bytes) -> RawTable:
    """Read such a file.

    Raises
    ------
    ImportError
        If ezc3d is not installed.
    TableError
        If it has no analog channels.
    """
    import ezc3d

    with tempfile.TemporaryDirectory(prefix="pawpress-") as folder:
        # It opens files by name only: it gets a copy, so that nothing can take the place of what was looked at.
        copy = Path(folder) / "copy.c3d"
        copy.write_bytes(content)
        recording = ezc3d.c3d(str(copy), extract_forceplat_data=True)
    parameters = recording["parameters"]
    rate_hz = float(recording["header"]["analogs"]["frame_rate"])
    columns, units = _of_plates(recording)
    if not columns:
        columns, units = _of_channels(recording, parameters["ANALOG"])
    if not columns:
        raise TableError(f"{path}: is a C3D file without analog channels. Export the forces as text.")
    return RawTable(columns, units, "c3d", Preamble(rate_hz, f"analog rate {rate_hz:g} Hz"))


def _of_plates(recording: Any) -> tuple[dict[str, Cells], list[str]]:
    """Return the force along each axis of each plate, as the plates' own calibration makes it."""
    columns: dict[str, Cells] = {}
    units: list[str] = []
    for number, plate in enumerate(recording["data"].get("platform", []), 1):
        force = np.asarray(plate["force"], dtype=np.float64)
        if force.shape[0] != len(AXES) or not np.isfinite(force).any() or not np.ptp(force):
            continue
        columns |= {f"plate {number} {axis}": force[row] for row, axis in enumerate(AXES)}
        units += [str(plate["unit_force"])] * len(AXES)
    return columns, units


def _of_channels(recording: Any, analog: Any) -> tuple[dict[str, Cells], list[str]]:
    channels = np.asarray(recording["data"]["analogs"], dtype=np.float64)
    channels = channels.reshape(channels.shape[-2], channels.shape[-1])
    names = told_apart([str(name) for name in analog["LABELS"]["value"]][: len(channels)])
    units = [str(unit) for unit in analog["UNITS"]["value"]] if "UNITS" in analog else []
    units = [*units, *[""] * len(names)][: len(names)]
    return {name: channels[row] for row, name in enumerate(names)}, units


def _is_c3d(path: Path, content: bytes) -> bool:
    return content[1:2] == b"\x50" and 0 < content[0] < 32 and path.suffix.lower() == ".c3d"


FORM = Form(
    "a C3D file",
    "export its analog channels as text",
    is_one=_is_c3d,
    read=read_c3d,
    native=True,
    kind="c3d",
    endings=(".c3d",),
)
