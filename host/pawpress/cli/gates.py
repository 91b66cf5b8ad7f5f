"""Asks what must be so before foot mode opens, at the terminal; `safety.gates` decides."""

from __future__ import annotations

import re
import sys

import msgspec
import typer

from pawpress.cli.failure import Failure, WrongUse, say
from pawpress.engine.config import EngineConfig
from pawpress.safety.foot import LB_KG, FootPair
from pawpress.safety.gates import PATTERNS, QUESTIONS, Answers, refusals, two_feet_allowed

DEMO_PAIR = FootPair(giver_kg=60.0, receiver_kg=80.0)
"""Two made-up people, the giver light enough for both feet."""
WEIGHT = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(kg|lb|lbs)\s*", re.IGNORECASE)


def kilograms(text: str) -> float:
    """Return a weight given as `62kg` or `137 lb`.

    Raises
    ------
    WrongUse
        If it is neither, or no weight of a person.
    """
    found = WEIGHT.fullmatch(text)
    weight_kg = 0.0 if found is None else float(found[1].replace(",", "."))
    if found is not None and found[2].lower() != "kg":
        weight_kg *= LB_KG
    if not 10.0 <= weight_kg <= 400.0:
        raise WrongUse(f"{text}: is not a weight of a person. Give it with its unit: 62kg or 137lb.")
    return weight_kg


def demo_pair(giver: str | None, receiver: str | None) -> FootPair:
    """Return who stands on whom in a demo, and say that it is only one."""
    say("Foot mode on an emulated rig is only a demo: no gate was asked, and nothing here opens foot mode on people.")
    return FootPair(
        giver_kg=DEMO_PAIR.giver_kg if giver is None else kilograms(giver),
        receiver_kg=DEMO_PAIR.receiver_kg if receiver is None else kilograms(receiver),
    )


def ask_gates(config: EngineConfig, giver: str | None, receiver: str | None) -> EngineConfig:
    """Ask everything and return the config with the weights.

    Raises
    ------
    Failure
        If anything speaks against it; every reason is named, with what would change it.
    """
    if not sys.stdin.isatty():
        raise Failure("Foot mode asks before it opens, and nobody can answer here. Run it in a terminal.")
    answers = _ask(_calibrated(config), giver, receiver)
    against = refusals(answers)
    if against:
        raise Failure(f"Foot mode stays closed. {' '.join(refusal.text for refusal in against)}")
    return msgspec.structs.replace(config, foot=answers.pair)


def _calibrated(config: EngineConfig) -> bool:
    from pawpress.calibration import CalibrationError
    from pawpress.engine.calibrations import choose_calibration

    try:
        return choose_calibration(config)[0] is not None
    except CalibrationError as error:
        raise Failure(str(error)) from error


def _ask(calibrated: bool, giver: str | None, receiver: str | None) -> Answers:
    typer.echo("Before anybody stands on a back. Ask the receiver; answer for both.")
    health = {key: typer.confirm(f"Is there {text}?", default=None) for key, text in QUESTIONS.items()}
    pair = FootPair(giver_kg=_weight("giver", giver), receiver_kg=_weight("receiver", receiver))
    return Answers(
        health=health,
        pair=pair,
        pattern=_pattern(),
        both_feet=two_feet_allowed(pair) and typer.confirm("Stand with both feet?", default=False),
        support_in_reach=typer.confirm("Is a wall or chair in reach of the giver's hands?", default=None),
        stop_word=typer.prompt("The word at which the giver steps off", default="", show_default=False),
        calibrated_here=calibrated,
    )


def _pattern() -> str | None:
    typer.echo("What hurts? " + " ".join(f"{n}: {text}." for n, text in enumerate(PATTERNS.values(), 1)))
    choice = typer.prompt("Its number; 0 for nothing, anything else for none of these", default="0")
    patterns = dict(enumerate(PATTERNS, 1))
    number = int(choice) if choice.isdecimal() else -1
    return None if number == 0 else patterns.get(number, "other")


def _weight(whose: str, given: str | None) -> float:
    return kilograms(typer.prompt(f"Weight of the {whose}, with kg or lb") if given is None else given)
