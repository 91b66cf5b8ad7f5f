"""`pawpress people add`, `edit` and `forget`."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
import typer

from pawpress.cli.failure import Failure, WrongUse
from pawpress.cli.people.telling import known, nobody
from pawpress.cli.weights import kilograms
from pawpress.core.safety.foot import RULE_LB
from pawpress.core.safety.screen import PATTERNS
from pawpress.core.units import POUND_KG
from pawpress.library.person_files import forget_person
from pawpress.settings.people import Person, clean_name, load_person, save_person

NOTHING_HURTS = "none"


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be different; None stays as it is."""

    weight: str | None = None
    lighter_by: str | None = None
    language: str | None = None
    stop_word: str | None = None
    pattern: str | None = None


def add_person(name: str, changes: Changes) -> None:
    """Add somebody new."""
    if load_person(name) is not None:
        raise Failure(f"{name}: is known already. `pawpress people edit` changes what is kept.")
    save_person(changed(Person(name=clean_name(name)), changes))
    typer.echo(f"Added {name}.")


def edit_person(name: str, changes: Changes) -> None:
    """Change what is kept of somebody."""
    if changes == Changes():
        raise WrongUse("Say what to change: --weight, --lighter-by, --language, --stop-word or --pattern.")
    person = known(name)
    save_person(changed(person, changes))
    typer.echo(f"Changed {name}.")


def forget_all(name: str) -> None:
    """Delete all of a person and say what is gone."""
    gone = forget_person(name)
    if not gone.anything:
        raise nobody(name)
    parts = [
        "the profile" if gone.profile else "",
        "the progress" if gone.progress else "",
        f"{len(gone.sessions)} files of sessions" if gone.sessions else "",
        f"the name in the progress of {len(gone.elsewhere)} others" if gone.elsewhere else "",
    ]
    typer.echo(f"Forgot {name}: {', '.join(part for part in parts if part)}.")
    typer.echo("Recordings that you kept elsewhere (--record) and files that you exported are yours to delete.")


def changed(person: Person, changes: Changes) -> Person:
    """Return a profile with changes; raises WrongUse where one makes no sense."""
    new: dict[str, object] = {}
    if changes.weight is not None:
        new = {"weight_kg": kilograms(changes.weight), "unit": "kg" if "k" in changes.weight.lower() else "lb"}
    if changes.lighter_by is not None:
        lighter_lb = kilograms(changes.lighter_by, least_kg=0.0) / POUND_KG
        if lighter_lb < RULE_LB - 1e-9:
            raise WrongUse(f"--lighter-by {changes.lighter_by}: the rule of {RULE_LB:g} lb cannot be loosened.")
        new["lighter_lb"] = max(RULE_LB, lighter_lb)
    if changes.pattern is not None:
        if changes.pattern not in (*PATTERNS, NOTHING_HURTS):
            raise WrongUse(f"--pattern {changes.pattern}: give one of {', '.join(PATTERNS)} or {NOTHING_HURTS}.")
        new["pattern"] = None if changes.pattern == NOTHING_HURTS else changes.pattern
    new |= {} if changes.language is None else {"language": changes.language}
    new |= {} if changes.stop_word is None else {"stop_word": changes.stop_word.strip()}
    return msgspec.structs.replace(person, **new)
