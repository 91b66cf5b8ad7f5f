"""`pawpress flash` against a bootloader in the emulator, through avrdude and a pseudo-terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import serial

from tests.firmware.conftest import skip_without_emulator
from tests.firmware.toolchain import needs
from tests.rigsim.paced_pty import paced_pty

pytestmark = pytest.mark.realtime

BOOTLOADERS = Path("/usr/share/arduino/hardware/arduino/avr/bootloaders")
OPTIBOOT_BAUD, OLD_BAUD = 115_200, 57_600
ON_A_PTY = ("--programmer", "stk500v1")
"""avrdude's `arduino` toggles DTR, which a pseudo-terminal does not have; the protocol is the same."""


@pytest.fixture(autouse=True)
def tools() -> None:
    skip_without_emulator()
    needs("avrdude", "avr-gcc", "avr-objcopy")
    if not BOOTLOADERS.exists():
        pytest.skip("not installed: arduino-core-avr")


@pytest.fixture
def optiboot(tmp_path: Path) -> Path:
    """The Uno's bootloader, built from its source. The built one in Debian runs 20 bytes past the end of the flash.

    It does not flash its lamp first: what arrives meanwhile a chip would lose, but the emulator answers it late.
    """
    elf, image = tmp_path / "optiboot.elf", tmp_path / "optiboot.hex"
    flags = "-Os -mrelax -fno-inline-small-functions -fno-split-wide-types -fno-tree-scev-cprop"
    flags += " -fno-move-loop-invariants -mmcu=atmega328p -DF_CPU=16000000L -DLED_START_FLASHES=0"
    places = "-Wl,--section-start=.text=0x7e00,--section-start=.version=0x7ffe"
    command = ["avr-gcc", *flags.split(), f"-DBAUD_RATE={OPTIBOOT_BAUD}", "-nostartfiles", "-nostdlib", "-w"]
    source = BOOTLOADERS / "optiboot" / "optiboot.c"
    subprocess.run([*command, "-Wl,--relax", places, "-o", elf, source], check=True, capture_output=True)
    only = ["-j", ".text", "-j", ".version", "--set-section-flags", ".version=alloc,load"]
    subprocess.run(["avr-objcopy", *only, "-O", "ihex", elf, image], check=True)
    return image


def flash(port: str, *options: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pawpress", "flash", "--port", port, *options]
    environment = os.environ if path is None else {**os.environ, "PATH": path}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=100)


def test_the_packaged_firmware_goes_on_an_uno_and_says_hello(optiboot: Path) -> None:
    """The board starts with the eight-pad image; after the upload it answers as the six-pad one."""
    with paced_pty(name="nano", bootloader=optiboot, baud=OPTIBOOT_BAUD) as rig:
        # With `stk500v1` avrdude asks for the signature in a way optiboot answers with zeros.
        done = flash(rig.port, "--board", "uno", *ON_A_PTY, "--avrdude-option=-F")
    assert done.returncode == 0, done.stderr
    assert "a rig with 6 pads, firmware 1.0.0" in done.stdout


def test_the_old_bootloader_of_the_nano_takes_it_too() -> None:
    old = BOOTLOADERS / "atmega" / "ATmegaBOOT_168_atmega328.hex"
    with paced_pty(name="uno", bootloader=old, baud=OLD_BAUD) as rig:
        done = flash(rig.port, "--board", "nano-old", *ON_A_PTY)
    assert done.returncode == 0, done.stderr
    assert "a rig with 8 pads" in done.stdout


def as_sister_chip(bootloader: Path, target: Path) -> Path:
    """Write the old bootloader as it is on an ATmega328PB: it names its chip 1E 95 16 in place of 1E 95 0F."""
    lines, changed = [], 0
    for line in bootloader.read_text("ascii").split():
        body = bytearray.fromhex(line[1:-2])
        if body[3] == 0:
            at = body.find(bytes.fromhex("8FE0"), 4)  # ldi r24, 0x0F
            if at >= 4 and at % 2 == 0:
                body[at : at + 2], changed = bytes.fromhex("86E1"), changed + 1  # ldi r24, 0x16
        lines.append(f":{body.hex().upper()}{-sum(body) & 0xFF:02X}")
    assert changed, "this bootloader names its chip in another way"
    target.write_text("\n".join(lines) + "\n", "ascii")
    return target


def test_the_chip_of_many_clones_takes_the_same_image(tmp_path: Path) -> None:
    """An ATmega328PB is refused as ATmega328P by avrdude; the second try names it rightly."""
    old = BOOTLOADERS / "atmega" / "ATmegaBOOT_168_atmega328.hex"
    with paced_pty(name="uno", bootloader=as_sister_chip(old, tmp_path / "sister.hex"), baud=OLD_BAUD) as rig:
        done = flash(rig.port, "--board", "nano-old", *ON_A_PTY)
    assert done.returncode == 0, done.stderr
    assert "a rig with 8 pads" in done.stdout


def test_the_board_is_known_by_the_firmware_that_is_on_it(optiboot: Path) -> None:
    with paced_pty(name="uno", bootloader=optiboot, baud=OPTIBOOT_BAUD) as rig:
        done = flash(rig.port, *ON_A_PTY, "--avrdude-option=-F")
    assert "for `uno`" in done.stdout
    assert done.returncode == 0, done.stderr


def test_a_board_of_another_kind_is_told_which_to_try() -> None:
    """No bootloader at all, only the firmware: nothing answers avrdude."""
    with paced_pty(name="uno") as rig:
        done = flash(rig.port, "--board", "nano", *ON_A_PTY)
    assert done.returncode == 1
    line = f"Try the other kind: pawpress flash --port {rig.port} --board nano-old"
    assert line in done.stderr


def test_another_chip_is_refused_before_anything_is_written(optiboot: Path) -> None:
    """Optiboot answers `stk500v1` with a signature of zeros, as a chip that is none would."""
    with paced_pty(name="nano", bootloader=optiboot, baud=OPTIBOOT_BAUD) as rig:
        done = flash(rig.port, "--board", "uno", *ON_A_PTY)
    assert done.returncode == 1
    assert "is no ATmega328P or 328PB" in done.stderr


def test_without_avrdude_it_says_how_to_get_it(tmp_path: Path) -> None:
    done = flash("nowhere", "--board", "uno", path=str(tmp_path))
    assert done.returncode == 1
    assert "sudo apt install avrdude" in done.stderr


def test_a_port_in_use_is_named_with_what_to_close() -> None:
    with paced_pty() as rig, serial.Serial(rig.port, exclusive=True):
        done = flash(rig.port, "--board", "uno")
    assert done.returncode == 1
    assert "is in use. Close the other program" in done.stderr


def test_a_port_that_is_not_there(tmp_path: Path) -> None:
    done = flash(str(tmp_path / "ttyNONE"), "--board", "uno")
    assert done.returncode == 1
    assert "no such port. Plug the rig in" in done.stderr
