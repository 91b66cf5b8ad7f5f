"""`pawpress grade --into FOLDER`, run in this process: what the tables hold, and what is refused."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pytest

from pawpress.bulk import cluster
from tests.commands import Command
from tests.many import asked, school


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return school(tmp_path_factory.mktemp("four") / "school")


@pytest.fixture
def small(tmp_path: Path, four: Path, command: Command) -> tuple[Path, Path]:
    """A folder of four recordings, and its tables."""
    made = tmp_path / "school"
    shutil.copytree(four, made)
    assert command("grade", made, "--into", tmp_path / "tables").status == 0
    return made, tmp_path / "tables"


def test_what_was_deleted_does_not_live_on_in_the_tables(small: tuple[Path, Path], command: Command):
    folder, tables = small
    (folder / "0-000.paw").unlink()
    assert command("grade", folder, "--into", tables).status == 0
    for table in ("presses", "sessions"):
        assert asked(tables, f"select count(*) from {{{table}}} where session = '0-000'") == [(0,)]
    assert asked(tables, "select count(*) from {sessions}") == [(3,)]


def test_a_folder_that_is_not_there_now_takes_nothing_away(small: tuple[Path, Path], command: Command):
    folder, tables = small
    shutil.move(folder, folder.with_name("unplugged"))
    folder.mkdir()
    done = command("grade", folder, "--into", tables)
    assert (done.status, asked(tables, "select count(*) from {sessions}")) == (1, [(4,)])


def test_a_recording_that_has_changed_is_judged_again(small: tuple[Path, Path], command: Command):
    folder, tables = small
    shutil.copy(folder / "1-000.paw", folder / "3-000.paw")
    done = command("grade", folder, "--into", tables)
    assert "judged 1 file with 1 press, 3 were there" in done.err
    assert asked(tables, "select presses from {sessions} where session = '3-000'") == [(1,)]


def test_other_settings_do_not_mix_with_what_is_there(small: tuple[Path, Path], command: Command):
    folder, tables = small
    refused = command("grade", folder, "--into", tables, "--style", "thai")
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "with --again, or choose another folder" in refused.err
    assert asked(tables, "select distinct style from {sessions}") == [("catwalk",)]
    assert command("grade", folder, "--into", tables, "--style", "thai", "--again").status == 0
    assert asked(tables, "select distinct style, count(*) from {sessions} group by all") == [("thai", 4)]


def test_a_bad_file_gets_its_line_and_the_others_their_rows(small: tuple[Path, Path], command: Command):
    folder, tables = small
    (folder / "diary.paw").write_text("dear diary")
    for _ in range(2):
        done = command("grade", folder, "--into", tables)
        assert done.status == 1
        assert done.err.count("\n") == 2
        assert "diary.paw: is not a pawpress recording" in done.err
    assert asked(tables, "select count(*) from {sessions}") == [(4,)]


def test_names_on_the_command_line_stand_for_what_a_file_does_not_say(tmp_path: Path, command: Command):
    (tmp_path / "push.csv").write_text("t,F\n" + "".join(f"{n / 100},{n % 7}\n" for n in range(300)))
    done = command("grade", tmp_path / "push.csv", "--into", tmp_path / "tables", "--school", "Nord")
    assert done.status == 0, done.err
    assert asked(tmp_path / "tables", "select school, rig, month from {sessions}") == [("Nord", "unknown", "unknown")]


def test_two_runs_at_once_do_not_get_into_each_others_way(small: tuple[Path, Path], command: Command):
    folder, tables = small
    with (tables / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = command("grade", folder, "--into", tables)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "another run is writing there" in done.err


def test_a_file_in_the_place_of_the_folder_is_one_line(small: tuple[Path, Path], command: Command):
    folder, _ = small
    (folder.parent / "occupied").touch()
    done = command("grade", folder, "--into", folder.parent / "occupied")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "is already there and is not overwritten. Choose another name." in done.err


def test_a_scheduler_that_is_not_there_is_one_line(
    small: tuple[Path, Path], command: Command, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cluster, "CONNECT_S", 0.5)
    done = command("grade", small[0], "--dask", "tcp://127.0.0.1:1")
    assert (done.status, done.err.count("\n")) == (1, 1), done.err
    assert "no Dask scheduler answers there" in done.err
