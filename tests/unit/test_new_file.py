"""A file that must be new is whole or not there."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

import pytest

from pawpress.core.user_error import UserError
from pawpress.system.new_file import put_in_place, write_in_place, write_new, writing


def test_it_is_written_for_its_owner_only(tmp_path: Path):
    path = tmp_path / "a.toml"
    write_new(path, lambda file: file.write(b"x = 1\n"))
    assert path.read_bytes() == b"x = 1\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_is_there_stays(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        write_new(path, lambda file: file.write(b"x = 1\n"))
    assert path.read_text() == "mine"


def test_a_disk_that_is_full_leaves_nothing_half_written(tmp_path: Path):
    def half(file: BinaryIO) -> None:
        file.write(b"x =")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_new(tmp_path / "a.toml", half)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_is_full_leaves_what_was_in_its_place_and_nothing_beside(tmp_path: Path):
    def half(file: BinaryIO) -> None:
        file.write(b"x =")
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.toml"
    put_in_place(path, b"x = 1\n")
    with pytest.raises(OSError, match="No space"):
        write_in_place(path, half)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a.toml", b"x = 1\n")]


@pytest.mark.parametrize(
    ("met", "said"),
    [
        (FileExistsError(17, "File exists"), "a.csv: is already there and is not overwritten. Choose another name."),
        (
            PermissionError(13, "Permission denied"),
            "a.csv: cannot be written (Permission denied). Choose another folder.",
        ),
    ],
)
def test_what_keeps_a_file_from_being_written_is_one_line_for_people(met: OSError, said: str):
    with pytest.raises(UserError) as error, writing(Path("a.csv"), UserError):
        raise met
    assert str(error.value) == said


def test_the_option_by_which_a_file_was_named_is_said():
    with (
        pytest.raises(UserError, match=r"Choose another name with --out\.$"),
        writing(Path("a"), UserError, option="--out"),
    ):
        raise FileExistsError
