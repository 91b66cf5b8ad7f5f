"""What every export format must do; the tests of each format inherit it, and say how another program reads it."""

from __future__ import annotations

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
from pawpress.export.convert import export_recording
from pawpress.export.table import ExportError
from tests.recordings import record

NOTE = Annotation(1.25, "note", "=left, elbow „bent“")


@dataclass
class ReadBack:
    """What another program found in a file."""

    t_s: NDArray[np.float64]
    counts: NDArray[Any]
    force_n: NDArray[np.float64] | None
    verdicts: list[str]
    notes: list[tuple[float, str]]


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

        monkeypatch.setattr("pawpress.export.table.unfiltered_blocks", interrupted)
        with pytest.raises(KeyboardInterrupt):
            export_recording(recording, self.to)
        assert [path.name for path in recording.path.parent.iterdir()] == ["a.paw"]

    def test_blocks_leave_no_seam(self, recording: Recording, monkeypatch: pytest.MonkeyPatch):
        samples = recording.samples()
        monkeypatch.setattr("pawpress.analysis.unfiltered.unfiltered_blocks.__defaults__", (100,))
        monkeypatch.setattr("pawpress.recording.reader.READ_BYTES", 1500)
        again = self.read_back(export_recording(recording, self.to)[0])
        assert np.array_equal(again.counts, samples.counts)
        assert again.t_s == pytest.approx(samples.t_s, abs=1e-6)

    def test_a_recording_of_nothing_is_an_empty_table(self, tmp_path: Path):
        again = self.read_back(export_recording(open_recording(record(tmp_path / "b.paw", [])), self.to)[0])
        assert len(again.t_s) == 0
