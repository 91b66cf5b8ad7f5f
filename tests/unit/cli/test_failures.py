"""How commands fail: one line saying what, where and what to do next."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo
from typer.main import get_command

from pawpress import __version__
from pawpress.cli.grouped_help import GroupedCommand
from pawpress.cli.main import app
from tests.commands import Command, every_command

COMMANDS = sorted(every_command().commands)  # type: ignore[attr-defined]


@pytest.fixture
def no_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_ports, "comports", list)


@pytest.fixture
def two_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    ports = [ListPortInfo(name, skip_link_detection=True) for name in ("/dev/ttyACM0", "/dev/ttyACM1")]
    for port in ports:
        port.vid = 0x2341
    monkeypatch.setattr(list_ports, "comports", lambda: ports)


@pytest.mark.usefixtures("no_ports")
@pytest.mark.parametrize("words", [(), ("live",), ("live", "--headless", "--seconds", "1")])
def test_without_a_rig_it_says_so_and_what_to_try(command: Command, words: tuple[str, ...]):
    done = command(*words)
    assert done.status == 1
    assert done.out == "" or not words  # the bare command says what there is as well
    [line] = done.err.splitlines()
    assert line.startswith("pawpress: No rig is connected.")
    assert "`pawpress d" in line


@pytest.mark.usefixtures("two_ports")
def test_with_two_rigs_the_bare_command_opens_none_and_names_both(command: Command):
    done = command()
    assert done.status == 1
    assert "`pawpress live --port /dev/ttyACM0` or `pawpress live --port /dev/ttyACM1`" in done.err


@pytest.mark.usefixtures("two_ports")
def test_with_two_rigs_it_asks_which(command: Command):
    done = command("live", "--headless")
    assert done.status == 1
    assert "(/dev/ttyACM0, /dev/ttyACM1). Choose with --port." in done.err


def test_a_dashboard_without_a_terminal_is_refused(command: Command):
    done = command("demo", "--rig", "core")
    assert done.status == 1
    assert "The dashboard needs a terminal. Use --headless" in done.err


def test_the_version_is_told(command: Command):
    assert command("--version").out == f"pawpress {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_words_of_people(command: Command, name: str):
    assert f"  {name}" in command("--help").out
    done = command(name, "--help")
    assert done.status == 0
    assert done.out.startswith("Usage:")
    assert re.findall(r"--[\w-]+ <(?:str|int|float|path|list).*?>", done.out) == []


def test_the_list_of_commands_cuts_no_sentence_short(command: Command):
    assert "..." not in command("--help").out.partition("Commands:")[2]


def test_the_scenarios_are_listed(command: Command):
    done = command("demo", "--scenario", "list")
    assert done.status == 0
    assert {"beginner", "catwalk", "rushed"} <= set(done.out.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_of_many_options_shows_them_in_groups(command: Command, name: str):
    shown = command(name, "--help").out
    ungrouped = shown[shown.index("\nOptions:") :]
    assert len(re.findall(r"^  --", ungrouped, re.MULTILINE)) <= 12


def test_help_loads_no_library_of_numbers_screens_or_servers():
    heavy = {"numpy", "scipy", "textual", "matplotlib", "asyncio", "msgspec"}
    code = f"import sys, pawpress.cli.main; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_start_makes_the_options_of_the_command_that_is_asked_for_alone():
    root = get_command(app)
    commands: dict[str, GroupedCommand] = {
        name: command
        for name, command in root.commands.items()  # type: ignore[attr-defined]
        if isinstance(command, GroupedCommand)
    }
    root.main(["doctor", "--help"], standalone_mode=False)
    assert [name for name, command in commands.items() if "params" in vars(command)] == ["doctor"]
