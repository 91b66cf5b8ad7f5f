"""What a command writes takes the place of an earlier one of its kind, and of nothing else."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pawpress.report import skill_card
from pawpress.settings.people import Person, save_person
from tests.commands import Command
from tests.many import one_recording

COMMANDS: dict[str, tuple[str, ...]] = {"report": ("report", "x.paw"), "card": ("people", "card", "Ana")}
THEIRS: dict[str, bytes] = {
    "table.csv": b"t,F\n0,1\n",
    "page.html": b"<!doctype html>\n<title>Diary</title>",
    "thesis.odt": b"PK\x03\x04",
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    one_recording(tmp_path / "x.paw", 0)
    save_person(Person(name="Ana"))


@pytest.mark.parametrize("name", THEIRS)
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_file_of_somebody_is_not_overwritten(command: Command, words: tuple[str, ...], name: str):
    Path(name).write_bytes(THEIRS[name])
    done = command(*words, "--output", name)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert f"{name}: something else is there and is not overwritten. Choose another name with --output." in done.err
    assert Path(name).read_bytes() == THEIRS[name]


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_paper_beside_the_page_overwrites_no_other_file_either(command: Command, words: tuple[str, ...]):
    Path("a.pdf").write_bytes(b"t,F\n")
    assert command(*words, "--pdf", "--output", "a.html").status == 1
    assert Path("a.pdf").read_bytes() == b"t,F\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes on this system")
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_what_is_no_file_stays_what_it_is(command: Command, words: tuple[str, ...]):
    os.mkfifo("pipe")
    assert command(*words, "--output", "pipe").status == 1
    assert Path("pipe").is_fifo()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such links on this system")
@pytest.mark.parametrize("words", [*COMMANDS.values(), ("export", "x.paw", "--to", "csv")], ids=[*COMMANDS, "export"])
@pytest.mark.parametrize("name", ["loop", "", "/"])
def test_a_link_to_itself_and_no_name_at_all_are_one_line(command: Command, words: tuple[str, ...], name: str):
    Path("loop").symlink_to("loop")
    done = command(*words, "--output", name)
    assert "a fault in pawpress" not in done.err
    assert done.err.count("\n") == done.status


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_an_earlier_one_is_replaced(command: Command, words: tuple[str, ...]):
    assert command(*words, "--pdf", "--output", "a.html").status == 0
    assert command(*words, "--pdf", "--output", "a.html").status == 0
    assert sorted(path.name for path in Path().iterdir() if path.name.startswith(("a", ".a"))) == ["a.html", "a.pdf"]


def test_a_card_that_cannot_be_written_leaves_the_old_one(command: Command, monkeypatch: pytest.MonkeyPatch):
    assert command("people", "card", "Ana", "--output", "a.html").status == 0
    before = Path("a.html").read_bytes()

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(skill_card, "open_private_text", full)
    assert command("people", "card", "Ana", "--output", "a.html").status == 1
    assert Path("a.html").read_bytes() == before
