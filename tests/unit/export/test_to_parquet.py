"""Parquet, as DuckDB, pandas and polars read it."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from pawpress.analysis.recording import Recording
from pawpress.export.convert import export_recording
from tests.writers import ReadBack, WriterContract


class TestParquet(WriterContract):
    to = "parquet"

    def read_back(self, path: Path) -> ReadBack:
        import duckdb
        import pyarrow.parquet

        names = pyarrow.parquet.read_schema(path).names
        columns = duckdb.sql(f"select * from '{path}'").fetchnumpy()
        metadata = pyarrow.parquet.read_schema(path).metadata
        counts = [columns[name] for name in names[1:]]
        about = json.loads(metadata[b"pawpress"])
        newtons = [np.array(table)[column] for table, column in zip(about["newtons_of_counts"], counts, strict=False)]
        return ReadBack(
            np.asarray(columns["time_us"], dtype=float) / 1e6,
            np.stack(counts, axis=1) if counts else np.empty((0, 0)),
            np.stack(newtons, axis=1) if newtons else None,
            [press["verdict"] for press in json.loads(metadata[b"presses"])],
            [(one["t_s"], one["text"]) for one in about["annotations"]],
        )

    def test_pandas_and_polars_read_it_too(self, recording: Recording):
        import pandas
        import polars

        path, _ = export_recording(recording, "parquet")
        counts = recording.samples().counts
        assert np.array_equal(pandas.read_parquet(path)["A0_counts"].to_numpy(), counts[:, 0])
        assert np.array_equal(polars.read_parquet(path)["A1_counts"].to_numpy(), counts[:, 1])

    def test_a_query_finds_the_presses(self, recording: Recording):
        import duckdb

        _, presses = export_recording(recording, "parquet")
        [(session, steady, hold_s)] = duckdb.sql(
            f"select session, count(*), max(hold_s) from '{presses}' where verdict = 'steady' group by session"
        ).fetchall()
        rows = recording.samples().press_rows()
        assert session == "a"
        assert steady == sum(row["verdict"] == "steady" for row in rows) > 0
        assert hold_s == max(row["hold_s"] for row in rows if row["verdict"] == "steady")

    def test_counts_are_stored_as_differences(self, recording: Recording):
        import pyarrow.parquet

        path, _ = export_recording(recording, "parquet")
        column = pyarrow.parquet.ParquetFile(path).metadata.row_group(0).column(1)
        assert "DELTA_BINARY_PACKED" in column.encodings
        assert column.compression == "ZSTD"
