"""Who presses and who lies down: asked, looked up, and kept as soon as it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from pawpress.cli.gate_opening import Participants
from pawpress.cli.gate_prompts import Known
from pawpress.core.safety.gates import Answers
from pawpress.library.learners import Learner, load_learner
from pawpress.settings.people import (
    WHOLE_BACK,
    Health,
    Nice,
    Person,
    PersonError,
    all_people,
    clean_name,
    load_person,
    save_person,
)
from pawpress.system.kept_file import KeptFileError
from pawpress.texts import Texts
from pawpress.texts.dialog import Dialog


@dataclass(slots=True)
class Pair:
    """The two people of a session; None where nobody was named."""

    giver: Person | None = None
    partner: Person | None = None
    learner: Learner | None = None
    """The giver's progress."""
    place: str = WHOLE_BACK

    @property
    def nice(self) -> Nice | None:
        """What the partner called nice at this place before."""
        return None if self.partner is None else self.partner.nice.get(self.place)

    def known(self) -> Known:
        """Return what the gates are filled in with."""
        partner = self.partner or Person(name="-")
        health = partner.health or Health(day=date.min)
        return Known(
            day=health.day,
            health=health.answers,
            giver=None if self.giver is None else self.giver.weight,
            receiver=partner.weight,
            pattern=partner.pattern,
            stop_word=partner.stop_word,
        )

    def given(self, given: Participants) -> Participants:
        """Return what the command line says, with the partner's own rule of weights where it says none."""
        if given.lighter_by is not None or self.partner is None:
            return given
        return replace(given, lighter_by=f"{self.partner.lighter_lb}lb")

    def health_given(self, answers: dict[str, bool]) -> None:
        """Keep what the partner answers, answer by answer."""
        if self.partner is not None:
            health = Health(day=date.today(), answers=dict(answers))
            self.partner = _kept(msgspec.structs.replace(self.partner, health=health))

    def answered(self, answers: Answers) -> None:
        """Keep what both answered for feet: weights, pain and stop word."""
        if self.giver is not None and answers.pair.giver_kg is not None:
            self.giver = _kept(msgspec.structs.replace(self.giver, weight_kg=answers.pair.giver_kg))
        if self.partner is not None and answers.pair.receiver_kg is not None:
            new = {"weight_kg": answers.pair.receiver_kg, "pattern": answers.pattern, "stop_word": answers.stop_word}
            self.partner = _kept(msgspec.structs.replace(self.partner, **new))


def look_up(name: str) -> tuple[Person, bool]:
    """Return a profile and whether it is new; a new one is kept at once; raises KeptFileError."""
    known = load_person(name)
    return (known, False) if known is not None else (_kept(Person(name=clean_name(name))), True)


def ask_pair(
    dialog: Dialog, person: str | None, partner: str | None, place: str, tell: Callable[[str], None], *, emulated: bool
) -> Pair:
    """Ask who is here; what the command line says is not asked. Progress on an emulated rig is kept apart.

    Raises
    ------
    NobodyAnswers
        If nobody says it.
    KeptFileError
        If what is kept of somebody cannot be used.
    """
    found = Pair(place=place)
    found.giver = _ask_person(dialog, ("ask.giver", "ask.giver_known"), person, tell)
    found.learner = load_learner(found.giver.name, emulated=emulated)
    found.partner = _ask_person(dialog, ("ask.partner", "ask.partner_known"), partner, tell, found.giver)
    return found


def named_pair(person: str | None, partner: str | None, place: str, *, emulated: bool) -> Pair:
    """Return the people that the command line names; raises KeptFileError."""
    giver = look_up(person)[0] if person else None
    return Pair(
        giver=giver,
        partner=look_up(partner)[0] if partner else None,
        learner=None if giver is None else load_learner(giver.name, emulated=emulated),
        place=place,
    )


def known_line(learner: Learner, texts: Texts) -> str:
    """Return what is known of a learner, as a line."""
    return texts.text("word.known", name=learner.name, text=texts.count("sessions", learner.sessions))


def _ask_person(
    dialog: Dialog, asked: tuple[str, str], given: str | None, tell: Callable[[str], None], other: Person | None = None
) -> Person:
    names = _names_but(other)
    if given is None and names:
        numbered = ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))
        dialog.say(dialog.texts.text("word.people", names=numbered))
    while True:
        said = given or dialog.line(dialog.texts.text(asked[1] if names else asked[0]))
        try:
            person, new = _looked_up(_by_number(said, names), other, dialog.texts)
        except KeptFileError as error:
            if given is not None:
                raise
            dialog.say(str(error))
            continue
        if new:
            tell(dialog.texts.text("word.added", name=person.name))
        return person


def _names_but(other: Person | None) -> list[str]:
    return [person.name for person in all_people()[0] if other is None or person.name != other.name]


def _by_number(said: str, names: list[str]) -> str:
    """Return the name that was said, or whose number was."""
    return names[int(said) - 1] if said.isdecimal() and 1 <= int(said) <= len(names) else said


def _looked_up(said: str, other: Person | None, texts: Texts) -> tuple[Person, bool]:
    person, new = look_up(said)
    if other is not None and person.name == other.name:
        raise PersonError(texts.text("ask.two", name=person.name))
    return person, new


def _kept(person: Person) -> Person:
    save_person(person)
    return person
