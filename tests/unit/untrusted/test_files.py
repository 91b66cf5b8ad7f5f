"""Files of other people are opened only if they are files, and read only up to a size."""

from __future__ import annotations

import errno
import gzip
import os
import socket
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from pawpress.system.untrusted import open_regular, read_bounded, read_text_bounded

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes, sockets and devices in folders")
MIB = 1 << 20


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe")
    return folder / "pipe"


def listening(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket"))
    return folder / "socket"


def folder_itself(folder: Path) -> Path:
    return folder


def zeros(folder: Path) -> Path:  # noqa: ARG001
    return Path("/dev/zero")


def link_to_zeros(folder: Path) -> Path:
    (folder / "link").symlink_to("/dev/zero")
    return folder / "link"


@POSIX
@pytest.mark.timeout(10)
@pytest.mark.parametrize("make", [pipe, listening, folder_itself, zeros, link_to_zeros])
def test_what_is_not_a_regular_file_is_not_opened(make: Callable[[Path], Path], tmp_path: Path):
    path = make(tmp_path)
    with pytest.raises(OSError, match=str(path)) as refused:
        open_regular(path)
    assert refused.value.strerror


@POSIX
@pytest.mark.timeout(10)
def test_a_pipe_that_takes_the_place_of_a_file_after_the_look_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    regular, path = tmp_path / "regular", pipe(tmp_path)
    regular.write_text("x")
    status = regular.stat()
    monkeypatch.setattr(Path, "stat", lambda _self: status)
    with pytest.raises(OSError, match="it is a pipe"):
        open_regular(path)


@POSIX
def test_a_stream_that_calls_itself_a_file_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """As `/proc/kmsg`, when the kernel has nothing to say."""

    def nothing_yet(*_: int) -> bytes:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    (tmp_path / "x").write_text("x")
    monkeypatch.setattr(os, "pread", nothing_yet)
    with pytest.raises(OSError, match=r"temporarily.*x'$"):
        open_regular(tmp_path / "x")


def test_a_file_up_to_the_limit_is_read_and_one_byte_more_is_not(tmp_path: Path):
    (tmp_path / "full").write_bytes(b"x" * 1000)
    (tmp_path / "over").write_bytes(b"x" * 1001)
    assert read_bounded(tmp_path / "full", 1000) == b"x" * 1000
    with pytest.raises(OSError, match="it is larger than"):
        read_bounded(tmp_path / "over", 1000)


@pytest.mark.skipif(not Path("/proc/cpuinfo").exists(), reason="only Linux has files that hide their size")
def test_a_file_that_states_no_size_is_read_up_to_the_limit():
    with pytest.raises(OSError, match="it is larger than"):
        read_bounded(Path("/proc/cpuinfo"), 10)


def test_a_bomb_costs_no_more_than_the_limit(tmp_path: Path):
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(b"".join(gzip.compress(b"1,2\n" * (10 * MIB), 9) for _ in range(8)))
    assert bomb.stat().st_size < MIB
    tracemalloc.start()
    try:
        with pytest.raises(OSError, match="it is larger than 4 MiB"):
            read_bounded(bomb, 4 * MIB, gunzip=True)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak_bytes < 12 * MIB


@pytest.mark.parametrize(
    "content", [b"", b"a", b"time,F\n" * 500_000, os.urandom(3 * MIB)], ids=["none", "one", "long", "random"]
)
def test_gzip_is_unpacked_as_python_does_it(content: bytes, tmp_path: Path):
    packed = gzip.compress(content)
    (tmp_path / "one.gz").write_bytes(packed)
    (tmp_path / "two.gz").write_bytes(packed + packed + b"\0" * 100)
    assert read_bounded(tmp_path / "one.gz", 64 * MIB, gunzip=True) == content
    assert read_bounded(tmp_path / "two.gz", 64 * MIB, gunzip=True) == content * 2 == gzip.decompress(packed * 2)
    assert read_bounded(tmp_path / "one.gz", 64 * MIB) == packed


@pytest.mark.parametrize(
    "spoil",
    [lambda packed: packed[:-9], lambda packed: packed[:12], lambda packed: packed + b"rest", lambda p: p[:-8] + p[:8]],
    ids=["cut off", "nearly nothing", "something behind it", "wrong checksum"],
)
def test_damaged_gzip_says_so(spoil: Callable[[bytes], bytes], tmp_path: Path):
    (tmp_path / "x.gz").write_bytes(spoil(gzip.compress(os.urandom(10_000))))
    with pytest.raises(OSError, match="the gzip file is damaged or cut off"):
        read_bounded(tmp_path / "x.gz", MIB, gunzip=True)


def test_a_text_has_the_line_ends_that_python_gives(tmp_path: Path):
    (tmp_path / "x.toml").write_bytes("a = 1\r\nb = 'ä'\rc = 2\n".encode())
    assert read_text_bounded(tmp_path / "x.toml") == (tmp_path / "x.toml").read_text("utf-8")
