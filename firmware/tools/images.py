"""Copies the built images into the Python package, with a manifest of what they were made from.

`python -m firmware.tools.images BUILD TARGET` copies; `source_hash`, `compiler` and `sizes` also serve the tests.
Standard library only, so that `make -C firmware images` needs no Python environment.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

FIRMWARE = Path(__file__).resolve().parents[1]
CONFIG = FIRMWARE / "pawpress/src/config.h"
SCHEMA_HEADER = FIRMWARE / "pawpress/src/core/protocol_generated.h"
BUILD_FILES = ("Makefile", "bare/main.c", "tools/seal_image.py")


class Target(NamedTuple):
    """What an image is built for."""

    title: str
    board: str
    """As the schema names it."""
    pads: int
    pad_kind: str
    """As the schema names it."""


TARGETS = {
    "uno": Target("Uno", "UNO", 6, "FSR_DIVIDER"),
    "nano": Target("Nano", "NANO", 8, "FSR_DIVIDER"),
    "mux": Target("Nano with a 74HC4067", "NANO", 16, "FSR_MUX"),
}


def source_hash() -> str:
    """SHA-256 over everything an image is made from; line endings do not count."""
    files = sorted(p for p in (FIRMWARE / "pawpress").rglob("*") if p.suffix in {".c", ".h", ".ino"})
    digest = hashlib.sha256()
    for path in [*files, *(FIRMWARE / name for name in BUILD_FILES)]:
        text = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.relative_to(FIRMWARE).as_posix()} {len(text)}\n".encode() + text)
    return digest.hexdigest()


def compiler() -> str:
    """Names the compiler and the C library, since both shape the image."""
    name = subprocess.run(["avr-gcc", "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0]
    command = ["avr-gcc", "-mmcu=atmega328p", "-E", "-P", "-"]
    query = "#include <avr/version.h>\n__AVR_LIBC_VERSION_STRING__\n"
    libc = subprocess.run(command, input=query, capture_output=True, text=True, check=True).stdout.split()[-1]
    return f"{name}, avr-libc {libc.strip(chr(34))}"


def sizes(elf: Path) -> tuple[int, int]:
    """Bytes of flash (code and initial values) and of RAM (variables, without the stack)."""
    table = subprocess.run(["avr-size", elf], capture_output=True, text=True, check=True).stdout
    text, initial, zeroed = (int(n) for n in table.splitlines()[1].split()[:3])
    return text + initial, initial + zeroed


def defined(header: Path, name: str) -> str:
    """What `#define name` says in a header."""
    found = re.search(rf"#define {name} (\w+)", header.read_text())
    if not found:
        raise SystemExit(f"{header}: no #define {name}")
    return found[1]


def firmware_version() -> str:
    return ".".join(defined(CONFIG, f"PAWPRESS_VERSION_{part}") for part in ("MAJOR", "MINOR", "PATCH"))


def image_entry(board: str, build: Path) -> dict[str, object]:
    flash_bytes, ram_bytes = sizes(build / f"{board}.elf")
    return {
        "file": f"{board}.hex",
        "mcu": "atmega328p",
        **TARGETS[board]._asdict(),
        "sha256": hashlib.sha256((build / f"{board}.hex").read_bytes()).hexdigest(),
        "flash_bytes": flash_bytes,
        "ram_bytes": ram_bytes,
    }


def manifest(build: Path) -> dict[str, object]:
    return {
        "firmware_version": firmware_version(),
        "protocol_version": int(defined(SCHEMA_HEADER, "PP_PROTOCOL_VERSION").rstrip("u")),
        "schema_hash": defined(SCHEMA_HEADER, "PP_SCHEMA_HASH").removesuffix("ul"),
        "compiler": compiler(),
        "sources_sha256": source_hash(),
        "images": {board: image_entry(board, build) for board in TARGETS},
    }


def main(build: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for board in TARGETS:
        shutil.copyfile(build / f"{board}.hex", target / f"{board}.hex")
    path = target / "manifest.json"
    core = {"core": json.loads(path.read_text())["core"]} if path.exists() else {}  # the row of `make wasm` stays
    path.write_text(json.dumps({**manifest(build), **core}, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
