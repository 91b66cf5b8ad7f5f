"""What is kept of the progress of a person who is coached: one private file each.

What an emulated rig played, or a hand by keys on it, are no presses of a body: it has a file of its own.
"""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec

from pawpress.core.coach import Skill
from pawpress.settings.people import file_of, people_folder
from pawpress.system.kept_file import delete_kept, read_kept, write_kept

FORMAT = "pawpress.learner/1"
SUFFIX = ".progress.json"
EMULATED_SUFFIX = f".emulated{SUFFIX}"


class Learner(msgspec.Struct, frozen=True, kw_only=True):
    """The progress of one person who presses."""

    name: str
    format: str = FORMAT
    emulated: bool = False
    """Whether this is what came of an emulated rig."""
    sessions: int = 0
    skills: dict[str, Skill] = {}


def load_learner(name: str, folder: Path | None = None, *, emulated: bool = False) -> Learner:
    """Return what is kept of a person; somebody new where there is nothing.

    Parameters
    ----------
    name : str
        The person.
    folder : Path, optional
        Where people are kept; the usual place when left out.
    emulated : bool
        Whether what came of an emulated rig is meant, which is kept apart.

    Raises
    ------
    KeptFileError
        If it is no name, or the file is damaged or cannot be read. Nothing is overwritten then.
    """
    kept = read_kept(file_of(name, _suffix(emulated=emulated), folder), Learner, FORMAT)
    return kept or Learner(name=name.strip(), emulated=emulated)


def save_learner(learner: Learner, folder: Path | None = None) -> Path:
    """Put what is known now in the place of what was known, in one step; raises KeptFileError."""
    path = file_of(learner.name, _suffix(emulated=learner.emulated), folder)
    write_kept(path, learner)
    return path


def delete_learner(name: str, folder: Path | None = None) -> bool:
    """Delete the progress of a person; return whether there was any; raises KeptFileError."""
    deleted = [delete_kept(file_of(name, suffix, folder)) for suffix in (SUFFIX, EMULATED_SUFFIX)]
    return any(deleted)


def drop_partner(name: str, folder: Path | None = None) -> list[Path]:
    """Put a number in the place of a partner's name in everybody's hidden tests; return the files that were changed.

    The tests stay, and so does which of them were with the same partner.

    Raises
    ------
    KeptFileError
        If a file cannot be read, and so may still hold the name, or cannot be written.
    """
    changed: list[Path] = []
    instead = f"forgotten-{secrets.token_hex(4)}"
    for path in sorted((people_folder() if folder is None else folder).glob(f"*{SUFFIX}")):
        learner = None if path.name.startswith(".") else read_kept(path, Learner, FORMAT)
        if learner is None or not any(test.partner == name for its in learner.skills.values() for test in its.tests):
            continue
        skills = {drill: _without(skill, name, instead) for drill, skill in learner.skills.items()}
        changed.append(save_learner(msgspec.structs.replace(learner, skills=skills), folder))
    return changed


def _suffix(*, emulated: bool) -> str:
    return EMULATED_SUFFIX if emulated else SUFFIX


def _without(skill: Skill, partner: str, instead: str) -> Skill:
    tests = (
        msgspec.structs.replace(test, partner=instead) if test.partner == partner else test for test in skill.tests
    )
    return msgspec.structs.replace(skill, tests=tuple(tests))
