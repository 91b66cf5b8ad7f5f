"""Names of people, rigs and pads that are no plain words: refused where they enter, or only letters on a page."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from tests.commands import Command
from tests.many import one_recording

FORMULA = "$\\frac{$"
DEMO = ("demo", "--rig", "core", "--headless", "--seconds", "0.1")
PEOPLE: dict[str, tuple[str, ...]] = {
    "live": (*DEMO, "--save", "--person"),
    "tag": ("sessions", "tag", "x", "--folder", ".", "--as"),
    "import": ("sessions", "import", "t.csv", "--folder", ".", "--as"),
    "add": ("people", "add"),
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    one_recording(tmp_path / "x.paw")
    (tmp_path / "t.csv").write_text("t,F\n" + "".join(f"{n / 100},{n % 7}\n" for n in range(300)))


@pytest.mark.parametrize("name", ["a\x1b[31m", "a" * 81, "a\u202e", " "], ids=["escape", "long", "bidi", "nothing"])
@pytest.mark.parametrize("words", PEOPLE.values(), ids=PEOPLE)
def test_a_name_of_nobody_is_refused_by_every_command(command: Command, words: tuple[str, ...], name: str):
    done = command(*words, name)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "is no name. Give one of at most 80 printable letters." in done.err
    assert not list(Path("own").rglob("*.paw"))


@pytest.mark.parametrize("rig", ["../../../x", "a/b", "", "a" * 41])
@pytest.mark.parametrize("words", [(), ("--pad", "L1"), ("--anew",), ("--show",)])
def test_a_rig_is_no_path(command: Command, words: tuple[str, ...], rig: str):
    if rig:
        done = command("calibrate", "--demo", "--emulate", "core", "--yes", *words, "--rig", rig)
        assert done.status != 0
        assert not list(Path().rglob("*begun*"))
        assert not list(Path("own").rglob("x-*"))


def test_a_dollar_in_a_name_is_no_formula(command: Command, tmp_path: Path):
    layout = (resources.files("pawpress.settings.layouts") / "mat6.toml").read_text("utf-8")
    (tmp_path / "own.toml").write_text(layout.replace('name = "L1"', f"name = '{FORMULA}'"))
    assert command(*DEMO[:-1], "4", "--layout", "own.toml", "--record", "y.paw").status == 0
    done = command("report", "y.paw", "--png")
    assert (done.status, done.err) == (0, "")
    assert FORMULA in Path("y.html").read_text("utf-8")
    assert command("people", "add", FORMULA).status == 0
    assert command("people", "card", FORMULA, "--pdf", "--output", "card.html").status == 0
    assert Path("card.pdf").exists()
