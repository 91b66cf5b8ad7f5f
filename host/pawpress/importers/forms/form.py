"""What is known about a format that other programs write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pawpress.importers.forms.raw import RawTable


@dataclass(frozen=True, slots=True)
class Form:
    """A binary format."""

    called: str
    """With its article: `an XDF file`."""
    way_out: str
    """What to do where it cannot be read."""
    begins: bytes | None = None
    """How such a file begins."""
    is_one: Callable[[Path, bytes], bool] | None = None
    """Whether a file is one, where the first bytes alone do not say it."""
    read: Callable[[Path, bytes], RawTable] | None = None
    """Reads it, with packages of the extra `files`; None where nothing does."""
    native: bool = False
    """Whether these are native code, which a damaged file may have end its process."""
    kind: str = ""
    """`source.kind` of the answer; empty where it is not read."""
    endings: tuple[str, ...] = ()
    """Endings of such files, with their dots."""

    def fits(self, path: Path, content: bytes) -> bool:
        """Whether a file is of this format."""
        if self.begins is not None and content.startswith(self.begins):
            return True
        return self.is_one is not None and self.is_one(path, content)


@dataclass(frozen=True, slots=True)
class TextForm:
    """A text format with a structure of its own."""

    called: str
    """With its article: `a LabVIEW measurement file`."""
    is_one: Callable[[str], bool]
    """Whether a text is one."""
    read: Callable[[Path, str], RawTable]
    """Reads it."""
    kind: str
    """`source.kind` of the answer."""
    endings: tuple[str, ...] = ()
    """Endings of such files, with their dots."""
