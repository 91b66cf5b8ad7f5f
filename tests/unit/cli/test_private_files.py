"""Everything that is made of a person's session is readable by its owner only, as the recording is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pawpress.system.new_file import open_private, open_private_text
from tests.commands import Command
from tests.many import one_recording

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps what is in a person's folder private itself")
COMMANDS: dict[str, tuple[tuple[str, ...], int]] = {
    "report": (("report", "x.paw", "--pdf", "--png"), 3),
    "csv": (("export", "x.paw", "--to", "csv"), 2),
    "parquet": (("export", "x.paw", "--to", "parquet"), 2),
    "mat": (("export", "x.paw", "--to", "mat"), 1),
    "xdf": (("export", "x.paw", "--to", "xdf"), 1),
    "tables": (("grade", "x.paw", "--into", "tables"), 3),
    "library": (("sessions", "--folder", "."), 1),
    "card": (("sessions", "x", "--folder", ".", "--note", "hers"), 1),
    "brought in": (("sessions", "--folder", "own", "--import", "t.csv"), 2),
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A shared folder, and a person whose system makes every file readable and writable for everybody."""
    monkeypatch.chdir(tmp_path)
    one_recording(tmp_path / "x.paw", 2)
    (tmp_path / "own").mkdir()
    (tmp_path / "t.csv").write_text("t,F\n" + "".join(f"{n / 100},{n % 7}\n" for n in range(300)))
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize(("words", "least"), COMMANDS.values(), ids=COMMANDS)
def test_what_a_command_writes_is_private(command: Command, tmp_path: Path, words: tuple[str, ...], least: int):
    there = set(tmp_path.rglob("*"))
    done = command(*words)
    assert done.status == 0, done.err
    made = [path for path in tmp_path.rglob("*") if path not in there and path.is_file() and path.name != ".lock"]
    assert len(made) >= least
    assert {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in made} == {path.name: "0o600" for path in made}


def test_a_file_is_private_from_its_first_byte_on(tmp_path: Path):
    for path, opened in ((tmp_path / "a", open_private), (tmp_path / "b", open_private_text)):
        path.write_text("left over, for everybody")
        with opened(path):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert path.read_bytes() == b""


def test_a_link_that_was_put_in_the_way_leads_nowhere(tmp_path: Path):
    other = tmp_path / "other"
    other.write_text("not yours")
    (tmp_path / "a").symlink_to(other)
    with open_private(tmp_path / "a") as file:
        file.write(b"mine")
    assert (other.read_text(), (tmp_path / "a").read_text()) == ("not yours", "mine")
