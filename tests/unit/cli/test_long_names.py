"""Names of thousands of letters, given to a command or standing in a file: one line that is short enough to be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.commands import Command
from tests.unit.cli.test_odd_paths import COMMANDS, place

__all__ = ["place"]

NAME = "a" * 5000
DEMO = ("demo", "--rig", "core", "--headless", "--seconds", "0.1")
WORDS: dict[str, tuple[str, ...]] = {
    **COMMANDS,
    "a command": ("{}",),
    "an option": ("demo", "--{}"),
    "scenario of the demo": (*DEMO, "--scenario", "{}"),
    "layout of the demo": (*DEMO, "--layout", "{}"),
    "style": (*DEMO, "--style", "{}"),
    "drill": ("coach", "--drill", "{}"),
    "person": ("people", "show", "{}"),
    "words": ("people", "show", "a b " * 1250),
    "port": ("doctor", "--port", "{}"),
    "rig": ("calibrate", "--demo", "--rig", "{}"),
}
FILES: dict[str, tuple[tuple[str, ...], str]] = {
    "scenario": ((*DEMO, "--scenario", "x.toml"), f"{NAME} = 1"),
    "layout": ((*DEMO, "--layout", "x.toml"), f'like = "{NAME}"'),
    "limits": ((*DEMO, "--limits", "x.toml"), f"{NAME} = 1"),
    "drill": (("coach", "--drill", "x.toml"), f"{NAME} = 1"),
    "zones": (("grade", "x.csv", "--zones", "x.toml"), f"{NAME} = 1"),
}
"""What a command reads, and what stands in it."""


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_one_given_to_a_command_is_refused_with_its_beginning(command: Command, words: tuple[str, ...]):
    done = command(*(word.format(NAME) for word in words))
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "letters): no name or path is so long. Give at most 4,096 letters." in done.err
    assert len(done.out + done.err) < 200


@pytest.mark.parametrize(("words", "content"), FILES.values(), ids=FILES)
def test_one_in_a_file_is_told_with_its_beginning(command: Command, words: tuple[str, ...], content: str):
    Path("x.toml").write_text(content)
    done = command(*words)
    assert done.status == 1
    assert "aaaaaaaa… (5,0" in done.err
    assert len(done.out + done.err) < 700


def test_an_answer_is_not_cut(command: Command, capsys: pytest.CaptureFixture[str]):
    assert command("--version").status == 0  # after it the standard streams are those of a command
    sys.stdout.write(NAME)
    assert NAME in capsys.readouterr().out
