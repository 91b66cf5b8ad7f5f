"""Files that hold what the program keeps for people: private, replaced in one step, checked against themselves."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TypeVar

import msgspec

from pawpress.core.user_error import UserError
from pawpress.system.new_file import part_of, put_in_place, writing
from pawpress.system.untrusted import SETTINGS_BYTES, decode_json, read_bounded

Kept = TypeVar("Kept")


class KeptFileError(UserError, ValueError):
    """Such a file cannot be read or written; the text says what, where and what to do."""


class _Checked(msgspec.Struct, frozen=True):
    """The file: the checksum of the rest, and the rest."""

    crc32: str
    kept: msgspec.Raw


def read_kept(path: Path, kind: type[Kept], form: str) -> Kept | None:
    """Return what a file holds; None where there is no file.

    Parameters
    ----------
    path : Path
        The file.
    kind : type
        A `msgspec.Struct` with a field `format`.
    form : str
        Name and version of what it must hold.

    Raises
    ------
    KeptFileError
        If it is damaged, of another format, or cannot be read. Nothing is overwritten then.
    """
    try:
        checked = decode_json(read_bounded(path, SETTINGS_BYTES), _Checked)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise KeptFileError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    except msgspec.DecodeError as error:
        raise KeptFileError(f"{path}: cannot be used ({error}). Move it away to begin anew.") from error
    text = bytes(checked.kept)
    if checked.crc32 != _checksum(text):
        raise KeptFileError(f"{path}: is damaged and is not used. Move it away to begin anew.")
    try:
        if (found := decode_json(text, _Format).format) != form:
            raise KeptFileError(f"{path}: is {found}, and this program reads {form}. Use the newest pawpress.")
        return decode_json(text, kind)
    except msgspec.DecodeError as error:
        raise KeptFileError(f"{path}: cannot be used ({error}). Move it away to begin anew.") from error


def write_kept(path: Path, kept: msgspec.Struct) -> None:
    """Put what is known now in the place of what was known; a power cut leaves one or the other.

    Raises
    ------
    KeptFileError
        If it cannot be written.
    """
    text = msgspec.json.encode(kept)
    with writing(path, KeptFileError, advice="Free some space, or check the folder."):
        put_in_place(path, msgspec.json.encode(_Checked(_checksum(text), msgspec.Raw(text))))


def delete_kept(path: Path) -> bool:
    """Delete a file and what an interrupted write left of it; return whether it was there.

    Raises
    ------
    KeptFileError
        If it cannot be deleted.
    """
    there = path.exists()
    try:
        path.unlink(missing_ok=True)
        part_of(path).unlink(missing_ok=True)
    except OSError as error:
        raise KeptFileError(f"{path}: cannot be deleted ({error.strerror}). Check its permissions.") from error
    return there


class _Format(msgspec.Struct, frozen=True):
    format: str


def _checksum(text: bytes) -> str:
    return f"{zlib.crc32(text):08x}"
