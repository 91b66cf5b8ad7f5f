"""Opens and reads files of other people: regular files only, and never more bytes than the reader can use."""

from __future__ import annotations

import errno
import os
import stat
import zlib
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

SETTINGS_BYTES = 1 << 20
"""Most bytes of a text that people write: settings, layouts, calibrations, answers, cards. The largest real one, a
calibration of sixteen pads with all its points, is about 60 kB."""
TABLE_BYTES = 1 << 30
"""Most bytes of a table of another program, packed and unpacked: eight pads at 1 kHz for four hours as CSV."""
CHUNK_BYTES = 1 << 20
GZIP_MAGIC = b"\x1f\x8b"
NOT_REGULAR = {
    stat.S_IFIFO: "it is a pipe, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a disk, not a file",
}


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading; never waits, and never wakes a device.

    Raises
    ------
    OSError
        If it cannot be opened, or is a pipe, a device, a socket or a folder; `strerror` is a reason for people.
    """
    _check_regular(path, path.stat())
    # A pipe may have taken the file's place since: it is opened without waiting, and looked at once more.
    number = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        _check_regular(path, os.fstat(number))
        _check_gives(number)
    except OSError as error:
        os.close(number)
        raise OSError(error.errno, error.strerror, str(path)) from error
    return os.fdopen(number, "rb")


def read_bounded(path: Path, most_bytes: int, *, gunzip: bool = False) -> bytes:
    """Return the content of a regular file, unpacked if asked for.

    Parameters
    ----------
    path : Path
        The file.
    most_bytes : int
        Largest size that is read, before and after unpacking.
    gunzip : bool
        Whether to unpack content that begins as gzip files do, all members of it.

    Raises
    ------
    OSError
        If it cannot be read, is no regular file, is larger than that, or is a damaged gzip file; `strerror` is a
        reason for people.
    """
    with open_regular(path) as file:
        if os.fstat(file.fileno()).st_size > most_bytes:
            raise too_large(path, most_bytes)
        content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise too_large(path, most_bytes)
    return _unpacked(path, content, most_bytes) if gunzip and content.startswith(GZIP_MAGIC) else content


def read_text_bounded(path: Path, most_bytes: int = SETTINGS_BYTES) -> str:
    """Return the text of a regular UTF-8 file, every line ending in a line feed.

    Raises
    ------
    OSError
        As `read_bounded`.
    UnicodeDecodeError
        If it is not UTF-8.
    """
    return read_bounded(path, most_bytes).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _check_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        reason = NOT_REGULAR.get(stat.S_IFMT(status.st_mode), "it is not a regular file")
        raise OSError(errno.EINVAL, reason, str(path))


def _check_gives(number: int) -> None:
    """Raise where a read would wait: some of what Linux calls a regular file is a stream (`/proc/kmsg`)."""
    if hasattr(os, "pread"):
        os.pread(number, 1, 0)


def _unpacked(path: Path, packed: bytes, most_bytes: int) -> bytes:
    """Unpack chunk by chunk, so that a bomb costs no more than the limit."""
    unpacked = BytesIO()
    rest = packed
    while rest.startswith(GZIP_MAGIC):
        member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        while not member.eof:
            try:
                chunk = member.decompress(rest, CHUNK_BYTES)
            except zlib.error as error:
                raise _damaged(path) from error
            rest = member.unconsumed_tail
            if not chunk and not member.eof and not rest:
                raise _damaged(path)
            unpacked.write(chunk)
            if unpacked.tell() > most_bytes:
                raise too_large(path, most_bytes)
        rest = member.unused_data.lstrip(b"\0")
    if rest:
        raise _damaged(path)
    return unpacked.getvalue()


def _damaged(path: Path) -> OSError:
    return OSError(errno.EIO, "the gzip file is damaged or cut off", str(path))


def too_large(path: Path, most_bytes: int) -> OSError:
    """Return that a file is larger than a limit."""
    return OSError(errno.EFBIG, f"it is larger than {_size(most_bytes)}", str(path))


def _size(size_bytes: int) -> str:
    return f"{size_bytes >> 30} GiB" if size_bytes >= 1 << 30 else f"{size_bytes >> 20} MiB"
