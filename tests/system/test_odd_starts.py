"""Started where a terminal and a folder are usually there, and are not: the work is done, or one line says why not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tables import leans, table_text, write

DEMO = "demo --rig core --headless --seconds 0.5"


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `pawpress` with a shell's own way to close a stream."""
    command = f"exec {sys.executable} -m pawpress {line}"
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, input="", capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", [DEMO, "grade x.csv"])
def test_a_closed_stream_stops_no_command(tmp_path: Path, words: str, closed: str):
    write(tmp_path / "x.csv", table_text(*leans()))
    done = run(f"{words} {closed}", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_the_emulator_needs_no_stream_either(tmp_path: Path):
    assert run(f"{DEMO} --rig emulated-avr <&- >&- 2>&-", tmp_path).returncode == 0


@pytest.mark.parametrize("words", ["coach", "calibrate", "grade absent.csv"])
def test_what_cannot_be_done_without_streams_is_one_line_and_status_one(tmp_path: Path, words: str):
    done = run(f"{words} <&-", tmp_path)
    assert done.returncode == 1
    assert "a fault in pawpress" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert run(f"{words} <&- 2>&-", tmp_path).returncode == 1


def test_a_recording_is_whole_though_nothing_can_be_printed(tmp_path: Path):
    assert run(f"{DEMO} --record a.paw >&- 2>&-", tmp_path).returncode == 0
    done = run("grade a.paw", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_current_folder_that_was_deleted_stops_no_command(tmp_path: Path):
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"cd {gone} && rmdir {gone} && {sys.executable} -m pawpress {DEMO}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
