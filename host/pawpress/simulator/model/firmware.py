"""The rig's logic from a start to the next; mirrors `rig.c` and what of `rig_say.c` the model sends."""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.firmware_images import manifest
from pawpress.protocol import FrameError, encode
from pawpress.protocol.codec import CHECKSUM_BYTES, HEADER, unstuff
from pawpress.protocol.schema_generated import (
    MAX_BODY,
    Ack,
    Board,
    Button,
    ButtonKind,
    FaultCode,
    Message,
    Nak,
    NakCode,
    Samples,
    SaveSettings,
    Trip,
    TripCause,
)
from pawpress.simulator.model import say
from pawpress.simulator.model.commands import carry_out
from pawpress.simulator.model.guard import Guard, GuardMemory
from pawpress.simulator.model.inputs import LOOP_OPEN, SPOT_PRESSED, Inputs
from pawpress.simulator.model.scan_plan import DEFAULT_RATE_HZ, US_PER_S, ScanPlan, scan_plan
from pawpress.simulator.model.self_test import SelfTestRun
from pawpress.simulator.model.store import Store

LONGEST_BLOCK = 1 + HEADER.size + MAX_BODY + CHECKSUM_BYTES
WRAP_16, WRAP_32 = 1 << 16, 1 << 32
HELLO_REST_MS = 100
ACKNOWLEDGE_HOLD_MS = 1000


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
class Scan:
    """A finished scan: the sum of its passes, and the partner's contacts (loop open, button held) behind it."""

    t_us: int
    pace: ScanPlan
    counts: tuple[int, ...]
    contacts: tuple[bool, bool]

    @property
    def period_ms(self) -> int:
        """Time from one scan to the next, milliseconds."""
        return self.pace.period_us // 1000


class ModelFirmware:
    """The rig's logic from a start to the next; `sent` gathers what goes out.

    Parameters
    ----------
    identity : Identity
        Who it is.
    reset_cause : int
        Why it starts: bits of `ResetCause`.
    eeprom : bytearray
        What outlives power, 1 kB.
    guard_memory : GuardMemory
        What outlives every restart but power-on.
    """

    def __init__(self, identity: Identity, reset_cause: int, eeprom: bytearray, guard_memory: GuardMemory) -> None:
        plan = scan_plan(DEFAULT_RATE_HZ, identity.pads)
        assert isinstance(plan, ScanPlan)
        self.identity = identity
        self.reset_cause = reset_cause
        self.plan = plan
        self.sent = bytearray(b"\0")
        self.streaming = True
        self.plan_hello_due = self.hello_due = False
        self.settings_owed = 0
        """Frames of an answer to GetSettings still to be sent."""
        self.damaged_frames = 0
        self.t_us = 0
        """Device time of the last scan."""
        self.uptime_s = 0
        self.store = Store(eeprom)
        self.guard = Guard(self.store.stored.limits, guard_memory)
        self._found_faults = 0
        self._self_test: SelfTestRun | None = SelfTestRun()
        self._inputs = Inputs()
        self._spot_held_ms = 0
        self._sequence = 0
        self._hello_rest_ms = 0
        self._block = bytearray()
        self._request = 0
        self._save_request = 0
        self._second_us = 0
        self._cycle = 0
        self._send(say.hello(self, restarted=True))
        if self.guard.is_tripped:
            self._send(self._trip(self.guard.memory.cause, tripped=True))

    @property
    def pads(self) -> int:
        """Pads of a scan."""
        return self.identity.pads

    @property
    def faults(self) -> int:
        """What is wrong now, together with what the self-test found: a bit for each `FaultCode`."""
        now = {
            FaultCode.SETTINGS_LOST: self.store.lost,
            FaultCode.RX_ERRORS: self.damaged_frames > 0,
            FaultCode.STOP_LOOP_OPEN: self.guard.loop_matters and self.guard.loop_open,
        }
        return self._found_faults | sum(1 << code for code, so in now.items() if so)

    def pass_time(self, cycle: int) -> None:
        """Live up to a time, counted in processor cycles since the start."""
        self._cycle = cycle
        if self.store.saving and self.store.save_until(cycle):
            self.guard.change_limits(self.store.stored.limits)
            self._send(Ack(self._save_request, SaveSettings.TYPE))

    def take_scan(self, scan: Scan) -> None:
        """Take a finished scan: guard, send Samples if streaming and, once a second, Status."""
        singles = tuple(reading >> scan.pace.oversampling for reading in scan.counts)
        since_us, self.t_us = (scan.t_us - self.t_us) % WRAP_32, scan.t_us
        if self.guard.take_scan(singles, scan.period_ms):
            self._send(self._trip(self.guard.memory.cause, tripped=True))
        self._take_contacts(scan)
        self._say_owed_hello(scan)
        if self.streaming:
            self._send(Samples(scan.t_us, scan.pace.period_us, self.pads, scan.counts))
        self._second_us += since_us
        if self._second_us >= US_PER_S:
            self._second_us -= US_PER_S
            self.uptime_s += 1
            self._send(say.status(self))
        if not self._test(singles):
            self._say_owed_setting()
        self.store.wake(self._cycle)

    def receive(self, byte: int) -> None:
        """Take one byte from the host; answer a command when one is complete."""
        if byte:
            self._block.append(byte)
        elif self._block:
            self._take_block(bytes(self._block))
            self._block.clear()
        self.store.wake(self._cycle)

    def take_loop(self, is_open: bool) -> None:
        """Take the stop loop, free of bounce."""
        if self.guard.take_loop(is_open):
            self._send(self._trip(TripCause.STOP_LOOP, tripped=True))

    def acknowledge(self) -> NakCode | None:
        """End a trip, or return why not."""
        was_tripped, cause = self.guard.is_tripped, self.guard.memory.cause
        refusal = self.guard.acknowledge()
        if refusal is None and was_tripped:
            self._send(self._trip(cause, tripped=False))
        return refusal

    def begin_self_test(self) -> bool:
        """Begin a self-test; False if one runs."""
        if self._self_test is not None:
            return False
        self._self_test = SelfTestRun()
        return True

    def begin_save(self) -> None:
        """Begin to store the settings; the answer follows when they are stored."""
        self._save_request = self._request
        self.store.begin_save(self._cycle)

    def _take_block(self, block: bytes) -> None:
        try:
            if len(block) > LONGEST_BLOCK:
                raise FrameError("too long")
            frame = unstuff(block)
        except FrameError:
            self.damaged_frames = (self.damaged_frames + 1) % WRAP_16
            return
        kind, _, self._request = HEADER.unpack_from(frame)
        refusal = carry_out(self, kind, frame[HEADER.size : -CHECKSUM_BYTES])
        if refusal is not None:
            self._send(Nak(self._request, kind, refusal))
        elif kind != SaveSettings.TYPE:
            self._send(Ack(self._request, kind))

    def _take_contacts(self, scan: Scan) -> None:
        loop_changed, spot_changed = self._inputs.take(scan.contacts, scan.t_us, scan.period_ms)
        assert self._inputs.held is not None
        is_open, is_pressed = self._inputs.held
        self.take_loop(is_open)
        if loop_changed:
            self._send(Button(self._inputs.since_us[LOOP_OPEN], ButtonKind.STOP_LOOP, is_open))
        if spot_changed:
            self._send(Button(self._inputs.since_us[SPOT_PRESSED], ButtonKind.GOOD_SPOT, is_pressed))
        self._count_hold(is_pressed, is_pressed and spot_changed, scan.period_ms)

    def _count_hold(self, is_pressed: bool, pressed_now: bool, period_ms: int) -> None:
        """Held for a second, the good-spot button also acknowledges; each try needs a new press."""
        if pressed_now:
            self._spot_held_ms = period_ms
        if not is_pressed:
            self._spot_held_ms = 0
        if self._spot_held_ms == 0:
            return
        self._spot_held_ms += period_ms
        if self._spot_held_ms >= ACKNOWLEDGE_HOLD_MS:
            self._spot_held_ms = 0
            self.acknowledge()

    def _say_owed_hello(self, scan: Scan) -> None:
        self._hello_rest_ms = max(self._hello_rest_ms - scan.period_ms, 0)
        plan_holds = self.plan_hello_due and scan.pace == self.plan
        if not plan_holds and not (self.hello_due and self._hello_rest_ms == 0):
            return
        self.plan_hello_due = self.plan_hello_due and not plan_holds
        self.hello_due = False
        self._hello_rest_ms = HELLO_REST_MS
        self._send(say.hello(self, restarted=False))

    def _test(self, counts: tuple[int, ...]) -> bool:
        """Go on with the self-test if it runs; tell whether its frame went out."""
        test = self._self_test
        if test is None or not test.take_scan(counts):
            return False
        found = test.findings(self.guard.limits)
        self._self_test, self._found_faults = None, found.faults
        self._send(say.self_test(self, found))
        return True

    def _say_owed_setting(self) -> None:
        if self.settings_owed and self.store.is_ready(self._cycle):
            self._send(say.setting(self, 2 + self.pads - self.settings_owed))
            self.settings_owed -= 1

    def _trip(self, cause: int, *, tripped: bool) -> Trip:
        memory = self.guard.memory
        return Trip(self.t_us, tripped, cause, memory.source, memory.level, memory.limit)

    def _send(self, message: Message) -> None:
        self.sent += encode(message, self._sequence)
        self._sequence = (self._sequence + 1) % WRAP_16
