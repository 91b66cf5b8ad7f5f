"""Whether the rig's first Hello is whole in a file, and what stands for it if it is not.

Without it the readings would be judged with the converter's usual range, no skew between pads and no serial number:
other newtons than in the session, and nobody told.
"""

from __future__ import annotations

from collections.abc import Callable

from pawpress.core.protocol.decoder import FIRST_HOST_TYPE
from pawpress.core.protocol.schema_generated import Document, Hello, Identify
from pawpress.recording.copies import SHORTEST_HELLO, HelloCopy, trusted_copy
from pawpress.recording.damage import Damage, Patch
from pawpress.recording.head import HEAD_BYTES
from pawpress.recording.host_frames import HELLO_COPY
from pawpress.recording.pieces import DocumentReader, FoundDocument, documents, pieces

DAMAGED = Damage("damaged_hello", "What the rig says of itself is damaged in the recording; its second copy was used.")
UNKNOWN = Damage(
    "unknown_rig",
    "What the rig says of itself is damaged in the recording. Newtons may differ a little from the session's.",
)


def check_hello(tail: bytes, tail_at: int, read: Callable[[int, int], bytes]) -> tuple[tuple[Patch, ...], list[Damage]]:
    """Return what to replace in the file, and what is to be said of it.

    Parameters
    ----------
    tail : bytes
        How the file ends.
    tail_at : int
        Where the tail begins in the file.
    read : callable
        Returns bytes of the file, given the place and how many.
    """
    survey: _Survey | None = None
    copies = _copies(tail, tail_at)
    if not copies:
        survey = _Survey(read(0, HEAD_BYTES))
        copies = survey.copies
    for copy in copies:
        patch = copy.patch()
        if read(patch.at, len(patch.content)) == patch.content:
            return (), []
        return (patch,), [DAMAGED]
    return (), [UNKNOWN] if survey is not None and survey.lacks_hello else []


def _copies(content: bytes, starts_at: int) -> list[HelloCopy]:
    found = (trusted_copy(one) for one in documents(content, starts_at) if one.kind == HELLO_COPY)
    return [copy for copy in found if copy is not None]


class _Survey:
    """What comes before the first whole Hello."""

    def __init__(self, head: bytes) -> None:
        self.copies: list[HelloCopy] = []
        self._first: int | None = None
        """Type of the rig's first whole frame."""
        self._damaged_bytes = 0
        """Between the documents at the head and that frame."""
        self._asked = False
        """Whether the program asked the rig who it is, as it does when it has not heard."""
        reader = DocumentReader()
        for piece in pieces(head):
            if piece.kind is None:
                self._damaged_bytes += len(piece.encoded) if self._first is None else 0
            elif piece.kind == Document.TYPE:
                self._damaged_bytes = 0 if self._first is None else self._damaged_bytes
                self._keep(reader.take(piece))
            elif piece.kind < FIRST_HOST_TYPE:
                self._first = piece.kind if self._first is None else self._first
                if piece.kind == Hello.TYPE or self.copies:
                    break
            else:
                self._asked |= piece.kind == Identify.TYPE

    def _keep(self, found: FoundDocument | None) -> None:
        if found is not None and found.kind == HELLO_COPY and (copy := trusted_copy(found)) is not None:
            self.copies.append(copy)

    @property
    def lacks_hello(self) -> bool:
        """Whether there was a Hello when the recording was made, and is none now.

        A host that joins in mid-stream has half a frame before the first whole one, which is shorter than a Hello,
        and asks the rig who it is.
        """
        return self._first not in (None, Hello.TYPE) and not self._asked and self._damaged_bytes >= SHORTEST_HELLO
