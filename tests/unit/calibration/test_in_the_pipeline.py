"""What a session says and does with a calibration."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.core.calibration.pad_curve import Check
from pawpress.core.events import Quality
from pawpress.core.force_line import Forces, PressGraded
from pawpress.core.pipeline import Pipeline
from pawpress.core.stages import Setup
from pawpress.engine.build import build_session
from pawpress.engine.calibrations import save_calibration
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.messages import Notice, SessionInfo
from pawpress.engine.view_sink import ViewSink
from pawpress.settings.shipped_setup import shipped_setup
from pawpress.simulator.scenario import pad_names
from tests.calibrations import MADE, calibration, curve
from tests.streams import RigStream, counts_of, stream_of

MADE_MS = 1_772_366_400_000
TWO = calibration(curve(pad="A0"), curve(pad="A1", channel=1))
"""Curves of the numbered pads that a rig without a layout has."""


def press(peak_n: float, rise_s: float = 0.9) -> np.ndarray:
    """Return one press on the first of two pads, shape (n, 2), newtons."""
    ramp = np.sin(np.linspace(0.0, np.pi / 2, round(rise_s * 500))) ** 2
    force_n = peak_n * np.concatenate([np.zeros(600), ramp, np.ones(750), ramp[::-1], np.zeros(600)])
    return np.stack([force_n, np.zeros_like(force_n)], axis=1)


def lived(setup: Setup, stream: bytes) -> list[object]:
    pipeline = Pipeline(setup)
    return [*pipeline.receive(stream, 0.0), *pipeline.finish()]


def qualities(events: list[object]) -> list[tuple[str, str | None]]:
    return [(event.code, event.pad) for event in events if isinstance(event, Quality)]


def test_without_a_calibration_it_is_said_once_that_newtons_are_nominal():
    rig = RigStream()
    frames = rig.hello() + b"".join(rig.scans(np.zeros((50, 2), np.uint16))) + rig.hello()
    slower = RigStream(period_us=10_000)
    events = lived(shipped_setup(), frames + slower.hello() + b"".join(slower.scans(np.zeros((50, 2), np.uint16))))
    assert qualities(events)[0] == ("uncalibrated", None)
    assert [code for code, _ in qualities(events)].count("uncalibrated") == 1


def test_with_a_calibration_nothing_is_said_and_newtons_are_those_of_the_curve():
    twice = calibration(curve(pad="A0", a=1 / 100.0, top_counts=900.0), curve(pad="A1", channel=1))
    events = lived(shipped_setup(calibration=twice), stream_of(press(120.0)))
    assert qualities(events) == []
    peak_n = max(float(event.block.force_n.max()) for event in events if isinstance(event, Forces))
    assert peak_n == pytest.approx(60.0, abs=1.0)


def test_a_curve_of_other_pads_is_named_and_not_used():
    events = lived(shipped_setup(calibration=calibration()), stream_of(press(120.0)))
    assert qualities(events) == [("uncalibrated", "A0"), ("uncalibrated", "A1")]


def test_an_old_calibration_is_called_old():
    events = lived(shipped_setup(calibration=TWO, begun_unix_ms=MADE_MS + 40 * 86_400_000), stream_of(press(50.0)))
    assert qualities(events) == [("old_calibration", None)]


def test_a_failed_check_takes_the_newtons_out_of_the_grade():
    failed = calibration(curve(pad="A0", check=(Check(MADE, 100.0, 140.0),)), curve(pad="A1", channel=1))
    # A rise of 300 N within a fifth of a second is a jab by its newtons a second, and only rushed by its own measure.
    stream = stream_of(press(300.0, rise_s=0.3))

    def speed(setup: Setup) -> str:
        (judged,) = [event for event in lived(setup, stream) if isinstance(event, PressGraded)]
        return judged.verdict.speed

    assert speed(shipped_setup(calibration=TWO)) == "jab"
    assert speed(shipped_setup(calibration=failed)) == "rushed"
    assert qualities(lived(shipped_setup(calibration=failed), stream)) == [("uncalibrated", "A0")]


def test_a_strap_that_has_slipped_is_told():
    force_n = np.zeros((10_000, 2))
    force_n[:, 1] = 12.0
    events = lived(shipped_setup(calibration=TWO), stream_of(force_n))
    assert qualities(events) == [("baseline_shift", "A1")]
    (quality,) = [event for event in events if isinstance(event, Quality)]
    assert "A1 reads 12 N" in quality.message
    assert quality.end_s - quality.start_s == pytest.approx(15.0, abs=0.2)


def test_creep_is_taken_out_of_a_long_hold():
    k = 0.05
    loaded_s = np.arange(10_000) / 500.0
    felt_n = np.stack([100.0 * (1.0 + k * np.log10(1.0 + loaded_s / 0.1)), np.zeros(10_000)], axis=1)
    rig = RigStream()
    stream = rig.hello() + b"".join(rig.scans(counts_of(felt_n)))
    creeping = calibration(curve(pad="A0", creep_per_decade=k), curve(pad="A1", channel=1, creep_per_decade=k))
    blocks = [event.block for event in lived(shipped_setup(calibration=creeping), stream) if isinstance(event, Forces)]
    late = np.concatenate([block.force_n[:, 0] for block in blocks])[2000:-200]
    assert late == pytest.approx(np.full(len(late), 100.0), abs=0.6)


class Server:
    """Listens to what views are told."""

    def __init__(self) -> None:
        self.said: list[object] = []

    def publish(self, message: object) -> None:
        self.said.append(message)


def demo_session(tmp_path: Path, uncertainty: float):
    """Open a recorded session on the firmware's core, with curves for its six pads."""
    pads = [curve(pad=name, channel=n, uncertainty=uncertainty) for n, name in enumerate(pad_names(6))]
    own = calibration(*pads, rig="demo")
    file = save_calibration(own, tmp_path / "demo.toml")
    config = EngineConfig(
        source=DemoSource(scenario="catwalk", rig="core"), calibration=str(file), record=str(tmp_path / "r.paw")
    )
    now_s = [0.0]
    notices: list[Notice] = []
    server = Server()
    views = ViewSink(server, "t", "hands", None)  # type: ignore[arg-type]
    session, kind = build_session(config, [views], notices.append, lambda: now_s[0])
    views.attach(session, kind)
    while now_s[0] < 9.0:
        now_s[0] += 0.01
        session.step(lambda: now_s[0])
    session.finish(now_s[0])
    return own, session, notices, server


def test_views_and_recordings_know_the_calibration(tmp_path: Path):
    own, session, notices, server = demo_session(tmp_path, 0.12)
    opening = [said for said in server.said if isinstance(said, SessionInfo)][-1]
    assert (opening.calibrated, opening.uncertainty) == (True, 0.12)
    assert "uncalibrated" not in [quality.code for quality in session.quality]
    assert any("demo.toml" in notice.text for notice in notices)
    assert open_recording(tmp_path / "r.paw").manifest.calibration == own


def test_judging_again_uses_the_calibration_of_the_recording(tmp_path: Path):
    _, session, _, _ = demo_session(tmp_path, 0.1)
    again = judge_recording(tmp_path / "r.paw")
    assert len(session.presses) > 2
    assert again.presses == session.presses
    assert again.quality == session.quality
    assert again.pipeline.calibration is not None
    assert again.pipeline.calibration.calibrated
