"""The committed WebAssembly image of the core is what the sources give, to the byte, wherever it is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from firmware.tools import core_image as tool
from pawpress.rig import firmware_images
from tests.firmware.toolchain import ROOT, needs

STALE = "stale: run `make -C firmware wasm` and commit the result"


def built(firmware: Path, build: Path) -> bytes:
    command = ["make", "-C", str(firmware), f"BUILD={build}", f"ZIG={sys.executable} -m ziglang", f"{build}/core.wasm"]
    made = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    assert made.returncode == 0, made.stderr
    return (build / "core.wasm").read_bytes()


def needs_the_pinned_compiler() -> None:
    needs("make")
    try:
        installed = f"ziglang=={version('ziglang')}"
    except PackageNotFoundError:
        installed = "no ziglang"
    if installed != tool.compiler():
        pytest.skip(f"the core was built with {tool.compiler()}, and here is {installed}")


def test_the_image_is_of_these_sources_and_this_compiler() -> None:
    core = firmware_images.manifest().core
    assert core.sources_sha256 == tool.source_hash(), STALE
    assert core.compiler == tool.compiler(), STALE


def test_the_image_is_the_one_of_the_manifest() -> None:
    core, image = firmware_images.manifest().core, firmware_images.core_image()
    assert (core.sha256, core.wasm_bytes) == (hashlib.sha256(image).hexdigest(), len(image)), STALE


@pytest.mark.timeout(600)
def test_a_rebuild_in_another_place_gives_the_same_bytes(tmp_path: Path) -> None:
    needs_the_pinned_compiler()
    elsewhere = tmp_path / "another_place"
    shutil.copytree(ROOT / "firmware", elsewhere, ignore=shutil.ignore_patterns("build"))
    assert built(elsewhere, tmp_path / "build") == firmware_images.core_image(), STALE
