"""The command line in this process: quick, and with its output caught."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main

from pawpress.cli import main
from pawpress.cli.main import app


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


Command = Callable[..., Done]


@cache
def every_command() -> Any:
    """Return the commands, whose options are made once for all tests."""
    return typer.main.get_command(app)


def run_here(
    patch: pytest.MonkeyPatch, printed: pytest.CaptureFixture[str], *words: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run the command line with these words in this process, and catch what it prints."""
    command, commands = ["pawpress", *map(str, words)], every_command()
    with patch.context() as within:
        within.setattr(sys, "argv", command)
        within.setattr(typer.main, "get_command", lambda _: commands)
        with pytest.raises(SystemExit) as ended:
            main()
    out, err = printed.readouterr()
    return subprocess.CompletedProcess(command, int(ended.value.code or 0), out, err)
