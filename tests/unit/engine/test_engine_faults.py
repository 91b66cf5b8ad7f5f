"""A fault in the engine's own process: the recording is closed, the views are told, the traceback is logged."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import msgspec
import pytest

from pawpress import open_recording
from pawpress.engine import process
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.session import Session
from pawpress.system.log import close_log


class Standard:
    """Standard input with a config in it."""

    def __init__(self, config: EngineConfig) -> None:
        self.buffer = io.BytesIO(msgspec.json.encode(config) + b"\n")


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EngineConfig:
    close_log()
    monkeypatch.setenv("PAWPRESS_LOG_FOLDER", str(tmp_path / "log"))
    config = EngineConfig(source=DemoSource(rig="core"), record=str(tmp_path / "a.paw"), token="t")
    monkeypatch.setattr(sys, "stdin", Standard(config))
    return config


def stumble(*_: object) -> None:
    raise LookupError("of Anneliese")


def log_of(tmp_path: Path) -> str:
    close_log()
    return (tmp_path / "log" / "engine.log").read_text()


@pytest.mark.usefixtures("config")
def test_a_fault_of_the_loop_closes_the_recording_and_is_logged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(process, "_wait_for_parent", lambda _: None)
    monkeypatch.setattr(Session, "step", stumble)
    assert process.main() == 1
    assert not open_recording(tmp_path / "a.paw").recovered
    text = log_of(tmp_path)
    assert "fault: in the loop of the engine" in text
    assert "in stumble" in text
    assert "Anneliese" not in text


@pytest.mark.usefixtures("config")
def test_a_fault_at_the_start_names_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(process, "build_session", stumble)
    assert process.main() == 1
    told = json.loads(capsys.readouterr().out)["error"]
    assert "LookupError" in told
    assert str(tmp_path / "log" / "engine.log") in told
    assert "in stumble" in log_of(tmp_path)
