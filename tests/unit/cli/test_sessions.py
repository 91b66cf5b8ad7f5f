"""The library at the command line: what is brought in, and what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands import Command
from tests.tables import leans


@pytest.fixture
def folder(tmp_path: Path, command: Command) -> Path:
    """A library with one session, a table that was brought in without its column of no pad."""
    t_s, force_n = leans()
    rows = "\n".join(f"{t:.4f},{force:.3f},{37 + t % 1:.2f}" for t, force in zip(t_s, force_n, strict=True))
    (tmp_path / "given.csv").write_text(f"t,F,warmth\n{rows}\n")
    folder = tmp_path / "sessions"
    folder.mkdir()
    done = command("sessions", "--folder", folder, "--import", tmp_path / "given.csv", "--force-column", "F")
    assert (done.status, done.err) == (0, "")
    return folder


def test_a_column_that_is_no_pad_is_left_out_for_good(command: Command, folder: Path):
    [row] = json.loads(command("sessions", "--folder", folder, "--json").out)["sessions"]
    assert (row["presses"], row["steady"]) == (3, 3)


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
    done = command("sessions", "--folder", folder, "--compare", row["name"], "letter")
    assert done.status == 1
    assert "letter.paw" in done.err
