"""MATLAB, as scipy reads it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.recording import Recording
from pawpress.export.convert import export_recording
from pawpress.export.table import ExportError
from tests.writers import ReadBack, WriterContract


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
        monkeypatch.setattr("pawpress.export.to_mat.MOST_BYTES", 1000)
        with pytest.raises(ExportError, match=r"a\.paw: is too long for a MATLAB file.*Use --to parquet\.") as error:
            export_recording(recording, "mat")
        assert "\n" not in str(error.value)
