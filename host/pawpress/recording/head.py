"""Reads the manifest of a recording, from a copy where the first is damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import msgspec

from pawpress.core.protocol.codec import FrameError, unstuff
from pawpress.core.protocol.schema_generated import DocumentKind
from pawpress.core.safety import SafetyLimits
from pawpress.recording.copies import unpacked
from pawpress.recording.damage import Damage, RecordingError
from pawpress.recording.host_frames import PACKED_MANIFEST
from pawpress.recording.manifest import FORMAT, Manifest
from pawpress.recording.pieces import document_part, documents
from pawpress.settings.grading_limits import load_limits
from pawpress.settings.safety_limits import load_safety_limits

FIRST_BYTES = 1 << 17
"""Nearly always the whole manifest: of sixteen calibrated pads it takes about 60 kB, the schema 28 kB."""
HEAD_BYTES = 1 << 20
LATEST_UNIX_MS = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp()) * 1000
"""No calendar here knows a later day."""
LONGEST_WORD = 40


class _Unreadable(ValueError):
    """The text is not a manifest; explains why."""


def read_manifest(path: Path, head: Callable[[int], bytes], tail: Callable[[], bytes]) -> tuple[Manifest, list[Damage]]:
    """Return the manifest, and what is to be said of how it was found.

    Parameters
    ----------
    path : Path
        The file, for messages.
    head : callable
        Returns how the file begins, given how many bytes; asked for no more than it takes.
    tail : callable
        Returns how the file ends; called only if the head is of no use.

    Raises
    ------
    RecordingError
        If there is no whole manifest, or it is of another format.
    """
    why = ""
    for text in _texts(head, tail):
        try:
            if isinstance(text, _Unreadable):
                raise text
            manifest, damage = _converted(path, text)
        except _Unreadable as error:
            why = why or str(error)
            continue
        if why:
            message = (
                f"The head of the recording is damaged ({why}). Its settings were read from a second copy of them."
            )
            damage = [Damage("damaged_head", message), *damage]
        return manifest, damage
    if not _has_documents(head(HEAD_BYTES)) and not _has_documents(tail()):
        raise RecordingError(f"{path}: is not a pawpress recording. Give a recording, or a CSV file with a header.")
    raise RecordingError(f"{path}: the head of the recording is damaged ({why}). Take a copy of it if there is one.")


def manifest_of(path: Path, text: bytes) -> Manifest:
    """Return the manifest that a JSON text is; of an earlier version of the program, too.

    Raises
    ------
    RecordingError
        If it is none, or of another format.
    """
    try:
        return _converted(path, text)[0]
    except _Unreadable as error:
        raise RecordingError(
            f"{path}: its settings cannot be read ({error}). Use a copy of it if there is one."
        ) from error


def _texts(head: Callable[[int], bytes], tail: Callable[[], bytes]) -> Iterator[bytes | _Unreadable]:
    """Yield what may be the text of the manifest, the best first."""
    try:
        yield _plain_at(head)
    except _Unreadable as error:
        yield error
    for part in (lambda: head(HEAD_BYTES), tail):
        for document in documents(part()):
            if document.kind == PACKED_MANIFEST and (text := unpacked(document.text)) is not None:
                yield text


def _plain_at(head: Callable[[int], bytes]) -> bytes:
    try:
        return _plain(head(FIRST_BYTES))
    except _Unreadable:
        return _plain(head(HEAD_BYTES))


def _plain(head: bytes) -> bytes:
    """Return the manifest's text at the head; its frames must follow each other, else another text would be read."""
    texts: list[bytes] = []
    last: int | None = None
    for encoded in _behind_delimiters(head):
        try:
            part = document_part(unstuff(encoded))
        except FrameError as error:
            raise _Unreadable(str(error)) from error
        if part is None or part.kind != DocumentKind.MANIFEST:
            break
        if last is not None and part.sequence != last + 1:
            raise _Unreadable("a piece is missing")
        texts.append(part.text)
        last = part.sequence
        if part.last:
            return b"".join(texts)
    raise _Unreadable("a piece is missing")


def _behind_delimiters(head: bytes) -> Iterator[bytes]:
    """Yield what follows each delimiter, one at a time: most of a megabyte is readings, which nobody asks for here."""
    begin = head.find(b"\0") + 1
    while begin:
        end = head.find(b"\0", begin)
        yield head[begin:] if end < 0 else head[begin:end]
        begin = end + 1


def _converted(path: Path, text: bytes) -> tuple[Manifest, list[Damage]]:
    try:
        recorded = msgspec.json.decode(text, type=dict[str, Any])
        if (made_as := recorded.get("format", FORMAT)) != FORMAT:
            word = "".join(letter for letter in str(made_as)[:LONGEST_WORD] if letter.isprintable())
            raise RecordingError(f"{path}: is of format {word}, this program reads {FORMAT}. Update pawpress.")
        damage = _without_impossible_date(recorded)
        recorded["limits"] = _completed(recorded.get("limits"), msgspec.to_builtins(load_limits()))
        recorded["safety"] = _safety_of(recorded.get("safety", {}))
        return msgspec.convert(recorded, Manifest), damage
    except RecursionError as error:
        raise _Unreadable("nested too deeply") from error
    except msgspec.DecodeError as error:
        raise _Unreadable(str(error)) from error


def _safety_of(recorded: Any) -> Any:
    """Return the limits of the alarms as recorded; a condition that came later stays out of older recordings."""
    shipped = msgspec.to_builtins(load_safety_limits())
    later = {field.name for field in msgspec.structs.fields(SafetyLimits) if not field.required}
    known = recorded if isinstance(recorded, dict) else {}
    return _completed(recorded, {name: own for name, own in shipped.items() if name not in later or name in known})


def _without_impossible_date(recorded: dict[str, Any]) -> list[Damage]:
    """Let a date that no calendar has be unknown; everything else in the recording is as good as before."""
    unix_ms = recorded.get("created_unix_ms")
    if not isinstance(unix_ms, int | float) or 0 <= unix_ms <= LATEST_UNIX_MS:
        return []
    recorded["created_unix_ms"] = 0
    return [Damage("unknown_date", "The recording has an impossible date: when it was made is not known.")]


def _completed(recorded: Any, shipped: Any) -> Any:
    """Return settings as recorded, with those the recording is too old, or too new, to share taken from the shipped."""
    if not isinstance(recorded, dict) or not isinstance(shipped, dict):
        return recorded
    settings = cast("dict[str, Any]", recorded)
    known = cast("dict[str, Any]", shipped)
    return {name: _completed(settings[name], own) if name in settings else own for name, own in known.items()}


def _has_documents(content: bytes) -> bool:
    return next(documents(content), None) is not None
