"""Which files hold tests that race the clock: to run these, nothing else need be imported."""

from __future__ import annotations

from pathlib import Path

MARK = "realtime"
MEASURED = "latency"
"""Mark of those, among them, that measure how soon something comes."""
FIXTURES = ("beginner_rig", "quiet_rig")
"""One of the rigs that these give is an emulator in real time (`tests/system/conftest.py`)."""


def realtime_files(tests: Path) -> list[Path]:
    """Return the files below a folder that speak of the mark or of a fixture that sets it."""
    words = (MARK, *FIXTURES)
    return [
        path
        for path in sorted(tests.rglob("test_*.py"))
        if any(word in path.read_text(encoding="utf-8") for word in words)
    ]
