"""Runs commands in this process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.answers import Grade, Judge, grades
from tests.commands import Command, Done, run_here
from tests.strangers import table
from tests.waveforms import Array


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command line with these words and catch what it prints."""

    def run(*words: str | Path) -> Done:
        ended = run_here(monkeypatch, capsys, *words)
        return Done(ended.returncode, ended.stdout, ended.stderr)

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
