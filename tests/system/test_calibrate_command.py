"""`pawpress calibrate` from outside."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calibrations import LOADS_N, read_at

Run = Callable[..., subprocess.CompletedProcess[str]]
FEW_LOADS = [word for load in ("20", "60", "120", "200", "320") for word in ("--load", load)]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own folders, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "pawpress" / "calibrations"


def table(path: Path, lines: list[str], head: str = "pad,reference_n,counts") -> Path:
    path.write_text("\n".join([head, *lines, ""]), "utf-8")
    return path


def straight(path: Path, *pads: str, gain: float = 1.0) -> Path:
    return table(path, [f"{pad},{load},{read_at(gain * load):.1f}" for pad in pads for load in LOADS_N])


def one_line(run: subprocess.CompletedProcess[str], status: int = 1) -> str:
    assert run.returncode == status, run.stderr
    assert "Traceback" not in run.stderr
    return run.stderr.strip().splitlines()[-1]


def test_a_table_of_points_becomes_a_calibration(pawpress: Run, tmp_path: Path, home: Path) -> None:
    run = pawpress("calibrate", "--points", straight(tmp_path / "p.csv", "L1", "R2"), "--json")
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert [(pad["pad"], pad["channel"]) for pad in answer["pad"]] == [("L1", 0), ("R2", 3)]
    assert answer["pad"][0]["b"] == pytest.approx(1.0, abs=0.01)
    assert answer["pad"][0]["off_centre"] == 0.09
    assert Path(answer["path"]).parent == home


def test_the_summary_says_what_a_newton_is_worth(pawpress_here: Run, tmp_path: Path) -> None:
    run = pawpress_here("calibrate", "--points", straight(tmp_path / "p.csv", "L1"))
    assert "10 to 320 N" in run.stdout
    assert "142 N ± " in run.stdout


def test_pads_that_were_not_calibrated_again_keep_their_curves(pawpress_here: Run, tmp_path: Path, home: Path) -> None:
    pawpress_here("calibrate", "--points", straight(tmp_path / "p.csv", "L1", "R1"))
    pawpress_here("calibrate", "--points", straight(tmp_path / "q.csv", "R1", gain=1.2))
    shown = json.loads(pawpress_here("calibrate", "--show", "--json").stdout)
    assert [pad["pad"] for pad in shown["pad"]] == ["L1", "R1"]
    assert shown["pad"][1]["a"] == pytest.approx(1.2 / 200.0, rel=0.02)
    assert len(list(home.iterdir())) == 2


def test_units_inverted_counts_and_other_converters(pawpress_here: Run, tmp_path: Path) -> None:
    lines = [f"L1,{load / 9.80665},{4095 - read_at(load, counts_max=4095)}" for load in LOADS_N]
    points = table(tmp_path / "p.csv", lines, "pad,reference,counts")
    run = pawpress_here("calibrate", "--points", points, "--unit", "kgf", "--invert", "--counts-max", "4095", "--json")
    (pad,) = json.loads(run.stdout)["pad"]
    assert (pad["counts_max"], pad["top_n"]) == (4095, 320.0)
    assert pad["a"] == pytest.approx(1 / 200.0, rel=0.02)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--points", "gone.csv"], "gone.csv: cannot be read"),
        (["--points", "few.csv"], "L1: 3 different loads"),
        (["--points", "few.csv", "--pad", "R1"], "few.csv: has no points of R1"),
        (["--points", "good.csv", "--layout", "nowhere"], "nowhere: no such layout"),
        (["--points", "odd.csv", "--layout", "mat6"], "K9: the layout mat6 has no such pad"),
        (["--points", "good.csv", "--rig", "a/b"], "no name of a rig"),
        (["--points", "good.csv", "--output", "good.csv"], "not overwritten"),
        (["--show"], "no calibration of the rig 'default' on the futon"),
        (["--show", "--calibration", "gone.toml"], "gone.toml: cannot be read"),
        (["--check", "--points", "few.csv"], "no calibration of the rig"),
        ([], "needs a terminal"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    pawpress_here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    straight(Path("good.csv"), "L1")
    straight(Path("odd.csv"), "K9")
    table(Path("few.csv"), ["L1,10,50", "L1,20,95", "L1,40,170"])
    assert says in one_line(pawpress_here("calibrate", *words))


def test_wrong_use_is_two(pawpress_here: Run) -> None:
    assert pawpress_here("calibrate", "--unit", "stone").returncode == 2
    assert pawpress_here("live", "--placement", "floor").returncode == 2
    assert pawpress_here("calibrate", "--edges", "--placement", "glove", "--demo").returncode == 2
    assert pawpress_here("calibrate", "--edges", "--points", "p.csv").returncode == 2


def test_a_check_that_fails_refuses_newtons_until_it_is_calibrated_again(pawpress: Run, tmp_path: Path) -> None:
    pawpress("calibrate", "--rig", "demo", "--points", straight(tmp_path / "p.csv", "L1"))
    loads = table(tmp_path / "c.csv", [f"L1,{load},{read_at(1.3 * load):.1f}" for load in (50, 150)])
    run = pawpress("calibrate", "--rig", "demo", "--check", "--points", loads, "--json")
    assert "L1: off by 30%, and 15% are allowed" in one_line(run)
    file = json.loads(run.stdout)["path"]
    demo = pawpress("demo", "--rig", "core", "--headless", "--seconds", "1", "--json", "--calibration", file)
    said = {quality["pad"]: quality["message"] for quality in json.loads(demo.stdout)["quality"]}
    assert "off by 30%" in said["L1"]
    pawpress("calibrate", "--rig", "demo", "--points", straight(tmp_path / "again.csv", "L1", gain=1.3))
    assert pawpress("calibrate", "--rig", "demo", "--check", "--points", loads).returncode == 0


def test_a_live_session_refuses_a_calibration_of_another_placement(pawpress: Run, tmp_path: Path) -> None:
    file = tmp_path / "glove.toml"
    points = straight(tmp_path / "p.csv", "L1")
    pawpress("calibrate", "--points", points, "--placement", "glove", "--output", file)
    run = pawpress("live", "--port", "/dev/null", "--headless", "--seconds", "1", "--calibration", file)
    assert "glove.toml: was made on the glove, not on the futon" in one_line(run)


def test_the_emulated_rig_is_calibrated_and_then_graded_in_newtons(pawpress: Run, tmp_path: Path) -> None:
    words = ["--demo", "--rounds", "1", *FEW_LOADS, "--json", "--no-edges"]
    run = pawpress("calibrate", *words, "--emulate", "core")
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert len(answer["pad"]) == 6
    assert all(pad["a"] == pytest.approx(1 / 200.0, rel=0.03) for pad in answer["pad"])
    recording = tmp_path / "r.paw"
    session = ["--headless", "--seconds", "4", "--calibration", answer["path"], "--record", recording, "--json"]
    live = json.loads(pawpress("demo", "--rig", "core", *session).stdout)
    assert "uncalibrated" not in [quality["code"] for quality in live["quality"]]
    again = json.loads(pawpress("grade", recording, "--json").stdout)
    assert again["presses"] == live["presses"]
    assert again["source"]["calibrated"] is True
    assert 0.05 < again["source"]["uncertainty"]["L1"] < 0.2


def test_a_calibrated_emulated_mat_watches_its_cables(pawpress: Run) -> None:
    """What an empty pad reads tells a broken cable, so a calibration keeps it; hands find the same pads."""
    loads = [word for load in (20, 60, 120, 220, 420) for word in ("--load", str(load))]
    run = pawpress("calibrate", "--demo", "--no-edges", "--rounds", "1", *loads, "--json", "--emulate", "core")
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert all(20.0 < pad["tare_counts"] < 23.0 for pad in answer["pad"])
    words = ["--rig", "core", "--headless", "--json", "--calibration", answer["path"]]
    feet = pawpress("demo", *words, "--scenario", "foot-cable-breaks-idle", "--seconds", "8")
    reds = [alarm for alarm in json.loads(feet.stdout)["alarms"] if alarm["code"] == "dead_pad"]
    assert [(red["pad"], red["severity"]) for red in reds] == [("L1", "red")]
    assert 5.5 < reds[0]["start_s"] < 6.5
    hands = pawpress("demo", *words, "--seconds", "3")
    assert hands.returncode == 0, hands.stderr
    assert "not connected" not in hands.stderr
    assert "A pad" not in hands.stderr


def test_edges_are_pressed_on_the_emulated_rig_and_a_puck_of_revision_a_fails(pawpress: Run) -> None:
    words = ["--demo", "--emulate", "core", "--pad", "L1"]
    run = pawpress("calibrate", *words, "--rounds", "1", *FEW_LOADS, "--json")
    assert run.returncode == 0, run.stderr
    (pad,) = json.loads(run.stdout)["pad"]
    places = [press["place"] for press in pad["edges"]]
    assert places == ["middle", "towards the cable", "right", "away from the cable", "left"]
    assert pad.get("off_centre", 0.0) < 0.01
    run = pawpress("calibrate", *words, "--edges", "--puck", "single", "--json")
    assert "L1: an edge is off by 55%, and 10% are allowed" in one_line(run)
    (pad,) = json.loads(run.stdout)["pad"]
    assert pad["off_centre"] == pytest.approx(0.55, abs=0.01)
    assert "EDGES FAILED: off by 55%" in pawpress("calibrate", "--rig", "demo", "--show").stdout
    demo = ["--rig", "core", "--headless", "--seconds", "1", "--json", "--calibration", json.loads(run.stdout)["path"]]
    said = [(quality["code"], quality["pad"]) for quality in json.loads(pawpress("demo", *demo).stdout)["quality"]]
    assert ("unreliable_sensor", "L1") in said


def test_edges_left_out_are_computed(pawpress: Run) -> None:
    words = ["--demo", "--emulate", "core", "--pad", "L1", "--rounds", "1", *FEW_LOADS, "--json", "--no-edges"]
    found = [json.loads(pawpress("calibrate", *words, *puck).stdout)["pad"][0] for puck in ([], ["--puck", "shared"])]
    assert [pad["off_centre"] for pad in found] == [0.045, 0.09]
    assert all("edges" not in pad for pad in found)


def test_one_pad_is_calibrated_through_the_real_firmware(pawpress: Run) -> None:
    run = pawpress("calibrate", "--demo", "--pad", "R1", "--rounds", "1", *FEW_LOADS, "--json")
    assert run.returncode == 0, run.stderr
    (pad,) = json.loads(run.stdout)["pad"]
    assert (pad["pad"], pad["channel"], len(pad["point"])) == ("R1", 1, 9)
    assert pad["a"] == pytest.approx(1 / 200.0, rel=0.03)
