"""The portable core off the board: run under sanitizers, compiled for other controllers, and analysed."""

from __future__ import annotations

from pathlib import Path

from tests.firmware.toolchain import make, needs


def test_the_core_passes_its_own_tests_under_the_sanitizers(tmp_path: Path) -> None:
    needs("make", "gcc", "python3")
    made = make(tmp_path, "native")
    assert made.returncode == 0, made.stderr
    assert made.stdout.strip().endswith("checks, 0 failed")


def test_the_core_compiles_for_other_controllers(tmp_path: Path) -> None:
    needs("make", "clang")
    made = make(tmp_path, "portable")
    assert made.returncode == 0, made.stderr


def test_static_analysis_finds_nothing(tmp_path: Path) -> None:
    needs("make", "cppcheck")
    made = make(tmp_path, "cppcheck")
    assert made.returncode == 0, made.stderr


def test_a_short_fuzz_of_commands_and_frames_finds_nothing(tmp_path: Path) -> None:
    """`make nightly` does five million of each."""
    needs("make", "clang")
    made = make(tmp_path, "fuzz", "RUNS=20000")
    assert made.returncode == 0, made.stderr
    assert made.stderr.count("stat::number_of_executed_units: 20000") == 2, "one of frames, one of the rig"
