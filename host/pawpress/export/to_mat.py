"""MATLAB: a .mat file of version 5, read by MATLAB, Octave and scipy."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pawpress.export.table import ExportError, ExportOptions, ExportTable
from pawpress.system.new_file import open_private

MOST_BYTES = 1 << 31
"""No variable of a file of version 5 may be larger."""


def write(table: ExportTable, path: Path, options: ExportOptions) -> list[Path]:  # noqa: ARG001 - one way only
    """Write arrays with one row per sample, and the presses as a struct array."""
    from scipy.io import savemat

    shape = table.shape
    if shape.scans * max(1, len(shape.pads)) * 8 >= MOST_BYTES:
        raise ExportError(f"{table.recording.path}: is too long for a MATLAB file of version 5. Use --to parquet.")
    every = list(table.blocks())
    nothing = np.empty((0, len(shape.pads)))
    content = {
        "t_s": np.concatenate([np.empty(0), *(block.t_s for block in every)])[:, None],
        "counts": np.concatenate([nothing.astype(np.uint16), *(block.counts for block in every)]),
        "force_n": np.concatenate([nothing, *(block.force_n for block in every)]),
        "saturated": np.concatenate([nothing.astype(np.bool_), *(block.saturated for block in every)]),
        "pads": np.array(shape.pads, dtype=object),
        "rate_hz": shape.rate_hz,
        "gaps_s": shape.gaps_s,
        "annotations": [{"t_s": one.t_s, "kind": one.kind, "text": one.text} for one in table.annotations],
        "presses": [{key: _entry(entry) for key, entry in press.items()} for press in table.presses],
        "about_json": table.about_json(),
    }
    with open_private(path) as file:
        savemat(file, content, do_compression=True, oned_as="column", long_field_names=True)
    return [path]


def _entry(entry: object) -> object:
    if entry is None:
        return np.nan
    return np.array(entry, dtype=object) if isinstance(entry, list) else entry
