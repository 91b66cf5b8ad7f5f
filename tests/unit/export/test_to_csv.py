"""CSV, as pandas reads it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pawpress.analysis.recording import Recording, open_recording
from pawpress.export.convert import export_recording
from pawpress.export.table import ExportOptions
from pawpress.export.to_csv import safe
from pawpress.recording import Recorder
from pawpress.settings.layout_files import load_layout
from tests.recordings import manifest
from tests.streams import stream_of
from tests.writers import ReadBack, WriterContract


class TestCsv(WriterContract):
    to = "csv"

    def read_back(self, path: Path) -> ReadBack:
        import pandas

        table = pandas.read_csv(path)
        presses = pandas.read_csv(path.with_name(f"{path.stem}.presses.csv")) if len(table) else None
        return ReadBack(
            table["time [s]"].to_numpy(dtype=float),
            table.filter(like="[counts]").to_numpy(),
            table.filter(like="[N]").to_numpy(dtype=float),
            [] if presses is None else list(presses["verdict"]),
            _unquoted(path.with_name(f"{path.stem}.annotations.csv")),
        )

    def test_a_header_says_its_unit(self, recording: Recording):
        samples, presses, _ = export_recording(recording, "csv")
        assert samples.read_text("utf-8").splitlines()[0].split(",")[:2] == ["time [s]", "A0 [N]"]
        header = next(csv.reader(io.StringIO(presses.read_text("utf-8"))))
        assert {"onset_s [s]", "peak_n [N]", "rfd_n_per_s [N/s]", "nrfd_per_s [1/s]", "cv"} <= set(header)

    def test_a_spreadsheet_with_decimal_commas_is_served(self, recording: Recording):
        import pandas

        plain = pandas.read_csv(export_recording(recording, "csv")[0])
        path = recording.path.with_name("comma.csv")
        export_recording(recording, "csv", path, ExportOptions(decimal_comma=True))
        assert pandas.read_csv(path, sep=";", decimal=",").equals(plain)

    @pytest.mark.parametrize("name", ["=1+1", "+a", "-a", "@SUM(A1)", "\tx", "\rx"])
    def test_no_text_is_run_as_a_formula(self, name: str):
        assert safe(name) == f"'{name}"
        assert safe("left hand") == "left hand"

    def test_a_pad_named_like_a_formula_is_written_as_text(self, tmp_path: Path):
        layout = load_layout("gloves")
        named = type(layout)(
            layout.name, layout.title, tuple(type(p)("=cmd()", *_rest(p)) if p.channel == 0 else p for p in layout.pad)
        )
        recorder = Recorder(tmp_path / "a.paw", manifest(layout=named))
        recorder.take(stream_of(np.zeros((100, len(layout.pad)))), [], 0.0)
        recorder.close()
        [path, _] = export_recording(open_recording(tmp_path / "a.paw"), "csv")
        assert "'=cmd() [N]" in path.read_text("utf-8").splitlines()[0].split(",")


def _unquoted(path: Path) -> list[tuple[float, str]]:
    """Return the notes of a file, less the apostrophe that keeps a spreadsheet from running them."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [(float(row["t_s [s]"]), row["text"].removeprefix("'")) for row in csv.DictReader(file)]


def _rest(pad: Any) -> list[Any]:
    return [getattr(pad, name) for name in pad.__struct_fields__[1:]]
