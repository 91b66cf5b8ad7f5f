"""Names and notes of other people steer no terminal, whatever command prints them."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
import typer

from pawpress.cli.clean_stream import CleanStream, steering
from pawpress.library import Card, write_card
from tests.commands import Command
from tests.many import one_recording
from tests.terminals import at_terminal
from tests.waveforms import minimum_jerk, times

EVIL = "L\x1b]0;owned\x07\x9b31m\u202e1\x7f"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))


def table(path: Path) -> Path:
    force_n = [f"{n:.2f}" for n in minimum_jerk(times(8.0), 2.0, 0.8, 1.5, 0.6, 100.0)[::5]]
    rows = "".join(f"{number / 100},{force},{force}\n" for number, force in enumerate(force_n))
    path.write_text(f'"t","{EVIL}","{EVIL}2"\n{rows}', "utf-8")
    return path


def layout(path: Path) -> Path:
    path.write_text(f"{json.dumps(EVIL)} = 2\n".replace("\x7f", ""))
    return path


def recording(path: Path) -> Path:
    one_recording(path, source=EVIL, rig=EVIL, school=EVIL)
    write_card(path, Card(person=EVIL, tags=(EVIL,), note=f"{EVIL}\nforged  line"))
    return path


COMMANDS: dict[str, Callable[[], tuple[str | Path, ...]]] = {
    "grade": lambda: ("grade", table(Path("x.csv"))),
    "grade json": lambda: ("grade", "--json", table(Path("x.csv"))),
    "wrong column": lambda: ("grade", "--force-column", EVIL, table(Path("x.csv"))),
    "no such column": lambda: ("grade", "--force-column", "no", table(Path("x.csv"))),
    "no such file": lambda: ("grade", EVIL),
    "layout": lambda: ("live", "--port", "/dev/null", "--headless", "--layout", layout(Path("x.toml"))),
    "limits": lambda: ("grade", "x.csv", "--limits", layout(Path("x.toml"))),
    "style": lambda: ("demo", "--style", EVIL, "--headless"),
    "no such option": lambda: ("demo", f"--{EVIL}"),
    "no such command": lambda: (EVIL,),
}
if os.name != "nt":
    COMMANDS |= {
        "grade recording": lambda: ("grade", recording(Path(f"{EVIL}.paw"))),
        "report": lambda: ("report", recording(Path(f"{EVIL}.paw"))),
        "export": lambda: ("export", "--to", "csv", recording(Path(f"{EVIL}.paw"))),
        "rejudge": lambda: ("rejudge", "--style", "thai", recording(Path(f"{EVIL}.paw"))),
        "replay": lambda: ("replay", "--headless", "--speed", "max", recording(Path(f"{EVIL}.paw"))),
        "sessions": lambda: ("sessions", "--folder", recording(Path(f"{EVIL}.paw")).parent),
        "sessions json": lambda: ("sessions", "--json", "--folder", recording(Path(f"{EVIL}.paw")).parent),
        "session": lambda: ("sessions", recording(Path(f"{EVIL}.paw")).stem, "--folder", "."),
    }


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_no_command_prints_what_steers_a_terminal(command: Command, words: Callable[[], tuple[str | Path, ...]]):
    done = command(*words())
    assert "owned" in done.out + done.err
    assert re.search(r"\\(u00|x)1b]0;owned\\(u00|x)07", done.out + done.err)
    assert STEERING.findall(done.out + done.err) == []


def test_json_says_the_same_as_before(command: Command):
    [answer] = command("grade", "--json", table(Path("x.csv"))).out.splitlines()
    assert json.loads(answer)["source"]["pads"] == [EVIL, f"{EVIL}2"]


def test_a_note_forges_no_line(command: Command):
    recording(Path("x.paw"))
    [line] = command("sessions", "--folder", ".").out.splitlines()
    assert "forged line" in line


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_does_not_steer_a_terminal(tmp_path: Path):
    name = os.fsdecode(b"x\x9b31m.paw")
    status, shown = at_terminal(["-m", "pawpress", "grade", str(tmp_path / name)], [])
    assert status == 1
    assert "x\\udc9b31m.paw" in shown
    assert "\x9b" not in shown


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_click_does_not_write_past_the_clean_stream(encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with (tmp_path / "out").open("w", encoding=encoding, errors="replace") as file:
        monkeypatch.setattr(sys, "stdout", CleanStream(file, keeps_bytes=False, shortens=False))
        typer.echo("one\x1b[2J")  # click itself strips some where there is no terminal
        typer.echo("echo\x9b31m")
        print("two\x9b31m")
        sys.stdout.writelines(["three\x07\n"])
        sys.stdout.flush()
    assert (tmp_path / "out").read_bytes().split() == [b"one", b"echo\\u009b31m", b"two\\u009b31m", b"three\\u0007"]


def test_our_own_sequences_have_a_way():
    under = StringIO()
    steering(CleanStream(under, keeps_bytes=False, shortens=False)).write("\r\x1b[K")  # type: ignore[arg-type]
    steering(under).write("\x07")
    assert under.getvalue() == "\r\x1b[K\x07"
