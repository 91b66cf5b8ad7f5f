"""Parquet: the compact archive. Counts, not newtons; the newtons of every count stand in the metadata.

Differences of neighbouring counts are small, so that DELTA_BINARY_PACKED and zstd make about 15 MB per hour of eight
pads at 1 kHz; floating-point newtons would take three times as much. The presses go into a second file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from pawpress.analysis.between_scans import between_scans
from pawpress.core.events import UnfilteredBlock
from pawpress.export.table import ExportOptions, ExportTable
from pawpress.system.new_file import open_private

GROUP_ROWS = 1 << 20
"""Rows that stand together; smaller groups pack worse, larger ones need more memory."""


def write(table: ExportTable, path: Path, options: ExportOptions) -> list[Path]:  # noqa: ARG001 - one way only
    """Write time in microseconds and one column of counts per pad, and one row per press."""
    import pyarrow
    import pyarrow.parquet

    names = ["time_us", *(f"{pad}_counts" for pad in table.shape.pads)]
    types = [pyarrow.int64(), *[pyarrow.int32()] * len(table.shape.pads)]
    whole = table.about | msgspec.to_builtins(between_scans(table.recording, len(table.shape.pads)))
    about = {
        name: msgspec.json.encode(told).decode() for name, told in (("pawpress", whole), ("presses", table.presses))
    }
    schema = pyarrow.schema(list(zip(names, types, strict=True)))
    with (
        open_private(path) as file,
        pyarrow.parquet.ParquetWriter(
            file,
            schema,
            compression="zstd",
            use_dictionary=False,
            column_encoding=dict.fromkeys(names, "DELTA_BINARY_PACKED"),
            store_schema=False,  # it would hide the metadata, or hold them a second time
        ) as writer,
    ):
        writer.add_key_value_metadata(about)
        waiting: list[Any] = []
        for block in table.blocks():
            waiting.append(pyarrow.table(_columns(block), schema=schema))
            if sum(part.num_rows for part in waiting) >= GROUP_ROWS:
                writer.write_table(pyarrow.concat_tables(waiting).combine_chunks())
                waiting = []
        if waiting:
            writer.write_table(pyarrow.concat_tables(waiting).combine_chunks())
    presses = path.with_name(f"{path.name}.presses")
    with open_private(presses) as file:
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(_rows(table)), file, compression="zstd")
    return [path, presses]


def _columns(block: UnfilteredBlock) -> list[Any]:
    import pyarrow

    return [
        pyarrow.array(np.rint(block.t_s * 1e6).astype(np.int64)),
        *(pyarrow.array(column.astype(np.int32)) for column in block.counts.T),
    ]


def _rows(table: ExportTable) -> list[dict[str, Any]]:
    """Return the presses as rows that also say which session they are of."""
    return [{"session": table.recording.path.stem, **press} for press in table.presses]
