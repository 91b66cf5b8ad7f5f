"""A key records a live session on the emulated rig, through the engine's own loop."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pawpress.analysis.judge_recordings import judge_recording
from pawpress.analysis.recording import open_recording
from pawpress.engine.build import build_session
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.control import Control
from pawpress.engine.messages import Annotate, Notice, Record
from pawpress.engine.view_sink import ViewSink
from tests.unit.engine.test_view_sink import Listening

pytestmark = pytest.mark.realtime


def live(control: Control, seconds: float) -> None:
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        control.session.step(time.monotonic)
        control.notify_recording()
        time.sleep(0.005)


def test_what_is_recorded_from_mid_session_on_is_judged_as_it_was_live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    config = EngineConfig(source=DemoSource(scenario="catwalk", rig="core"), token="t")
    server = Listening()
    views = ViewSink(server, "a title", "hands", None, "offered")
    session, kind = build_session(config, [views], views.notify, time.monotonic)
    views.attach(session, kind)
    session.connection.come_up(time.monotonic)
    control = Control(config, session, kind, views)
    live(control, 3.0)
    control.handle(Annotate(kind="partner", text="nice"))
    assert "Not recorded" in said(server)[-1]
    control.handle(Record(on=True))
    live(control, 4.0)
    assert views.recording is not None
    recorded = Path(views.recording)
    assert said(server)[-1] == f"Recorded from the beginning of the session: {recorded}"
    control.handle(Annotate(kind="partner", text="less"))
    live(control, 0.5)
    session.finish(time.monotonic())
    assert session.presses
    assert list(judge_recording(recorded).presses) == session.presses
    annotations = open_recording(recorded).annotations()
    assert [one.text for one in annotations if one.kind == "partner"] == ["nice", "less"]


def said(server: Listening) -> list[str]:
    return [message.text for message in server.told if isinstance(message, Notice)]
