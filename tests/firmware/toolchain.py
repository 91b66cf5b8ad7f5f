"""Running the firmware's own Makefile from a test."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRMWARE = ROOT / "firmware"


def needs(*tools: str) -> None:
    """Skip the test and say which tool is missing."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def make(build: Path, *targets: str) -> subprocess.CompletedProcess[str]:
    """Run make into a folder of the test's own; the result carries what it said."""
    command = ["make", "-s", "-C", FIRMWARE, f"BUILD={build}", *targets]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def build_image(build: Path, board: str, *flags: str) -> Path:
    """Build an image with extra compiler flags and return its path."""
    image = build / f"{board}.hex"
    made = make(build, f"EXTRA={' '.join(flags)}", str(image))
    assert made.returncode == 0, made.stderr
    return image
