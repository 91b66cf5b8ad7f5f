"""Names that no system takes, and places where nothing is: one line that names them, whatever the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Command

TOO_LONG = "a" * 300
COMMANDS: dict[str, tuple[str, ...]] = {
    "grade": ("grade", "{}"),
    "grade into": ("grade", "{}", "--into", "tables"),
    "report": ("report", "{}"),
    "report beside": ("report", "{}", "--compare", "{}"),
    "export": ("export", "{}", "--to", "csv"),
    "replay": ("replay", "{}", "--headless"),
    "rejudge": ("rejudge", "{}", "--style", "thai"),
    "sessions": ("sessions", "--folder", "{}"),
    "sessions import": ("sessions", "import", "{}", "--folder", "."),
    "baseline": ("baseline", "--leans", "{}", "--pushes", "{}"),
    "calibrate": ("calibrate", "--points", "{}", "--output", "mine.toml"),
    "calibrate output": ("calibrate", "--points", "points.csv", "--output", "points.csv/{}"),
    "limits": ("grade", "x.csv", "--limits", "{}"),
    "zones": ("grade", "x.csv", "--zones", "{}"),
    "layout": ("live", "--headless", "--seconds", "1", "--port", "/dev/null", "--layout", "{}"),
    "scenario": ("demo", "--rig", "core", "--headless", "--seconds", "1", "--scenario", "{}.toml"),
    "record": ("demo", "--rig", "core", "--headless", "--seconds", "1", "--record", "{}/x.paw"),
    "answers": ("live", "--port", "/dev/null", "--answers", "{}"),
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    loads = "".join(f"L1,{10 * n},{20 + 30 * n}\n" for n in range(1, 8))
    (tmp_path / "points.csv").write_text(f"pad,reference_n,counts\nL1,0,20\n{loads}")
    (tmp_path / "x.csv").write_text("t,F\n" + "".join(f"{n / 100},0\n" for n in range(300)))


@pytest.mark.parametrize("name", [TOO_LONG, "absent/and/away", "points.csv/inside"], ids=["long", "absent", "inside"])
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_name_that_leads_nowhere_is_one_line(command: Command, words: tuple[str, ...], name: str):
    done = command(*(word.format(name) for word in words))
    told = [line for line in done.err.splitlines() if not line.startswith("pawpress: the converter's top")]
    assert done.status == 1
    assert len([line for line in told if "a fault in pawpress" in line or "Traceback" in line]) == 0, done.err
    assert (name if name != TOO_LONG else f"{TOO_LONG[:40]}… (30") in told[0]
    assert len(told) <= 2
