"""Without a screen an alarm is told at once: among the events, and on standard error while those go to a file."""

from __future__ import annotations

from pathlib import Path

from tests.chunks import every
from tests.commands import Command
from tests.recordings import record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times


def test_an_overload_is_told_on_both_streams(command: Command, tmp_path: Path):
    force_n = minimum_jerk(times(5.0), 0.5, 1.0, 1.5, 0.8, 380.0)
    path = record(tmp_path / "a.paw", every(stream_of(force_n[:, None]), 500))
    done = command("replay", path, "--headless", "--speed", "max")
    assert done.status == 0
    told = [line for line in done.err.splitlines() if "ALARM" in line]
    assert [line.partition(" Overload")[0] for line in told] == ["pawpress: ALARM (amber)", "pawpress: ALARM (red)"]
    assert "Ease off now" in told[-1]
    listed = [line for line in done.out.splitlines() if "ALARM" in line]
    assert len(listed) == 2
    assert [line.split()[3] for line in done.out.splitlines() if " A0  " in line] == ["steady"]
