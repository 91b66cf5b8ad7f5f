"""Answers to the gates from a file: today's, asked in another way, or a profile's, which are confirmed."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import msgspec

from pawpress.cli.failure import Failure
from pawpress.cli.gate_prompts import Known
from pawpress.cli.weights import kilograms
from pawpress.core.safety import FootPair
from pawpress.core.safety.foot import RULE_LB
from pawpress.core.safety.gates import Answers
from pawpress.core.units import POUND_KG
from pawpress.system.untrusted import parse_toml, read_text_bounded


class AnswersFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file as people write it."""

    day: date
    """When they were asked; answers hold for this day only, those of a profile until they are confirmed."""
    health: dict[str, bool] = {}
    giver: str | None = None
    receiver: str | None = None
    lighter_by: str | None = None
    pattern: str | None = None
    numb_hands: bool | None = None
    both_feet: bool = False
    support_in_reach: bool = False
    stop_word: str = ""


def read_answers(path: Path, today: date, *, calibrated: bool) -> Answers:
    """Return the answers in a file.

    Parameters
    ----------
    path : Path
        A TOML file.
    today : date
        Answers of another day are refused: people and rooms change.
    calibrated : bool
        Whether every pad is calibrated in this placement; the file cannot say so.

    Raises
    ------
    Failure
        If it cannot be read, is no such file, or is of another day.
    """
    said = _read(path)
    if said.day != today:
        raise Failure(f"{path}: the answers are of {said.day}, not of today. Ask again and write the day.")
    return Answers(
        health=said.health,
        pair=FootPair(
            giver_kg=None if said.giver is None else kilograms(said.giver),
            receiver_kg=None if said.receiver is None else kilograms(said.receiver),
            rule_lb=RULE_LB if said.lighter_by is None else kilograms(said.lighter_by, least_kg=0.0) / POUND_KG,
        ),
        pattern=said.pattern,
        numb_hands=said.numb_hands,
        both_feet=said.both_feet,
        support_in_reach=said.support_in_reach,
        stop_word=said.stop_word,
        calibrated_here=calibrated,
    )


def read_profile(path: Path, today: date) -> Known:
    """Return what two people said on an earlier day, to be confirmed.

    Raises
    ------
    Failure
        If it cannot be read, is no such file, or is of a day that has not come.
    WrongUse
        If a weight in it is none.
    """
    said = _read(path)
    if said.day > today:
        raise Failure(f"{path}: is of {said.day}, which has not come yet. Write the day on which you asked.")
    for weight in filter(None, (said.giver, said.receiver)):
        kilograms(weight)
    return Known(said.day, said.health, said.giver, said.receiver, said.pattern, said.stop_word)


def _read(path: Path) -> AnswersFile:
    try:
        return msgspec.convert(parse_toml(read_text_bounded(path)), AnswersFile)
    except OSError as error:
        raise Failure(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Failure(f"{path}: is no TOML file ({error}). Compare it with docs/how-to/stand-on-a-back.md.") from error
    except msgspec.ValidationError as error:
        raise Failure(f"{path}: {error}. Compare it with docs/how-to/stand-on-a-back.md.") from error
