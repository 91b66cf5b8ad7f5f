"""A headless session that is interrupted or fails at any step has a recording with an end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pawpress.analysis.recording import open_recording
from pawpress.core.pipeline import Pipeline
from pawpress.core.sink import Sink
from pawpress.core.user_error import UserError
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.headless import Output, run_headless
from pawpress.engine.messages import Notice
from pawpress.engine.session import Session

STEPS = ("told of the rig", "attached", "turned", "in the summary")


class Breaking(Sink):
    """Breaks at one step of a session."""

    def __init__(self, step: str, error: type[BaseException]) -> None:
        self.step, self.error = step, error

    def reach(self, step: str) -> None:
        if step == self.step:
            raise self.error("Ctrl-C, or a fault")

    def notice(self, _notice: Notice) -> None:
        self.reach("told of the rig")

    def take(self, *_: object) -> None:
        """Take nothing."""

    def close(self) -> None:
        """Close nothing."""

    def attach(self, _pipeline: Pipeline) -> None:
        self.reach("attached")

    def turn(self, _session: Session) -> bool:
        self.reach("turned")
        return False

    def summary(self) -> dict[str, Any]:
        self.reach("in the summary")
        return {}


@pytest.mark.parametrize("error", [KeyboardInterrupt, UserError])
@pytest.mark.parametrize("step", STEPS)
def test_the_recording_is_whole(step: str, error: type[BaseException], tmp_path: Path):
    path, breaking = tmp_path / "a.paw", Breaking(step, error)
    config = EngineConfig(source=DemoSource(scenario="idle", rig="core"), record=str(path))
    with pytest.raises(error):
        run_headless(config, None, Output(breaking.notice), breaking)
    assert not open_recording(path).recovered
