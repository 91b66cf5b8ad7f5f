"""A fault in the engine's own process: the recording is closed, the views are told, the traceback is logged."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from pawpress import open_recording
from pawpress.engine import engine_loop
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.session import Session
from pawpress.system.log import close_log


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The line that an engine is given."""
    close_log()
    monkeypatch.setenv("PAWPRESS_LOG_FOLDER", str(tmp_path / "log"))
    return msgspec.json.encode(EngineConfig(source=DemoSource(rig="core"), record=str(tmp_path / "a.paw"), token="t"))


def stumble(*_: object) -> None:
    raise LookupError("of Anneliese")


def log_of(tmp_path: Path) -> str:
    close_log()
    return (tmp_path / "log" / "engine.log").read_text()


def test_a_fault_of_the_loop_closes_the_recording_and_is_logged(
    config: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine_loop, "_wait_for_parent", lambda _: None)
    monkeypatch.setattr(Session, "step", stumble)
    assert engine_loop.main(config) == 1
    assert not open_recording(tmp_path / "a.paw").recovered
    text = log_of(tmp_path)
    assert "fault: in the loop of the engine" in text
    assert "in stumble" in text
    assert "Anneliese" not in text


def test_a_fault_at_the_start_names_the_log(
    config: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(engine_loop, "build_session", stumble)
    assert engine_loop.main(config) == 1
    told = json.loads(capsys.readouterr().out)["error"]
    assert "LookupError" in told
    assert str(tmp_path / "log" / "engine.log") in told
    assert "in stumble" in log_of(tmp_path)
