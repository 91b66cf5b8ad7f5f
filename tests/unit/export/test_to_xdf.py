"""XDF, as pyxdf reads it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pawpress.analysis.recording import Recording
from pawpress.export.convert import export_recording
from tests.writers import ReadBack, WriterContract


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
