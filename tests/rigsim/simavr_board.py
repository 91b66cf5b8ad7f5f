"""A rig with the real firmware in simavr, driven in lockstep: it lives only while it is run.

The commands are described at the head of `lockstep.c`.
"""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pawpress.rig import firmware_images
from tests.rigsim.build import rigsim

CPU_HZ = 16_000_000
STEP_CYCLES = CPU_HZ // 1000
SRAM_START, SRAM_END = 0x100, 0x900
PAINT = 0xA5
ADC_EVENT = 0x80
STOP_LOOP, TRIP_LED, SPOT_BUTTON = 2, 9, 10
WATCHED = (3, 8, 9, 13)
IMAGES = Path(firmware_images.__file__).parent


class PinEvent(NamedTuple):
    """A watched pin changed: D3 (buzzer), D8 (probe), D9 (trip lamp) or D13 (status lamp)."""

    pin: int
    level: int
    cycle: int


class Conversion(NamedTuple):
    """The converter began to measure a pad."""

    channel: int
    cycle: int


class SimavrBoard:
    """The firmware on an emulated ATmega328P; fits `pawpress.simulator.board.Board`.

    Parameters
    ----------
    name : str
        Board whose committed image is run: `uno`, `nano`, or `mux`, sixteen pads behind a 74HC4067.
    image : Path, optional
        Another Intel HEX image built for that board.
    baud : int
        Speed at which bytes arrive from the host; the firmware sets its own.
    bootloader : Path, optional
        Intel HEX of a bootloader that every reset goes through, as on a board from the shop.
    """

    def __init__(
        self, name: str = "uno", image: Path | None = None, baud: int = 500_000, bootloader: Path | None = None
    ) -> None:
        self._pads = firmware_images.manifest().images[name].pads
        command = [rigsim(), "lockstep", image or IMAGES / f"{name}.hex", f"--baud={baud}"]
        if name == "mux":
            command.append("--mux")
        if bootloader is not None:
            command.append(f"--bootloader={bootloader}")
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._to = _pipe(self._process.stdin)
        self._from = _pipe(self._process.stdout)

    def __enter__(self) -> SimavrBoard:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def kind(self) -> str:
        """`emulated-avr`."""
        return "emulated-avr"

    @property
    def pads(self) -> int:
        """How many pads it scans."""
        return self._pads

    def run(self, codes: NDArray[np.uint16]) -> bytes:
        """Live through `len(codes)` milliseconds and return the bytes sent meanwhile.

        Parameters
        ----------
        codes : array, shape (steps, pads), counts
            What the converter reads at each pad during each step.
        """
        return self.run_timed(codes)[0]

    def run_timed(self, codes: ArrayLike, step_cycles: int = STEP_CYCLES) -> tuple[bytes, NDArray[np.uint64]]:
        """Live through steps of any length; also tell when each byte's start bit went out, in cycles.

        Raises
        ------
        RuntimeError
            If the controller stopped for good: it slept with interrupts off or ran into nowhere.
        """
        table = np.ascontiguousarray(codes, dtype="<u2")
        if table.ndim != 2 or table.shape[1] != self._pads:
            raise ValueError(f"codes of shape {table.shape}: expected (steps, {self._pads})")
        self._write(struct.pack("<cIIB", b"R", len(table), step_cycles, self._pads), table.tobytes())
        alive, count = struct.unpack("<BI", self._read(5))
        sent, cycles = self._read(count), self._read(8 * count)
        if not alive:
            raise RuntimeError("the emulated controller stopped for good")
        return sent, np.frombuffer(cycles, dtype="<u8")

    def idle(self, steps: int, counts: Sequence[int] | None = None) -> bytes:
        """Live through `steps` milliseconds with the same reading of each pad (nothing pressed) all along."""
        row = np.zeros(self._pads) if counts is None else np.asarray(counts)
        return self.run(np.tile(row.astype(np.uint16), (steps, 1)))

    def send(self, frame: bytes) -> None:
        """Put bytes on the board's receive line; they arrive while it is run."""
        self._write(struct.pack("<cI", b"S", len(frame)), frame)

    def reset(self) -> None:
        """Press the reset button."""
        self._write(b"X\x02")

    def power_cycle(self) -> None:
        """Switch off and on; unlike `reset` this paints the SRAM."""
        self._write(b"X\x01")

    def log_events(self, on: bool) -> None:
        """Start with an empty log of pins and conversions, or stop."""
        self._write(struct.pack("<cB", b"V", on))

    def events(self) -> list[PinEvent | Conversion]:
        """What happened since the last call, oldest first."""
        self._write(b"E")
        (count,) = struct.unpack("<I", self._read(4))
        return [_event(*fields) for fields in struct.iter_unpack("<BBQ", self._read(10 * count))]

    def levels(self) -> dict[int, int]:
        """Levels of D3 (buzzer), D8 (probe), D9 (trip lamp) and D13 (status lamp)."""
        self._write(b"P")
        return dict(zip(WATCHED, self._read(len(WATCHED)), strict=True))

    def open_loop(self, is_open: bool = True) -> None:
        """Open or close the partner's stop loop."""
        self._write(struct.pack("<cBB", b"I", STOP_LOOP, is_open))

    def hold_button(self, held: bool = True) -> None:
        """Hold or release the good-spot button."""
        self._write(struct.pack("<cBB", b"I", SPOT_BUTTON, not held))

    def short_loop(self, shorted: bool = True) -> None:
        """Short the stop loop before the resistor at its end, or mend it."""
        self._write(struct.pack("<cBB", b"I", STOP_LOOP, 2 if shorted else 0))

    def hold_capacitor(self, reference_kohm: int) -> None:
        """Give the converter a capacitor to charge; the chip's own reference does so through this impedance."""
        self._write(struct.pack("<cH", b"C", reference_kohm))

    def set_supply(self, mv: int) -> None:
        """Change the supply, millivolts; pads are measured against it, the chip's own reference is not."""
        self._write(struct.pack("<cH", b"T", mv))

    def hang(self, on: bool = True) -> None:
        """Make the program jump on the spot where it is, or let it go on."""
        self._write(struct.pack("<cB", b"H", on))

    def write_eeprom(self, at: int, content: bytes) -> None:
        """Put bytes into the EEPROM behind the firmware's back."""
        self._write(struct.pack("<cHH", b"Z", at, len(content)), content)

    def cycles(self) -> tuple[int, int]:
        """Cycles lived since the power first went on, and how many of them asleep."""
        self._write(b"L")
        total, asleep = struct.unpack("<QQ", self._read(16))
        return total, asleep

    def read_sram(self, at: int, size: int) -> bytes:
        """Read the data space: registers, then SRAM from 0x100 to 0x8ff."""
        self._write(struct.pack("<cBHH", b"M", 0, at, size))
        return self._read(size)

    def read_eeprom(self, at: int, size: int) -> bytes:
        """Read the EEPROM, 1 kB."""
        self._write(struct.pack("<cBHH", b"M", 1, at, size))
        return self._read(size)

    def poke(self, at: int, byte: int) -> None:
        """Write one byte of the data space behind the firmware's back; a register acts on it."""
        self._write(struct.pack("<cHB", b"W", at, byte))

    def longest_deaf(self) -> int:
        """Longest stretch with interrupts off, in an interrupt or not, since the last call, cycles."""
        self._write(b"D")
        return int(struct.unpack("<I", self._read(4))[0])

    def stack_bytes(self) -> int:
        """The deepest the stack has been since power-on: what lies above the longest stretch of untouched paint."""
        sram = np.frombuffer(self.read_sram(SRAM_START, SRAM_END - SRAM_START), dtype=np.uint8)
        edges = np.flatnonzero(np.diff(np.concatenate(([0], sram == PAINT, [0]))))
        starts, ends = edges[::2], edges[1::2]
        return int(len(sram) - ends[np.argmax(ends - starts)])

    def close(self) -> None:
        """End the program; harmless when called twice."""
        self._to.close()
        self._process.wait(timeout=10)
        self._from.close()

    def _write(self, *parts: bytes) -> None:
        for part in parts:
            self._to.write(part)
        self._to.flush()

    def _read(self, size: int) -> bytes:
        answer = self._from.read(size)
        if len(answer) < size:
            raise RuntimeError(f"rigsim ended with status {self._process.wait()}; its reason stands on stderr")
        return answer


def _pipe(end: IO[bytes] | None) -> IO[bytes]:
    assert end is not None
    return end


def _event(source: int, level: int, cycle: int) -> PinEvent | Conversion:
    if source >= ADC_EVENT:
        return Conversion(source - ADC_EVENT, cycle)
    return PinEvent(source, level, cycle)
