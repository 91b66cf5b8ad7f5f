"""The frames of a recording with their places in the file, and the documents that some of them make up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pawpress.core.protocol.codec import CHECKSUM_BYTES, HEADER, MAX_ENCODED, unstuffed
from pawpress.core.protocol.schema_generated import Document

LARGEST_DOCUMENT = 1 << 20
"""Bytes. Manifests are far smaller: a calibration of sixteen pads with all its points takes about 60 kB."""


class Piece(NamedTuple):
    """What stands between two delimiters."""

    at: int
    """Where it begins in the file."""
    encoded: bytes
    frame: bytes | None
    """Header, body and checksum; None if it is damaged."""

    @property
    def kind(self) -> int | None:
        """Type of the message; None if it is damaged."""
        return None if self.frame is None else self.frame[0]


class FoundDocument(NamedTuple):
    """A document whose pieces are all there, as far as their order can show."""

    kind: int
    at: int
    """Where its first piece begins in the file."""
    text: bytes


def pieces(content: bytes, starts_at: int = 0) -> Iterator[Piece]:
    """Yield every piece that ends in a delimiter.

    Parameters
    ----------
    content : bytes
        Part of a file.
    starts_at : int
        Where that part begins in the file.
    """
    begin = 0
    while (end := content.find(b"\0", begin)) >= 0:
        if end > begin:
            encoded = content[begin:end]
            yield Piece(starts_at + begin, encoded, unstuffed(encoded) if len(encoded) <= MAX_ENCODED else None)
        begin = end + 1


class DocumentPart(NamedTuple):
    """What one frame holds of a document."""

    sequence: int
    kind: int
    last: bool
    text: bytes


def document_part(frame: bytes) -> DocumentPart | None:
    """Return what a good frame holds of a document; None if it is of another type, or too short."""
    body = frame[HEADER.size : -CHECKSUM_BYTES]
    if frame[0] != Document.TYPE or len(body) < Document.LAYOUT.size:
        return None
    _, _, sequence = HEADER.unpack_from(frame)
    kind, last = Document.LAYOUT.unpack_from(body)
    return DocumentPart(sequence, kind, bool(last), body[Document.LAYOUT.size :])


class DocumentReader:
    """Joins the pieces of documents; a document is left out if a piece is missing or it is larger than any can be."""

    def __init__(self) -> None:
        self._kind = -1
        self._at = 0
        self._sequence = -1
        self._text = b""

    def take(self, piece: Piece) -> FoundDocument | None:
        """Return the document that a frame completes, if it does."""
        part = None if piece.frame is None else document_part(piece.frame)
        if part is None:
            return None
        if part.kind != self._kind or part.sequence != (self._sequence + 1) & 0xFFFF:
            self._kind, self._at, self._text = part.kind, piece.at, b""
        self._sequence = part.sequence
        if len(self._text) <= LARGEST_DOCUMENT:
            self._text += part.text
        if not part.last:
            return None
        found = FoundDocument(part.kind, self._at, self._text)
        self._kind, self._text = -1, b""
        return found if len(found.text) <= LARGEST_DOCUMENT else None


def documents(content: bytes, starts_at: int = 0) -> Iterator[FoundDocument]:
    """Yield every document that is whole in a part of a file."""
    reader = DocumentReader()
    for piece in pieces(content, starts_at):
        if (found := reader.take(piece)) is not None:
            yield found
