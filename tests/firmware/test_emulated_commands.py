"""The firmware in the emulator: what it answers."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest

from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import (
    Ack,
    Hello,
    Identify,
    Message,
    Nak,
    NakCode,
    Ping,
    Samples,
    SelfTest,
    SetLimits,
    SetRate,
    Start,
    Status,
    Stop,
)
from tests.firmware.toolchain import build_image, needs
from tests.rigsim.frames import Listener, RigMaker, missing_numbers, of_type
from tests.rigsim.guarded import full_limits, in_foot_mode, limits_for


def answers(rig: Listener, command: Message, request: int) -> list[Message]:
    """All a rig sends after a command, without Samples and Status."""
    rig.send(command, request)
    frames = rig.idle(30)
    assert missing_numbers(frames) == 0
    return [frame.message for frame in frames if not isinstance(frame.message, (Samples, Status))]


@pytest.fixture
def running(uno: Listener) -> Listener:
    uno.idle(15)
    return uno


@pytest.mark.parametrize("command", [Ping(), Start(), Stop()])
@pytest.mark.parametrize("request_number", [0, 1, 0x0100, 0xFFFF])
def test_a_command_is_acknowledged_under_its_number(running: Listener, command: Message, request_number: int) -> None:
    assert answers(running, command, request_number) == [Ack(request_number, command.TYPE)]


def test_identify_is_answered_with_hello(running: Listener) -> None:
    ack, hello = answers(running, Identify(), 7)
    assert ack == Ack(7, Identify.TYPE)
    assert isinstance(hello, Hello)
    assert hello.restarted == 0


def test_stop_and_start(running: Listener) -> None:
    assert answers(running, Stop(), 1) == [Ack(1, Stop.TYPE)]
    assert running.board.levels()[13] == 0
    assert [type(frame.message) for frame in running.idle(1500)] == [Status, SelfTest], "Status goes on"
    running.send(Start(), 2)
    again = running.idle(50)
    assert again[0].message == Ack(2, Start.TYPE)
    assert len(of_type(Samples, again)) >= 23
    assert running.board.levels()[13] == 1


def test_a_new_rate_is_acknowledged_then_announced_then_used(running: Listener) -> None:
    running.send(SetRate(1000), 3)
    frames = running.idle(100)
    kinds = [type(frame.message) for frame in frames]
    announced = kinds.index(Hello)
    hello = frames[announced].message
    assert isinstance(hello, Hello)
    assert (hello.rate_hz, hello.restarted, hello.pad_skew_ns) == (1000, 0, 56_000)
    assert kinds.index(Ack) < announced
    for place, frame in enumerate(frames):
        if isinstance(frame.message, Samples):
            assert frame.message.period_us == (2000 if place < announced else 1000)


def test_device_time_stays_exact_across_changes_of_rate(running: Listener) -> None:
    scans: list[Samples] = []
    for request, rate_hz in enumerate([1000, 100, 250, 1000, 500, 100, 1000]):
        running.send(SetRate(rate_hz), request)
        scans += of_type(Samples, running.idle(47))
    steps = [after.t_us - before.t_us for before, after in pairwise(scans)]
    # A change takes effect at a tick, and the scan of that tick already tells the new period.
    assert steps == [samples.period_us for samples in scans[:-1]]
    lived_ms = running.board.cycles()[0] / 16_000
    assert scans[-1].t_us / 1000 == pytest.approx(lived_ms, abs=8), "no time was lost on the way"


@pytest.mark.parametrize("rate_hz", [0, 1, 300, 999, 2000, 65535])
def test_a_rate_that_is_not_offered_is_refused(running: Listener, rate_hz: int) -> None:
    assert answers(running, SetRate(rate_hz), 9) == [Nak(9, SetRate.TYPE, NakCode.RATE_NOT_OFFERED)]
    assert {samples.period_us for samples in of_type(Samples, running.idle(50))} == {2000}


def test_what_is_no_command_is_refused(running: Listener) -> None:
    request = Samples(t_us=0, period_us=1000, pads=1, counts=(1, 2, 3))
    assert answers(running, request, 4) == [Nak(4, Samples.TYPE, NakCode.UNKNOWN_COMMAND)]


def test_on_a_poor_line_scans_travel_together_and_a_fast_rate_is_refused(make_rig: RigMaker, tmp_path: Path) -> None:
    needs("avr-gcc", "make")
    rig = make_rig("nano", build_image(tmp_path, "nano", "-DPAWPRESS_BAUD=115200ul"), baud=115_200)
    frames = rig.idle(3000)
    hello = of_type(Hello, frames)[0]
    assert (hello.baud, hello.rate_hz) == (115_200, 500)
    assert missing_numbers(frames) == 0
    scans = of_type(Samples, frames)
    assert {len(samples.counts) for samples in scans} == {4 * 8}
    assert set(np.diff([samples.t_us for samples in scans])) == {4 * 2000}
    assert answers(rig, SetRate(1000), 5) == [Nak(5, SetRate.TYPE, NakCode.RATE_TOO_HIGH)]


LONGEST = limits_for(8, rise=900)
LONGEST = replace(LONGEST, groups=4, limits=(*LONGEST.limits[:11], *LONGEST.limits[8:11] * 3, LONGEST.limits[-1]))


def test_one_command_and_a_ping_always_fit_however_busy_the_rig_is(make_rig: RigMaker) -> None:
    """The longest command there is, at any moment, on the rig with the least time left."""
    rig = make_rig("nano")
    rig.idle(20)
    rig.send(SetRate(1000), 1)
    rig.idle(30)
    dice = Random(3)
    for request in range(100):
        rig.run_for(dice.randrange(16_000))
        rig.board.send(encode(LONGEST, request) + encode(Ping(), request + 1))
        answers = of_type(Ack, rig.idle(12))
        assert answers == [Ack(request, SetLimits.TYPE), Ack(request + 1, Ping.TYPE)]
    status = of_type(Status, rig.idle(1100))[-1]
    assert (status.rx_errors, status.overruns) == (0, 0)


@pytest.mark.parametrize("feet", [False, True])
def test_a_host_that_does_not_wait_loses_commands_and_is_told_so(make_rig: RigMaker, feet: bool) -> None:
    """Twenty long commands in one go: each is answered or lost whole. Under feet that costs no scan."""
    rig = make_rig("nano")
    if feet:
        in_foot_mode(rig, 1000, full_limits(8))
        rig.idle(1100)  # the self-test of the start ends
    rig.idle(20)
    rig.board.send(b"".join(encode(LONGEST, request) for request in range(100, 120)))
    frames = rig.idle(200)
    answered = [frame.message for frame in frames if isinstance(frame.message, Ack | Nak)]
    known = set(range(100, 120))
    assert all(answer.request in known and answer.command == SetLimits.TYPE for answer in answered)
    last = of_type(Status, rig.idle(1100))[-1]
    assert (len(answered) == 20) == (last.rx_errors == 0)
    assert not feet or last.overruns == 0
    rig.board.send(b"\0" + encode(Ping(), 7))  # ends what may be left of a command
    assert of_type(Ack, rig.idle(20)) == [Ack(7, Ping.TYPE)]
