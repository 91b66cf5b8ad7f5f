"""One suite for everything that plays the rig: the firmware's core and two emulators of its image."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from pawpress.core.protocol.schema_generated import (
    PROTOCOL_VERSION,
    SCHEMA_HASH,
    Ack,
    AcknowledgeTrip,
    Board,
    GetSettings,
    GuardState,
    Hello,
    Identify,
    Limits,
    Message,
    Mode,
    Nak,
    NakCode,
    PadKind,
    PadName,
    Ping,
    ResetCause,
    RunSelfTest,
    Samples,
    SelfTest,
    SetMode,
    SetOversampling,
    SetRate,
    Settings,
    Start,
    Status,
    Stop,
)
from pawpress.rig.firmware_images import manifest
from tests.contract.boards import OPENERS, Bench, frames

DEFAULT_PERIOD_US = 2000


@pytest.fixture(params=[(rig, board) for rig in OPENERS for board in ("uno", "nano", "mux")], ids="-".join)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    rig, name = request.param
    board = OPENERS[rig](name)
    yield Bench(board)
    close = getattr(board, "close", None)
    if close is not None:
        close()


def ramp(bench: Bench, steps: int) -> np.ndarray:
    """Return readings that name their step and, up to a multiple of 8, their pad."""
    return (np.arange(steps)[:, None] * 8 + np.arange(bench.board.pads) % 8).astype(np.uint16) % 1024


def test_it_is_one_of_the_kinds_the_command_line_reports(bench: Bench) -> None:
    assert bench.board.kind in {"emulated-avr", "core"}


def test_it_first_ends_the_noise_and_then_says_who_it_is(bench: Bench) -> None:
    sent = bench.board.run(np.zeros((10, bench.board.pads), np.uint16))
    assert sent[:1] == b"\0"
    hello, sequence = frames(sent)[0]
    assert isinstance(hello, Hello)
    assert sequence == 0
    assert (hello.protocol_version, hello.schema_hash) == (PROTOCOL_VERSION, SCHEMA_HASH)
    version = f"{hello.firmware_major}.{hello.firmware_minor}.{hello.firmware_patch}"
    assert version == manifest().firmware_version
    assert (hello.pads, hello.restarted) == (bench.board.pads, 1)
    image = next(image for image in manifest().images.values() if image.pads == hello.pads)
    assert (hello.board, hello.pad_kind) == (Board[image.board], PadKind[image.pad_kind])


def test_power_on_and_reset_are_told_apart_and_both_start_anew(bench: Bench) -> None:
    causes = []
    for start in (lambda: None, bench.reset):
        start()
        bench.rest(20)
        (hello, first), *rest = bench.heard()
        assert isinstance(hello, Hello)
        assert first == 0
        causes.append(hello.reset_cause)
        samples = next(message for message, _ in rest if isinstance(message, Samples))
        assert samples.t_us == DEFAULT_PERIOD_US
    assert causes == [ResetCause.POWER_ON, ResetCause.EXTERNAL]


def test_scans_come_at_the_rate_it_says_without_a_gap(bench: Bench) -> None:
    bench.rest(1010)
    heard = bench.heard()
    samples = [message for message, _ in heard if isinstance(message, Samples)]
    assert abs(len(samples) - 1010_000 // DEFAULT_PERIOD_US) <= 5
    assert {b.t_us - a.t_us for a, b in pairwise(samples)} == {DEFAULT_PERIOD_US}
    assert {message.period_us for message in samples} == {DEFAULT_PERIOD_US}
    assert [sequence for _, sequence in heard] == list(range(len(heard)))


@pytest.mark.parametrize("rate_hz", [None, 100, 250, 1000])
def test_a_scan_reads_every_pad_in_one_and_the_same_step(bench: Bench, rate_hz: int | None) -> None:
    """Sixteen of them take up to four steps."""
    if rate_hz is not None:
        rate_hz = min(rate_hz, bench.fastest_hz)
        bench.rest(10)
        bench.command(SetRate(rate_hz), 1)
    bench.rest(40)
    bench.heard()
    readings = ramp(bench, 120)
    bench.press(readings)
    seen = [message.counts for message in bench.messages(Samples)][2:]
    assert len(seen) >= 8
    assert {tuple(reading % 8 for reading in counts) for counts in seen} == {tuple(readings[0].tolist())}
    steps = [sorted({reading // 8 for reading in counts}) for counts in seen]
    assert max(these[-1] - these[0] for these in steps) <= (3 if bench.has_mux else 0)
    period = 1000 // (rate_hz or 500)
    assert {b[0] - a[0] for a, b in pairwise(steps)} == {period}


def test_it_reports_its_health_once_a_second(bench: Bench) -> None:
    bench.rest(3010)
    status = bench.messages(Status)
    assert [message.uptime_s for message in status] == [1, 2, 3]
    assert [message.t_us for message in status] == [1_000_000, 2_000_000, 3_000_000]
    assert [(m.overruns, m.tx_dropped, m.rx_errors) for m in status] == [(0, 0, 0)] * 3


@pytest.mark.parametrize(
    "command",
    [
        *(Ping(), Identify(), Start(), Stop(), SetRate(250), SetOversampling(0)),
        *(SetMode(Mode.HANDS), AcknowledgeTrip(), GetSettings()),
    ],
)
def test_every_command_is_acknowledged_by_its_number(bench: Bench, command: Message) -> None:
    bench.rest(20)
    bench.heard()
    bench.command(command, 0xBEEF)
    bench.rest(20)
    assert bench.messages(Ack) == [Ack(request=0xBEEF, command=command.TYPE)]


def test_identify_is_answered_with_hello(bench: Bench) -> None:
    bench.rest(20)
    bench.heard()
    bench.command(Identify(), 1)
    bench.rest(20)
    (hello,) = bench.messages(Hello)
    assert hello.restarted == 0


def test_stop_and_start_hold_and_resume_the_stream_while_status_goes_on(bench: Bench) -> None:
    bench.rest(20)
    bench.command(Stop(), 1)
    bench.rest(5)
    bench.heard()
    bench.rest(1000)
    kinds = {type(message) for message, _ in bench.heard()}
    assert kinds == {Status}
    bench.command(Start(), 2)
    bench.rest(50)
    assert len(bench.messages(Samples)) >= 20


def test_a_new_rate_is_announced_before_its_first_scan(bench: Bench) -> None:
    bench.rest(20)
    bench.heard()
    announced_hz = bench.fastest_hz if bench.fastest_hz == 1000 else 250
    bench.command(SetRate(announced_hz), 1)
    bench.rest(100)
    messages = [message for message, _ in bench.heard()]
    hello = next(index for index, message in enumerate(messages) if isinstance(message, Hello))
    before = [m.period_us for m in messages[:hello] if isinstance(m, Samples)]
    after = [m for m in messages[hello:] if isinstance(m, Samples)]
    assert set(before) <= {DEFAULT_PERIOD_US}
    assert {m.period_us for m in after} == {1_000_000 // announced_hz}
    assert {b.t_us - a.t_us for a, b in pairwise(after)} == {1_000_000 // announced_hz}
    announced = messages[hello]
    assert isinstance(announced, Hello)
    assert announced.rate_hz == announced_hz


@pytest.mark.parametrize("rate_hz", [0, 333, 2000, 65535])
def test_a_rate_it_cannot_pace_is_refused_and_the_stream_goes_on(bench: Bench, rate_hz: int) -> None:
    bench.rest(20)
    bench.heard()
    bench.command(SetRate(rate_hz), 9)
    bench.rest(40)
    messages = [message for message, _ in bench.heard()]
    naks = [message for message in messages if isinstance(message, Nak)]
    assert naks == [Nak(request=9, command=SetRate.TYPE, code=NakCode.RATE_NOT_OFFERED)]
    assert {m.period_us for m in messages if isinstance(m, Samples)} == {DEFAULT_PERIOD_US}


def test_feet_are_refused_where_no_limits_are_stored(bench: Bench) -> None:
    bench.rest(20)
    bench.heard()
    bench.command(SetMode(Mode.FOOT), 3)
    bench.rest(20)
    assert bench.messages(Nak) == [Nak(request=3, command=SetMode.TYPE, code=NakCode.LIMITS_MISSING)]
    bench.rest(1000)
    (status,) = bench.messages(Status)
    assert (status.mode, status.guard) == (Mode.HANDS, GuardState.OFF)


def test_it_tells_what_is_stored_and_nothing_is(bench: Bench) -> None:
    bench.rest(20)
    bench.heard()
    bench.command(GetSettings(), 3)
    bench.rest(60)
    told = [message for message, _ in bench.heard() if isinstance(message, Settings | Limits | PadName)]
    assert isinstance(told[0], Settings)
    assert (told[0].generation, told[0].serial, told[0].calibration_id) == (0, 0, 0)
    assert isinstance(told[1], Limits)
    assert (told[1].pads, told[1].limits) == (0, ())
    assert told[2:] == [PadName(pad, ()) for pad in range(bench.board.pads)]


@pytest.mark.parametrize("bits", [1, 2])
def test_oversampling_sums_readings_up_and_says_so(bench: Bench, bits: int) -> None:
    bench.rest(20)
    if bench.has_mux:  # at 500 Hz its converter has no time left
        bench.command(SetRate(100), 3)
    bench.command(SetOversampling(bits), 4)
    bench.rest(40)
    hello = bench.messages(Hello)[-1]
    assert (hello.oversampling, hello.counts_max) == (bits, 1023 << bits)
    bench.press(np.tile(np.arange(bench.board.pads, dtype=np.uint16) * 60 + 23, (80, 1)))
    expected = tuple((pad * 60 + 23) << bits for pad in range(bench.board.pads))
    assert {message.counts for message in bench.messages(Samples)[3:]} == {expected}


def test_more_oversampling_than_there_is_time_for_is_refused(bench: Bench) -> None:
    bench.rest(20)
    bench.heard()
    bench.command(SetOversampling(6), 5)
    bench.command(SetOversampling(7), 6)
    bench.rest(20)
    refused = [NakCode.RATE_TOO_HIGH, NakCode.OUT_OF_RANGE]
    assert [message.code for message in bench.messages(Nak)] == refused


def test_a_faster_rate_takes_back_oversampling_there_is_no_time_for(bench: Bench) -> None:
    bench.rest(20)
    bits = 2 if bench.has_mux else 4
    bench.command(SetOversampling(1), 5)
    bench.command(SetRate(100), 6)
    bench.command(SetOversampling(bits), 7)
    bench.rest(40)
    assert bench.messages(Hello)[-1].oversampling == bits
    bench.command(SetRate(bench.fastest_hz), 8)
    bench.rest(40)
    hello = bench.messages(Hello)[-1]
    assert hello.rate_hz == bench.fastest_hz
    assert hello.oversampling == (1 if bench.board.pads == 6 else 0)


def test_the_self_test_comes_after_the_start_and_when_asked_for(bench: Bench) -> None:
    bench.rest(1100)
    (first,) = bench.messages(SelfTest)
    assert (first.faults, first.supply_mv, first.ground_counts) == (0, 5006, 0)
    readings = np.tile(np.array([70, 1023] + [0] * (bench.board.pads - 2), np.uint16), (1100, 1))
    bench.press(readings[:10])  # the scan under way still sees empty pads
    bench.command(RunSelfTest(), 1)
    bench.command(RunSelfTest(), 2)
    bench.press(readings)
    messages = [message for message, _ in bench.heard()]
    assert [m for m in messages if isinstance(m, Ack)] == [Ack(1, RunSelfTest.TYPE)]
    assert [m for m in messages if isinstance(m, Nak)] == [Nak(2, RunSelfTest.TYPE, NakCode.BUSY)]
    (second,) = [m for m in messages if isinstance(m, SelfTest)]
    assert (second.pads_stuck, second.pads_shorted, second.pads_open) == (1, 2, 0)


def test_what_is_no_command_is_refused(bench: Bench) -> None:
    bench.rest(20)
    bench.heard()
    bench.command(Ack(request=1, command=2), 3)
    bench.rest(20)
    assert bench.messages(Nak) == [Nak(request=3, command=Ack.TYPE, code=NakCode.UNKNOWN_COMMAND)]


def test_damage_on_the_way_in_is_counted_and_not_answered(bench: Bench) -> None:
    bench.rest(20)
    bench.heard()
    bench.board.send(b"\x05noise\0")
    bench.rest(5)
    bench.command(Ping(), 4)
    bench.rest(1000)
    messages = [message for message, _ in bench.heard()]
    assert [m for m in messages if isinstance(m, Ack | Nak)] == [Ack(request=4, command=Ping.TYPE)]
    assert [m.rx_errors for m in messages if isinstance(m, Status)] == [1]


def test_readings_of_the_wrong_number_of_pads_are_a_mistake(bench: Bench) -> None:
    with pytest.raises(ValueError, match=r"pads|codes"):
        bench.board.run(np.zeros((3, bench.board.pads + 1), np.uint16))
