"""A session of a whole day, time compressed: nothing grows, nothing drifts, and the last hour is judged as the first.

`PAWPRESS_HOURS` says how long it is: 1.25 unless told otherwise, past the wrap of the rig's clock; 24 every night.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.core.pipeline import Pipeline
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session
from pawpress.export.convert import export_recording
from pawpress.recording import Recorder
from pawpress.rig.connection import Connection
from pawpress.settings.shipped_setup import shipped_setup
from tests.engines import FakeLink
from tests.nightly import how_many
from tests.recordings import manifest
from tests.streams import RigStream, counts_of
from tests.system.conftest import FakeClock
from tests.waveforms import minimum_jerk

HOURS = how_many("PAWPRESS_HOURS", 1.25, 24)
RATE_HZ, STEP_S, SCANS_A_FRAME = 100, 0.15, 15
PRESS_EVERY_S = 60
MOST_GROWTH_MB = 40.0
MOST_ARCHIVING_MB = 200.0
"""pyarrow itself and a group of a million rows take 130 MB; the columns of a day at once would take 260 MB more."""

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="measures memory as POSIX does"),
    pytest.mark.timeout(120 + 150 * HOURS),
]


def minute() -> np.ndarray:
    """Return the readings of a minute: a lean of one hand, the other at rest."""
    t_s = np.arange(PRESS_EVERY_S * RATE_HZ) / RATE_HZ
    return counts_of(np.stack((minimum_jerk(t_s, 5.0, 0.8, 1.5, 0.6, 100.0), np.zeros(len(t_s))), axis=1))


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_a_day_is_judged_to_its_end_and_needs_no_more_memory_than_its_first_hour(tmp_path: Path):
    clock, notices = FakeClock(), list[Notice]()
    rig, link = RigStream(1_000_000 // RATE_HZ), FakeLink()
    connection = Connection(lambda: link)
    connection.open(clock())
    path = tmp_path / "day.paw"
    recorder = Recorder(path, manifest())
    session = Session(connection, Pipeline(shipped_setup()), [recorder], notices.append)
    link.arriving.append(rig.hello())
    counts = minute()
    minutes = round(HOURS * 60)
    early_mb = 0.0
    for number in range(minutes):
        for begin in range(0, len(counts), round(STEP_S * RATE_HZ)):
            part = counts[begin : begin + round(STEP_S * RATE_HZ)]
            frames = (rig.scan(part[at : at + SCANS_A_FRAME]) for at in range(0, len(part), SCANS_A_FRAME))
            link.arriving.append(b"".join(frames))
            clock.wait(STEP_S)
            session.step(clock)
        recorder.flush()
        if number == minutes // 3:
            early_mb = peak_mb()
    growth_mb = peak_mb() - early_mb
    session.finish(clock())
    print(f"{HOURS:g} h, {path.stat().st_size / 1e6:.1f} MB, memory grew by {growth_mb:.1f} MB")

    assert [notice.text for notice in notices if notice.severity == "error"] == []
    assert session.quality == [found for found in session.quality if found.code == "uncalibrated"]
    onsets_s = np.array([judged.press.onset_s for judged in session.presses])
    assert len(onsets_s) == minutes
    assert onsets_s - PRESS_EVERY_S * np.arange(minutes) == pytest.approx(onsets_s[0], abs=0.02)
    assert {judged.verdict.verdict for judged in session.presses} == {session.presses[0].verdict.verdict}
    assert growth_mb < MOST_GROWTH_MB

    again = judge_recording(path)
    assert again.presses == session.presses
    assert again.quality == session.quality
    before_mb = peak_mb()
    archive, _ = export_recording(open_recording(path), "parquet")
    assert archive.stat().st_size < path.stat().st_size / 2
    assert peak_mb() - before_mb < MOST_ARCHIVING_MB
