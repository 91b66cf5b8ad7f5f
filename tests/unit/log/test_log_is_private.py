"""No name of a person gets into the log, whatever way it takes, and nothing that commands a terminal."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pawpress.core.annotation import Annotation
from pawpress.core.events import Event
from pawpress.engine.log_sink import LogSink, shown
from pawpress.system.log import close_log, log_fault, open_log
from pawpress.system.log.private import FIRST_FRAMES, LAST_FRAMES, cleaned, fault_lines
from tests.engines import FakeLink, FakeSink, Port, running

NAME = "Anneliese"


def written(folder: Path) -> str:
    close_log()
    return "".join(path.read_text() for path in folder.glob("*.log"))


def fault_of(name: str) -> Exception:
    """Return a fault that quotes a name in every way, with what led to it."""
    try:
        try:
            Path(f"/home/{name}/x.paw").read_bytes()
        except OSError as error:
            raise ValueError(f"{name} is no number") from error
    except ValueError as error:
        return ExceptionGroup(name, [error, KeyError(name)])


def test_a_fault_is_kept_with_its_kinds_and_places_and_without_its_words(folder: Path):
    log_fault("in a test", fault_of(NAME))
    text = written(folder)
    assert NAME not in text
    assert "caused by FileNotFoundError [ENOENT]" in text
    assert "one of KeyError" in text
    assert "test_log_is_private.py:" in text
    assert "in fault_of" in text


def test_places_are_named_without_the_folders_of_a_person():
    program = {f"/home/{NAME}/mine.py": "mine.py", f"/home/{NAME}/v/lib/site-packages/numpy/a.py": "numpy/a.py"}
    for path, place in program.items():
        code = compile("raise ValueError", path, "exec")
        try:
            exec(code, {})
        except ValueError as error:
            lines = list(fault_lines(error))
        assert lines[-1].startswith(f"    at {place}:1")


def test_a_fault_without_end_is_cut():
    def down() -> None:
        down()

    with pytest.raises(RecursionError) as caught:
        down()
    assert len(list(fault_lines(caught.value))) == 2 + FIRST_FRAMES + LAST_FRAMES


def test_a_home_folder_and_control_letters_are_taken_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", f"/home/{NAME}")
    monkeypatch.setenv("USERPROFILE", f"/home/{NAME}")
    assert cleaned(f"/home/{NAME}/x \x1b[2J\nb\x07") == "~/x ?[2J b?"


def test_pads_are_named_only_as_they_ship():
    assert [shown(pad) for pad in ("L1", "R4", "left hand", None)] == ["L1", "R4", "left hand", "all pads"]
    assert NAME not in shown(NAME)


class StumblesOverNotes(FakeSink):
    """A sink with a fault that quotes what was typed."""

    def take(self, chunk: bytes, events: Sequence[Event], now_s: float) -> None:
        for event in events:
            if isinstance(event, Annotation):
                raise RuntimeError(f"cannot keep {event.text}")


def test_a_session_logs_trouble_of_the_link_and_no_word_that_was_typed(folder: Path):
    open_log("engine")
    link = FakeLink(name=f"/home/{NAME}/port")
    run = running(Port([link]).open, StumblesOverNotes())
    run.session.sinks.append(LogSink(run.session.connection, "serial", "hands", played=False))
    run.step()
    run.session.annotate("note", f"{NAME} says too hard")
    link.gone = f"{link.name}: the rig is gone. Check the cable and the plug."
    for _ in range(3):
        run.step()
    run.session.finish(run.clock())
    text = written(folder)
    assert NAME not in text
    assert "link: the rig: the rig is gone." in text
    assert "RuntimeError" in text
    assert "in StumblesOverNotes.take" in text
    assert "session ends" in text


def test_what_is_logged_by_others_is_private_too(folder: Path):
    open_log("command")
    try:
        raise ValueError(NAME)
    except ValueError:
        logging.getLogger("pawpress.any").exception("stumbled")
    text = written(folder)
    assert "stumbled" in text
    assert NAME not in text


def test_a_fault_of_a_command_names_the_log_and_leaves_its_traceback_there(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    from pawpress.cli import main

    def stumble(_: object) -> int:
        raise ZeroDivisionError(f"of {NAME}")

    monkeypatch.setattr("pawpress.cli.doctor.run.examine", stumble)
    monkeypatch.setattr(sys, "argv", ["pawpress", "doctor"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr().err
    assert ended.value.code == 1
    assert told.count("\n") == 1
    assert str(folder / "command.log") in told
    text = written(folder)
    assert "ZeroDivisionError" in text
    assert "pawpress/cli/main.py:" in text
    assert NAME not in text
    assert os.environ.get("PAWPRESS_TRACEBACK") is None
