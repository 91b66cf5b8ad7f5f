"""The command line in this process: quick, and with its output caught."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pawpress.cli import main


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


Command = Callable[..., Done]


def run_here(
    patch: pytest.MonkeyPatch, printed: pytest.CaptureFixture[str], *words: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run the command line with these words in this process, and catch what it prints."""
    command = ["pawpress", *map(str, words)]
    with patch.context() as within:
        within.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as ended:
            main()
    out, err = printed.readouterr()
    return subprocess.CompletedProcess(command, int(ended.value.code or 0), out, err)
