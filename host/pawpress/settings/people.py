"""Profiles of people, as givers and as partners: what the gates ask is filled in from them, and confirmed each time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Final, Literal

import msgspec
import platformdirs

from pawpress.core.safety.foot import RULE_LB
from pawpress.core.units import POUND_KG
from pawpress.system.kept_file import KeptFileError, delete_kept, read_kept, write_kept

FORMAT: Final = "pawpress.person/1"
SUFFIX: Final = ".person.json"
LONGEST_NAME: Final = 80
WHOLE_BACK: Final = "back"
"""The place where nothing more is said."""
PLACES: Final = (WHOLE_BACK, "lower-back", "middle-back", "shoulder-blades")
"""Places whose *nice* is kept apart: how much is nice differs by place (docs/explanation/coaching.md)."""

WeightUnit = Literal["kg", "lb"]


class PersonError(KeptFileError):
    """A name is none; the text says what to do."""


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody answered before their back was pressed."""

    day: date
    answers: dict[str, bool] = {}
    """By the keys of `core.safety.screen`; those of the long screen, of the short one, or both."""

    def age_days(self, today: date) -> int:
        """Return how old the answers are."""
        return max(0, (today - self.day).days)


class Nice(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody called nice at one place, newtons of one hand."""

    day: date
    nice_n: float | None = None
    stop_n: float | None = None


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One person. Everything but the name may be unknown."""

    name: str
    format: str = FORMAT
    language: str | None = None
    unit: WeightUnit = "kg"
    weight_kg: float | None = None
    lighter_lb: float = RULE_LB
    """How much lighter whoever stands on this back must be; never less than the rule."""
    stop_word: str = ""
    pattern: str | None = None
    """What hurts, one of `core.safety.screen.PATTERNS`."""
    health: Health | None = None
    nice: dict[str, Nice] = {}
    """By place."""

    @property
    def weight(self) -> str | None:
        """The weight as this person says it."""
        if self.weight_kg is None:
            return None
        return f"{self.weight_kg / (POUND_KG if self.unit == 'lb' else 1.0):.4g}{self.unit}"


def people_folder() -> Path:
    """Return the folder of what is kept of people, made when it is not there; readable by its owner only."""
    folder = platformdirs.user_data_path("pawpress", appauthor=False) / "people"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


JOINED: Final = re.compile(r"(?<=[^\s\u200c\u200d])[\u200c\u200d](?=[^\s\u200c\u200d])")
"""A joiner or a non-joiner inside a word: names of several scripts are spelled with them."""


def clean_name(name: str) -> str:
    """Return a name without what surrounds it, composed, so that one name is one person however it was typed.

    Raises
    ------
    PersonError
        If it is no name.
    """
    clean = unicodedata.normalize("NFC", name.strip())
    seen = JOINED.sub("", clean)
    if not any(map(str.isalnum, seen)) or len(clean) > LONGEST_NAME or not seen.isprintable():
        raise PersonError(f"{name!r} is no name. Give one of at most {LONGEST_NAME} printable letters.")
    return clean


def name_if_given(name: str) -> str:
    """Return a name as `clean_name` does; one that is not given stays empty."""
    return clean_name(name) if name else ""


def file_of(name: str, suffix: str, folder: Path | None = None) -> Path:
    """Return a file of a person. Names may be written in any script, so the file's name holds a digest.

    Raises
    ------
    PersonError
        If it is no name.
    """
    clean = clean_name(name)
    plain = re.sub(r"[^a-z0-9]+", "-", clean.lower()).strip("-")[:30]
    digest = hashlib.sha256(clean.encode()).hexdigest()[:8]
    return (people_folder() if folder is None else folder) / f"{plain or 'person'}-{digest}{suffix}"


def load_person(name: str, folder: Path | None = None) -> Person | None:
    """Return a profile; None where there is none.

    Raises
    ------
    KeptFileError
        If it is damaged, of a newer program, or cannot be read.
    """
    return read_kept(file_of(name, SUFFIX, folder), Person, FORMAT)


def save_person(person: Person, folder: Path | None = None) -> Path:
    """Keep a profile in the place of what was kept; raises KeptFileError."""
    path = file_of(person.name, SUFFIX, folder)
    write_kept(path, person)
    return path


def delete_person(name: str, folder: Path | None = None) -> bool:
    """Delete a profile; return whether there was one; raises KeptFileError."""
    return delete_kept(file_of(name, SUFFIX, folder))


def all_people(folder: Path | None = None) -> tuple[list[Person], list[str]]:
    """Return every profile in order of name, and a line for each file that cannot be used."""
    found: list[Person] = []
    trouble: list[str] = []
    for path in sorted((people_folder() if folder is None else folder).glob(f"*{SUFFIX}")):
        if path.name.startswith("."):
            continue
        try:
            person = read_kept(path, Person, FORMAT)
        except KeptFileError as error:
            trouble.append(str(error))
        else:
            found += [] if person is None else [person]
    return sorted(found, key=lambda person: person.name.casefold()), trouble
