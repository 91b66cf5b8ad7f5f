"""Whatever happened to a file: it opens to what is intact, or is refused in one line.

`PAWPRESS_DAMAGED` says how many damaged recordings are tried: 200 unless told otherwise, 10,000 every night.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.recording import open_recording
from pawpress.recording import RecordingError
from tests.chunks import every
from tests.damages import DAMAGES
from tests.nightly import how_many
from tests.recordings import gap_frame, record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

TRIALS = int(how_many("PAWPRESS_DAMAGED", 200, 10_000))
PRESS = minimum_jerk(times(1.2), 0.2, 0.3, 0.4, 0.2, 100.0)
STREAM = stream_of(np.stack((PRESS, np.zeros(len(PRESS))), axis=1))

pytestmark = pytest.mark.timeout(60 + TRIALS // 5)


def test_every_damaged_recording_opens_or_is_refused_in_one_line(tmp_path: Path):
    whole = record(tmp_path / "whole.paw", every(STREAM + gap_frame(3.0) + STREAM, 400)).read_bytes()
    rng = random.Random(6)
    path = tmp_path / "damaged.paw"
    opened, refusals = 0, list[str]()
    for trial in range(TRIALS):
        path.write_bytes(DAMAGES[trial % len(DAMAGES)](whole, rng))
        try:
            recording = open_recording(path)
            samples = recording.samples()
        except RecordingError as error:
            refusals.append(str(error))
            continue
        opened += 1
        assert samples.counts.shape[0] == len(samples.t_s)
        assert samples.judged.pipeline.end_s == (samples.t_s[-1] if len(samples.t_s) else 0.0)
    assert opened > TRIALS // 4
    assert len(refusals) > TRIALS // 20
    assert all(line.startswith(str(path)) and "\n" not in line for line in refusals)


@pytest.mark.parametrize("at", [0.8, 0.9, 0.97])
def test_what_lies_before_the_damage_is_intact(tmp_path: Path, at: float):
    path = record(tmp_path / "a.paw", every(STREAM, 400), close=False)  # a closed one ends in a copy of its manifest
    before = open_recording(path).samples()
    content = path.read_bytes()
    begins = content.index(STREAM[400:800])  # behind the manifest, the schema, and the copies of both heads
    path.write_bytes(content[: begins + int(at * (len(content) - begins))])
    after = open_recording(path).samples()
    assert 0 < len(after.t_s) < len(before.t_s)
    assert (after.counts == before.counts[: len(after.counts)]).all()
