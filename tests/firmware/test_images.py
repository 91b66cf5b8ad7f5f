"""The committed images are what the sources give."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from firmware.tools import images, size_table
from pawpress.core.protocol.schema_generated import PROTOCOL_VERSION, SCHEMA_HASH
from pawpress.rig import firmware_images
from tests.firmware.toolchain import ROOT, make, needs

STALE = "stale: run `make -C firmware images` and commit the result"


def needs_the_same_compiler() -> None:
    needs("make", "avr-gcc", "avr-objcopy", "avr-size")
    if images.compiler() != firmware_images.manifest().compiler:
        pytest.skip(f"the images were built with {firmware_images.manifest().compiler}")


def test_the_images_are_of_these_sources() -> None:
    assert firmware_images.manifest().sources_sha256 == images.source_hash(), STALE


def test_the_images_speak_this_protocol() -> None:
    manifest = firmware_images.manifest()
    assert manifest.protocol_version == PROTOCOL_VERSION
    assert int(manifest.schema_hash, 16) == SCHEMA_HASH


@pytest.mark.parametrize("board", ["uno", "nano", "mux"])
def test_an_image_is_the_one_of_the_manifest(board: str) -> None:
    text = firmware_images.hex_text(board)
    image = firmware_images.manifest().images[board]
    assert hashlib.sha256(text.encode("ascii")).hexdigest() == image.sha256, STALE
    assert text.endswith(":00000001FF\n")


def test_changelog_and_size_page_name_the_version_that_ships() -> None:
    version = firmware_images.manifest().firmware_version
    assert version == images.firmware_version()
    assert f"**Firmware {version}**" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"Firmware {version}, built" in size_table.PAGE.read_text(encoding="utf-8")


def test_a_board_without_an_image_is_named() -> None:
    with pytest.raises(KeyError, match="'mega': choose one of uno, nano, mux"):
        firmware_images.hex_text("mega")


def test_a_rebuild_gives_the_same_bytes(tmp_path: Path) -> None:
    needs_the_same_compiler()
    made = make(tmp_path / "somewhere_else", "all")
    assert made.returncode == 0, made.stderr
    for board in firmware_images.manifest().images:
        assert (tmp_path / "somewhere_else" / f"{board}.hex").read_text() == firmware_images.hex_text(board), STALE


@pytest.mark.parametrize("build", [build for build in size_table.BUILDS if "shipped" in build.title])
def test_a_shipped_image_is_within_its_budget(build: size_table.Build) -> None:
    image = firmware_images.manifest().images[Path(build.elf).stem]
    assert image.flash_bytes <= build.flash_budget
    assert image.ram_bytes <= build.ram_budget


def test_every_build_is_within_its_budget_and_on_the_page(tmp_path: Path) -> None:
    """Builds the sketch the way the Arduino IDE does for each board named, the Mega included."""
    needs_the_same_compiler()
    needs("arduino-builder")
    made = make(tmp_path, "size-check")
    assert made.returncode == 0, made.stderr
