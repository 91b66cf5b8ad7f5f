"""The sketch is laid out so that the Arduino IDE, arduino-cli and PlatformIO build it; no toolchain needed."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from tests.firmware.toolchain import FIRMWARE, ROOT

SKETCH = FIRMWARE / "pawpress"
SOURCES = sorted(path for path in SKETCH.rglob("*") if path.suffix in {".c", ".h", ".ino"})
BARE_SOURCES = [path for path in SOURCES if not path.name.endswith("_generated.h")]


def code_of(path: Path) -> str:
    """A source without its comments."""
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_sketch_bears_the_name_of_its_folder() -> None:
    assert [path.name for path in SKETCH.glob("*.ino")] == [f"{SKETCH.name}.ino"]


def test_only_src_holds_code_beside_the_sketch() -> None:
    assert {path.name for path in SKETCH.iterdir()} == {"pawpress.ino", "sketch.yaml", "src"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_includes_are_found_without_search_paths(path: Path) -> None:
    for included in re.findall(r'#include "([^"]+)"', code_of(path)):
        assert (path.parent / included).is_file(), f"{path.name} includes {included}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_heap_no_float_no_arduino_serial(path: Path) -> None:
    assert not re.search(r"\b(malloc|calloc|realloc|new|float|double|Serial|String|delay)\b", code_of(path))


@pytest.mark.parametrize("path", sorted((SKETCH / "src/core").iterdir()), ids=lambda path: path.name)
def test_the_core_knows_no_controller(path: Path) -> None:
    assert not re.search(r"<avr/|<util/|Arduino\.h|\.\./(hal_avr|boards|pads|app|config)", code_of(path))


@pytest.mark.parametrize("path", BARE_SOURCES, ids=lambda path: path.name)
def test_only_board_h_asks_which_board_it_is(path: Path) -> None:
    if path.name != "board.h":
        assert not re.search(r"#\s*(if|elif)[^\n]*(ARDUINO|__AVR|_BOARD_(UNO|NANO|MEGA)\b(?!_H))", code_of(path))


def test_sketch_yaml_and_platformio_name_the_same_boards() -> None:
    profiles = re.findall(r"^  (\S+):\n    fqbn: (\S+)", (SKETCH / "sketch.yaml").read_text(encoding="utf-8"), re.M)
    assert dict(profiles) == {
        "uno": "arduino:avr:uno",
        "nano": "arduino:avr:nano:cpu=atmega328",
        "nano-old": "arduino:avr:nano:cpu=atmega328old",
    }
    ini = configparser.ConfigParser()
    ini.read(FIRMWARE / "platformio.ini", encoding="utf-8")
    assert (FIRMWARE / ini["platformio"]["src_dir"]).resolve() == SKETCH
    assert {name.removeprefix("env:") for name in ini.sections() if name.startswith("env:")} == set(dict(profiles))


def test_the_wheel_does_not_carry_the_emulator() -> None:
    assert not list((ROOT / "host").rglob("*rigsim*"))
