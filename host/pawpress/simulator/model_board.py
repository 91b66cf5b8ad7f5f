"""A model of the rig: no emulator, the same frames for the same readings.

Strategy: `ModelFirmware` has the logic; this has the clock. Times are in processor cycles, as measured on the real
image in the emulator (tests/system/test_emulators_agree.py fails when they drift): a scan starts 1000 cycles into a
step and is over before its end, and a received byte takes 320 cycles.

What it does not model: lamps and buzzer, the transmit buffer (frames go out whole and at once, and none is ever
dropped), overruns, the line errors of a babbling host, faults of chip and supply, and pads that move while a scan sums
them up (all passes read the pads of the scan's first step).
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from pawpress.protocol.schema_generated import ResetCause
from pawpress.simulator.board import STEP_US
from pawpress.simulator.model.firmware import WRAP_32, ModelFirmware, Scan, shipped_identity
from pawpress.simulator.model.guard import GuardMemory
from pawpress.simulator.model.scan_plan import BAUD, CPU_MHZ, ScanPlan
from pawpress.simulator.model.store import ERASED, MEMORY_SIZE

STEP_CYCLES = STEP_US * CPU_MHZ
BYTE_CYCLES = 10 * CPU_MHZ * 1_000_000 // BAUD
TICK_CYCLES = 1000
"""The timer ticks this far into a step; `START_UP_CYCLES` of the emulator sees to it."""
TIMER_START_STEP = 5
"""The firmware has started by this step: it says hello, listens, and its timer's first tick comes one period later."""
FIRST_CONVERSION_CYCLES = 50
CONVERSION_ADC_CLOCKS, CONVERSION_INTERRUPT_CYCLES = 13, 49
READ_FRAME_CYCLES = 800
"""From the last bit of a command until its answer is queued."""


class ModelBoard:
    """Conforms to `Board`; powered on when it is made.

    Parameters
    ----------
    board : str
        `uno` or `nano`.

    Raises
    ------
    KeyError
        If no firmware is shipped for this board.
    """

    kind = "model"

    def __init__(self, board: str = "uno") -> None:
        self._identity = shipped_identity(board)
        self._eeprom = bytearray([ERASED] * MEMORY_SIZE)
        self._contacts = (False, False)
        self.power_cycle()

    @property
    def pads(self) -> int:
        """How many pads it scans."""
        return self._identity.pads

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        """Live through `len(codes)` steps; see `Board.run`."""
        if codes.shape[1] != self.pads:
            raise ValueError(f"readings for {codes.shape[1]} pads were given to a board with {self.pads}")
        for row in codes.tolist():
            self._live(tuple(row))
            self._age_steps += 1
        if self._age_steps <= TIMER_START_STEP:
            return b""
        sent = bytes(self._firmware.sent)
        self._firmware.sent.clear()
        return sent

    def send(self, frame: bytes) -> None:
        """Put bytes on the receive line; they arrive one after the other at the line's speed."""
        if self._age_steps <= TIMER_START_STEP:
            return  # the receiver is not on yet
        for byte in frame:
            self._line_free_cycle = max(self._line_free_cycle, self._age_steps * STEP_CYCLES) + BYTE_CYCLES
            self._incoming.append((self._line_free_cycle + READ_FRAME_CYCLES, byte))

    def reset(self) -> None:
        """Press the reset button; bytes on their way in are lost."""
        self._start(ResetCause.EXTERNAL)

    def power_cycle(self) -> None:
        """Switch off and on; only the EEPROM keeps what it holds."""
        self._guard_memory = GuardMemory()
        self._start(ResetCause.POWER_ON)

    def open_loop(self, is_open: bool = True) -> None:
        """Open or close the partner's stop loop."""
        self._contacts = (is_open, self._contacts[1])

    def hold_button(self, held: bool = True) -> None:
        """Hold or release the partner's good-spot button."""
        self._contacts = (self._contacts[0], held)

    def read_eeprom(self) -> bytes:
        """Return what the EEPROM holds, 1 kB, laid out as the firmware does."""
        return bytes(self._eeprom)

    def write_eeprom(self, content: bytes) -> None:
        """Put bytes into the EEPROM from its start, behind the firmware's back."""
        self._eeprom[: len(content)] = content

    def _start(self, cause: ResetCause) -> None:
        self._firmware = ModelFirmware(self._identity, cause, self._eeprom, self._guard_memory)
        self._pace: ScanPlan = self._firmware.plan
        self._age_steps = 0
        self._now_us = 0
        self._tick_step = TIMER_START_STEP + self._pace.period_us // STEP_US
        self._incoming: deque[tuple[int, int]] = deque()
        self._line_free_cycle = 0

    def _live(self, counts: tuple[int, ...]) -> None:
        start = self._age_steps * STEP_CYCLES
        if self._age_steps == self._tick_step:
            self._receive_until(start + TICK_CYCLES)
            self._tick()
            self._receive_until(start + TICK_CYCLES + self._scan_cycles())
            summed = tuple(reading << self._pace.oversampling for reading in counts)
            self._firmware.take_scan(Scan(self._now_us, self._pace, summed, self._contacts))
        self._receive_until(start + STEP_CYCLES)

    def _tick(self) -> None:
        """The timer's interrupt: time goes on by the old period, then a new rate takes hold."""
        self._now_us = (self._now_us + self._pace.period_us) % WRAP_32
        self._pace = self._firmware.plan
        self._tick_step += self._pace.period_us // STEP_US

    def _scan_cycles(self) -> int:
        conversion = CONVERSION_ADC_CLOCKS * self._pace.adc_prescaler + CONVERSION_INTERRUPT_CYCLES
        return FIRST_CONVERSION_CYCLES + (self.pads << self._pace.oversampling) * conversion

    def _receive_until(self, cycle: int) -> None:
        while self._incoming and self._incoming[0][0] <= cycle:
            arrives_cycle, byte = self._incoming.popleft()
            self._firmware.pass_time(arrives_cycle)
            self._firmware.receive(byte)
        self._firmware.pass_time(cycle)
