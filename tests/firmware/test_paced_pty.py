"""The emulated rig in real time, opened with pyserial as a user's port would be."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import numpy as np
import pytest
import serial

from pawpress.core.protocol.codec import encode
from pawpress.core.protocol.schema_generated import Ack, Hello, Ping, ResetCause, Samples, SetRate
from tests.rigsim.frames import frames_of, missing_numbers, of_type
from tests.rigsim.paced_pty import paced_pty

pytestmark = [pytest.mark.usefixtures("emulator"), pytest.mark.realtime]


def read_until(port: serial.Serial, enough: Callable[[bytes], bool], timeout_s: float = 20) -> bytes:
    """Read until the stream holds enough; the timeout is only for a rig that has died."""
    port.timeout = 0.1
    stream = b""
    for _ in range(int(timeout_s / port.timeout)):
        stream += port.read(4096)
        if enough(stream):
            return stream
    raise AssertionError(f"waited {timeout_s} s, got {len(stream)} bytes")


def scans_in(stream: bytes) -> int:
    return stream.count(b"\0")


def test_opening_the_port_restarts_the_rig_and_nothing_is_lost() -> None:
    codes = np.repeat(np.arange(1000, dtype=np.uint16)[:, None], 6, axis=1)
    with paced_pty(codes) as rig, serial.Serial(rig.port, 500_000, exclusive=True) as port:
        stream = read_until(port, lambda received: scans_in(received) > 800)
        port.write(encode(Ping(), 5))
        stream += read_until(port, lambda received: scans_in(received) > 50)
    frames = frames_of(stream)
    hello = of_type(Hello, frames)
    assert [(each.reset_cause, each.restarted) for each in hello] == [(ResetCause.EXTERNAL, 1)]
    assert of_type(Ack, frames) == [Ack(5, Ping.TYPE)]
    assert missing_numbers(frames) == 0
    assert of_type(Samples, frames)[-1].counts == (999,) * 6, "the last row is held"
    assert (rig.opened, rig.dropped) == (1, 0)
    assert rig.sent >= len(stream)


def test_what_nobody_reads_is_dropped_and_counted() -> None:
    with paced_pty(name="nano") as rig, serial.Serial(rig.port, 500_000) as reader:
        read_until(reader, lambda received: scans_in(received) > 10)
        reader.write(encode(SetRate(1000), 1))
        # Not a byte is read now: the pseudo-terminal holds some 20 kB, two thirds of a second. The rig lives on.
        with pytest.raises(subprocess.TimeoutExpired):
            rig.process.wait(timeout=1.5)
    assert rig.dropped > 1000


def test_an_unplugged_rig_is_gone_at_once() -> None:
    with paced_pty() as rig, serial.Serial(rig.port, 500_000) as port:
        read_until(port, lambda received: scans_in(received) > 10)
        rig.unplug()
        with pytest.raises((serial.SerialException, OSError)):
            read_until(port, lambda _: False, timeout_s=2)
