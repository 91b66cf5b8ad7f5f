"""Which gates open does not depend on any setting of the coach: the same answers give the same refusals without one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.cli.coach.options import CoachOptions
from pawpress.cli.coach.set_up import SetUp
from pawpress.cli.failure import Failure
from pawpress.cli.gate_opening import Participants, open_gates
from pawpress.core.coach import FEEDBACKS
from pawpress.core.safety.gates import Answers, hand_refusals
from pawpress.core.safety.screen import QUESTIONS, SHORT
from pawpress.engine.calibrations import save_calibration
from pawpress.engine.config import EngineConfig, PortSource
from pawpress.settings.drill_files import drill_names, find_drills
from pawpress.settings.people import PLACES
from pawpress.texts import LANGUAGES, Texts
from pawpress.texts.dialog import Option
from tests.calibrations import calibration, curve
from tests.nightly import how_many

EXAMPLES = int(how_many("PAWPRESS_COACH_SETTINGS", 40, 600))
FOOT_DRILL = "feet"
coach_settings = st.fixed_dictionaries(
    {
        "feedback": st.sampled_from([None, *FEEDBACKS]),
        "place": st.sampled_from(PLACES),
        "language": st.sampled_from([None, *LANGUAGES]),
        "plain": st.booleans(),
        "speak": st.booleans(),
        "sounds": st.booleans(),
        "json_lines": st.booleans(),
        "day": st.integers(700_000, 760_000),
        "seconds": st.none() | st.floats(1.0, 100.0),
    }
)


class Script:
    """Answers the three lists of the short screen, and takes the pads as they are."""

    def __init__(self, language: str, yes: Sequence[bool]) -> None:
        self.texts, self._yes = Texts(language), list(yes)

    def step(self, number: int, of: int, what: str) -> None: ...

    def say(self, line: str, *, passing: bool = False) -> None: ...

    def line(self, question: str, usual: str = "") -> str:
        return "Ana" if question == self.texts.text("ask.giver") else "Ben"

    def choose(self, question: str, options: Sequence[Option], usual: str | None = None, first: int = 1) -> str:
        return "leave"

    def yes(self, question: str) -> bool:
        return self._yes.pop(0)


@contextmanager
def at_home() -> Iterator[Path]:
    """Be somebody of whom only a calibration of every pad is kept."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", folder)
        names = [f"{side}{level}" for level in (1, 2, 3) for side in "LR"]
        save_calibration(calibration(*(curve(pad=name, channel=channel) for channel, name in enumerate(names))))
        yield Path(folder)


def outcome(drill: str | None, told: dict[str, Any], given: Participants, dialog: Script) -> str:
    """Return why the coach does not open, an empty text where it does."""
    drills, wanted = find_drills(drill)
    people = {"person": None, "partner": None, "headless": False, "json": False}
    fixed = {"config": CONFIG, "picks_rig": False, "demo_source": None, "given": given, "drill": drill}
    try:
        SetUp(CoachOptions(**fixed, **people, **told), drills, wanted).ready(dialog)  # type: ignore[arg-type]
    except Failure as failure:
        return str(failure)
    return ""


CONFIG = EngineConfig(source=PortSource(port="nowhere"))
HAND_DRILLS = [None, *sorted(set(drill_names()) - {FOOT_DRILL})]


@settings(max_examples=EXAMPLES)
@given(told=coach_settings, drill=st.sampled_from(HAND_DRILLS), yes=st.sets(st.sampled_from(sorted(SHORT)), max_size=2))
def test_hands_are_let_in_as_without_a_coach(told, drill, yes):
    health = {key: key in yes for key in SHORT}
    refused = hand_refusals(Answers(health=health))
    with at_home():
        found = outcome(drill, told, Participants(), Script(told["language"] or "en", list(health.values())))
    assert found == (f"Do not press. {' '.join(one.text for one in refused)}" if refused else "")


@settings(max_examples=EXAMPLES)
@given(
    told=coach_settings,
    yes=st.sets(st.sampled_from(sorted(QUESTIONS)), max_size=1),
    giver_kg=st.sampled_from([50, 72, 85]),
    support=st.booleans(),
    stop_word=st.sampled_from(["red", ""]),
)
def test_feet_are_let_in_as_without_a_coach(told, yes, giver_kg, support, stop_word):
    with at_home() as folder:
        path = folder / "answers.toml"
        lines = [f"day = {date.today()}", f'giver = "{giver_kg}kg"', 'receiver = "80kg"', f'stop_word = "{stop_word}"']
        lines += [f"support_in_reach = {str(support).lower()}", "[health]"]
        path.write_text("\n".join([*lines, *(f"{key} = {str(key in yes).lower()}" for key in QUESTIONS)]))
        given_answers = Participants(answers=path)
        try:
            open_gates(msgspec.structs.replace(CONFIG, mode="foot"), given_answers)
            alone = ""
        except Failure as failure:
            alone = str(failure)
        assert outcome(FOOT_DRILL, told, given_answers, Script(told["language"] or "en", [])) == alone
    assert (alone == "") == (not yes and giver_kg == 50 and support and bool(stop_word))
