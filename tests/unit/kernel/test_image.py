"""The committed image is what the sources give, to the byte, and nothing is judged where it does not run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from firmware.tools.core_image import compiler
from pawpress.core.kernel import KernelStopped, wasm_machine
from pawpress.core.kernel.image_generated import COMPILER, SOURCES_SHA256
from pawpress.core.kernel.wasm_machine import KernelUnavailable, Machine
from tools import build_kernel

STALE = "stale: run `python -m tools.build_kernel` and commit the result"


def test_the_image_is_of_these_sources_and_this_compiler() -> None:
    assert (build_kernel.sources_sha256(), compiler()) == (SOURCES_SHA256, COMPILER), STALE
    assert build_kernel.told_of(build_kernel.IMAGE.read_bytes()) == build_kernel.TOLD.read_text("utf-8"), STALE


@pytest.mark.timeout(600)
def test_a_rebuild_in_another_place_gives_the_same_bytes(tmp_path: Path) -> None:
    try:
        installed = f"ziglang=={version('ziglang')}"
    except PackageNotFoundError:
        installed = "no ziglang"
    if installed != compiler():
        pytest.skip(f"the kernel was built with {compiler()}, and here is {installed}")
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(build_kernel.SOURCE, elsewhere)
    build_kernel.build(tmp_path / "kernel.wasm", elsewhere)
    assert (tmp_path / "kernel.wasm").read_bytes() == build_kernel.IMAGE.read_bytes(), STALE


def test_it_imports_nothing_and_has_no_fused_or_relaxed_arithmetic() -> None:
    _, module = wasm_machine._loaded()
    assert list(module.imports) == []
    assert "relaxed-simd" not in " ".join(build_kernel.FLAGS)


def test_a_fault_in_it_is_an_exception() -> None:
    kernel = Machine()
    with pytest.raises(KernelStopped, match="exp_all"):
        kernel.function("exp_all")(len(kernel.memory) - 4, 9)


def test_nothing_is_written_where_there_is_no_room() -> None:
    kernel = Machine()
    with pytest.raises(KernelStopped, match="no room"):
        kernel.write(len(kernel.memory) - 4, b"12345")


def test_a_damaged_image_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wasm_machine, "IMAGE_SHA256", "0")
    wasm_machine._loaded.cache_clear()
    with pytest.raises(KernelUnavailable, match="damaged"):
        wasm_machine.require()


def test_without_wasmtime_nothing_is_judged_and_one_line_says_what_to_type(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("t_s,force_n\n" + "".join(f"{n / 100},{min(n, 100)}\n" for n in range(300)))
    program = f"""
import sys
sys.modules["wasmtime"] = None
from pawpress.cli.main import main
sys.argv = ["pawpress", "grade", {str(table)!r}]
sys.exit(main())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    [line] = done.stderr.strip().splitlines()
    assert done.returncode == 1
    assert line.startswith("pawpress: nothing can be judged without wasmtime")
    assert line.endswith("-m pip install --force-reinstall pawpress wasmtime")


def test_help_and_the_public_names_do_not_load_it() -> None:
    program = "import sys, pawpress.cli.main, pawpress; sys.exit('wasmtime' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
