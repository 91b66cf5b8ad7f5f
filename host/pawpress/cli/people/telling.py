"""`pawpress people list`, `show` and `export`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import typer

from pawpress.cli.failure import Failure, say
from pawpress.core.coach.records import next_retention_day
from pawpress.core.counted import press_count
from pawpress.core.safety.foot import RULE_LB
from pawpress.library.learners import load_learner
from pawpress.library.person_files import export_person
from pawpress.settings.people import Nice, Person, all_people, load_person
from pawpress.system.new_file import write_new, writing
from pawpress.system.terminal_text import one_line


def print_people(*, json: bool) -> None:
    """Print everybody, a line each."""
    people, trouble = all_people()
    if json:
        answer = {"format": "pawpress.people/1", "people": [msgspec.to_builtins(person) for person in people]}
        typer.echo(msgspec.json.encode(answer).decode())
    else:
        for person in people:
            typer.echo(f"{one_line(person.name)}: {', '.join(_facts(person)) or 'only the name is known'}")
        if not people:
            say("Nobody is known yet. `pawpress coach` asks who is here; `pawpress people add NAME` adds somebody.")
    for line in trouble:
        say(f"Not listed: {line}")
    if trouble:
        raise typer.Exit(1)


def print_person(name: str, *, json: bool) -> None:
    """Print one person."""
    person, learner, played = known(name), load_learner(name), load_learner(name, emulated=True)
    if json:
        answer = {
            "format": "pawpress.person-shown/1",
            "profile": msgspec.to_builtins(person),
            "progress": msgspec.to_builtins(learner),
            "progress_on_an_emulated_rig": msgspec.to_builtins(played),
        }
        typer.echo(msgspec.json.encode(answer).decode())
        return
    typer.echo(f"name: {one_line(person.name)}")
    for line in _facts(person):
        typer.echo(line.replace(" ", ": ", 1))
    typer.echo(f"sessions: {learner.sessions}")
    for drill, skill in learner.skills.items():
        tests = len(skill.tests)
        told = f"skill: {drill}, {press_count(skill.presses)}, {sum(t.passed for t in skill.tests)} of {tests} tests"
        day = next_retention_day(skill)
        due = None if day is None else max(date.today(), date.fromordinal(day))
        typer.echo(told if due is None else f"{told}, next hidden test from {due.isoformat()}")
    if played.sessions or played.skills:
        typer.echo(f"on an emulated rig: sessions {played.sessions}, kept apart: simulation, not people")


def export_to(name: str, output: Path | None) -> None:
    """Print or write all that is kept of a person."""
    kept = export_person(name)
    if kept is None:
        raise nobody(name)
    text = msgspec.json.format(msgspec.json.encode(kept))
    if output is None:
        typer.echo(text.decode())
        return
    with writing(output, Failure):
        write_new(output, lambda file: file.write(text + b"\n"))
    typer.echo(output)


def known(name: str) -> Person:
    """Return a profile; raises Failure where there is none or it cannot be read."""
    person = load_person(name)
    if person is None:
        raise nobody(name)
    return person


def nobody(name: str) -> Failure:
    """Return that a person is not known."""
    return Failure(f"{name}: nobody of this name is known. `pawpress people list` lists them.")


def _facts(person: Person) -> list[str]:
    facts = [
        f"weight {person.weight}" if person.weight else "",
        f"lighter-by {person.lighter_lb:g}lb" if person.lighter_lb != RULE_LB else "",
        f"language {person.language}" if person.language else "",
        f"stop-word {one_line(person.stop_word)}" if person.stop_word else "",
        f"pattern {person.pattern}" if person.pattern else "",
        _health(person),
    ]
    facts += [_nice(place, nice) for place, nice in person.nice.items()]
    return [fact for fact in facts if fact]


def _health(person: Person) -> str:
    if person.health is None:
        return ""
    days = person.health.age_days(date.today())
    age = "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
    against = sum(person.health.answers.values())
    found = f"{against} reasons against pressing" if against else "nothing against pressing"
    return f"health {found}, asked on {person.health.day} ({age})"


def _nice(place: str, nice: Nice) -> str:
    said = [f"{nice.nice_n:.0f} N"] if nice.nice_n is not None else ["not known"]
    said += [f"stop at {nice.stop_n:.0f} N"] if nice.stop_n is not None else []
    return f"nice {place} {', '.join(said)}"
