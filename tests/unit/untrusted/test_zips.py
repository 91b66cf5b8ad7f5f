"""Zip containers are unpacked to a limit, whatever they claim of themselves."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pawpress.system.untrusted import unpacked_members

PATH = Path("x.zip")


def container(members: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, unpacked in members.items():
            archive.writestr(name, unpacked)
    return content.getvalue()


def test_every_member_comes_whole():
    members = {"a": b"1,2\n" * 600_000, "b": b"x", "empty": b""}
    found: dict[str, bytes] = {}
    for name, chunk in unpacked_members(PATH, container(members), 1 << 24):
        found[name] = found.get(name, b"") + chunk
    assert found == {name: unpacked for name, unpacked in members.items() if unpacked}


def test_all_members_together_are_bounded():
    content = container({"a": bytes(600_000), "b": bytes(600_000)})
    with pytest.raises(OSError, match="larger than"):
        list(unpacked_members(PATH, content, 1 << 20))


def test_a_member_that_claims_to_be_small_is_still_bounded():
    content = container({"a": bytes(4 << 20)}).replace(struct.pack("<I", 4 << 20), struct.pack("<I", 10))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.getinfo("a").file_size == 10
    with pytest.raises(OSError, match="larger than"):
        list(unpacked_members(PATH, content, 1 << 20))


@pytest.mark.parametrize("cut", [4, 30, -30])
def test_a_damaged_container_is_said_to_be_one(cut: int):
    with pytest.raises(OSError, match="damaged"):
        list(unpacked_members(PATH, container({"a": b"1,2\n" * 1000})[:cut], 1 << 20))
