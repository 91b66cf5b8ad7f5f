"""A model of the firmware's logic: takes scans and received bytes, gives the same frames as the real one.

It mirrors `firmware/pawpress/src/core/rig.c`, `scan_plan.c` and `frame.c`; tests/contract runs one suite on both, and
tests/system compares their frames. It knows nothing of time within a step; that is `model_board`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pawpress.firmware_images import manifest
from pawpress.protocol import FrameError, encode
from pawpress.protocol.codec import CHECKSUM_BYTES, HEADER, unpack_body, unstuff
from pawpress.protocol.schema_generated import (
    MAX_BODY,
    MESSAGES,
    PROTOCOL_VERSION,
    SCHEMA_HASH,
    Ack,
    Board,
    Hello,
    Identify,
    Message,
    Nak,
    NakCode,
    PadKind,
    Ping,
    Samples,
    SetRate,
    Start,
    Status,
    Stop,
)

BAUD = 500_000
DEFAULT_RATE_HZ = 500
OFFERED_HZ = (100, 250, 500, 1000)
COUNTS_MAX = 1023
FULL_RESOLUTION_READINGS_HZ = 4000
ADC_CLOCKS_PER_PAD = 14
CPU_MHZ = 16
US_PER_S = 1_000_000
LONGEST_BLOCK = 1 + HEADER.size + MAX_BODY + CHECKSUM_BYTES
WRAP_16, WRAP_32 = 1 << 16, 1 << 32
COMMANDS: Final = {command.TYPE for command in (Identify, Start, Stop, SetRate, Ping)}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the rig says it is."""

    board: int
    pads: int
    version: tuple[int, int, int]


def shipped_identity(board: str) -> Identity:
    """Return the identity of the shipped image for `uno` or `nano`.

    Raises
    ------
    KeyError
        If no image is shipped for this board.
    """
    made = manifest()
    major, minor, patch = (int(part) for part in made.firmware_version.split("."))
    return Identity(Board[board.upper()], made.images[board].pads, (major, minor, patch))


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """What a rate means for the timer and the converter."""

    rate_hz: int
    adc_prescaler: int

    @property
    def period_us(self) -> int:
        return US_PER_S // self.rate_hz


def scan_plan(rate_hz: int, pads: int) -> ScanPlan | NakCode:
    """Return the plan of a rate, or why it is refused."""
    if rate_hz not in OFFERED_HZ:
        return NakCode.RATE_NOT_OFFERED
    wire_bytes = 1 + HEADER.size + Samples.LAYOUT.size + 2 * pads + CHECKSUM_BYTES + 1
    if rate_hz * wire_bytes > BAUD // 10 * 9 // 10:
        return NakCode.RATE_TOO_HIGH
    return ScanPlan(rate_hz, 128 if rate_hz * pads <= FULL_RESOLUTION_READINGS_HZ else 64)


class ModelFirmware:
    """The rig's logic from a start to the next; `sent` gathers what goes out.

    Parameters
    ----------
    identity : Identity
        Who it is.
    reset_cause : int
        Why it starts: bits of `ResetCause`.
    """

    def __init__(self, identity: Identity, reset_cause: int) -> None:
        plan = scan_plan(DEFAULT_RATE_HZ, identity.pads)
        assert isinstance(plan, ScanPlan)
        self.plan = plan
        self.sent = bytearray(b"\0")
        self._identity = identity
        self._reset_cause = reset_cause
        self._sequence = 0
        self._streaming = True
        self._rate_hello_due = False
        self._block = bytearray()
        self._damaged = 0
        self._last_t_us = 0
        self._second_us = 0
        self._uptime_s = 0
        self._say_hello(restarted=True)

    def take_scan(self, t_us: int, period_us: int, counts: tuple[int, ...]) -> None:
        """Take a finished scan: send Samples if streaming and, once a second, Status."""
        if self._rate_hello_due and period_us == self.plan.period_us:
            self._rate_hello_due = False
            self._say_hello(restarted=False)
        if self._streaming:
            self._send(Samples(t_us, period_us, self._identity.pads, counts))
        self._second_us += (t_us - self._last_t_us) % WRAP_32
        self._last_t_us = t_us
        if self._second_us >= US_PER_S:
            self._second_us -= US_PER_S
            self._uptime_s += 1
            self._send(Status(t_us, self._uptime_s, overruns=0, tx_dropped=0, rx_errors=self._damaged % WRAP_16))

    def receive(self, byte: int) -> None:
        """Take one byte from the host; answer a command when one is complete."""
        if byte:
            self._block.append(byte)
            return
        block, self._block = bytes(self._block), bytearray()
        if not block:
            return
        try:
            if len(block) > LONGEST_BLOCK:
                raise FrameError("too long")
            frame = unstuff(block)
        except FrameError:
            self._damaged += 1
            return
        kind, _, request = HEADER.unpack_from(frame)
        self._answer(kind, request, frame[HEADER.size : -CHECKSUM_BYTES])

    def _answer(self, kind: int, request: int, body: bytes) -> None:
        refusal = self._carry_out(kind, body)
        if refusal is not None:
            self._send(Nak(request, kind, refusal))
            return
        self._send(Ack(request, kind))
        if kind == Identify.TYPE:
            self._say_hello(restarted=False)

    def _carry_out(self, kind: int, body: bytes) -> NakCode | None:
        """Do what a command asks, or return why not."""
        if kind not in COMMANDS:
            return NakCode.UNKNOWN_COMMAND
        try:
            command = unpack_body(MESSAGES[kind], body)
        except FrameError:
            return NakCode.MALFORMED
        if isinstance(command, SetRate):
            return self._set_rate(command.rate_hz)
        if isinstance(command, Start | Stop):
            self._streaming = isinstance(command, Start)
        return None

    def _set_rate(self, rate_hz: int) -> NakCode | None:
        plan = scan_plan(rate_hz, self._identity.pads)
        if isinstance(plan, NakCode):
            return plan
        self.plan = plan
        self._rate_hello_due = True
        return None

    def _say_hello(self, *, restarted: bool) -> None:
        who = self._identity
        self._send(
            Hello(
                PROTOCOL_VERSION,
                SCHEMA_HASH,
                *who.version,
                board=who.board,
                pad_kind=PadKind.FSR_DIVIDER,
                pads=who.pads,
                rate_hz=self.plan.rate_hz,
                counts_max=COUNTS_MAX,
                pad_skew_ns=ADC_CLOCKS_PER_PAD * self.plan.adc_prescaler * 1000 // CPU_MHZ,
                baud=BAUD,
                reset_cause=self._reset_cause,
                restarted=restarted,
            )
        )

    def _send(self, message: Message) -> None:
        self.sent += encode(message, self._sequence)
        self._sequence = (self._sequence + 1) % WRAP_16
