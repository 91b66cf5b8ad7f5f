"""The portable core off the board: run under sanitizers, compiled for other controllers, and analysed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.firmware.toolchain import make, needs

FUZZ_RUNS = 5_000_000 if os.environ.get("PAWPRESS_NIGHTLY") else 20_000


@pytest.fixture(scope="module")
def native(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What the core's own tests say on this computer."""
    needs("make", "gcc", "python3")
    return make(tmp_path_factory.mktemp("native"), "native")


def test_the_core_passes_its_own_tests_under_the_sanitizers(native: subprocess.CompletedProcess[str]) -> None:
    assert native.returncode == 0, native.stderr
    assert native.stdout.strip().endswith("checks, 0 failed")


CORES = {
    "cortex-m3": ("arm-none-eabi-gcc", "qemu-system-arm"),
    "cortex-m4": ("arm-none-eabi-gcc", "qemu-system-arm"),
    "rv32imac": ("riscv64-unknown-elf-gcc", "qemu-system-riscv32"),
}
"""A processor, and what its tests need."""


@pytest.mark.parametrize("core", CORES)
def test_the_core_passes_as_many_checks_on_another_processor(
    core: str, tmp_path: Path, native: subprocess.CompletedProcess[str]
) -> None:
    needs(*CORES[core])
    there = make(tmp_path, f"emulated-{core}")
    told = there.stdout + there.stderr  # QEMU's semihosting writes to the second
    assert there.returncode == 0, told
    assert told.strip() == native.stdout.strip()
    assert int(told.split()[0]) > 400_000


def test_a_check_that_fails_there_fails_the_test(tmp_path: Path) -> None:
    """Semihosting hands the status of the program on, or a failure would only be a line of text."""
    needs("make", "python3", *CORES["cortex-m3"])
    broken = make(tmp_path, "emulated-cortex-m3", "EMULATED_EXTRA=-DPAWPRESS_FAIL_A_CHECK")
    assert broken.returncode != 0
    assert "checks, 1 failed" in broken.stdout + broken.stderr


def test_the_core_compiles_for_other_controllers(tmp_path: Path) -> None:
    needs("make", "clang")
    made = make(tmp_path, "portable")
    assert made.returncode == 0, made.stderr


def test_static_analysis_finds_nothing(tmp_path: Path) -> None:
    needs("make", "cppcheck")
    made = make(tmp_path, "cppcheck")
    assert made.returncode == 0, made.stderr


@pytest.mark.timeout(7200)
def test_fuzzing_commands_and_frames_finds_nothing(tmp_path: Path) -> None:
    needs("make", "clang")
    made = make(tmp_path, "fuzz", f"RUNS={FUZZ_RUNS}")
    assert made.returncode == 0, made.stderr
    told = made.stdout + made.stderr
    assert told.count(f"stat::number_of_executed_units: {FUZZ_RUNS}") == 2, "one of frames, one of the rig"
