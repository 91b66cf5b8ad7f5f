"""Boards of the shop around the corner: a CH340 as USB chip, an ATmega328PB, an old bootloader. The whole commands.

Only the list of USB ports is made up; behind the port are a real pty, the bootloader and the firmware in simavr.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pawpress.rig.discovery import KNOWN_CHIPS
from tests.firmware.test_flash import BOOTLOADERS, OLD_BAUD, ON_A_PTY, OPTIBOOT_BAUD, as_sister_chip, optiboot, tools
from tests.rigsim.paced_pty import PacedRig, paced_pty

__all__ = ["optiboot", "tools"]

pytestmark = pytest.mark.realtime

CH340, CH340_PRODUCT = 0x1A86, 0x7523
ON_THE_LIST = """
import sys
from serial.tools import list_ports, list_ports_common
port = list_ports_common.ListPortInfo(sys.argv.pop(1))
port.vid, port.pid = int(sys.argv.pop(1)), int(sys.argv.pop(1))
list_ports.comports = lambda: [port]
from pawpress.cli.main import main
main()
"""


def pawpress(port: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a computer where this port has a CH340 behind it."""
    command = [sys.executable, "-c", ON_THE_LIST, port, str(CH340), str(CH340_PRODUCT), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ, timeout=100)


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[PacedRig]:
    """A clone of a Nano: ATmega328PB behind the old bootloader."""
    old = BOOTLOADERS / "atmega" / "ATmegaBOOT_168_atmega328.hex"
    bootloader = as_sister_chip(old, tmp_path / "sister.hex")
    with paced_pty(name="nano", bootloader=bootloader, baud=OLD_BAUD) as rig:
        yield rig


def test_doctor_finds_a_clone_by_its_usb_chip_and_ticks_it() -> None:
    with paced_pty(name="nano") as rig:
        done = pawpress(rig.port, "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line for line in done.stdout.splitlines() if rig.port in line]
    assert lines
    assert all(line.startswith("✔") for line in lines), lines
    assert KNOWN_CHIPS[CH340] in done.stdout
    assert "8 pads" in done.stdout


def test_doctor_says_how_to_load_a_clone_that_is_silent() -> None:
    """As it comes out of the bag: the port is there and nothing is behind it yet."""
    ours, theirs = pty.openpty()
    port = os.ttyname(theirs)
    done = pawpress(port, "doctor")
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 1
    assert f"✔ {port}: found by its USB chip, {KNOWN_CHIPS[CH340]}." in done.stdout
    assert f"✖ {port}: no rig answers, nothing arrives." in done.stdout
    assert f"pawpress flash --port {port}" in done.stdout


def test_flash_finds_a_clone_names_its_chip_rightly_and_uploads(clone: PacedRig) -> None:
    """Nobody says port, board or chip. On a pty every speed is the right one, so the old bootloader answers at once."""
    done = pawpress(clone.port, "flash", *ON_A_PTY)
    assert "for `nano`" in done.stdout
    assert done.returncode == 0, done.stderr
    assert f"{clone.port}: a rig with 8 pads" in done.stdout


def test_a_carrier_for_sixteen_pads_gets_its_own_image_again(optiboot: Path) -> None:
    """It says that it is a Nano, as one with eight pads does: that image would read one pad."""
    with paced_pty(name="mux", bootloader=optiboot, baud=OPTIBOOT_BAUD) as rig:
        done = pawpress(rig.port, "flash", *ON_A_PTY, "--avrdude-option=-F")
    assert "for `mux`" in done.stdout
    assert done.returncode == 0, done.stderr
    assert "a rig with 16 pads" in done.stdout


def test_a_nano_becomes_the_one_for_sixteen_pads_when_it_is_said(optiboot: Path) -> None:
    with paced_pty(name="nano", bootloader=optiboot, baud=OPTIBOOT_BAUD) as rig:
        done = pawpress(rig.port, "flash", "--board", "mux", *ON_A_PTY, "--avrdude-option=-F")
    assert done.returncode == 0, done.stderr
    assert "a rig with 16 pads" in done.stdout
