"""The library at the command line: what is brought in, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from pawpress.cli.sessions.older_spelling import as_subcommand
from pawpress.library import sessions_folder
from tests.commands import Command
from tests.recordings import record
from tests.streams import stream_of
from tests.tables import leans


@pytest.fixture
def folder(tmp_path: Path, command: Command) -> Path:
    """A library with one session, a table that was brought in without its column of no pad."""
    t_s, force_n = leans()
    rows = "\n".join(f"{t:.4f},{force:.3f},{37 + t % 1:.2f}" for t, force in zip(t_s, force_n, strict=True))
    (tmp_path / "given.csv").write_text(f"t,F,warmth\n{rows}\n")
    folder = tmp_path / "sessions"
    folder.mkdir()
    done = command("sessions", "import", tmp_path / "given.csv", "--force-column", "F", "--folder", folder)
    assert (done.status, done.err) == (0, "")
    return folder


def test_a_column_that_is_no_pad_is_left_out_for_good(command: Command, folder: Path):
    [row] = json.loads(command("sessions", "--folder", folder, "--json").out)["sessions"]
    assert (row["presses"], row["steady"]) == (3, 3)


def test_replay_report_and_export_take_the_name_of_a_session(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    stream = stream_of(np.tile(np.linspace(0.0, 90.0, 4000)[:, None], (1, 2)))
    record(sessions_folder() / "2026-11-29-monday.paw", [stream])
    for name in ("2026-11-29-monday", "2026-11-29-monday.paw"):
        done = command("replay", name, "--headless", "--speed", "max", "--json")
        assert (done.status, json.loads(done.out)["link"]["lost"]) == (0, 0)
    assert command("report", "2026-11-29-monday", "-o", tmp_path / "a.html").status == 0
    assert command("export", "2026-11-29-monday", "--to", "csv", "-o", tmp_path / "a.csv").status == 0
    assert (tmp_path / "a.html").stat().st_size > 1000
    assert (tmp_path / "a.csv").stat().st_size > 1000
    missing = command("replay", "2026-11-30-nobody", "--headless")
    assert missing.status == 1
    assert "2026-11-30-nobody" in missing.err


def test_a_recording_that_cannot_be_read_is_named_beside_the_list(command: Command, folder: Path):
    (folder / "letter.paw").write_text("dear diary")
    done = command("sessions", "--folder", folder, "--json")
    assert (done.status, len(json.loads(done.out)["sessions"])) == (0, 1)
    assert done.err.startswith("pawpress: Not listed: ")
    assert "letter.paw" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_recording_that_cannot_be_read_is_not_compared(command: Command, folder: Path):
    (folder / "letter.paw").write_text("dear diary")
    [row] = json.loads(command("sessions", "--folder", folder, "--json").out)["sessions"]
    done = command("sessions", "compare", row["name"], "letter", "--folder", folder)
    assert done.status == 1
    assert "letter.paw" in done.err


OLDER: dict[str, tuple[str, str]] = {
    "a list": ("--person Anna --tag a --tag b --json", "list --person Anna --tag a --tag b --json"),
    "nothing": ("", "list"),
    "a session": ("2026-11-22", "show -- 2026-11-22"),
    "described": ("--describe x --folder f", "show --folder f -- x"),
    "of the newest": ("--as Anna --note hers", "tag --as Anna --note hers"),
    "tagged": ("x --as Anna --tag a --add-tag b", "tag --as Anna --tag a --tag b -- x"),
    "with an equals sign": ("--describe=x --add-tag=b", "tag --tag b -- x"),
    "compared": ("--folder f --compare a b", "compare --folder f -- a b"),
    "brought in": ("--import a --import b --as Ben --unit kgf", "import --as Ben --unit kgf -- a b"),
    "archived": ("--archive --folder f", "archive --folder f"),
    "forgotten": ("--forget Anna --person Ben", "forget -- Anna"),
    "a name like an option": ("--as Anna -- --x", "tag --as Anna -- --x"),
}


@pytest.mark.parametrize("case", OLDER)
def test_the_older_spelling_means_a_subcommand(case: str):
    older, now = OLDER[case]
    assert as_subcommand(older.split()) == now.split()


def test_the_older_spelling_works_and_says_how_it_is_written_now(command: Command, folder: Path):
    [row] = json.loads(command("sessions", "--folder", folder, "--json").out)["sessions"]
    done = command("sessions", row["name"], "--as", "Anna", "--tag", "lab", "--folder", folder)
    assert (done.status, done.out) == (0, "")
    assert done.err == "pawpress: `pawpress sessions tag` is how it is written now; the older spelling works on.\n"
    shown = command("sessions", "show", row["name"], "--folder", folder)
    assert "person: Anna\ntags: lab\n" in shown.out
    assert shown.err == ""
    assert "Deleted" in command("sessions", "--forget", "Anna", "--folder", folder).out
    assert json.loads(command("sessions", "list", "--folder", folder, "--json").out)["sessions"] == []


def test_every_subcommand_has_a_line_of_help(command: Command):
    shown = command("sessions", "--help")
    assert shown.status == 0
    for name in ("list", "show", "tag", "compare", "import", "archive", "forget"):
        assert f"  {name} " in shown.out
