"""From a live demo to replay, export, report and library, as a person would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pawpress import open_recording
from tests.answers import of_forces
from tests.conftest import ROOT, RunCommand


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory, pawpress: RunCommand) -> tuple[Path, dict[str, object]]:
    """A recording of a live demo, and what the demo answered."""
    path = tmp_path_factory.mktemp("evening") / "evening.paw"
    ended = pawpress("demo", "--rig", "core", "--headless", "--seconds", "8", "--json", "--record", path)
    assert ended.returncode == 0, ended.stderr
    return path, json.loads(ended.stdout)


FILES = {"csv": 2, "parquet": 2, "mat": 1, "xdf": 1}
"""Samples and presses, or everything in one; CSV has a third file where something was said or warned of."""


def test_a_replay_equals_the_live_session_field_by_field(evening: tuple[Path, dict[str, object]], pawpress: RunCommand):
    path, live = evening
    again = json.loads(pawpress("replay", path, "--speed", "max", "--headless", "--json").stdout)
    graded = json.loads(pawpress("grade", path, "--json").stdout)
    for answer in (again, graded):
        assert answer["presses"] == live["presses"]
        assert answer["summary"] == live["summary"]
        assert answer["warnings"] == live["warnings"]
        assert answer["quality"] == live["quality"]
        assert of_forces(answer["alarms"]) == of_forces(live["alarms"])
    for fault in ("lost", "crc_errors", "resyncs", "overruns"):
        assert again["link"][fault] == live["link"][fault]  # type: ignore[index]
    assert live["presses"] != []


@pytest.mark.parametrize("to", ["csv", "parquet", "mat", "xdf"])
def test_an_export_names_the_files_it_wrote(
    evening: tuple[Path, dict[str, object]], pawpress_here: RunCommand, tmp_path: Path, to: str
):
    said = any(open_recording(evening[0]).annotations())
    files = FILES[to] + (to == "csv" and said)
    ended = pawpress_here("export", evening[0], "--to", to, "--output", tmp_path / f"a.{to}")
    assert ended.returncode == 0, ended.stderr
    assert [Path(line).stat().st_size > 20 for line in ended.stdout.splitlines()] == [True] * files
    again = pawpress_here("export", evening[0], "--to", to, "--output", tmp_path / f"a.{to}")
    assert again.returncode == 1
    assert again.stderr.count("\n") == 1


@pytest.mark.parametrize("width", [1100, 390])
def test_a_browser_shows_the_report_without_an_error(
    evening: tuple[Path, dict[str, object]], pawpress: RunCommand, tmp_path: Path, width: int
):
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("needs Chromium")
    page = tmp_path / "evening.html"
    assert pawpress("report", evening[0], "--output", page).returncode == 0
    shot = tmp_path / "shot.png"
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--hide-scrollbars"]
    where = [f"--user-data-dir={tmp_path / 'browser'}", f"--window-size={width},2000", f"--screenshot={shot}"]
    ended = subprocess.run(
        [browser, *options, *where, page.as_uri()], capture_output=True, text=True, timeout=90, check=False
    )
    assert "CONSOLE" not in ended.stderr
    assert shot.stat().st_size > 20_000


def test_a_saved_session_is_found_described_and_forgotten(
    evening: tuple[Path, dict[str, object]], pawpress: RunCommand, tmp_path: Path
):
    shutil.copy(evening[0], tmp_path / "evening.paw")
    at = ("sessions", "--folder", tmp_path)
    assert pawpress(*at, "--describe", "evening", "--as", "Anna", "--add-tag", "futon").returncode == 0
    [row] = json.loads(pawpress(*at, "--person", "Anna", "--tag", "futon", "--json").stdout)["sessions"]
    live_presses = evening[1]["presses"]
    assert isinstance(live_presses, list)
    assert (row["name"], row["presses"]) == ("evening", len(live_presses))
    assert "Deleted 2 files of Anna." in pawpress(*at, "--forget", "Anna").stdout
    assert not (tmp_path / "evening.paw").exists()
    again = pawpress(*at, "--forget", "Anna")
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)


def test_a_table_is_brought_in_described_searched_and_archived(
    evening: tuple[Path, dict[str, object]], pawpress_here: RunCommand, tmp_path: Path
):
    folder = tmp_path / "sessions"
    folder.mkdir()
    shutil.copy(evening[0], folder / "evening.paw")
    rows = "\n".join(f"{number / 100:.2f},{40 * (100 < number < 300)}" for number in range(500))
    (tmp_path / "others.csv").write_text(f"time_s,left\n{rows}\n")
    at = ("sessions", "--folder", folder)
    brought = pawpress_here(*at, "--import", tmp_path / "others.csv", "--as", "Ben", "--tag", "lab", "--unit", "n")
    assert brought.returncode == 0, brought.stderr
    assert pawpress_here(*at, "evening", "--as", "Anna", "--tag", "mat", "--note", "slow, at last").returncode == 0
    told = pawpress_here(*at, "evening").stdout
    assert "person: Anna" in told
    assert "note: slow, at last" in told
    found = json.loads(pawpress_here(*at, "--text", "AT LAST", "--tag", "mat", "--json").stdout)["sessions"]
    assert [row["name"] for row in found] == ["evening"]
    assert len(json.loads(pawpress_here(*at, "--tag", "lab", "--person", "Ben", "--json").stdout)["sessions"]) == 1
    assert pawpress_here(*at, "--archive").stdout.split() == [
        str(folder / "evening.parquet"),
        str(folder / "evening.presses.parquet"),
    ]
    assert "Every session is archived." in pawpress_here(*at, "--archive").stderr
    assert "Deleted 4 files of Anna." in pawpress_here(*at, "--forget", "Anna").stdout
    assert not any(b"Anna" in path.read_bytes() for path in folder.iterdir())


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        (("--since", "yesterday"), 2, "is no date"),
        (("--note", "of nothing"), 1, "There is no session yet"),
        (("absent", "--note", "x"), 1, "no such session"),
        (("--import", "absent.csv"), 1, "absent.csv"),
    ],
)
def test_what_the_library_cannot_do_is_one_line(
    pawpress_here: RunCommand, tmp_path: Path, options: tuple[str, ...], status: int, says: str
):
    ended = pawpress_here("sessions", "--folder", tmp_path, *options)
    assert (ended.returncode, ended.stderr.count("\n")) == (status, 1)
    assert says in ended.stderr


def test_a_saved_session_gets_its_archive_at_the_end(pawpress: RunCommand, tmp_path: Path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path))
        ended = pawpress("demo", "--rig", "core", "--headless", "--seconds", "2", "--save")
    assert ended.returncode == 0, ended.stderr
    [recording] = (tmp_path / "pawpress" / "sessions").glob("*.paw")
    assert recording.with_suffix(".parquet").stat().st_size > 1000


@pytest.mark.parametrize("speed", ["fast", "0", "-1", "nan"])
def test_a_speed_that_makes_no_sense_is_wrong_use(
    evening: tuple[Path, dict[str, object]], pawpress_here: RunCommand, speed: str
):
    ended = pawpress_here("replay", evening[0], f"--speed={speed}", "--headless")
    assert ended.returncode == 2
    assert "give a number" in ended.stderr


@pytest.mark.parametrize("command", [("replay", "--headless"), ("export", "--to", "csv"), ("report",)])
def test_a_file_that_is_no_recording_is_one_line(pawpress_here: RunCommand, tmp_path: Path, command: tuple[str, ...]):
    (tmp_path / "letter.paw").write_text("dear diary")
    ended = pawpress_here(command[0], tmp_path / "letter.paw", *command[1:])
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "is not a pawpress recording" in ended.stderr


def test_importing_the_package_does_not_wait_for_numpy():
    program = (
        "import sys, pawpress; print('numpy' in sys.modules, callable(pawpress.open_recording), 'numpy' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "host")}
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert ended.stdout.split() == ["False", "True", "True"]
