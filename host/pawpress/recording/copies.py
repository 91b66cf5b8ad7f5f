"""What a recording holds more than once, since without it everything else is worth less: the manifest and the Hello.

Strategy: the manifest stands at the head as plain JSON, and compressed behind the schema and before the end. Of the
first Hello, which says what the readings mean, a copy follows at once and another before the end. A copy states where
the frame stood and where it stands itself: only if it still stands there is it put into the old place, since otherwise
bytes are missing between the two and the place is another one.
"""

from __future__ import annotations

import zlib

import msgspec

from pawpress.core.protocol.codec import MAX_ENCODED, OVERHEAD, FrameError, decode
from pawpress.core.protocol.schema_generated import Hello
from pawpress.recording.damage import Patch
from pawpress.recording.pieces import LARGEST_DOCUMENT, FoundDocument, pieces

SHORTEST_HELLO = min(Hello.EARLIER) + OVERHEAD + 1
"""Bytes of the frame without its delimiter; COBS adds one."""
LONGEST_HELLO = Hello.LAYOUT.size + OVERHEAD + 1


class HelloCopy(msgspec.Struct, frozen=True):
    """The frame of a Hello, and where in the file it and its copy stand."""

    at: int
    here: int
    frame: str
    """Its bytes without the delimiter, hexadecimal."""

    def patch(self) -> Patch:
        """Return the frame between its delimiters, as it must stand in the file."""
        return Patch(self.at - 1, b"\0" + bytes.fromhex(self.frame) + b"\0")


class HelloFinder:
    """Looks for the first frame in which a rig says who it is, in bytes that come in chunks of any size."""

    def __init__(self) -> None:
        self.found: tuple[int, bytes] | None = None
        """Where the frame begins in the file, and its bytes without the delimiter."""
        self._begun = b""
        """The beginning of a frame whose end is still to come."""

    def scan(self, chunk: bytes, starts_at: int) -> None:
        """Look into the next bytes of the file."""
        if self.found is not None:
            return
        content = self._begun + chunk
        for piece in pieces(content, starts_at - len(self._begun)):
            if piece.kind == Hello.TYPE and _says_who(piece.encoded):
                self.found = piece.at, piece.encoded
                return
        self._begun = content[content.rfind(b"\0") + 1 :][-MAX_ENCODED - 1 :]

    def copy(self, here: int) -> bytes:
        """Return the text of a copy whose document begins at `here`."""
        assert self.found is not None
        at, frame = self.found
        return msgspec.json.encode(HelloCopy(at, here, frame.hex()))


def trusted_copy(document: FoundDocument) -> HelloCopy | None:
    """Return the copy in a document if it stands where it says; else nobody knows where its Hello belongs."""
    try:
        copy = msgspec.json.decode(document.text, type=HelloCopy)
        frame = bytes.fromhex(copy.frame)
    except (msgspec.DecodeError, RecursionError, ValueError):
        return None
    good = copy.here == document.at and 0 < copy.at < copy.here and _says_who(frame)
    return copy if good else None


def packed(manifest: bytes) -> bytes:
    """Return the text of a manifest as its copies hold it."""
    return zlib.compress(manifest, 9)


def unpacked(text: bytes) -> bytes | None:
    """Return the text of a manifest from a copy; None if it is damaged or larger than any manifest can be."""
    stream = zlib.decompressobj()
    try:
        manifest = stream.decompress(text, LARGEST_DOCUMENT)
    except zlib.error:
        return None
    return manifest if stream.eof else None


def _says_who(frame: bytes) -> bool:
    """Whether a frame is a Hello that the pipeline can make use of."""
    if not SHORTEST_HELLO <= len(frame) <= LONGEST_HELLO:
        return False
    try:
        hello, _ = decode(frame)
    except FrameError:
        return False
    return isinstance(hello, Hello) and bool(hello.pads and hello.rate_hz and hello.counts_max)
