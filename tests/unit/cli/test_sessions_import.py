"""Bringing in a table of another program: only the columns that are named are pads."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands import Command
from tests.tables import leans


def test_a_column_that_is_no_pad_is_left_out_for_good(command: Command, tmp_path: Path):
    t_s, force_n = leans()
    rows = "\n".join(f"{t:.4f},{force:.3f},{37 + t % 1:.2f}" for t, force in zip(t_s, force_n, strict=True))
    (tmp_path / "given.csv").write_text(f"t,F,warmth\n{rows}\n")
    folder = tmp_path / "sessions"
    folder.mkdir()
    done = command("sessions", "--folder", folder, "--import", tmp_path / "given.csv", "--force-column", "F")
    assert (done.status, done.err) == (0, "")
    [row] = json.loads(command("sessions", "--folder", folder, "--json").out)["sessions"]
    assert (row["presses"], row["steady"]) == (3, 3)
