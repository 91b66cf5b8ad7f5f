"""A person presses the emulated rig: through the engine, the link and the real firmware, and is judged."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from pawpress.core.force_line import PressGraded
from pawpress.engine.build import build_session
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.control import Control
from pawpress.engine.messages import Lean, TakeOver
from pawpress.engine.view_sink import ViewSink
from pawpress.simulator.rigs import Kind
from tests.unit.engine.test_view_sink import Listening

pytestmark = pytest.mark.realtime


@pytest.fixture(params=["emulated-avr", "core"])
def control(request: pytest.FixtureRequest) -> Iterator[Control]:
    rig: Kind = request.param
    config = EngineConfig(source=DemoSource(scenario="catwalk", rig=rig))
    views = ViewSink(Listening(), "a title", "hands", None, "offered")
    session, kind = build_session(config, [views], lambda _: None, time.monotonic)
    views.attach(session, kind)
    session.connection.come_up(time.monotonic)
    yield Control(config, session, kind, views)
    session.finish(time.monotonic())


def live(control: Control, seconds: float) -> None:
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        control.session.step(time.monotonic)
        time.sleep(0.005)


def judged(control: Control) -> list[PressGraded]:
    return [press for press in control.session.presses if press.press.pad == "R2"]


def test_a_slow_lean_is_steady_and_a_stab_is_a_jab(control: Control):
    control.handle(TakeOver(taken=True))
    live(control, 1.5)
    control.handle(Lean(channel=3, force_n=90.0, lasts_s=1.2))
    live(control, 3.2)
    control.handle(Lean(channel=3, force_n=0.0, lasts_s=0.6))
    live(control, 1.2)
    control.handle(Lean(channel=3, force_n=120.0))
    live(control, 0.25)
    control.handle(Lean(channel=3, force_n=0.0))
    live(control, 1.2)
    assert [press.verdict.verdict for press in judged(control)] == ["steady", "jab"]
    assert judged(control)[0].press.plateau_n == pytest.approx(90.0, rel=0.1)
