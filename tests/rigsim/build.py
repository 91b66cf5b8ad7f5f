"""Builds the C program on demand."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).parent
PROGRAM = FOLDER / "build" / "rigsim"
HEADER = Path("/usr/include/simavr/sim_avr.h")


def missing_tools() -> str:
    """What stands in the way of building rigsim, for a skip message; empty if nothing does."""
    if not HEADER.exists():
        return "libsimavr-dev is not installed"
    missing = [tool for tool in ("make", "cc") if shutil.which(tool) is None]
    return f"{missing[0]} is not installed" if missing else ""


def rigsim() -> Path:
    """Give the program, built if need be; several test processes may ask at once.

    Raises
    ------
    RuntimeError
        If it does not build; the text is the compiler's.
    """
    with (FOLDER / "Makefile").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = subprocess.run(["make", "-s", "-C", FOLDER], capture_output=True, text=True, check=False)
    if made.returncode:
        raise RuntimeError(f"rigsim does not build: {made.stderr.strip()}")
    return PROGRAM
