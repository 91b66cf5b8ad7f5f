"""The emulator process dies or stands still in mid-session: one clear line, the recording whole, no process left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pawpress.analysis.recording import open_recording
from pawpress.dashboard.feed import FeedClosed
from pawpress.dashboard.stream_feed import StreamFeed
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.engine.messages import Goodbye, SessionInfo, ToView
from pawpress.engine.spawn import EngineProcess, start_engine
from tests.processes import children_of, gone_within, stop
from tests.standing import open_board

pytestmark = [pytest.mark.realtime, pytest.mark.timeout(180)]
DEADLINE_S = 60.0


@pytest.fixture(autouse=True)
def emulator() -> None:
    open_board("emulated-avr")  # skips where there is no emulator


class Demo:
    """`pawpress demo --headless` with a recording, and its emulator."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.recording = folder / "session.paw"
        command = [sys.executable, "-m", "pawpress", "demo", "--headless", "--record", str(self.recording), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.emulator = 0

    def run_until_recorded(self) -> None:
        """Wait until there is more in the recording than what it begins with."""
        end_s = time.monotonic() + DEADLINE_S
        head_bytes = None
        while head_bytes is None or self.recording.stat().st_size < head_bytes + 25_000:
            if head_bytes is None and self.recording.exists() and self.recording.stat().st_size:
                head_bytes = self.recording.stat().st_size
            assert time.monotonic() < end_s, "nothing was recorded"
            time.sleep(0.05)
        (self.emulator,) = children_of(self.process.pid)

    def outcome(self) -> tuple[int, str, str]:
        """Wait for the end; return exit status, output and errors."""
        out, err = self.process.communicate(timeout=DEADLINE_S)
        return self.process.returncode, out, err


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    begun = Demo(tmp_path, "--json", "--seconds", "300")
    yield begun
    begun.process.kill()
    begun.process.communicate()


def lines_about_the_end(err: str) -> list[str]:
    return [line for line in err.splitlines() if "emulator of the rig" in line.lower()]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_an_emulator_that_dies_ends_the_session_with_one_line_and_a_whole_recording(demo: Demo, number: signal.Signals):
    demo.run_until_recorded()
    os.kill(demo.emulator, number)
    status, out, err = demo.outcome()
    assert status == 1
    (line,) = lines_about_the_end(err)
    assert f"ended (signal {number})" in line
    assert "Traceback" not in err
    answer = json.loads(out)
    assert answer["failure"] in line
    recording = open_recording(demo.recording)
    assert not recording.recovered
    assert recording.intact_bytes > 40_000


def test_an_emulator_that_stands_still_hangs_nothing_and_is_gone_afterwards(tmp_path: Path):
    demo = Demo(tmp_path, "--seconds", "60")
    try:
        demo.run_until_recorded()
        stop(demo.emulator)
        status, _, err = demo.outcome()
    finally:
        demo.process.kill()
    assert status == 1
    (line,) = lines_about_the_end(err)
    assert "has not answered for 10 s" in line
    assert "Traceback" not in err
    assert gone_within(demo.emulator, 5.0)
    assert not open_recording(demo.recording).recovered


@pytest.mark.parametrize("stopped", [False, True], ids=["running", "stopped"])
def test_an_emulator_does_not_outlive_a_program_that_was_killed(demo: Demo, stopped: bool):
    demo.run_until_recorded()
    if stopped:
        stop(demo.emulator)
    demo.process.kill()
    assert gone_within(demo.emulator, 10.0)


def test_ctrl_c_while_the_emulator_starts_ends_without_a_word_of_the_interpreter():
    # A shell's background jobs, and so their children, ignore Ctrl-C until they say otherwise.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "from pawpress.cli import main; main()"
    command = [sys.executable, "-c", code, "demo", "--headless", "--seconds", "300"]
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    end_s = time.monotonic() + DEADLINE_S
    while not (emulators := children_of(demo.pid)):
        assert time.monotonic() < end_s, "no emulator was started"
        time.sleep(0.01)
    demo.send_signal(signal.SIGINT)
    _, err = demo.communicate(timeout=DEADLINE_S)
    assert demo.returncode in (0, 130)
    assert "Traceback" not in err
    assert gone_within(emulators[0], 5.0)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EngineProcess]:
    config = EngineConfig(source=DemoSource(scenario="beginner"), record=str(tmp_path / "session.paw"))
    running = start_engine(config).wait()
    yield running
    running.close()


def test_a_dashboard_is_told_that_the_emulator_died(engine: EngineProcess, tmp_path: Path):
    view = StreamFeed(engine.port, engine.token.encode())
    try:
        _see_it_die(engine, view)
    finally:
        view.close()
    assert engine.process.wait(DEADLINE_S) == 1
    assert not open_recording(tmp_path / "session.paw").recovered


def _see_it_die(engine: EngineProcess, view: StreamFeed) -> None:
    assert any(
        isinstance(message, SessionInfo) and message.rig is not None for message in messages_until(view, SessionInfo)
    )
    (emulator,) = children_of(engine.process.pid)
    os.kill(emulator, signal.SIGSEGV)
    last = messages_until(view, Goodbye)[-1]
    assert isinstance(last, Goodbye)
    assert (last.failed, "ended (signal 11)" in last.reason) == (True, True)


def messages_until(view: StreamFeed, kind: type) -> list[ToView]:
    """Return what came until a message of a kind did; an opening counts once it names the rig."""
    got: list[ToView] = []
    end_s = time.monotonic() + DEADLINE_S
    while time.monotonic() < end_s:
        try:
            fresh = view.poll()
        except FeedClosed:
            break
        got += fresh
        if any(isinstance(message, kind) and getattr(message, "rig", 1) is not None for message in fresh):
            return got
        time.sleep(0.01)
    raise AssertionError(f"no {kind.__name__} came")


def test_an_emulator_that_is_stopped_while_it_starts_is_told_soon_and_ends_the_command(tmp_path: Path):
    """It was waited for up to 60 s, and nothing was said."""
    demo = Demo(tmp_path, "--seconds", "60")
    assert demo.process.stderr is not None
    try:
        end_s = time.monotonic() + DEADLINE_S
        while not (started := children_of(demo.process.pid)):
            assert time.monotonic() < end_s, "no emulator was started"
        stop(started[0])
        stopped_s = time.monotonic()
        lines: list[str] = []
        while not any("has not answered for 3 s: this computer is busy" in line for line in lines):
            lines.append(demo.process.stderr.readline())
        told_s = time.monotonic() - stopped_s
        status, _, err = demo.outcome()
        ended_s = time.monotonic() - stopped_s
    finally:
        demo.process.kill()
    assert told_s < 10.0
    assert 15.0 < ended_s < 35.0
    assert status == 1
    (line,) = lines_about_the_end(err)
    assert "within 20 s: start it again, or use `--rig core`" in line
    assert "Traceback" not in err
    assert gone_within(started[0], 5.0)
