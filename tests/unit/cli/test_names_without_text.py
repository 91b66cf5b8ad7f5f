"""Names that are no text (bytes of an old disk): one line and status 1 or 2, whatever the command and the option."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pawpress.cli import main
from tests.unit.cli.test_odd_paths import COMMANDS, place

__all__ = ["place"]

NOT_UTF8 = os.fsdecode(b"caf\xe9")
DEMO = ("demo", "--rig", "core", "--headless", "--seconds", "0.1")
MORE: dict[str, tuple[str, ...]] = {
    "record here": (*DEMO, "--record", "{}.paw"),
    "calibration of a demo": (*DEMO, "--calibration", "{}"),
    "limits of a demo": (*DEMO, "--limits", "{}"),
    "zones of a demo": (*DEMO, "--zones", "{}"),
    "baseline of a demo": (*DEMO, "--baseline", "{}"),
    "calibration of a rig": ("live", "--screened", "--headless", "--port", "/dev/null", "--calibration", "{}"),
    "port": ("live", "--screened", "--headless", "--seconds", "1", "--port", "{}"),
    "rig": ("live", "--screened", "--headless", "--seconds", "1", "--port", "/dev/null", "--rig", "{}"),
    "school": ("live", "--screened", "--headless", "--seconds", "1", "--port", "/dev/null", "--school", "{}"),
    "baseline out": ("baseline", "--leans", "x.csv", "--pushes", "x.csv", "--out", "{}"),
    "report output": ("report", "x.csv", "--output", "{}"),
    "export output": ("export", "x.csv", "--to", "csv", "--output", "{}"),
    "grade into that": ("grade", "x.csv", "--into", "{}"),
    "a session": ("sessions", "--folder", ".", "{}"),
    "a person": ("sessions", "--folder", ".", "--person", "{}"),
    "words": ("sessions", "--folder", ".", "--text", "{}"),
    "forgotten": ("sessions", "--folder", ".", "--forget", "{}"),
    "doctor": ("doctor", "--port", "{}"),
    "selftest": ("selftest", "--port", "{}"),
    "settings": ("settings", "--port", "{}"),
    "flash": ("flash", "--port", "{}"),
}
EVERY = {**COMMANDS, **MORE}


@pytest.mark.parametrize("there", [False, True], ids=["absent", "there"])
@pytest.mark.parametrize("words", EVERY.values(), ids=EVERY)
def test_a_name_that_is_no_text_is_told_in_a_line(
    words: tuple[str, ...],
    there: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
):
    if there and not any(word == "{}.paw" for word in words):
        (tmp_path / NOT_UTF8).write_text((tmp_path / "x.csv").read_text())
    monkeypatch.setattr(sys, "argv", ["pawpress", *(word.format(NOT_UTF8) for word in words)])
    with pytest.raises(SystemExit) as ended:
        main()
    printed = capsysbinary.readouterr()
    status, told = int(ended.value.code or 0), printed.err
    assert status in (0, 1, 2), told
    assert b"a fault in pawpress" not in told, told
    assert b"Traceback" not in told
    if status:
        assert told.strip() or printed.out.strip()
