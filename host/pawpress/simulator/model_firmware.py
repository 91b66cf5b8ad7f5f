"""A model of the firmware's logic: takes scans and received bytes, gives the same frames as the real one.

It mirrors `rig*.c`, `scan_plan.c`, `self_test.c` and `frame.c` of `firmware/pawpress/src/core/`; tests/contract runs
one suite on both, and tests/system compares their frames. It knows nothing of time within a step; `model_board` does.

It is a rig in which nothing was ever stored: no serial number, no names, no limits. So its guard is off and it refuses
foot mode, as the real one does then. What would store something it does not know and refuses as unknown; it has no
partner's buttons, and of its memory it says that none of it was ever used.
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
    AcknowledgeTrip,
    Board,
    FaultCode,
    GetSettings,
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
OVERSAMPLING_MAX = 6
SELF_TEST_SCANS = 512
HELLO_REST_MS = 100
SUPPLY_MV = 5006
"""What the firmware makes of 5 V, with a reference of 1.1 V and 10 bits."""
FULL_READING = 1020
FREE_STACK_BYTES = 0xFFFF
STORED_LAYOUT = 2
COMMANDS: Final = {
    command.TYPE
    for command in (
        Identify,
        Start,
        Stop,
        SetRate,
        Ping,
        SetMode,
        AcknowledgeTrip,
        RunSelfTest,
        GetSettings,
        SetOversampling,
    )
}


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
    oversampling: int

    @property
    def period_us(self) -> int:
        return US_PER_S // self.rate_hz


def scan_plan(rate_hz: int, pads: int, oversampling: int = 0) -> ScanPlan | NakCode:
    """Return the plan of a rate, or why it is refused."""
    if oversampling > OVERSAMPLING_MAX:
        return NakCode.OUT_OF_RANGE
    if rate_hz not in OFFERED_HZ:
        return NakCode.RATE_NOT_OFFERED
    wire_bytes = 1 + HEADER.size + Samples.LAYOUT.size + 2 * pads + CHECKSUM_BYTES + 1
    conversions = pads << oversampling
    prescaler = 128 if rate_hz * conversions <= FULL_RESOLUTION_READINGS_HZ else 64
    busy_cycles = (conversions + 1) * ADC_CLOCKS_PER_PAD * prescaler
    line_is_full = rate_hz * wire_bytes > BAUD // 10 * 9 // 10
    if line_is_full or busy_cycles > CPU_MHZ * US_PER_S // rate_hz // 20 * 19:
        return NakCode.RATE_TOO_HIGH
    return ScanPlan(rate_hz, prescaler, oversampling)


class PadCheck:
    """What the self-test sees of the pads during its scans."""

    def __init__(self) -> None:
        self.scans_left = SELF_TEST_SCANS
        self._lowest: tuple[int, ...] = ()
        self._highest: tuple[int, ...] = ()

    def take_scan(self, counts: tuple[int, ...]) -> None:
        """Take a scan, in counts of a single conversion."""
        self.scans_left -= 1
        self._lowest = tuple(map(min, self._lowest or counts, counts))
        self._highest = tuple(map(max, self._highest or counts, counts))

    @property
    def shorted(self) -> int:
        """A bit for each pad that read full all the time."""
        return sum(1 << pad for pad, low in enumerate(self._lowest) if low >= FULL_READING)

    @property
    def stuck(self) -> int:
        """A bit for each pad that read the same all the time, but neither nothing nor full."""
        pairs = enumerate(zip(self._lowest, self._highest, strict=True))
        return sum(1 << pad for pad, (low, high) in pairs if 0 < low == high < FULL_READING)


class ModelFirmware:
    """The rig's logic from a start to the next; `sent` gathers what goes out.

    Parameters
    ----------
    identity : Identity
        Who it is.
    reset_cause : int
        Why it starts: bits of `ResetCause`.
    boots : int
        How often it has started, this time included.
    """

    def __init__(self, identity: Identity, reset_cause: int, boots: int = 1) -> None:
        plan = scan_plan(DEFAULT_RATE_HZ, identity.pads)
        assert isinstance(plan, ScanPlan)
        self.plan = plan
        self.sent = bytearray(b"\0")
        self._identity = identity
        self._reset_cause = reset_cause
        self._boots = boots
        self._faults = 0
        self._pad_check: PadCheck | None = PadCheck()
        self._owed: list[Message] = []
        self._sequence = 0
        self._streaming = True
        self._plan_hello_due = self._hello_due = False
        self._hello_rest_ms = 0
        self._block = bytearray()
        self._damaged = 0
        self._last_t_us = 0
        self._second_us = 0
        self._uptime_s = 0
        self._say_hello(restarted=True)

    def take_scan(self, t_us: int, pace: ScanPlan, counts: tuple[int, ...]) -> None:
        """Take a finished scan, the sum of its passes: send Samples if streaming and, once a second, Status."""
        period_us = pace.period_us
        self._say_owed_hello(pace)
        if self._streaming:
            self._send(Samples(t_us, period_us, self._identity.pads, counts))
        self._second_us += (t_us - self._last_t_us) % WRAP_32
        self._last_t_us = t_us
        if self._second_us >= US_PER_S:
            self._second_us -= US_PER_S
            self._uptime_s += 1
            self._send(
                Status(
                    t_us,
                    self._uptime_s,
                    overruns=0,
                    tx_dropped=0,
                    rx_errors=self._damaged % WRAP_16,
                    faults=self._faults_now(),
                )
            )
        said = self._test(tuple(reading >> pace.oversampling for reading in counts))
        if self._owed and not said:
            self._send(self._owed.pop(0))

    def _say_owed_hello(self, pace: ScanPlan) -> None:
        self._hello_rest_ms = max(self._hello_rest_ms - pace.period_us // 1000, 0)
        plan_holds = self._plan_hello_due and pace == self.plan
        if not plan_holds and not (self._hello_due and self._hello_rest_ms == 0):
            return
        self._plan_hello_due = self._plan_hello_due and not plan_holds
        self._hello_due = False
        self._hello_rest_ms = HELLO_REST_MS
        self._say_hello(restarted=False)

    def _faults_now(self) -> int:
        return self._faults | (1 << FaultCode.RX_ERRORS if self._damaged else 0)

    def _test(self, counts: tuple[int, ...]) -> bool:
        """Go on with the self-test if it runs; tell whether its frame went out."""
        check = self._pad_check
        if check is None:
            return False
        check.take_scan(counts)
        if check.scans_left:
            return False
        self._pad_check = None
        shorted, stuck = check.shorted, check.stuck
        self._faults = (1 << FaultCode.PAD_SHORTED if shorted else 0) | (1 << FaultCode.PAD_STUCK if stuck else 0)
        self._send(
            SelfTest(
                t_us=self._last_t_us,
                faults=self._faults_now(),
                supply_mv=SUPPLY_MV,
                ground_counts=0,
                free_stack=FREE_STACK_BYTES,
                pads_open=0,
                pads_shorted=shorted,
                pads_stuck=stuck,
            )
        )
        return True

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
        self._hello_due |= kind == Identify.TYPE

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
        if isinstance(command, SetOversampling):
            return self._adopt(scan_plan(self.plan.rate_hz, self._identity.pads, command.oversampling))
        if isinstance(command, SetMode):
            return _mode_refusal(command.mode)
        if isinstance(command, Start | Stop):
            self._streaming = isinstance(command, Start)
        if isinstance(command, RunSelfTest):
            return self._begin_test()
        if isinstance(command, GetSettings):
            return self._owe_settings()
        return None

    def _set_rate(self, rate_hz: int) -> NakCode | None:
        """A faster rate may leave no time for so much oversampling: then as much as there is time for."""
        plan = scan_plan(rate_hz, self._identity.pads, self.plan.oversampling)
        for bits in range(self.plan.oversampling - 1, -1, -1):
            if plan != NakCode.RATE_TOO_HIGH:
                break
            plan = scan_plan(rate_hz, self._identity.pads, bits)
        return self._adopt(plan)

    def _adopt(self, plan: ScanPlan | NakCode) -> NakCode | None:
        if isinstance(plan, NakCode):
            return plan
        self.plan = plan
        self._plan_hello_due = True
        return None

    def _begin_test(self) -> NakCode | None:
        if self._pad_check is not None:
            return NakCode.BUSY
        self._pad_check = PadCheck()
        return None

    def _owe_settings(self) -> NakCode | None:
        if self._owed:
            return NakCode.BUSY
        names = [PadName(pad, ()) for pad in range(self._identity.pads)]
        limits = Limits(0, 0, 0, 0, 0, 0, 0, FULL_READING, 0, ())
        self._owed = [Settings(0, STORED_LAYOUT, 0, 0), limits, *names]
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
                counts_max=COUNTS_MAX << self.plan.oversampling,
                pad_skew_ns=ADC_CLOCKS_PER_PAD * self.plan.adc_prescaler * 1000 // CPU_MHZ,
                baud=BAUD,
                reset_cause=self._reset_cause,
                restarted=restarted,
                boots=self._boots,
                oversampling=self.plan.oversampling,
                faults=self._faults_now(),
            )
        )

    def _send(self, message: Message) -> None:
        self.sent += encode(message, self._sequence)
        self._sequence = (self._sequence + 1) % WRAP_16


def _mode_refusal(mode: int) -> NakCode | None:
    if mode > Mode.FOOT:
        return NakCode.OUT_OF_RANGE
    return NakCode.LIMITS_MISSING if mode == Mode.FOOT else None
