"""Rig, engine, view, person: whichever of them is gone, the next one down makes noise, with a foot on the pads.

Every fault is made in the whole program. `PAWPRESS_CHAINS` says how often each: once unless told otherwise, 30 times
every night; `python -m bench.heartbeat_chain` makes figures of it.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

pytest.importorskip("termios", reason="pseudo-terminals are of POSIX")

from tests.chain import (
    DEVICES,
    FAULTS,
    HEARD_S,
    LATE_S,
    NO_TERMINAL,
    RIG_S,
    again_until_quiet,
    listen,
    listen_to_load,
    standing,
    trips_by_itself,
)
from tests.nightly import how_many

CHAINS = int(how_many("PAWPRESS_CHAINS", 1, 30))

pytestmark = [pytest.mark.realtime, pytest.mark.latency, pytest.mark.timeout(240)]


@pytest.fixture(params=range(CHAINS))
def chain(request: pytest.FixtureRequest) -> int:
    """Number the trials."""
    return int(request.param)


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in NO_TERMINAL])
def test_whoever_is_gone_the_terminal_rings_and_the_rig_beeps(fault: str, tmp_path: Path):
    def trial() -> None:
        with standing(tmp_path) as now:
            heard = listen(now, FAULTS[fault])
            print(f"{fault}: {heard}")
            assert heard.bell_s <= HEARD_S + LATE_S
            assert heard.rig_s <= RIG_S + LATE_S
            assert heard.silent, "the rig itself says that it misses its host"
            trips_by_itself(now)

    again_until_quiet(trial)


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("fault", NO_TERMINAL)
def test_when_the_terminal_is_closed_the_rig_beeps(fault: str, tmp_path: Path):
    def trial() -> None:
        with standing(tmp_path) as now:
            heard = listen(now, FAULTS[fault])
            print(f"{fault}: {heard}")
            assert heard.rig_s <= RIG_S + LATE_S
            assert heard.silent
            trips_by_itself(now)

    again_until_quiet(trial)


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("device", DEVICES)
def test_with_a_broken_loudspeaker_view_and_engine_are_heard_all_the_same(device: str, tmp_path: Path):
    """The view rings when 450 N come; when it is gone, the engine, whose loudspeaker is the same, rings."""

    def trial() -> None:
        with standing(tmp_path, device) as now:
            bell_s = listen_to_load(now)
            begun_s = time.monotonic()
            os.kill(now.view, signal.SIGKILL)
            time.sleep(RIG_S + 1.2)
            own_s, rig_s = now.noise(begun_s + 0.01)
            print(f"loudspeaker {device}: bell after {bell_s:.2f} s; without the view {own_s:.2f} s, rig {rig_s:.2f} s")
            assert bell_s <= HEARD_S
            assert own_s <= HEARD_S + LATE_S
            assert rig_s <= RIG_S + LATE_S

    again_until_quiet(trial)
