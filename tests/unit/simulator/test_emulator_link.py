"""What the link to the emulator process makes of reports, silence and an end; the process is a socket we hold."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from pawpress.rig.link import LinkError, LinkFailed
from pawpress.simulator.emulator import wire
from pawpress.simulator.emulator.emulator_link import GIVEN_UP_S, MOST_UNSENT, REPORT_DUE_S, EmulatorLink
from pawpress.simulator.emulator.emulator_process import EmulatorEnded
from pawpress.simulator.emulator.v8 import EmulatorUnavailable
from pawpress.simulator.scenario import load_scenario


@dataclass
class FakeProcess:
    """Both ends of the connection, and what was asked."""

    ours: socket.socket
    theirs: socket.socket
    asked: list[tuple[int, bytes]] = field(default_factory=list[tuple[int, bytes]])
    closed: int = 0

    def ask(self, kind: int, board: int = 0, content: bytes = b"") -> bytes:
        self.asked.append((kind, content))
        return b""

    def ready(self) -> socket.socket:
        return self.ours

    def ended(self, otherwise: str = "ended (signal 11)") -> RuntimeError:
        return RuntimeError(f"The emulator of the rig {otherwise}: start it again.")

    def close(self) -> None:
        self.closed += 1


class Clock:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def process() -> Iterator[FakeProcess]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(10.0)
        yield FakeProcess(ours, theirs)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def link(process: FakeProcess, clock: Clock) -> EmulatorLink:
    return EmulatorLink(process, ":00000001FF", 6, load_scenario("idle"), "emulated rig (Uno)", clock)  # type: ignore[arg-type]


def report(behind_s: float, sent: bytes) -> bytes:
    return wire.REPORT.pack(behind_s, len(sent)) + sent


def test_nothing_waits_for_the_process_before_the_first_read(link: EmulatorLink, process: FakeProcess):
    link.write(b"early")
    assert link.behind_s == 0.0
    assert process.asked == []


def test_the_process_gets_image_and_scenario(link: EmulatorLink, process: FakeProcess):
    link.come_up()
    link.come_up()
    ((kind, content),) = process.asked
    assert kind == wire.PLAY
    assert json.loads(content)["scenario"]["title"] == load_scenario("idle").title


def test_time_begins_with_the_first_read(link: EmulatorLink, process: FakeProcess, clock: Clock):
    link.write(b"early")
    clock.now_s += 60.0
    assert link.behind_s == 0.0
    assert link.read() == b""
    assert process.theirs.recv(100) == wire.START + wire.packed_input(wire.LINE, b"early")
    link.write(b"late")
    assert process.theirs.recv(100) == wire.packed_input(wire.LINE, b"late")


def test_inputs_come_whole_whatever_the_chunks(link: EmulatorLink, process: FakeProcess):
    link.read()
    link.write(b"abc")
    link.lean(3, 80.0, 0.5)
    link.take_over(True)
    sent, unread, inputs = process.theirs.recv(1000), bytearray(), []
    for byte in sent.removeprefix(wire.START):
        unread.append(byte)
        inputs += wire.take_inputs(unread)
    assert inputs == [(wire.LINE, b"abc"), (wire.LEAN, wire.LEAN_CONTENT.pack(3, 80.0, 0.5)), (wire.TAKE_OVER, b"\x01")]
    assert not unread


def test_what_is_longer_than_an_input_comes_in_several():
    long = bytes(range(256)) * 1000
    unread = bytearray(wire.packed_input(wire.LINE, long))
    assert b"".join(content for _, content in wire.take_inputs(unread)) == long


def test_bytes_come_whole_whatever_the_chunks(link: EmulatorLink, process: FakeProcess):
    stream = report(0.0, b"abc") + report(0.0, b"") + report(0.25, b"defg")
    got = b""
    for place in range(len(stream)):
        process.theirs.sendall(stream[place : place + 1])
        got += link.read()
    assert got == b"abcdefg"
    assert link.behind_s == 0.25


def test_it_says_how_late_the_emulator_is(link: EmulatorLink, process: FakeProcess):
    for behind_s in (0.0, 1.5, 0.0):
        process.theirs.sendall(report(behind_s, b"x"))
        link.read()
        assert link.behind_s == behind_s


def test_a_process_that_reports_no_more_falls_behind(link: EmulatorLink, process: FakeProcess, clock: Clock):
    process.theirs.sendall(report(0.5, b"x"))
    link.read()
    clock.now_s += REPORT_DUE_S / 2
    assert link.behind_s == 0.5
    clock.now_s += 6.0
    assert link.read() == b""
    assert link.behind_s == pytest.approx(6.5, abs=REPORT_DUE_S)
    process.theirs.sendall(report(0.0, b"x"))
    link.read()
    assert link.behind_s == 0.0


def test_one_that_never_reports_falls_behind_from_the_start(link: EmulatorLink, clock: Clock):
    link.read()
    clock.now_s += 7.0
    assert link.behind_s == pytest.approx(7.0)


def test_an_end_is_a_failure_that_says_how(link: EmulatorLink, process: FakeProcess):
    process.theirs.sendall(report(0.0, b"last"))
    process.theirs.close()
    assert link.read() == b"last"
    with pytest.raises(LinkFailed, match=r"ended \(signal 11\)"):
        link.read()


def test_commands_to_a_stopped_process_neither_wait_nor_grow(link: EmulatorLink):
    link.read()
    for _ in range(2000):
        link.write(b"x" * 4096)
    link._flush(link._connected()[0])
    assert len(link._unsent) < MOST_UNSENT + 4096


@pytest.mark.parametrize("error", [EmulatorUnavailable("mini-racer does not start here"), EmulatorEnded("It ended")])
def test_one_that_does_not_come_up_is_a_failure_that_says_why(process: FakeProcess, error: Exception):
    def refuse(*_: object) -> bytes:
        raise error

    process.ask = refuse  # type: ignore[method-assign]
    link = EmulatorLink(process, ":00000001FF", 6, load_scenario("idle"), "emulated rig (Uno)")  # type: ignore[arg-type]
    with pytest.raises(LinkFailed, match=str(error)):
        link.read()


def test_closed_it_reads_and_writes_no_more(link: EmulatorLink, process: FakeProcess):
    link.close()
    assert process.closed
    with pytest.raises(LinkError, match="was closed"):
        link.read()
    with pytest.raises(LinkError, match="was closed"):
        link.write(b"x")


def test_a_process_that_says_nothing_for_ten_seconds_is_given_up(link: EmulatorLink, clock: Clock):
    link.read()
    clock.now_s += GIVEN_UP_S
    assert link.read() == b""
    assert link.behind_s == pytest.approx(GIVEN_UP_S)
    clock.now_s += 0.01
    with pytest.raises(LinkFailed, match="has not answered for 10 s"):
        link.read()


def test_a_report_that_was_only_held_up_gives_it_time_again(link: EmulatorLink, process: FakeProcess, clock: Clock):
    link.read()
    clock.now_s += 30.0
    process.theirs.sendall(report(0.0, b"late"))
    assert link.read() == b"late"
    clock.now_s += GIVEN_UP_S
    assert link.read() == b""
