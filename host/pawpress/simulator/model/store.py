"""Keeps settings and the count of starts in the memory that outlives power; mirrors `store.c` and the EEPROM's pace.

Two slots take turns: the new settings go into the older one, so the newer stays whole until they are.
"""

from __future__ import annotations

from binascii import crc_hqx
from collections import deque
from dataclasses import replace

from pawpress.protocol.codec import CRC_START
from pawpress.simulator.model.settings import HEAD, SLOT_SIZE, RigSettings, pack_slot, unpack_slot

MEMORY_SIZE = 1024
ERASED = 0xFF
SLOT_STRIDE = 256
BOOTS_AT, BOOTS_RECORDS, BOOTS_RECORD_SIZE = 2 * SLOT_STRIDE, 8, 4
BOOTS_MAX = 0xFFFF
WRITE_CYCLES = 57_600
"""To erase and write a byte: 3.6 ms in avr8js; the datasheet says 3.4 ms."""
PASS_CYCLES = 200
"""A round of the main loop while it saves."""


class Store:
    """Settings and starts in a memory; counts a start when it is made.

    Parameters
    ----------
    memory : bytearray
        The EEPROM, 1 kB; it is written to.
    """

    def __init__(self, memory: bytearray) -> None:
        self.boots = self._count_boot(memory)
        self.saving = False
        self._memory = memory
        self._used, stored = self._newest()
        self.lost = stored is None and not (self._is_erased(0) or self._is_erased(1))
        self.stored = stored or RigSettings()
        self.draft = self.stored
        """What a save will store."""
        self._free_cycle = 0

    def is_ready(self, cycle: int) -> bool:
        """Tell whether no byte is being written."""
        return cycle >= self._free_cycle

    def begin_save(self, cycle: int) -> None:
        """Begin to store the draft."""
        last = self.stored.generation
        self.draft = replace(self.draft, generation=1 if last == BOOTS_MAX else last + 1)
        slot, at = pack_slot(self.draft), (self._used ^ 1) * SLOT_STRIDE
        writes = [(at, 0), *((at + i, slot[i]) for i in range(1, SLOT_SIZE)), (at, slot[0])]
        self._steps = deque([*self._boots_left, *writes, *[None] * SLOT_SIZE])
        self._boots_left.clear()
        self._next_cycle = max(cycle, self._free_cycle)
        self.saving = True

    def wake(self, cycle: int) -> None:
        """A round of the main loop: write a byte of the count of starts, if some are left and the memory is ready."""
        if not self.saving and self._boots_left and self.is_ready(cycle):
            self._write(*self._boots_left.popleft(), cycle)

    def save_until(self, cycle: int) -> bool:
        """Go on with a save up to a time; tell whether it is now over."""
        while self._steps and self._next_cycle <= cycle:
            step = self._steps.popleft()
            busy = step is not None and self._write(*step, self._next_cycle)
            self._next_cycle += WRITE_CYCLES if busy else PASS_CYCLES
        if self._steps:
            return False
        self.saving, self.lost = False, False
        self._used ^= 1
        self.stored = self.draft
        return True

    def _write(self, at: int, byte: int, cycle: int) -> bool:
        """Change a byte if need be; tell whether it was."""
        if self._memory[at] == byte:
            return False
        self._memory[at] = byte
        self._free_cycle = cycle + WRITE_CYCLES
        return True

    def _slot(self, number: int) -> RigSettings | None:
        return unpack_slot(bytes(self._memory[number * SLOT_STRIDE :][:SLOT_SIZE]))

    def _newest(self) -> tuple[int, RigSettings | None]:
        first, second = self._slot(0), self._slot(1)
        if first is None or second is None:
            return int(second is not None), second or first
        ahead = (second.generation - first.generation) % (BOOTS_MAX + 1)  # generations wrap
        return (1, second) if 0 < ahead <= BOOTS_MAX // 2 else (0, first)

    def _is_erased(self, number: int) -> bool:
        return set(self._memory[number * SLOT_STRIDE :][: HEAD.size]) == {ERASED}

    def _count_boot(self, memory: bytearray) -> int:
        self._boots_left: deque[tuple[int, int]] = deque()
        self._steps: deque[tuple[int, int] | None] = deque()
        self._next_cycle = 0
        records = (bytes(memory[_boots_at(i) :][:BOOTS_RECORD_SIZE]) for i in range(BOOTS_RECORDS))
        most = max(int.from_bytes(record[:2], "little") if crc_hqx(record, CRC_START) == 0 else 0 for record in records)
        if most == BOOTS_MAX:
            return most
        count = (most + 1).to_bytes(2, "little")
        record = count + crc_hqx(count, CRC_START).to_bytes(2, "big")
        self._boots_left.extend((_boots_at(most + 1) + i, byte) for i, byte in enumerate(record))
        return most + 1


def _boots_at(boots: int) -> int:
    return BOOTS_AT + boots % BOOTS_RECORDS * BOOTS_RECORD_SIZE
