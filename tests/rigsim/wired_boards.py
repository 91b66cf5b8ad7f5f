"""Boards with all that is wired to them: the partner's contacts, the plug, the supply, memory, lamps and buzzer."""

from __future__ import annotations

import json
from typing import NamedTuple, Protocol

import msgspec
import numpy as np

from pawpress.core.protocol.schema_generated import ResetCause
from pawpress.simulator.avr_board import AvrBoard
from pawpress.simulator.board import SimulatedBoard
from pawpress.simulator.core_board import CoreBoard

STOP_LOOP_PIN, LOOP_LEVEL_PIN, SPOT_BUTTON_PIN = 2, 7, 10
EEPROM_SIZE = 1024
LOOP_OPEN, SPOT_PRESSED, LOOP_SHORTED = 1, 2, 4
"""Bits of the partner's contacts, as in `inputs.h`."""


class FootBoard(SimulatedBoard, Protocol):
    """A rig with the partner's two contacts and a plug to pull, for rigs that guard feet."""

    def power_cycle(self) -> None:
        """Switch off and on; only the EEPROM keeps what it holds."""
        ...

    def open_loop(self, is_open: bool = True) -> None:
        """Open or close the partner's stop loop."""
        ...

    def short_loop(self, shorted: bool = True) -> None:
        """Short the stop loop before the resistor at its end, or mend it."""
        ...

    def hold_button(self, held: bool = True) -> None:
        """Hold or release the partner's good-spot button."""
        ...


class PinEdge(msgspec.Struct, frozen=True, array_like=True):
    """A watched pin (3, 8, 9 or 13 in Arduino's count) changed its level."""

    cycle: int
    pin: int
    level: int


class CpuLoad(msgspec.Struct, frozen=True):
    """The chip's own bookkeeping since power-on, in processor cycles."""

    awake_cycles: int
    total_cycles: int
    baud: int
    """What the firmware set its serial line to."""


class WiredAvrBoard(AvrBoard):
    """The image in the emulator, with its wires."""

    def power_cycle(self) -> None:
        """Switch off and on; only the EEPROM keeps what it holds."""
        self._call("powerCycle")

    def open_loop(self, is_open: bool = True) -> None:
        """Open or close the partner's stop loop."""
        self._call("setContact", LOOP_LEVEL_PIN, True)
        self._call("setContact", STOP_LOOP_PIN, is_open)

    def short_loop(self, shorted: bool = True) -> None:
        """Short the stop loop before the resistor at its end, or mend it."""
        self._call("setContact", STOP_LOOP_PIN, False)
        self._call("setContact", LOOP_LEVEL_PIN, not shorted)

    def hold_button(self, held: bool = True) -> None:
        """Hold or release the partner's good-spot button."""
        self._call("setContact", SPOT_BUTTON_PIN, not held)

    def read_eeprom(self) -> bytes:
        """Return what the EEPROM holds, 1 kB."""
        return bytes(json.loads(self._call("readEeprom")))

    def write_eeprom(self, content: bytes) -> None:
        """Put bytes into the EEPROM from its start, behind the firmware's back."""
        self._call("writeEeprom", list(content))

    def watch_pins(self) -> None:
        """Keep what D3 (buzzer), D8 (toggles a scan), D9 (trip lamp) and D13 (status lamp) do from now on."""
        self._call("watchPins")

    def take_edges(self) -> list[PinEdge]:
        """Return what the watched pins did since the last call."""
        return msgspec.json.decode(self._call("takeEdges"), type=list[PinEdge])

    def cpu_load(self) -> CpuLoad:
        """Return how busy the chip was."""
        return msgspec.json.decode(self._call("cpuLoad"), type=CpuLoad)


class Signals(NamedTuple):
    """What lamps and buzzer do at this moment."""

    trip_lamp: bool
    status_lamp: bool
    buzzer: bool


class WiredCoreBoard(CoreBoard):
    """The firmware's core, with its wires."""

    def __init__(self, board: str = "uno", image: bytes | None = None) -> None:
        super().__init__(board, image)
        self._eeprom = self._core.buffer("eeprom", EEPROM_SIZE)
        self._contacts = 0

    def power_cycle(self) -> None:
        """Switch off and on; only the EEPROM keeps what it holds."""
        self._waiting.clear()
        self._core.call("board_restart", ResetCause.POWER_ON)

    def open_loop(self, is_open: bool = True) -> None:
        """Open or close the partner's stop loop."""
        self._set_contact(LOOP_SHORTED, False)
        self._set_contact(LOOP_OPEN, is_open)

    def short_loop(self, shorted: bool = True) -> None:
        """Short the stop loop before the resistor at its end, or mend it."""
        self._set_contact(LOOP_OPEN, False)
        self._set_contact(LOOP_SHORTED, shorted)

    def hold_button(self, held: bool = True) -> None:
        """Hold or release the partner's good-spot button."""
        self._set_contact(SPOT_PRESSED, held)

    def set_supply(self, mv: int) -> None:
        """Change the supply, millivolts; pads are measured against it, the chip's own reference is not."""
        self._core.call("board_set_supply", mv)

    def signals(self) -> Signals:
        """Return what lamps and buzzer do now."""
        bits = self._core.call("board_signal")
        return Signals(bool(bits & 1), bool(bits & 2), bool(bits & 4))

    def read_eeprom(self) -> bytes:
        """Return what the EEPROM holds, 1 kB."""
        return self._eeprom.tobytes()

    def write_eeprom(self, content: bytes) -> None:
        """Put bytes into the EEPROM from its start, behind the firmware's back."""
        self._eeprom[: len(content)] = np.frombuffer(content, np.uint8)

    def _set_contact(self, bit: int, on: bool) -> None:
        self._contacts = self._contacts | bit if on else self._contacts & ~bit
        self._core.call("board_set_contacts", self._contacts)
