"""Unpacks zip containers of other people piece by piece, so that a bomb costs no more than the limit."""

from __future__ import annotations

import errno
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pawpress.system.untrusted.files import CHUNK_BYTES, too_large

LONGEST_MEMBER_BYTES = 1 << 62
"""A container may claim less for a member than there is in it; every member is unpacked to its true end."""


def unpacked_members(path: Path, content: bytes, most_bytes: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name of each member with each chunk of its unpacked content.

    Parameters
    ----------
    path : Path
        Where the container is, for messages.
    content : bytes
        The container.
    most_bytes : int
        Largest size of all members together, unpacked.

    Raises
    ------
    OSError
        If they are larger than that, or the container is damaged or encrypted; `strerror` is a reason for people.
    """
    unpacked_bytes = 0
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            for member in container.infolist():
                member.file_size = LONGEST_MEMBER_BYTES
                with container.open(member) as unpacked:
                    while chunk := unpacked.read(CHUNK_BYTES):
                        unpacked_bytes += len(chunk)
                        if unpacked_bytes > most_bytes:
                            raise too_large(path, most_bytes)
                        yield member.filename, chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise OSError(errno.EIO, "the container is damaged, encrypted or cut off", str(path)) from error
