"""Runs commands in this process."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pawpress.cli import main
from tests.answers import Grade, Judge, grades
from tests.commands import Command, Done
from tests.strangers import table
from tests.waveforms import Array


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


@pytest.fixture
def judge(command: Command, tmp_path: Path) -> Judge:
    """Write columns into a file, grade it, read the answer strictly."""

    def run(columns: Mapping[str, Array | list[str]], *options: str, name: str = "x.csv", **form: object) -> Grade:
        path = table(tmp_path / name, columns, **form)  # type: ignore[arg-type]
        done = command("grade", "--json", *options, path)
        assert (done.status, done.err) == (0, "")
        [answer] = grades(done.out)
        return answer

    return run
