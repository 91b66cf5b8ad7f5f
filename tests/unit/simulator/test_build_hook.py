"""The bundle in use was built from the sources beside it, and a wheel is built with or without npm."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

hatch_build = pytest.importorskip("hatch_build", reason="hatchling is not installed")


class Screen:
    """Keeps what the build would show."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def display_warning(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project's emulator sources without a bundle."""
    sources = tmp_path / hatch_build.SOURCES
    shutil.copytree(ROOT / hatch_build.SOURCES, sources, ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / hatch_build.BUNDLE).parent.mkdir(parents=True)
    return tmp_path


def build(root: Path) -> list[str]:
    screen = Screen()
    hatch_build.EmulatorBuildHook(str(root), {}, None, None, "", "wheel", app=screen).initialize("standard", {})
    return screen.lines


def command(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_the_bundle_in_use_is_fresh() -> None:
    if not (ROOT / hatch_build.BUNDLE).is_file():
        pytest.skip("the emulator's bundle is not built: make bundle")
    assert hatch_build.is_fresh(ROOT / hatch_build.BUNDLE, ROOT / hatch_build.SOURCES)


def test_without_npm_it_says_so_in_one_line(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    assert build(project) == [f"npm is not installed: {hatch_build.WITHOUT}"]


def test_a_failing_npm_costs_the_emulator_and_not_the_wheel(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command(project / "npm", "echo no network >&2; exit 1")
    monkeypatch.setenv("PATH", str(project))
    assert build(project) == [f"tools/js could not be built (no network): {hatch_build.WITHOUT}"]


def test_a_fresh_bundle_is_kept_and_a_changed_source_makes_it_stale(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(project))
    sources, bundle = project / hatch_build.SOURCES, project / hatch_build.BUNDLE
    bundle.write_text(f"/*! sources {hatch_build.sources_hash(sources)}\n*/", encoding="utf-8")
    assert build(project) == []
    (sources / "rig.ts").write_text("changed", encoding="utf-8")
    assert build(project) == [f"npm is not installed: {hatch_build.OUTDATED}"]


def test_the_lock_file_names_no_host() -> None:
    lock = (ROOT / hatch_build.SOURCES / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    assert '"resolved"' not in lock
