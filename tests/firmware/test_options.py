"""What a builder writes into `config.h` holds for every file of the program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pawpress.core.protocol.schema_generated import Hello, PadKind, Samples
from tests.firmware.toolchain import FIRMWARE, needs
from tests.rigsim.frames import RigMaker, of_type


def built_with(folder: Path, line: str, board: str = "uno") -> Path:
    """Build an image from a copy of the firmware with one more line in its `config.h`."""
    needs("make", "avr-gcc", "avr-objcopy")
    copy = folder / "firmware"
    shutil.copytree(FIRMWARE, copy, ignore=shutil.ignore_patterns("build*", "__pycache__"))
    config = copy / "pawpress/src/config.h"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("#endif\n", f"#endif\n{line}\n", 1), encoding="utf-8")
    made = subprocess.run(["make", "-s", "-C", copy, f"build/{board}.hex"], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    return copy / "build" / f"{board}.hex"


@pytest.mark.parametrize("pads", [1, 4])
def test_fewer_pads(make_rig: RigMaker, tmp_path: Path, pads: int) -> None:
    rig = make_rig("uno", built_with(tmp_path, f"#define PAWPRESS_PADS {pads}"))
    frames = rig.idle(60, [10, 20, 30, 40, 50, 60])
    assert of_type(Hello, frames)[0].pads == pads
    assert of_type(Samples, frames)[-1].counts == (10, 20, 30, 40)[:pads]


def test_sixteen_pads(make_rig: RigMaker, tmp_path: Path) -> None:
    counts = list(range(100, 116))
    rig = make_rig("mux", built_with(tmp_path, "#define PAWPRESS_PADS_FSR_MUX", "uno"))
    frames = rig.idle(60, counts)
    hello = of_type(Hello, frames)[0]
    assert (hello.pads, hello.pad_kind) == (16, PadKind.FSR_MUX)
    assert of_type(Samples, frames)[-1].counts == tuple(counts)


def test_more_pads_than_pins_do_not_build(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="an Uno scans 1 to 6, a Nano 1 to 8"):
        built_with(tmp_path, "#define PAWPRESS_PADS 7")
