"""Pipes, devices, folders and documents nested without end: one line that names them, whatever the command."""

from __future__ import annotations

import gzip
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Command

COMMANDS: dict[str, tuple[str, ...]] = {
    "grade": ("grade", "{}"),
    "report": ("report", "{}"),
    "report beside": ("report", "{}", "--compare", "{}"),
    "export": ("export", "{}", "--to", "csv"),
    "replay": ("replay", "{}", "--headless"),
    "rejudge": ("rejudge", "{}", "--style", "thai"),
    "sessions import": ("sessions", "import", "{}", "--folder", "."),
    "baseline": ("baseline", "--leans", "{}", "--pushes", "{}"),
    "calibrate": ("calibrate", "--points", "{}", "--output", "mine.toml"),
    "limits": ("grade", "x.csv", "--limits", "{}"),
    "zones": ("grade", "x.csv", "--zones", "{}"),
    "own baseline": ("grade", "x.csv", "--baseline", "{}"),
    "calibration": ("demo", "--rig", "core", "--headless", "--seconds", "1", "--calibration", "{}"),
    "layout": ("live", "--headless", "--seconds", "1", "--port", "/dev/null", "--layout", "{}"),
    "scenario": ("demo", "--rig", "core", "--headless", "--seconds", "1", "--scenario", "{}"),
    "answers": ("live", "--port", "/dev/null", "--answers", "{}"),
}
TOML = {name: COMMANDS[name] for name in ("limits", "zones", "own baseline", "calibration", "layout", "scenario")}


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    (tmp_path / "x.csv").write_text("t,F\n" + "".join(f"{n / 100},0\n" for n in range(300)))


def assert_one_line(command: Command, words: tuple[str, ...], name: str) -> None:
    done = command(*(word.format(name) for word in words))
    assert done.status == 1, done.err
    assert "a fault in pawpress" not in done.err
    assert "Traceback" not in done.err
    [line, *more] = done.err.splitlines()
    assert name in line
    assert not more


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices in folders")
@pytest.mark.timeout(60)
@pytest.mark.parametrize("make", [pipe, device])
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_what_is_no_regular_file_is_one_line(
    command: Command, tmp_path: Path, words: tuple[str, ...], make: Callable[[Path], None]
):
    make(tmp_path / "odd.toml")
    assert_one_line(command, words, "odd.toml")


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_folder_in_the_place_of_a_file_is_one_line(command: Command, tmp_path: Path, words: tuple[str, ...]):
    folder(tmp_path / "odd.toml")
    assert_one_line(command, words, "odd.toml")


@pytest.mark.parametrize("text", ["a = " + "[" * 50_000, "a = " + "9" * 5000, ".".join("a" * 5000) + " = 1"])
@pytest.mark.parametrize("words", TOML.values(), ids=TOML)
def test_toml_nested_without_end_is_one_line(command: Command, tmp_path: Path, words: tuple[str, ...], text: str):
    (tmp_path / "odd.toml").write_text(text)
    assert_one_line(command, words, "odd.toml")


@pytest.mark.parametrize("words", TOML.values(), ids=TOML)
def test_toml_of_any_size_is_one_line(command: Command, tmp_path: Path, words: tuple[str, ...]):
    (tmp_path / "odd.toml").write_text("# much to say\n" * 200_000)
    assert_one_line(command, words, "odd.toml")


def test_a_bomb_is_one_line(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pawpress.importers.imported_table.TABLE_BYTES", 1 << 20)
    (tmp_path / "bomb.csv.gz").write_bytes(gzip.compress(b"1,2\n" * (1 << 20)))
    assert_one_line(command, ("grade", "{}"), "bomb.csv.gz")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def workbook(path: Path, sheet: str) -> None:
    relation = f"<Relationship Id='r' Type='{RELATIONS}/{{}}' Target='{{}}'/>"
    related = f"<Relationships xmlns='{PACKAGE}/relationships'>{relation}</Relationships>"
    sheets = "<sheets><sheet name='S' sheetId='1' r:id='r'/></sheets>"
    book = f"<workbook xmlns='{MAIN}' xmlns:r='{RELATIONS}'>{sheets}</workbook>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("_rels/.rels", related.format("officeDocument", "xl/workbook.xml"))
        container.writestr("xl/workbook.xml", book)
        container.writestr("xl/_rels/workbook.xml.rels", related.format("worksheet", "worksheets/sheet1.xml"))
        container.writestr("xl/worksheets/sheet1.xml", sheet)


def test_a_spreadsheet_that_unpacks_without_end_is_one_line(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("pawpress.importers.forms.from_excel.TABLE_BYTES", 1 << 20)
    workbook(tmp_path / "bomb.xlsx", f"<worksheet xmlns='{MAIN}'><sheetData/>{' ' * (2 << 20)}</worksheet>")
    assert_one_line(command, ("grade", "{}"), "bomb.xlsx")


def test_a_spreadsheet_whose_cells_lie_too_far_apart_is_one_line(command: Command, tmp_path: Path):
    rows = "".join(
        f"<row r='{row}'><c r='{name}{row}'><v>1</v></c></row>" for name, row in (("A", 1), ("XFD", 1048576))
    )
    workbook(tmp_path / "bomb.xlsx", f"<worksheet xmlns='{MAIN}'><sheetData>{rows}</sheetData></worksheet>")
    assert_one_line(command, ("grade", "{}"), "bomb.xlsx")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", ["odd.xlsx", "odd.c3d", "odd.xdf", "odd.lvm", "odd.csv.gz"])
@pytest.mark.parametrize("words", [("grade", "{}"), ("sessions", "import", "{}", "--folder", ".")])
def test_a_pipe_of_any_form_is_one_line(command: Command, tmp_path: Path, words: tuple[str, ...], name: str):
    pipe(tmp_path / name)
    assert_one_line(command, words, name)
