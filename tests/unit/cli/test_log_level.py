"""`--log-level` goes before a command and after it, and `doctor` names the log."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from serial.tools import list_ports

from tests.commands import Command, every_command

COMMANDS = sorted(every_command().commands)  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def usual_level(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAWPRESS_LOG_LEVEL", "info")
    monkeypatch.setattr(list_ports, "comports", list)


@pytest.mark.parametrize("words", [("--log-level", "debug", "doctor"), ("doctor", "--log-level", "debug")])
def test_it_goes_before_and_after_the_command_and_to_the_processes_it_starts(
    command: Command, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("PAWPRESS_LOG_FOLDER", str(tmp_path))
    done = command(*words)
    assert f"logged in {tmp_path} (level debug" in done.out
    assert os.environ["PAWPRESS_LOG_LEVEL"] == "debug"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_it(command: Command, name: str):
    words = (name, "list") if name == "sessions" else (name,)
    assert "--log-level" in command(*words, "--help").out


@pytest.mark.parametrize("words", [("--log-level", "loud", "doctor"), ("doctor", "--log-level", "loud")])
def test_another_level_is_wrong_use(command: Command, words: tuple[str, ...]):
    done = command(*words)
    assert (done.status, done.out) == (2, "")
    assert "loud" in done.err


def test_the_doctor_says_where_no_log_can_be_written(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("PAWPRESS_LOG_FOLDER", str(tmp_path / "file" / "log"))
    done = command("doctor")
    assert f"✖ {tmp_path / 'file' / 'log'}: no log can be written there" in done.out
    assert "PAWPRESS_LOG_FOLDER" in done.out
