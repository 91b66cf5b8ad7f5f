"""What is asked before feet or hands may press, asked at a real terminal."""

from __future__ import annotations

import os
import pty
from collections.abc import Iterator
from pathlib import Path

import pytest

from pawpress.core.safety.screen import ASK_FIRST, OUT_OF_SCOPE, QUESTIONS, STOP_NOW
from pawpress.engine.calibrations import save_calibration
from tests.calibrations import calibration
from tests.terminals import at_terminal

NO = [(rf"Is there {text.split(';')[0][:30]}.*\?", "n") for text in QUESTIONS.values()]
REST = [
    (r"0 for nothing", "1"),
    (r"Weight of the giver", "132lb"),
    (r"Weight of the receiver", "80kg"),
    (r"both feet\?", "y"),
    (r"wall or chair", "y"),
    (r"The word at which", "red"),
]
OPENED = """
from pawpress.cli.gates import Given, open_gates
from pawpress.cli.failure import Failure
from pawpress.engine.config import EngineConfig, PortSource
import msgspec, sys
config = EngineConfig(source=PortSource(port={port!r}), mode={mode!r}, calibration={calibration!r})
try:
    opened = open_gates(config, Given())
except Failure as failure:
    sys.exit(str(failure))
print("OPENED", msgspec.json.encode(opened.answers).decode())
"""


@pytest.fixture
def silent_port() -> Iterator[str]:
    """A port at which nobody answers."""
    ours, theirs = pty.openpty()
    yield os.ttyname(theirs)
    os.close(ours)
    os.close(theirs)


@pytest.fixture
def curves(tmp_path: Path) -> str:
    return str(save_calibration(calibration(), tmp_path / "curves.toml"))


def asked(replies: list[tuple[str, str]], port: str, curves: str | None, mode: str = "foot") -> tuple[int, str]:
    return at_terminal(["-c", OPENED.format(port=port, mode=mode, calibration=curves or "none")], replies)


def test_with_every_answer_in_order_the_answers_go_with_the_session(silent_port: str, curves: str):
    status, shown = asked([*NO, *REST], silent_port, curves)
    assert status == 0, shown
    opened = shown[shown.index("OPENED") :]
    assert '"both_feet":true' in opened
    assert '"stop_word":"red"' in opened
    assert '"pattern":"lower_back_joint"' in opened
    assert '"giver_kg":59.87' in opened
    assert "the lower back, on the muscles on both sides" in shown


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (next(iter(STOP_NOW)), "Get medical help now."),
        (next(iter(ASK_FIRST)), "Ask a doctor first."),
        *((key, "The method is not for") for key in OUT_OF_SCOPE),
    ],
)
def test_a_yes_sends_away_with_the_reason(key: str, words: str, silent_port: str, curves: str):
    at = list(QUESTIONS).index(key)
    replies = [*NO[:at], (NO[at][0], "y"), *NO[at + 1 :], *REST]
    status, shown = asked(replies, silent_port, curves)
    assert status == 1
    assert "Foot mode stays closed." in shown
    assert words in shown


def test_numb_hands_are_asked_for_when_the_whole_back_hurts(silent_port: str, curves: str):
    replies = [*NO, (r"0 for nothing", "3"), (r"hands numb", "y"), *REST[1:]]
    status, shown = asked(replies, silent_port, curves)
    assert status == 1
    assert "Let a doctor look at it first." in shown


def test_a_weight_that_is_none_is_asked_for_again_and_pads_nobody_answers_at_weigh_nobody(silent_port: str):
    replies = [
        *NO,
        (r"0 for nothing", "0"),
        (r"Weight of the giver", "sixty"),
        (r"is not a weight of a person[^:]*: 62kg or 137lb[\s\S]*Weight of the giver", "pads"),
        (r"not calibrated in this placement[\s\S]*Weight of the giver", "62 kg"),
        (r"Weight of the receiver", "75kg"),
        (r"wall or chair", "n"),
        (r"The word at which", ""),
    ]
    status, shown = asked(replies, silent_port, None)
    assert status == 1
    for words in ("There is nothing to hold on to.", "No stop word is agreed on.", "Run pawpress calibrate"):
        assert words in shown


def test_hands_are_asked_in_three_questions(silent_port: str):
    lists = ("numbness between the legs", "osteoporosis", "pain after an accident")
    three = [(rf"(?s)  - [^\n]*{first}.*these\?", "n") for first in lists]
    status, shown = asked(three, silent_port, None, mode="hands")
    assert (status, "OPENED" in shown) == (0, True), shown
    status, shown = asked([*three[:1], (three[1][0], "y"), three[2]], silent_port, None, mode="hands")
    assert status == 1
    assert "Do not press. Nobody may press on this back" in shown
