"""A disk that is really full, in mid-session: one clear line, and every alarm as if nothing had happened."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pawpress.analysis.judge_recordings import judge_recording
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and file systems of Linux")

SECONDS = "9"
DEMO = ("demo", "--rig", "core", "--scenario", "overload", "--headless", "--seconds", SECONDS, "--json", "--record")
HEAD_AND_SECONDS = 100_000
"""Room for the head of a recording and the first seconds of the stream."""


def run(*command: str) -> tuple[dict[str, Any], str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "host"), "OPENBLAS_NUM_THREADS": "1"}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout), ended.stderr


def pawpress(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "pawpress", *map(str, arguments)]


def alarms_of(answer: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return alarms of the forces; how late the host was is its own affair."""
    return [(one["code"], one["severity"], one["pad"]) for one in answer["alarms"] if one["code"] == "overload"]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The same session on a disk with room."""
    answer, _ = run(*pawpress(*DEMO, tmp_path_factory.mktemp("room") / "a.paw"))
    assert alarms_of(answer)
    return answer


def check(answer: dict[str, Any], told: str, path: Path, undisturbed: dict[str, Any]) -> None:
    lines = [line for line in told.splitlines() if "recording stopped" in line]
    assert len(lines) == 1
    assert "What was written is kept; free some space" in lines[0]
    assert "Traceback" not in told
    assert alarms_of(answer) == alarms_of(undisturbed)
    kept = judge_recording(path)
    assert kept.recovered
    assert kept.pipeline.end_s > 1.0


def test_a_limit_on_the_file_mutes_no_alarm(tmp_path: Path, undisturbed: dict[str, Any]):
    path = tmp_path / "a.paw"
    limited = ["prlimit", f"--fsize={HEAD_AND_SECONDS}", *pawpress(*DEMO, path)]
    answer, told = run(*limited)
    check(answer, told, path, undisturbed)


def test_a_file_system_without_room_mutes_no_alarm(tmp_path: Path, undisturbed: dict[str, Any]):
    """A file system of its own in a namespace of its own: only the program sees it, so its files are copied out."""
    full, kept = tmp_path / "full", tmp_path / "kept.paw"
    full.mkdir()
    program = (
        f'mount -t tmpfs -o size={HEAD_AND_SECONDS} tmpfs {full} && {{ "$@"; status=$?; }} && cp {full}/a.paw {kept}'
    )
    unshare = ["unshare", "--map-root-user", "--mount", "sh", "-c", f"{program}; exit $status", "sh"]
    if subprocess.run([*unshare[:3], "true"], capture_output=True, check=False).returncode:
        unshare = unshare[3:]  # no namespaces here: whoever is root may mount all the same
    if shutil.which("mount") is None or (unshare[0] == "sh" and os.geteuid()):
        pytest.skip("nobody here may mount a file system")
    answer, told = run(*unshare, *pawpress(*DEMO, full / "a.paw"))
    check(answer, told, kept, undisturbed)
