"""What is kept of a person who is coached: one private file each, written in one step, checked against itself."""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from pathlib import Path

import msgspec
import platformdirs

from pawpress.core.coach import Skill
from pawpress.system.untrusted import SETTINGS_BYTES, decode_json, read_bounded

FORMAT = "pawpress.learner/1"
SUFFIX = ".json"
LONGEST_NAME = 80


class LearnerError(ValueError):
    """What is kept of a person cannot be read or written; the text says what, where and what to do."""


class KnownPartner(msgspec.Struct, frozen=True, kw_only=True):
    """What a partner said in earlier sessions, newtons of one hand."""

    nice_n: float | None = None
    stop_n: float | None = None


class Learner(msgspec.Struct, frozen=True, kw_only=True):
    """One person who presses."""

    name: str
    format: str = FORMAT
    sessions: int = 0
    skills: dict[str, Skill] = {}
    partners: dict[str, KnownPartner] = {}


class _Kept(msgspec.Struct, frozen=True):
    """The file: the checksum of the rest, and the rest."""

    crc32: str
    learner: msgspec.Raw


def learners_folder() -> Path:
    """Return the folder of what is kept of people, made when it is not there; readable by its owner only."""
    folder = platformdirs.user_data_path("pawpress", appauthor=False) / "people"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def learner_path(name: str, folder: Path | None = None) -> Path:
    """Return the file of a person. Names may be written in any script, so the file's name holds a digest.

    Raises
    ------
    LearnerError
        If it is no name.
    """
    clean = name.strip()
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        raise LearnerError(f"{name!r} is no name. Give one of at most {LONGEST_NAME} printable letters.")
    plain = re.sub(r"[^a-z0-9]+", "-", clean.lower()).strip("-")[:30]
    digest = hashlib.sha256(clean.encode()).hexdigest()[:8]
    return (learners_folder() if folder is None else folder) / f"{plain or 'person'}-{digest}{SUFFIX}"


def load_learner(name: str, folder: Path | None = None) -> Learner:
    """Return what is kept of a person; somebody new where there is nothing.

    Raises
    ------
    LearnerError
        If the file is damaged or cannot be read. Nothing is overwritten then.
    """
    path = learner_path(name, folder)
    try:
        kept = decode_json(read_bounded(path, SETTINGS_BYTES), _Kept)
        if kept.crc32 != _checksum(bytes(kept.learner)):
            raise LearnerError(f"{path}: is damaged and is not used. Move it away to begin anew.")
        return msgspec.json.decode(kept.learner, type=Learner)
    except FileNotFoundError:
        return Learner(name=name.strip())
    except OSError as error:
        raise LearnerError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    except msgspec.DecodeError as error:
        raise LearnerError(f"{path}: cannot be used ({error}). Move it away to begin anew.") from error


def save_learner(learner: Learner, folder: Path | None = None) -> Path:
    """Put what is known now in the place of what was known, in one step; a power cut leaves one or the other.

    Raises
    ------
    LearnerError
        If it cannot be written.
    """
    path = learner_path(learner.name, folder)
    text = msgspec.json.encode(learner)
    partial = path.with_name(f".{path.name}.part")
    try:
        number = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(msgspec.json.encode(_Kept(_checksum(text), msgspec.Raw(text))))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        raise LearnerError(
            f"{path}: cannot be written ({error.strerror}). Free some space, or check the folder."
        ) from error
    return path


def forget_learner(name: str, folder: Path | None = None) -> bool:
    """Delete what is kept of a person; return whether there was anything.

    Raises
    ------
    LearnerError
        If it cannot be deleted.
    """
    path = learner_path(name, folder)
    there = path.exists()
    try:
        path.unlink(missing_ok=True)
        path.with_name(f".{path.name}.part").unlink(missing_ok=True)
    except OSError as error:
        raise LearnerError(f"{path}: cannot be deleted ({error.strerror}). Check its permissions.") from error
    return there


def _checksum(text: bytes) -> str:
    return f"{zlib.crc32(text):08x}"
