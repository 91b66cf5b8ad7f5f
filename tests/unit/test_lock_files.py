"""The lock files hold everything that `pyproject.toml` asks for, so that a clean machine has it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS: dict[str, list[Any]] = PROJECT["dependency-groups"]
EVERYWHERE = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["emulator"]]


def name_of(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert match, requirement
    return re.sub(r"[._-]+", "-", match[0]).lower()


def wanted(group: str) -> set[str]:
    """Return what a dependency group asks for, the groups in it included."""
    names: set[str] = set()
    for entry in GROUPS[group]:
        names |= {name_of(entry)} if isinstance(entry, str) else wanted(entry["include-group"])
    return names


@pytest.mark.parametrize(("lock", "group"), [("demo.txt", "build"), ("dev.txt", "dev")])
def test_the_lock_file_holds_what_the_project_asks_for(lock: str, group: str):
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    locked = {name_of(line) for line in text.splitlines() if re.match(r"[a-z0-9]", line)}
    assert {name_of(requirement) for requirement in EVERYWHERE} | wanted(group) <= locked
