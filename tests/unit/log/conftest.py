"""A log of its own for every test."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from pawpress.system.log import FOLDER_VARIABLE, close_log


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Path, None, None]:
    """Return the folder of the log; the log of an earlier test is closed, and this one's at the end."""
    close_log()
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "log"))
    yield tmp_path / "log"
    close_log()
