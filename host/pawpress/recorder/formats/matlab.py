"""MATLAB: a .mat file of version 5, read by MATLAB, Octave and scipy."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pawpress.recorder.formats.table import ExportTable, Options, rate_hz


def write(table: ExportTable, path: Path, options: Options) -> list[Path]:  # noqa: ARG001 - one way only
    """Write arrays a sample a row, and the presses as a struct array."""
    from scipy.io import savemat

    samples = table.samples
    content = {
        "t_s": samples.t_s[:, None],
        "counts": samples.counts,
        "force_n": samples.force_n,
        "saturated": samples.saturated,
        "pads": np.array(samples.pads, dtype=object),
        "rate_hz": rate_hz(samples),
        "gaps_s": samples.gaps_s,
        "presses": [{key: _entry(entry) for key, entry in press.items()} for press in table.presses],
        "about_json": table.about_json(),
    }
    with path.open("wb") as file:
        savemat(file, content, do_compression=True, oned_as="column", long_field_names=True)
    return [path]


def _entry(entry: object) -> object:
    if entry is None:
        return np.nan
    return np.array(entry, dtype=object) if isinstance(entry, list) else entry
