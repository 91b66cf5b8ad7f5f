"""Styles, zones and baselines from the command line, on a recording and on files of other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pawpress.simulator.press_shapes import Timing, arms, lean
from tests.answers import of_forces
from tests.conftest import RunCommand

SECONDS = 9
RATE_HZ, SLOT_S, PRESSES = 200.0, 6.0, 6


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, pawpress: RunCommand) -> tuple[Path, dict[str, Any]]:
    """A recorded run of the beginner in the style of Thai points, and what it said live."""
    path = tmp_path_factory.mktemp("session") / "thai.paw"
    ended = pawpress(
        *("demo", "--rig", "core", "--scenario", "beginner", "--style", "thai"),
        *("--headless", "--seconds", str(SECONDS), "--json", "--record", path),
    )
    assert ended.returncode == 0, ended.stderr
    return path, json.loads(ended.stdout)


def graded(pawpress: RunCommand, *arguments: str | Path) -> dict[str, Any]:
    ended = pawpress("grade", "--json", *arguments)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_a_recording_keeps_the_style_it_was_made_in(session: tuple[Path, dict[str, Any]], pawpress_here: RunCommand):
    path, live = session
    again = graded(pawpress_here, path)
    assert again["presses"] == live["presses"]
    assert again["warnings"] == live["warnings"]
    assert again["summary"] == live["summary"]
    assert again["presses"][0]["reasons"][0].endswith("stay for 5 to 10 seconds.")


def test_a_recording_is_judged_in_another_style_when_asked(
    session: tuple[Path, dict[str, Any]], pawpress_here: RunCommand
):
    path, live = session
    other = graded(pawpress_here, "--style", "catwalk", path)
    assert (live["presses"][0]["verdict"], other["presses"][0]["verdict"]) == ("short", "steady")
    assert [press["speed"] for press in other["presses"]] == [press["speed"] for press in live["presses"]]


def test_the_partners_words_lower_the_alarms(
    session: tuple[Path, dict[str, Any]], pawpress_here: RunCommand, tmp_path: Path
):
    path, live = session
    (tmp_path / "anna.toml").write_text("nice_n = 60\nstrong_n = 100\nstop_n = 130\n", "utf-8")
    strict = graded(pawpress_here, "--zones", tmp_path / "anna.toml", path)
    assert of_forces(live["alarms"]) == []
    assert {alarm["severity"] for alarm in strict["alarms"]} == {"amber", "red"}
    assert strict["summary"]["score"]["number"] is None


def written(path: Path, columns: dict[str, np.ndarray]) -> Path:
    t_s = np.arange(len(next(iter(columns.values())))) / RATE_HZ
    table = np.stack([t_s, *columns.values()], axis=1)
    np.savetxt(path, table, delimiter=",", header=",".join(["t_s", *columns]), comments="", fmt="%.4f")
    return path


def presses(shape: Any, seed: int) -> np.ndarray:
    """Return the force of several presses of one kind, each a little different."""
    rng = np.random.default_rng(seed)
    t_s = np.arange(round(SLOT_S * RATE_HZ)) / RATE_HZ - 1.0
    one_by_one = [
        rng.uniform(80, 120)
        * np.where(
            t_s > 0, shape(t_s, Timing(rng.uniform(0.8, 1.2), rng.uniform(1.5, 2.2), 0.6), rng.uniform(0, 6)), 0.0
        )
        for _ in range(PRESSES)
    ]
    return np.concatenate(one_by_one) + rng.normal(0.0, 0.3, PRESSES * len(t_s))


def test_a_baseline_is_learnt_from_two_files_and_gives_hints_and_nothing_else(
    tmp_path: Path, pawpress_here: RunCommand
):
    leans = written(tmp_path / "leans.csv", {"force_n": presses(lean, 1)})
    pushes = written(tmp_path / "pushes.csv", {"force_n": presses(arms, 2)})
    learnt = tmp_path / "me.toml"
    ended = pawpress_here("baseline", "--leans", leans, "--pushes", pushes, "--out", learnt)
    assert ended.returncode == 0, ended.stderr
    plain, hinted, quiet = (
        graded(pawpress_here, *chosen)
        for chosen in ((pushes,), ("--baseline", learnt, pushes), ("--baseline", learnt, leans))
    )
    assert all(press["hints"] == [] for press in plain["presses"] + quiet["presses"])
    assert all("arms" in press["hints"][0] for press in hinted["presses"])
    assert plain["summary"] == hinted["summary"]
    again = pawpress_here("baseline", "--leans", leans, "--pushes", pushes, "--out", learnt)
    assert again.returncode == 1
    assert "not overwritten" in again.stderr


def test_pushes_that_are_leans_make_no_baseline(tmp_path: Path, pawpress_here: RunCommand):
    leans = written(tmp_path / "leans.csv", {"force_n": presses(lean, 1)})
    ended = pawpress_here("baseline", "--leans", leans, "--pushes", leans, "--out", tmp_path / "me.toml")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "cannot be told" in ended.stderr
    assert not (tmp_path / "me.toml").exists()


def test_columns_named_for_their_places_are_a_walk(tmp_path: Path, pawpress_here: RunCommand):
    t_s = np.arange(round(12 * RATE_HZ)) / RATE_HZ
    columns = {
        name: 100.0 * np.where(t_s > onset_s, lean(t_s - onset_s, Timing(0.9, 1.3, 0.6), 1.0), 0.0)
        for name, onset_s in (("L1", 1.0), ("R1", 2.8), ("L2", 4.6), ("R2", 6.4))
    }
    route = graded(pawpress_here, written(tmp_path / "mat.csv", columns))["summary"]["route"]
    assert (route["steps"], route["alternation"], route["direction"], route["walks_up"]) == (4, 1.0, "up", 1)
    single = graded(pawpress_here, written(tmp_path / "one.csv", {"force_n": columns["L1"]}))
    assert single["summary"]["route"] is None


def test_the_givers_weight_gives_the_share_of_it(tmp_path: Path, pawpress_here: RunCommand):
    t_s = np.arange(round(5 * RATE_HZ)) / RATE_HZ
    force_n = 0.2 * 60.0 * 9.80665 * np.where(t_s > 1.0, lean(t_s - 1.0, Timing(0.9, 1.5, 0.6), 1.0), 0.0)
    [press] = graded(pawpress_here, "--giver-kg", "60", written(tmp_path / "one.csv", {"force_n": force_n}))["presses"]
    assert press["body_weight_share"] == pytest.approx(0.2, rel=0.02)


@pytest.mark.parametrize(
    ("option", "value", "named"), [("--style", "swedish", "no style"), ("--zones", "absent.toml", "absent.toml")]
)
def test_what_cannot_be_chosen_is_one_line(
    tmp_path: Path, pawpress_here: RunCommand, option: str, value: str, named: str
):
    for command in (("grade", tmp_path / "x.csv"), ("demo", "--rig", "core", "--headless", "--seconds", "1")):
        ended = pawpress_here(*command, option, value)
        assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
        assert named in ended.stderr
