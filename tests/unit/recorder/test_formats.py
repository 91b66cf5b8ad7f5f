"""Every writer writes what other programs read back equal; each format inherits the same tests."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from abc import abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.analysis.recording import Recording, open_recording
from pawpress.core.annotation import Annotation
from pawpress.export import WRITERS, ExportError, Options, export_recording
from pawpress.export.csv_text import safe
from pawpress.recording import Recorder
from pawpress.settings.layout_files import load_layout
from tests.portions import every
from tests.recordings import gap_frame, manifest, record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PRESS = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
STREAM = stream_of(np.stack((PRESS, 0.4 * PRESS), axis=1))
NOTE = Annotation(1.25, "note", "=left, elbow „bent“")


@dataclass
class ReadBack:
    """What another program found in a file."""

    t_s: NDArray[np.float64]
    counts: NDArray[Any]
    force_n: NDArray[np.float64] | None
    verdicts: list[str]
    notes: list[tuple[float, str]]


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """Two presses before and after an unplug, and a note."""
    recorder = Recorder(tmp_path / "a.paw", manifest())
    for number, piece in enumerate(every(STREAM + gap_frame(7.0) + STREAM, 500)):
        recorder.take(piece, [NOTE] if number == 90 else [], 10.0 + 0.02 * number)
    recorder.close()
    return open_recording(tmp_path / "a.paw")


class WriterContract:
    """What every writer must do."""

    to: str

    @abstractmethod
    def read_back(self, path: Path) -> ReadBack:
        """Read with another program."""
        raise NotImplementedError

    def test_another_program_reads_the_same(self, recording: Recording):
        samples = recording.samples()
        again = self.read_back(export_recording(recording, self.to)[0])
        assert again.t_s == pytest.approx(samples.t_s, abs=1e-6)
        assert np.array_equal(again.counts, samples.counts)
        if again.force_n is not None:
            assert again.force_n == pytest.approx(samples.force_n, abs=1e-4)
        assert again.verdicts == [judged.verdict.verdict for judged in samples.judged.presses]
        assert len(again.verdicts) == 4
        assert again.notes == [(NOTE.t_s, NOTE.text)]

    def test_a_gap_stays_a_gap(self, recording: Recording):
        again = self.read_back(export_recording(recording, self.to)[0])
        assert np.diff(again.t_s).max() == pytest.approx(7.0, abs=0.01)

    def test_nothing_is_overwritten_and_nothing_half_written_is_left(self, recording: Recording):
        [first, *_] = export_recording(recording, self.to)
        before = first.read_bytes()
        with pytest.raises(ExportError, match=r"is already there and is not overwritten"):
            export_recording(recording, self.to)
        assert first.read_bytes() == before
        assert not list(first.parent.glob(".*"))

    def test_a_folder_that_is_not_there_is_one_line(self, recording: Recording, tmp_path: Path):
        with pytest.raises(ExportError, match=r"cannot be written .*Choose another folder\."):
            export_recording(recording, self.to, tmp_path / "absent" / "a.file")

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
    def test_only_the_owner_may_read_what_was_written(self, recording: Recording):
        for path in export_recording(recording, self.to):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_an_interrupt_leaves_nothing_half_written(self, recording: Recording, monkeypatch: pytest.MonkeyPatch):
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("pawpress.export.table.portions", interrupted)
        with pytest.raises(KeyboardInterrupt):
            export_recording(recording, self.to)
        assert [path.name for path in recording.path.parent.iterdir()] == ["a.paw"]

    def test_portions_leave_no_seam(self, recording: Recording, monkeypatch: pytest.MonkeyPatch):
        samples = recording.samples()
        monkeypatch.setattr("pawpress.analysis.chunks.portions.__defaults__", (100,))
        monkeypatch.setattr("pawpress.recording.reader.READ_BYTES", 1500)
        again = self.read_back(export_recording(recording, self.to)[0])
        assert np.array_equal(again.counts, samples.counts)
        assert again.t_s == pytest.approx(samples.t_s, abs=1e-6)

    def test_a_recording_of_nothing_is_an_empty_table(self, tmp_path: Path):
        again = self.read_back(export_recording(open_recording(record(tmp_path / "b.paw", [])), self.to)[0])
        assert len(again.t_s) == 0


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
        export_recording(recording, "csv", path, Options(decimal_comma=True))
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


class TestMatlab(WriterContract):
    to = "mat"

    def read_back(self, path: Path) -> ReadBack:
        from scipy.io import loadmat

        content = loadmat(path, simplify_cells=True)
        presses = content["presses"]
        return ReadBack(
            np.atleast_1d(content["t_s"]),
            content["counts"],
            content["force_n"],
            [press["verdict"] for press in presses],
            [(one["t_s"], one["text"]) for one in np.atleast_1d(content["annotations"])],
        )

    def test_what_is_too_long_for_it_is_refused_in_one_line(
        self, recording: Recording, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr("pawpress.export.matlab.MOST_BYTES", 1000)
        with pytest.raises(ExportError, match=r"a\.paw: is too long for a MATLAB file.*Use --to parquet\.") as error:
            export_recording(recording, "mat")
        assert "\n" not in str(error.value)


class TestXdf(WriterContract):
    to = "xdf"

    def read_back(self, path: Path) -> ReadBack:
        import pyxdf

        streams, _ = pyxdf.load_xdf(str(path), dejitter_timestamps=False)
        by_name = {stream["info"]["name"][0]: stream for stream in streams}
        force, counts = by_name["pawpress force"], by_name["pawpress counts"]
        markers = [text[0].partition(": ")[2] for text in by_name["pawpress presses"]["time_series"]]
        said = by_name["pawpress annotations"]
        texts = [text[0].partition(": ")[2] for text in said["time_series"]]
        return ReadBack(
            np.asarray(force["time_stamps"]),
            counts["time_series"],
            force["time_series"],
            markers,
            list(zip(map(float, said["time_stamps"]), texts, strict=True)),
        )

    def test_the_stream_tells_its_channels_and_its_rate(self, recording: Recording):
        import pyxdf

        [path] = export_recording(recording, "xdf")
        streams, _ = pyxdf.load_xdf(str(path))
        force = next(s for s in streams if s["info"]["name"][0] == "pawpress force")
        channels = force["info"]["desc"][0]["channels"][0]["channel"]
        assert [(c["label"][0], c["unit"][0]) for c in channels] == [("A0", "newtons"), ("A1", "newtons")]
        assert float(force["info"]["nominal_srate"][0]) == 500.0


def test_every_writer_has_its_tests():
    assert {contract.to for contract in WriterContract.__subclasses__()} == set(WRITERS)
