"""The link to a rig that lives in the emulator process: bytes come when they come, as from a serial port."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable

import msgspec

from pawpress.rig.link import LinkError, LinkFailed
from pawpress.simulator.emulator import wire
from pawpress.simulator.emulator.emulator_process import EmulatorEnded, EmulatorFault, EmulatorProcess
from pawpress.simulator.emulator.v8 import EmulatorUnavailable
from pawpress.simulator.scenario import Scenario

READ_BYTES = 65536
REPORT_DUE_S = 0.05
"""Reports come every 5 ms; one that is not here after so long counts as missing."""
GIVEN_UP_S = 10.0
"""A process that reports nothing for so long does not come back by itself: it was stopped, or V8 hangs. The alarms have
said so for five seconds by then."""
MOST_UNSENT = 65536
"""Commands that wait for a stopped process; more are lost, as on a cable that is out."""


class EmulatorLink:
    """Conforms to `Link`. The process may still be starting; time begins with the first read, which waits for it.

    Parameters
    ----------
    process : EmulatorProcess
        Where the board is to live; the link closes it.
    image : str
        Its firmware, Intel HEX.
    pads : int
        Pads wired as those of `AvrBoard`.
    scenario : Scenario
        Who presses them.
    name : str
        What a person would call the rig.
    clock : callable
        The host's clock, seconds.
    hand : bool
        Whether the person at the screen presses from the start, instead of the scenario.
    """

    kind = "emulated-avr"

    def __init__(
        self,
        process: EmulatorProcess,
        image: str,
        pads: int,
        scenario: Scenario,
        name: str,
        clock: Callable[[], float] = time.monotonic,
        *,
        hand: bool = False,
    ) -> None:
        self.name = name
        self._process = process
        self._clock = clock
        self._wanted = {"image": image, "pads": pads, "scenario": scenario, "hand": hand}
        self._connection: socket.socket | None = None
        self._unread, self._unsent = bytearray(), bytearray()
        self._heard_s: float | None = None
        self._behind_s = 0.0
        self._closed = False

    @property
    def behind_s(self) -> float:
        """By how much the board lags behind the clock because this computer is slow, seconds; 0 when all is well.

        The process says it every 5 ms; while it says nothing, because it is stopped, the time since then is added.
        """
        if self._heard_s is None:
            return 0.0
        silent_s = self._clock() - self._heard_s
        return self._behind_s + (silent_s if silent_s > REPORT_DUE_S else 0.0)

    def come_up(self, while_waiting: Callable[[str], None] = lambda _: None) -> None:
        """Wait until the board is powered on and its clock runs; harmless when it does already.

        Parameters
        ----------
        while_waiting : callable
            Called about every 50 ms meanwhile, with an empty text; once, when it is late, with a line for people.

        Raises
        ------
        LinkFailed
            If the emulator cannot be used here, or ends; the text says what to do.
        LinkError
            If the link is closed.
        """
        self._check_open()
        self._process.while_waiting = while_waiting
        self._connected()

    def read(self) -> bytes:
        """Return what the board has sent; the first time, wait as `come_up` does.

        Raises
        ------
        LinkFailed
            If the emulator process is gone, or has said nothing for 10 s.
        LinkError
            If the link is closed.
        """
        self._check_open()
        connection, heard_s = self._connected()
        self._flush(connection)
        try:
            chunk = connection.recv(READ_BYTES)
        except BlockingIOError:
            self._check_alive(heard_s)
            return b""
        except OSError:
            chunk = b""
        if not chunk:
            raise LinkFailed(str(self._process.ended()))
        self._unread += chunk
        return self._take_reports()

    def write(self, frame: bytes) -> None:
        """Send one frame to the board; raises as `read`."""
        self._send(wire.LINE, frame)

    def lean(self, channel: int, force_n: float, lasts_s: float) -> None:
        """Put the person's own force on a pad, see `OwnHand.lean`; raises as `read`."""
        self._send(wire.LEAN, wire.LEAN_CONTENT.pack(channel, force_n, lasts_s))

    def take_over(self, taken: bool) -> None:
        """Let the person press instead of the scenario, or the scenario again; raises as `read`."""
        self._send(wire.TAKE_OVER, bytes([taken]))

    def _send(self, kind: int, content: bytes) -> None:
        self._check_open()
        if len(self._unsent) < MOST_UNSENT:
            self._unsent += wire.packed_input(kind, content)
        if self._connection is not None:
            self._flush(self._connection)

    def close(self) -> None:
        """End the emulator process, even when it is stopped; harmless when called twice."""
        self._closed = True
        self._process.close()

    def _check_open(self) -> None:
        if self._closed:
            raise LinkError(f"{self.name} was closed: open the demo again")

    def _check_alive(self, heard_s: float) -> None:
        if self._clock() - heard_s > GIVEN_UP_S:
            raise LinkFailed(str(self._process.ended(f"has not answered for {GIVEN_UP_S:.0f} s")))

    def _connected(self) -> tuple[socket.socket, float]:
        """Return the connection and when the board was last heard; the first time, start its clock."""
        if self._connection is None or self._heard_s is None:
            try:
                self._process.ask(wire.PLAY, 0, msgspec.json.encode(self._wanted))
                self._connection = self._process.ready()
            except EmulatorUnavailable as error:
                raise LinkFailed(f"The emulator of the rig cannot be used: {error}, or use `--rig core`.") from error
            except (EmulatorEnded, EmulatorFault) as error:
                raise LinkFailed(str(error)) from error
            self._connection.setblocking(False)
            self._unsent[:0] = wire.START
            self._heard_s = self._clock()
            self._flush(self._connection)
        return self._connection, self._heard_s

    def _flush(self, connection: socket.socket) -> None:
        """Send what the socket takes; that the process is gone is for `read` to say."""
        with contextlib.suppress(OSError):
            while self._unsent:
                del self._unsent[: connection.send(self._unsent)]

    def _take_reports(self) -> bytes:
        sent, start, head = bytearray(), 0, wire.REPORT.size
        while len(self._unread) - start >= head:
            behind_s, length = wire.REPORT.unpack_from(self._unread, start)
            if len(self._unread) - start < head + length:
                break
            sent += self._unread[start + head : start + head + length]
            start += head + length
            self._behind_s, self._heard_s = behind_s, self._clock()
        del self._unread[:start]
        return bytes(sent)
