"""A rig with the real firmware in simavr, in real time, behind a pseudo-terminal that pyserial can open."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pawpress.rig import firmware_images
from tests.rigsim.build import rigsim
from tests.rigsim.simavr_board import IMAGES


@dataclass
class PacedRig:
    """A running rig. The counts are there once it has been stopped."""

    port: str
    """Path to open."""
    process: subprocess.Popen[str]
    opened: int = 0
    """Times the port was opened."""
    sent: int = 0
    """Bytes written to the port."""
    dropped: int = 0
    """Bytes nobody read in time."""
    board_s: float = 0.0
    """Time the board lived through."""
    late_s: float = 0.0
    """The longest that this machine kept the board waiting: a real rig is never late."""

    def go_on(self) -> None:
        """Let the schedule go on from the next row at which it waits."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def unplug(self) -> None:
        """Pull the cable: the port is gone at once."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End the program and read its counts; harmless when it has ended."""
        assert self.process.stdout is not None
        if self.process.stdout.closed:
            return
        stdout, _ = self.process.communicate(timeout=10)
        if self.process.returncode == 0:
            counts = json.loads(stdout)
            self.opened, self.sent, self.dropped = counts["opened"], counts["sent"], counts["dropped"]
            self.board_s, self.late_s = counts["board_s"], counts["late_s"]


@contextmanager
def paced_pty(
    codes: NDArray[np.uint16] | None = None,
    name: str = "uno",
    reset_on_open: bool = True,
    bootloader: Path | None = None,
    baud: int = 500_000,
    waits_at: Sequence[int] = (),
) -> Iterator[PacedRig]:
    """Run a rig in real time.

    Parameters
    ----------
    codes : array, shape (milliseconds, pads), counts
        What the converter reads. Starts when the port is first opened; the last row is held. None: nothing pressed.
    name : str
        Board whose committed image is run: `uno` or `nano`.
    reset_on_open : bool
        Restart the firmware whenever the port is opened, as the DTR line of an Uno does.
    bootloader : Path, optional
        Intel HEX of a bootloader that every reset goes through, as on a board from the shop.
    baud : int
        Speed at which bytes arrive from the host.
    waits_at : sequence of int
        Rows of `codes`, in order, that last until `go_on`.
    """
    pads = firmware_images.manifest().images[name].pads
    with tempfile.TemporaryDirectory() as folder:
        command = [rigsim(), "paced", IMAGES / f"{name}.hex", f"--pads={pads}", f"--baud={baud}"]
        if name == "mux":
            command.append("--mux")
        if bootloader is not None:
            command.append(f"--bootloader={bootloader}")
        if codes is not None:
            schedule = Path(folder) / "schedule.u16"
            schedule.write_bytes(np.ascontiguousarray(codes, dtype="<u2").tobytes())
            command += ["--schedule", schedule]
        if reset_on_open:
            command.append("--reset-on-open")
        command += [f"--wait-at={row}" for row in waits_at]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        rig = PacedRig(process.stdout.readline().strip(), process)
        try:
            yield rig
        finally:
            rig.stop()
