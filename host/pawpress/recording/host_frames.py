"""The host's own frames in a recording: documents of any length, and annotations as documents inside the stream.

Annotations are documents of a kind of the recorder's own, above the kinds of the wire's schema: the manifest says what
they are, so that the file still explains itself, and no firmware changes with them.
"""

from __future__ import annotations

import contextlib
from typing import Final

import msgspec

from pawpress.core.annotation import Annotation
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import MAX_BODY, Document, End, HostTime

ANNOTATION: Final = 16
HELLO_COPY: Final = 17
PACKED_MANIFEST: Final = 18
OWN_DOCUMENTS: Final = {
    "16": "annotation, as JSON: t_s (session time in seconds), kind, text",
    "17": "copy of the first Hello frame, as JSON: at (where the frame begins in the file), here (where the frame of "
    "this document begins), frame (its bytes, hexadecimal)",
    "18": "copy of the manifest, compressed by zlib (RFC 1950)",
}
PIECE: Final = MAX_BODY - Document.LAYOUT.size
BEGINNING: Final = b'{"t_s":'
"""How the text of an annotation begins, so that one whose end was lost spoils no other."""
LONGEST_TEXT: Final = 4000
"""Characters of a note; longer ones are cut."""
LARGEST_ANNOTATION: Final = 1 << 16
"""Bytes: a note of the longest text, every character escaped, takes less than half of that."""


class HostFrames:
    """Writes the host's frames with a sequence of their own."""

    def __init__(self) -> None:
        self._sequence = 0

    def frame(self, message: Document | HostTime | End) -> bytes:
        """Return one frame."""
        self._sequence += 1
        return encode(message, self._sequence)

    def document(self, kind: int, text: bytes) -> bytes:
        """Return a text as frames, one after the other."""
        starts = range(0, len(text), PIECE)
        return b"".join(
            self.frame(Document(kind, int(start + PIECE >= len(text)), tuple(text[start : start + PIECE])))
            for start in starts
        )

    def annotation(self, annotation: Annotation) -> bytes:
        """Return an annotation as frames."""
        short = msgspec.structs.replace(annotation, text=annotation.text[:LONGEST_TEXT])
        return self.document(ANNOTATION, msgspec.json.encode(short))


class AnnotationReader:
    """Puts the pieces of annotations together again; damaged ones are left out."""

    def __init__(self) -> None:
        self._text = b""

    def take(self, document: Document) -> list[Annotation]:
        """Return the annotation that a document completes, if it does."""
        if document.kind != ANNOTATION:
            return []
        piece = bytes(document.text)
        self._text = piece if piece.startswith(BEGINNING) else (self._text + piece)[:LARGEST_ANNOTATION]
        if not document.last:
            return []
        text, self._text = self._text, b""
        with contextlib.suppress(msgspec.DecodeError, RecursionError):
            return [msgspec.json.decode(text, type=Annotation)]
        return []
