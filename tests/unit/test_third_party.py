"""Whatever ships that is not ours has a row and its licence's text in THIRD-PARTY.md, which ships too."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]
NOTICES = (ROOT / "THIRD-PARTY.md").read_text("utf-8")
ROWS = {name: row for row in NOTICES.splitlines() for name in re.findall(r"^\| `([^`]+)` \|", row)}
OUR_OWN = {".py", ".toml", ".j2", ".html", ".tcss", ".typed", ".po", ".mo", ".c", ".h"}
"""Endings of what we write ourselves (`.mo` is made of `.po`); anything else was compiled, bundled or brought in."""
MANIFEST = "rig/firmware_images/manifest.json"
PACKAGE = ROOT / "host/pawpress"


def shipped() -> list[str]:
    """Return the files of the package in the wheel, without building one."""
    files = WheelBuilder(str(ROOT)).recurse_included_files()
    return sorted(file.distribution_path.removeprefix("pawpress/").replace("\\", "/") for file in files)


def words(text: str) -> str:
    return " ".join(text.split())


def test_every_file_that_is_not_ours_has_a_row_and_every_row_a_file():
    foreign = {name for name in shipped() if Path(name).suffix not in OUR_OWN} - {MANIFEST}
    assert {name for name in foreign if name.endswith(".hex")}, "the images ship"
    assert foreign - ROWS.keys() == set()
    assert ROWS.keys() - foreign <= {"simulator/avr8js_generated.js"}, "which needs npm, and may not be built"


def test_every_part_of_a_row_has_its_section_with_a_text():
    parts = {part for row in ROWS.values() for part in re.findall(r"\]\(#([a-z0-9-]+)\)", row)}
    sections = dict(re.findall(r"^## ([\w-]+)\n(.*?)(?=^## |\Z)", NOTICES, re.MULTILINE | re.DOTALL))
    assert parts == sections.keys()
    assert all(len(text.split()) > 30 for text in sections.values())


def test_images_name_what_their_compiler_puts_in():
    manifest = json.loads((PACKAGE / MANIFEST).read_text("utf-8"))
    tools = dict(re.findall(r"(avr-\w+)(?: \(GCC\))? ([\d.]+)", manifest["compiler"]))
    assert tools.keys() == {"avr-gcc", "avr-libc"}
    for image in manifest["images"].values():
        row = ROWS[f"rig/firmware_images/{image['file']}"]
        assert f"[avr-libc](#avr-libc) {tools['avr-libc']}" in row
        assert f"[libgcc](#libgcc) of avr-gcc {tools['avr-gcc']}" in row


def test_the_licence_of_avr_libc_is_whole():
    text = words(NOTICES)
    assert "Portions of avr-libc are Copyright (c) 1999-2004 Keith Gudger, Steinar Haugen," in text
    assert "Joerg Wunsch, The Regents of the University of California. All rights reserved." in text
    assert "Redistributions in binary form must reproduce the above copyright notice" in text
    assert "Neither the name of the copyright holders nor the names of contributors" in text
    assert 'SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"' in text
    installed = Path("/usr/share/doc/avr-libc/copyright")
    if installed.is_file():
        [_, licence, *_] = installed.read_text("utf-8").split("*" * 79)
        assert words(licence) in text


def test_the_bundle_and_the_notices_carry_the_licence_of_avr8js():
    lock = json.loads((ROOT / "tools/js/package-lock.json").read_text("utf-8"))["packages"]
    row = ROWS["simulator/avr8js_generated.js"]
    for part in ("avr8js", "esbuild"):
        assert f"[{part}](#{part}) {lock[f'node_modules/{part}']['version']}" in row
    assert "Copyright (c) 2019-2025 Uri Shaked" in NOTICES
    bundle = PACKAGE / "simulator/avr8js_generated.js"
    if bundle.is_file():
        banner = bundle.read_text("utf-8").split("*/", 1)[0].split("Contains avr8js:", 1)[1]
        assert words(banner) in words(NOTICES)


@pytest.mark.parametrize("name", ["LICENSE", "THIRD-PARTY.md"])
def test_licences_are_in_wheel_and_sdist(name: str):
    assert name in WheelBuilder(str(ROOT)).metadata.core.license_files
    sdist = {file.distribution_path for file in SdistBuilder(str(ROOT)).recurse_included_files()}
    assert name in sdist
    assert name in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license-files"]
