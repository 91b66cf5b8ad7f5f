"""Everything that is kept of a person, together: to be handed out, or to be gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from pawpress.library.card import read_card
from pawpress.library.index import Library, SessionQuery, names_on, sessions_folder
from pawpress.library.learners import Learner, delete_learner, drop_partner, load_learner
from pawpress.settings.people import clean_name, delete_person, load_person

EXPORT_FORMAT = "pawpress.person-export/1"


@dataclass(slots=True)
class Forgotten:
    """What is gone of a person."""

    profile: bool = False
    progress: bool = False
    sessions: list[Path] = field(default_factory=list[Path])
    """Files of sessions, as giver or as partner."""
    elsewhere: list[Path] = field(default_factory=list[Path])
    """Progress of others in whose hidden tests a number stands now in place of the name."""

    @property
    def anything(self) -> bool:
        """Whether there was anything."""
        return self.profile or self.progress or bool(self.sessions or self.elsewhere)


def forget_person(name: str) -> Forgotten:
    """Delete the profile, the progress, and every session in the library in which this person pressed or was pressed.

    Raises
    ------
    KeptFileError
        If a file cannot be read, and so may still name the person, or cannot be deleted.
    LibraryError
        If the library cannot be opened.
    """
    clean = clean_name(name)
    gone = Forgotten(elsewhere=drop_partner(clean))
    gone.sessions = _sessions(clean)
    gone.progress = delete_learner(clean)
    gone.profile = delete_person(clean)
    return gone


def export_person(name: str) -> dict[str, Any] | None:
    """Return all that is kept of a person as plain data; None where nothing is; raises as `forget_person`."""
    clean = clean_name(name)
    profile, progress, played = load_person(clean), load_learner(clean), load_learner(clean, emulated=True)
    library = Library(sessions_folder())
    try:
        names = [row.name for row in library.sessions(SessionQuery())]
        sessions = [each for each in names if clean in names_on(read_card(library.path(each)))]
    finally:
        library.close()
    nothing = [Learner(name=clean, emulated=emulated) for emulated in (False, True)]
    if profile is None and [progress, played] == nothing and not sessions:
        return None
    return {
        "format": EXPORT_FORMAT,
        "profile": msgspec.to_builtins(profile),
        "progress": msgspec.to_builtins(progress),
        "progress_on_an_emulated_rig": msgspec.to_builtins(played),
        "sessions": sessions,
    }


def _sessions(name: str) -> list[Path]:
    library = Library(sessions_folder())
    try:
        return library.forget(name)
    finally:
        library.close()
