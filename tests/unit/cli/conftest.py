"""Runs commands in this process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pawpress.cli import main
from tests.commands import Command, Done


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command line with these words and catch what it prints."""

    def run(*words: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["pawpress", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run
