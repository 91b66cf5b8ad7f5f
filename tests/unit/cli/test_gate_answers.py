"""Answers to the gates from a file, and what happens where nobody can answer."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import resources
from pathlib import Path

import pytest

from pawpress.core.safety.screen import QUESTIONS
from pawpress.engine.calibrations import save_calibration
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import GOOD_SENSOR
from tests.commands import Command

GOOD = "\n".join(
    [
        f"day = {date.today()}",
        'giver = "60kg"',
        'receiver = "80kg"',
        'lighter_by = "25lb"',
        "support_in_reach = true",
        'stop_word = "red"',
        "[health]",
        *(f"{key} = false" for key in QUESTIONS),
    ]
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.replace("osteoporosis = false", "osteoporosis = true"), "Ask a doctor first."),
        (GOOD.replace("osteoporosis = false\n", ""), "Not answered: known or likely osteoporosis."),
        (GOOD.replace(str(date.today()), str(date.today() - timedelta(days=1))), "not of today"),
        (GOOD.replace('"60kg"', '"72kg"'), "The giver must be at least 25 lb"),
        (GOOD.replace('"25lb"', '"5lb"'), "cannot be loosened to 5"),
        (GOOD.replace('"60kg"', '"sixty"'), "is not a weight of a person"),
        (GOOD.replace("support", "suport"), "suport_in_reach"),
        ("day = tomorrow", "is no TOML file"),
        (GOOD, "The pads are not calibrated in this placement"),
    ],
)
def test_a_file_of_answers_is_judged_like_spoken_ones(text: str, words: str, tmp_path: Path, command: Command):
    path = tmp_path / "answers.toml"
    path.write_text(text)
    done = command(
        "live", "--mode", "foot", "--port", "/dev/null", "--answers", path, "--headless", "--calibration", "none"
    )
    assert done.status in (1, 2)
    assert words in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_where_nobody_can_answer_foot_mode_stays_closed(command: Command):
    done = command("live", "--mode", "foot", "--port", "/dev/null", "--headless")
    assert (done.status, done.out) == (1, "")
    assert "nobody can answer here" in done.err


def test_a_pain_that_is_no_preset_is_wrong_use(command: Command):
    done = command("live", "--port", "/dev/null", "--pattern", "migraine", "--headless")
    assert done.status == 2
    assert "lower_back_joint" in done.err


def test_the_file_in_the_docs_is_one_that_opens(tmp_path: Path):
    from pawpress.cli.gate_answers import read_answers
    from pawpress.core.safety.gates import refusals

    page = (Path(__file__).parents[3] / "docs" / "how-to" / "stand-on-a-back.md").read_text()
    path = tmp_path / "answers.toml"
    path.write_text(page.split("```toml\n")[1].split("```")[0])
    assert refusals(read_answers(path, date(2026, 11, 25), calibrated=True)) == []


def test_pads_without_supervision_resistors_are_said_aloud(tmp_path: Path, command: Command):
    layout = tmp_path / "bare.toml"
    text = (resources.files("pawpress.settings") / "layouts" / "mat6.toml").read_text("utf-8")
    layout.write_text(text.replace("[[pad]]", "unsupervised = true\n\n[[pad]]", 1), "utf-8")
    (tmp_path / "a.toml").write_text(GOOD, "utf-8")
    bare = known_calibration("default", 6, "2026-03-01T12:00:00Z", GOOD_SENSOR)
    curves = save_calibration(bare, tmp_path / "curves.toml")
    done = command(
        "live", "--mode", "foot", "--port", "/dev/null", "--answers", str(tmp_path / "a.toml"), "--headless",
        "--calibration", str(curves), "--layout", str(layout),
    )  # fmt: skip
    assert "No supervision resistor shows on L1, R1, L2, R2, L3, R3: a cable that breaks" in done.err
    assert "The stop loop is taken to have no resistor at its end" in done.err
    assert done.status == 1, "there is no rig"
