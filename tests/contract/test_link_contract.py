"""What every link promises, whatever is at its far end. A new kind of link is one more class here."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from pawpress.core.protocol import Decoder, encode
from pawpress.core.protocol.schema_generated import Ack, Hello, Message, Ping
from pawpress.rig.firmware_images import hex_text
from pawpress.rig.link import Link, LinkError
from pawpress.rig.serial_port import SerialLink
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.emulator.emulator_link import EmulatorLink
from pawpress.simulator.emulator.emulator_process import EmulatorProcess
from pawpress.simulator.emulator.v8 import EmulatorUnavailable
from pawpress.simulator.scenario import load_scenario
from pawpress.simulator.simulated_link import SimulatedLink
from tests.engines import Clock, FakeLink


class LinkContract:
    """Inherit it, give `link` a rig at its far end, and say how time passes and how that end is taken away."""

    @pytest.fixture
    def link(self) -> Iterator[Link]:
        raise NotImplementedError

    def let_time_pass(self) -> None:
        raise NotImplementedError

    def take_away(self) -> None:
        raise NotImplementedError

    def hear(self, link: Link, wanted: type[Message]) -> Message:
        """Read until a message of a type has come."""
        decoder, end_s = Decoder(), time.monotonic() + 5.0
        while time.monotonic() < end_s:
            self.let_time_pass()
            for message in decoder.receive(link.read()):
                if isinstance(message, wanted):
                    return message
        raise AssertionError(f"no {wanted.__name__} came")

    def test_it_has_a_name_for_people(self, link: Link):
        assert link.name.strip()
        assert "\n" not in link.name

    def test_reading_gives_bytes_and_never_waits(self, link: Link):
        begin_s = time.monotonic()
        for _ in range(50):
            assert isinstance(link.read(), bytes)
        assert time.monotonic() - begin_s < 1.0

    def test_the_rig_is_heard(self, link: Link):
        assert isinstance(self.hear(link, Hello), Hello)

    def test_a_frame_is_answered(self, link: Link):
        self.hear(link, Hello)
        link.write(encode(Ping(), 77))
        assert self.hear(link, Ack) == Ack(77, Ping.TYPE)

    def test_when_the_far_end_is_gone_reading_is_a_link_error_of_one_line(self, link: Link):
        self.hear(link, Hello)
        self.take_away()
        with pytest.raises(LinkError) as error:
            for _ in range(100):
                self.let_time_pass()
                link.read()
        assert str(error.value).strip()
        assert "\n" not in str(error.value)

    def test_closing_twice_is_harmless(self, link: Link):
        link.close()
        link.close()

    def test_a_closed_link_reads_and_writes_no_more(self, link: Link):
        link.close()
        with pytest.raises(LinkError):
            link.read()
        with pytest.raises(LinkError):
            link.write(encode(Ping(), 1))


class TestSimulatedLink(LinkContract):
    """The firmware's core, on a clock of its own."""

    @pytest.fixture
    def link(self) -> Iterator[Link]:
        self.clock, self.board = Clock(), BreakableBoard("uno")
        link = SimulatedLink(self.board, Body(load_scenario("idle"), self.board.pads), self.clock, "core rig")
        yield link
        link.close()

    def let_time_pass(self) -> None:
        self.clock.now_s += 0.02

    def take_away(self) -> None:
        self.board.broken = True


class BreakableBoard(CoreBoard):
    """A rig that can break down."""

    broken = False

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        if self.broken:
            raise RuntimeError("out of smoke")
        return super().run(codes)


@pytest.mark.realtime
class TestEmulatorLink(LinkContract):
    """The real firmware in the emulator process, which lives by its own clock."""

    @pytest.fixture
    def link(self) -> Iterator[Link]:
        try:
            self.process = EmulatorProcess(plays=True)
        except EmulatorUnavailable as error:
            pytest.skip(str(error))
        link = EmulatorLink(self.process, hex_text("uno"), 6, load_scenario("idle"), "emulated rig (Uno)")
        link.come_up()
        yield link
        link.close()

    def let_time_pass(self) -> None:
        time.sleep(0.005)

    def take_away(self) -> None:
        self.process.process.kill()
        self.process.process.wait()


class TestSerialLink(LinkContract):
    """A pseudo-terminal with the firmware's core behind it."""

    @pytest.fixture
    def link(self) -> Iterator[Link]:
        pytest.importorskip("termios", reason="pseudo-terminals are of POSIX")
        self.rig, self.device = os.openpty()
        os.set_blocking(self.rig, False)
        self.board, self.plugged = CoreBoard("uno"), True
        link = SerialLink(os.ttyname(self.device), 500_000)
        yield link
        link.close()
        self.take_away()

    def let_time_pass(self) -> None:
        """Let the board live for ten milliseconds."""
        if not self.plugged:
            return
        with contextlib.suppress(BlockingIOError):
            self.board.send(os.read(self.rig, 4096))
        os.write(self.rig, self.board.run(np.zeros((10, self.board.pads), dtype=np.uint16)))

    def take_away(self) -> None:
        if self.plugged:
            self.plugged = False
            os.close(self.device)
            os.close(self.rig)


class TestFakeLink(LinkContract):
    """The link the engine's own tests stand on promises the same."""

    @pytest.fixture
    def link(self) -> Link:
        self.board, self.fake = CoreBoard("uno"), AnsweringFake()
        self.fake.board = self.board
        return self.fake

    def let_time_pass(self) -> None:
        self.fake.live()

    def take_away(self) -> None:
        self.fake.gone = "/dev/ttyFAKE: the rig is gone."


class AnsweringFake(FakeLink):
    """A fake with the firmware's core behind it."""

    board: CoreBoard

    def live(self) -> None:
        for frame in self.sent:
            self.board.send(frame)
        self.sent.clear()
        self.arriving.append(self.board.run(np.zeros((10, self.board.pads), dtype=np.uint16)))
