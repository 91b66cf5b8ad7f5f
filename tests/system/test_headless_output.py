"""What a script reads of a session while it runs, and what happens when it stops reading."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pawpress import open_recording

DEMO = (sys.executable, "-m", "pawpress", "demo", "--rig", "core", "--headless")

pytestmark = pytest.mark.realtime


def started(*words: str | Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([*DEMO, *map(str, words)], stdout=pipe, stderr=pipe, text=True, encoding="utf-8")


@pytest.mark.parametrize("form", [(), ("--json-lines",)], ids=["text", "json-lines"])
def test_a_press_is_printed_when_it_ends_and_not_when_everything_does(form: tuple[str, ...]):
    demo = started("--seconds", "30", *form)
    try:
        assert demo.stdout is not None
        line = next(line for line in demo.stdout if "steady" in line)
        assert demo.poll() is None
        if form:
            assert json.loads(line)["event"] == "press"
    finally:
        demo.kill()
        demo.communicate()


def test_a_reader_that_goes_ends_the_session_quietly_and_the_recording_is_whole(tmp_path: Path):
    path = tmp_path / "a.paw"
    begin_s = time.monotonic()
    demo = started("--seconds", "60", "--json-lines", "--record", path)
    assert demo.stdout is not None
    assert demo.stderr is not None
    demo.stdout.readline()
    demo.stdout.close()
    told = demo.stderr.read().splitlines()
    demo.stderr.close()
    assert demo.wait(50) == 1
    assert time.monotonic() - begin_s < 50.0
    notices = [line for line in told if "Core rig" not in line and "ALARM" not in line]  # a busy machine alarms
    assert notices == []
    recording = open_recording(path)
    assert not recording.recovered
    assert len(recording.judged().presses) >= 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process and asks nothing")
def test_an_order_to_end_ends_the_session_with_its_answer_and_a_whole_recording(tmp_path: Path):
    path = tmp_path / "a.paw"
    demo = started("--seconds", "600", "--json-lines", "--record", path)
    assert demo.stdout is not None
    demo.stdout.readline()
    demo.terminate()
    out, err = demo.communicate(timeout=50)
    assert demo.returncode == 0, err
    assert json.loads(out.splitlines()[-1])["event"] == "result"
    assert "pawpress: Stopped." in err
    assert not open_recording(path).recovered
