"""The firmware in the emulator for minutes: at the limit of the silicon, and across every counter that wraps."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pawpress.core.protocol.schema_generated import Hello, Samples, SetRate, Status
from tests.firmware.toolchain import build_image, needs
from tests.rigsim.frames import Frame, Listener, RigMaker, missing_numbers, of_type

SECONDS = 600 if os.environ.get("PAWPRESS_NIGHTLY") else 10
WRAP_US = 1 << 32


def ramp(pads: int) -> np.ndarray:
    """One second in which every pad goes through every reading, each pad from elsewhere."""
    return ((np.arange(1000)[:, None] + 61 * np.arange(pads)) % 1024).astype(np.uint16)


def live_without_loss(rig: Listener, seconds: int, period_us: int) -> None:
    """Check what came second by second, so that ten minutes fit into memory."""
    table = ramp(rig.board.pads)
    before: Frame | None = None
    last_us: int | None = None
    scans = 0
    for _ in range(seconds):
        frames = rig.run(table)
        numbered = frames if before is None else [before, *frames]
        assert missing_numbers(numbered) == 0
        before = frames[-1]
        times = [samples.t_us for samples in of_type(Samples, frames)]
        steps = np.diff(times if last_us is None else [last_us, *times])
        assert set(steps) == {period_us}
        last_us, scans = times[-1], scans + len(times)
        for status in of_type(Status, frames):
            assert (status.overruns, status.tx_dropped, status.rx_errors) == (0, 0, 0)
    assert scans == pytest.approx(seconds * 1_000_000 / period_us, abs=3)


@pytest.mark.timeout(1800)
def test_eight_pads_at_1000_hz_and_500_kbaud_lose_nothing(nano: Listener) -> None:
    nano.idle(10)
    nano.send(SetRate(1000))
    nano.idle(30)
    live_without_loss(nano, SECONDS, 1000)


@pytest.mark.timeout(1800)
def test_sixteen_pads_at_250_hz_by_multiplexer_lose_nothing(make_rig: RigMaker) -> None:
    rig = make_rig("mux")
    rig.idle(10)
    rig.send(SetRate(250))
    hello = of_type(Hello, rig.idle(30))[-1]
    assert (hello.pads, hello.rate_hz) == (16, 250)
    live_without_loss(rig, SECONDS, 4000)


@pytest.mark.parametrize(("baud", "rate_hz"), [(115_200, 500), (250_000, 1000), (1_000_000, 1000)])
def test_every_baud_carries_eight_pads(make_rig: RigMaker, tmp_path: Path, baud: int, rate_hz: int) -> None:
    needs("avr-gcc", "make")
    rig = make_rig("nano", build_image(tmp_path, "nano", f"-DPAWPRESS_BAUD={baud}ul"), baud=baud)
    rig.idle(20)
    rig.send(SetRate(rate_hz))
    rig.idle(40)
    frames = rig.idle(3000)
    scans = of_type(Samples, frames)
    assert missing_numbers(frames) == 0
    assert sum(len(samples.counts) for samples in scans) == pytest.approx(3 * rate_hz * 8, abs=64)
    for a, b in pairwise(scans):
        assert (b.t_us - a.t_us) == a.period_us * len(a.counts) // 8


def wrap_rig(make_rig: RigMaker, folder: Path) -> Listener:
    """Switch a rig on three seconds before its clock wraps."""
    needs("avr-gcc", "make")
    rig = make_rig("uno", build_image(folder, "uno", f"-DPAWPRESS_START_US={WRAP_US - 3_000_000}ul"))
    rig.idle(10)
    rig.send(SetRate(1000))
    rig.idle(30)
    return rig


def test_device_time_goes_on_where_it_wraps(make_rig: RigMaker, tmp_path: Path) -> None:
    rig = wrap_rig(make_rig, tmp_path)
    frames = [frame for _ in range(5) for frame in rig.run(ramp(6))]
    times = np.array([samples.t_us for samples in of_type(Samples, frames)], dtype=np.int64)
    assert times[0] > WRAP_US - 3_000_000
    assert times[-1] < 3_000_000
    assert set(np.diff(times) % WRAP_US) == {1000}
    assert set(np.diff([status.uptime_s for status in of_type(Status, frames)])) == {1}


@pytest.mark.nightly
@pytest.mark.timeout(1800)
def test_the_sequence_goes_on_where_it_wraps(make_rig: RigMaker, tmp_path: Path) -> None:
    rig = wrap_rig(make_rig, tmp_path)
    frames = [frame for _ in range(70) for frame in rig.run(ramp(6))]  # 65 536 frames take 65.5 s
    assert missing_numbers(frames) == 0
    assert frames[-1].sequence < frames[0].sequence + len(frames) - 60_000
