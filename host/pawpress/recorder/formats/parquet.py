"""Parquet: the compact archive. Counts, not newtons; the newtons of every count stand in the metadata.

Differences of neighbouring counts are small, so that DELTA_BINARY_PACKED and zstd make about 15 MB an hour of eight
pads at 1 kHz; floating-point newtons would take three times as much.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from pawpress.recorder.formats.table import ExportTable, Options


def write(table: ExportTable, path: Path, options: Options) -> list[Path]:  # noqa: ARG001 - one way only
    """Write time in microseconds and a column of counts a pad."""
    import pyarrow
    import pyarrow.parquet

    samples = table.samples
    columns: dict[str, Any] = {"time_us": np.rint(samples.t_s * 1e6).astype(np.int64)}
    columns |= {f"{pad}_counts": samples.counts[:, n].astype(np.int32) for n, pad in enumerate(samples.pads)}
    metadata = {"pawpress": table.about_json(), "presses": _json(table.presses)}
    arrow = pyarrow.table(columns).replace_schema_metadata(metadata)
    encoding = dict.fromkeys(columns, "DELTA_BINARY_PACKED")
    with path.open("wb") as file:
        pyarrow.parquet.write_table(arrow, file, compression="zstd", use_dictionary=False, column_encoding=encoding)
    return [path]


def _json(presses: list[dict[str, Any]]) -> str:
    import msgspec

    return msgspec.json.encode(presses).decode()
