"""What can be wrong with the file of a recording: so much that it is refused, or something that is said of it."""

from __future__ import annotations

from typing import NamedTuple

from pawpress.core.user_error import UserError

FILE_DAMAGE = ("damaged_head", "damaged_hello", "unknown_rig", "unknown_date")
"""Codes of what is said of a file as a whole."""


class RecordingError(UserError, ValueError):
    """A file cannot be read as a recording; the text says what, where and what to do."""


class Damage(NamedTuple):
    """Something in the file is damaged, though it can be read."""

    code: str
    """One of `FILE_DAMAGE`."""
    message: str
    """One line for people."""


class Patch(NamedTuple):
    """Bytes that stand for damaged ones."""

    at: int
    """Where they begin in the file."""
    content: bytes


def patched(chunk: bytes, at: int, patches: tuple[Patch, ...]) -> bytes:
    """Return the chunk that begins at `at`, with the damaged bytes in it replaced."""
    for patch in patches:
        begin, end = max(at, patch.at), min(at + len(chunk), patch.at + len(patch.content))
        if begin < end:
            chunk = chunk[: begin - at] + patch.content[begin - patch.at : end - patch.at] + chunk[end - at :]
    return chunk
