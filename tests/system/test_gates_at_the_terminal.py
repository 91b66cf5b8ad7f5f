"""What is asked before feet or hands may press, asked at a real terminal."""

from __future__ import annotations

import os
import pty
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import numpy as np
import pytest

from pawpress.cli.gate_blockers import unwatched
from pawpress.core.calibration import RigCalibration
from pawpress.core.safety.screen import ASK_FIRST, OUT_OF_SCOPE, QUESTIONS, SHORT, STOP_NOW
from pawpress.engine.calibrations import save_calibration
from pawpress.settings.layout_files import load_layout
from pawpress.simulator.pads import SUPERVISED_SENSOR, codes_of_newtons
from tests.rigsim.paced_pty import paced_pty
from tests.standing import CALIBRATION
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
from pawpress.cli.gate_opening import Participants, open_gates
from pawpress.core.user_error import UserError
from pawpress.engine.config import EngineConfig, PortSource
import msgspec, sys
from pathlib import Path
config = EngineConfig(source=PortSource(port={port!r}), mode={mode!r}, calibration={calibration!r})
profile = {profile!r}
try:
    opened = open_gates(config, Participants(profile=Path(profile) if profile else None))
except UserError as failure:
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


@pytest.fixture(scope="module")
def rig() -> Iterator[str]:
    """The port of a rig with the real firmware; it goes on running when a gate lets go of it."""
    with paced_pty(reset_on_open=False) as paced:
        yield paced.port


@pytest.fixture
def curves(tmp_path: Path) -> str:
    return str(save_calibration(msgspec.structs.replace(CALIBRATION, rig="default"), tmp_path / "curves.toml"))


def _short(top_n: float) -> RigCalibration:
    """Return curves of supervised pads that end too low."""
    top_counts = float(codes_of_newtons(np.array(top_n), SUPERVISED_SENSOR))
    pads = tuple(msgspec.structs.replace(pad, top_n=top_n, top_counts=top_counts) for pad in CALIBRATION.pad)
    return msgspec.structs.replace(CALIBRATION, rig="default", pad=pads)


def asked(
    replies: list[tuple[str, str]], port: str, curves: str | None, mode: str = "foot", profile: Path | None = None
) -> tuple[int, str]:
    text = OPENED.format(port=port, mode=mode, calibration=curves or "none", profile=str(profile or ""))
    return at_terminal(["-c", text], replies)


def test_with_every_answer_in_order_the_answers_go_with_the_session(rig: str, curves: str):
    status, shown = asked([*NO, *REST], rig, curves)
    assert status == 0, shown
    opened = shown[shown.index("OPENED") :]
    assert '"both_feet":true' in opened
    assert '"stop_word":"red"' in opened
    assert '"pattern":"lower_back_joint"' in opened
    assert '"giver_kg":59.87' in opened
    assert "the lower back, on the muscles on both sides" in shown
    assert "stop loop is taken to have no resistor" in shown


def test_the_gate_says_aloud_what_the_rig_cannot_watch(tmp_path: Path):
    bare = msgspec.structs.replace(CALIBRATION.pad[3], tare_counts=0.0)
    mixed = msgspec.structs.replace(CALIBRATION, pad=(*CALIBRATION.pad[:3], bare, *CALIBRATION.pad[4:]))
    file = tmp_path / "ours.toml"
    file.write_text('like = "mat6"\nunsupervised = true\n')
    cables, loop = unwatched(load_layout(str(file)), mixed)
    assert cables.startswith("No supervision resistor shows on R2: a cable that breaks there")
    assert "a pinched cable looks like a closed loop" in loop
    file.write_text('like = "mat6"\nunsupervised = true\nloop_resistor = true\n')
    assert unwatched(load_layout(str(file)), CALIBRATION) == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (next(iter(STOP_NOW)), "Get medical help now."),
        (next(iter(ASK_FIRST)), "Ask a doctor first."),
        *((key, "The method is not for") for key in OUT_OF_SCOPE),
    ],
)
def test_a_yes_sends_away_with_the_reason(key: str, words: str, rig: str, curves: str):
    at = list(QUESTIONS).index(key)
    replies = [*NO[:at], (NO[at][0], "y"), *NO[at + 1 :], *REST]
    status, shown = asked(replies, rig, curves)
    assert status == 1
    assert "Foot mode stays closed." in shown
    assert words in shown


def test_numb_hands_are_asked_for_when_the_whole_back_hurts(rig: str, curves: str):
    replies = [*NO, (r"0 for nothing", "3"), (r"hands numb", "y"), *REST[1:]]
    status, shown = asked(replies, rig, curves)
    assert status == 1
    assert "Let a doctor look at it first." in shown


def test_a_weight_that_is_none_is_asked_for_again(rig: str, curves: str):
    replies = [
        *NO,
        (r"0 for nothing", "0"),
        (r"Weight of the giver", "sixty"),
        (r"is not a weight of a person[^:]*: 62kg or 137lb[\s\S]*Weight of the giver", "62 kg"),
        (r"Weight of the receiver", "75kg"),
        (r"wall or chair", "n"),
        (r"The word at which", ""),
    ]
    status, shown = asked(replies, rig, curves)
    assert status == 1
    for words in ("There is nothing to hold on to.", "No stop word is agreed on."):
        assert words in shown


def test_without_a_calibration_nothing_is_asked(silent_port: str):
    status, shown = asked([], silent_port, None)
    assert status == 1
    assert "Foot mode stays closed." in shown
    assert "Run pawpress calibrate" in shown
    assert "Is there" not in shown


def test_with_curves_that_end_below_the_limits_nothing_is_asked(silent_port: str, tmp_path: Path):
    short = str(save_calibration(_short(top_n=200.0), tmp_path / "short.toml"))
    status, shown = asked([], silent_port, short)
    assert status == 1
    assert "ends at 200 N" in shown
    assert "Is there" not in shown


def test_at_a_rig_that_does_not_answer_nothing_is_asked(silent_port: str, curves: str):
    status, shown = asked([], silent_port, curves)
    assert status == 1
    assert (
        "Run `pawpress doctor`." in shown
    )  # that no rig answers, or that nothing arrives: as soon as one of both is known
    assert "Is there" not in shown


def test_at_a_rig_whose_pad_is_shorted_nothing_is_asked(curves: str):
    with paced_pty(np.full((1, 6), 1023, dtype=np.uint16), reset_on_open=False) as paced:
        status, shown = asked([], paced.port, curves)
    assert status == 1
    assert "self-test failed" in shown
    assert "Is there" not in shown


def profile(tmp_path: Path, **health: bool) -> Path:
    path = tmp_path / "anna-and-ben.toml"
    said = dict.fromkeys(QUESTIONS, False) | health
    path.write_text(
        f"day = {date.today() - timedelta(days=9)}\n"
        'giver = "60kg"\nreceiver = "80kg"\npattern = "whole_back"\nstop_word = "red"\n[health]\n'
        + "".join(f"{key} = {str(yes).lower()}\n" for key, yes in said.items())
    )
    return path


GROUPS = [(rf"(?s)- [^\n]*{next(iter(signs.values()))[:20]}.*today\?", "n") for signs in SHORT.values()]
CONFIRMED = [
    (r"0 for nothing[^\n]*\[3\]", ""),
    (r"hands numb", "n"),
    (r"Weight of the giver[^\n]*\[60kg\]", ""),
    (r"Weight of the receiver[^\n]*\[80kg\]", "79kg"),
    (r"both feet\?", "n"),
    (r"wall or chair", "y"),
    (r"The word at which[^\n]*\[red\]", ""),
]


def test_a_profile_fills_in_what_is_then_confirmed(rig: str, curves: str, tmp_path: Path):
    status, shown = asked([*GROUPS, *CONFIRMED], rig, curves, profile=profile(tmp_path))
    assert status == 0, shown
    opened = shown[shown.index("OPENED") :]
    assert '"receiver_kg":79.0' in opened
    assert '"stop_word":"red"' in opened
    assert '"pattern":"whole_back"' in opened
    assert opened.count("false") >= len(QUESTIONS)


def test_what_a_profile_said_yes_to_is_asked_again_and_a_change_is_heard(rig: str, curves: str, tmp_path: Path):
    first = list(ASK_FIRST)
    one_by_one = [(rf"Is there {text.split(';')[0][:30]}.*\?", "y" if key == first[0] else "n")
                  for key, text in ASK_FIRST.items()]  # fmt: skip
    replies = [GROUPS[0], *one_by_one, GROUPS[2], *CONFIRMED]
    status, shown = asked(replies, rig, curves, profile=profile(tmp_path, **{first[0]: True}))
    assert status == 1
    assert "Ask a doctor first." in shown


def test_hands_are_asked_in_three_questions(silent_port: str):
    lists = ("numbness between the legs", "osteoporosis", "pain after an accident")
    three = [(rf"(?s)- [^\n]*{first}.*these\?", "n") for first in lists]
    status, shown = asked(three, silent_port, None, mode="hands")
    assert (status, "OPENED" in shown) == (0, True), shown
    status, shown = asked([*three[:1], (three[1][0], "y"), three[2]], silent_port, None, mode="hands")
    assert status == 1
    assert "Do not press. Nobody may press on this back" in shown
