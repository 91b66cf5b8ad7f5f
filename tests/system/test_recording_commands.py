"""From a live demo to replay, export, report and library, as a person would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pawpress.results import LINK_ALARMS
from tests.conftest import ROOT, RunCommand


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory, pawpress: RunCommand) -> tuple[Path, dict[str, object]]:
    """A recording of a live demo, and what the demo answered."""
    path = tmp_path_factory.mktemp("evening") / "evening.paw"
    ended = pawpress("demo", "--rig", "model", "--headless", "--seconds", "8", "--json", "--record", path)
    assert ended.returncode == 0, ended.stderr
    return path, json.loads(ended.stdout)


def of_forces(alarms: object) -> list[dict[str, object]]:
    """Return alarms of hands and feet; those of the link and of a slow host belong to the live session."""
    assert isinstance(alarms, list)
    return [alarm for alarm in alarms if alarm["code"] not in LINK_ALARMS]


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
    evening: tuple[Path, dict[str, object]], pawpress: RunCommand, tmp_path: Path, to: str
):
    ended = pawpress("export", evening[0], "--to", to, "--output", tmp_path / f"a.{to}")
    assert ended.returncode == 0, ended.stderr
    assert [Path(line).stat().st_size > 100 for line in ended.stdout.splitlines()] == [True] * (2 if to == "csv" else 1)
    again = pawpress("export", evening[0], "--to", to, "--output", tmp_path / f"a.{to}")
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


@pytest.mark.parametrize("speed", ["fast", "0", "-1", "nan"])
def test_a_speed_that_makes_no_sense_is_wrong_use(
    evening: tuple[Path, dict[str, object]], pawpress: RunCommand, speed: str
):
    ended = pawpress("replay", evening[0], f"--speed={speed}", "--headless")
    assert ended.returncode == 2
    assert "give a number" in ended.stderr


@pytest.mark.parametrize("command", [("replay", "--headless"), ("export", "--to", "csv"), ("report",)])
def test_a_file_that_is_no_recording_is_one_line(pawpress: RunCommand, tmp_path: Path, command: tuple[str, ...]):
    (tmp_path / "letter.paw").write_text("dear diary")
    ended = pawpress(command[0], tmp_path / "letter.paw", *command[1:])
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
