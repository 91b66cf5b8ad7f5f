"""The door of the stream: what people without the token, and views that send nonsense, cost the engine (nothing)."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator

import msgspec
import pytest

from pawpress.engine.messages import Acknowledge, Notice, ToEngine
from pawpress.engine.views import (
    ACCEPTS_PER_POLL,
    COMMANDS_PER_POLL,
    LENGTH,
    MOST_STRANGERS,
    MOST_VIEWS,
    REST_S,
    TOKEN_WITHIN_S,
    ViewServer,
)

TOKEN = "0123456789abcdef"
NOTICE = Notice(severity="info", text="hello")
POLLS = 200


@pytest.fixture
def server() -> Iterator[ViewServer]:
    server = ViewServer(TOKEN)
    yield server
    server.close()


@pytest.fixture
def sockets() -> Iterator[list[socket.socket]]:
    opened: list[socket.socket] = []
    yield opened
    for one in opened:
        one.close()


def connect(server: ViewServer, sockets: list[socket.socket], first: bytes = b"") -> socket.socket:
    client = socket.create_connection(("127.0.0.1", server.port), timeout=5.0)
    sockets.append(client)
    client.sendall(first)
    return client


def frame(body: bytes) -> bytes:
    return LENGTH.pack(len(body)) + body


def polled(server: ViewServer, now_s: float, polls: int = POLLS) -> list[ToEngine]:
    return [command for _ in range(polls) for command in server.poll(now_s)]


def is_hung_up(client: socket.socket) -> bool:
    client.settimeout(0.02)
    try:
        return client.recv(1) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


def is_served(server: ViewServer, client: socket.socket) -> bool:
    server.publish(NOTICE)
    client.settimeout(0.5)
    try:
        return bool(client.recv(1))
    except OSError:
        return False


def test_idle_connections_are_few_and_lock_nobody_out(server: ViewServer, sockets: list[socket.socket]):
    for _ in range(6):
        for _ in range(50):
            connect(server, sockets)
        polled(server, 0.0)
    assert server.connected <= MOST_STRANGERS
    view = connect(server, sockets, TOKEN.encode() + b"\n")
    polled(server, 0.0)
    assert is_served(server, view)


def test_a_poll_lets_only_a_few_in(server: ViewServer, sockets: list[socket.socket]):
    for _ in range(5 * ACCEPTS_PER_POLL):
        connect(server, sockets)
    server.poll(0.0)
    assert server.connected == ACCEPTS_PER_POLL


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of file numbers to lower")
def test_no_file_number_left_ends_nobody_and_the_listener_rests(server: ViewServer, sockets: list[socket.socket]):
    import resource

    view = connect(server, sockets, TOKEN.encode() + b"\n")
    polled(server, 0.0, 5)
    late = connect(server, sockets, TOKEN.encode() + b"\n")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    free = os.dup(view.fileno())
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, hard))
    try:
        polled(server, 1.0, 5)
        assert server.connected == 1
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    polled(server, 1.0 + REST_S / 2, 5)
    assert server.connected == 1, "the listener rests"
    polled(server, 1.0 + REST_S, 5)
    assert is_served(server, view)
    assert is_served(server, late)


def test_without_the_token_a_connection_ends_soon(server: ViewServer, sockets: list[socket.socket]):
    silent, slow = connect(server, sockets), connect(server, sockets, TOKEN.encode())
    view = connect(server, sockets, TOKEN.encode() + b"\n")
    polled(server, 10.0)
    polled(server, 10.0 + TOKEN_WITHIN_S)
    assert server.connected == 3
    server.poll(10.1 + TOKEN_WITHIN_S)
    assert server.connected == 1
    assert is_hung_up(silent)
    assert is_hung_up(slow)
    assert is_served(server, view)


def test_without_the_token_nothing_is_kept_but_its_length(server: ViewServer, sockets: list[socket.socket]):
    right = connect(server, sockets, TOKEN.encode() + b"\n" + frame(msgspec.msgpack.encode(Acknowledge())))
    wrong = connect(server, sockets, b"x" * 100_000)
    commands = polled(server, 0.0)
    assert commands == [Acknowledge()], "what follows the token is read after it was right"
    assert is_hung_up(wrong)
    assert is_served(server, right)


def test_there_are_only_so_many_views(server: ViewServer, sockets: list[socket.socket]):
    for _ in range(MOST_VIEWS + 3):
        connect(server, sockets, TOKEN.encode() + b"\n")
    polled(server, 0.0)
    assert server.connected == MOST_VIEWS
    assert is_served(server, sockets[0])
    assert is_hung_up(sockets[-1])


def nested(levels: int) -> bytes:
    """An annotation with a field nobody knows, nested so deep that no decoder can walk through it."""
    return b"\x82\xa4type\xa8annotate\xa1x" + b"\x91" * levels + b"\x01"


@pytest.mark.parametrize(
    "body",
    [nested(50_000), b"\x82\xa4type\xa8annotate\xa1x\xdd\xff\xff\xff\xff", b"", b"\xc1", b"\x81\xa4type\xa2\xff\xfe"],
    ids=["nested", "four billion entries", "empty", "no message", "no text"],
)
def test_nonsense_of_a_view_is_passed_over(server: ViewServer, sockets: list[socket.socket], body: bytes):
    view = connect(server, sockets, TOKEN.encode() + b"\n")
    polled(server, 0.0, 5)
    view.sendall(frame(body) + frame(msgspec.msgpack.encode(Acknowledge())))
    assert polled(server, 0.0) == [Acknowledge()]
    assert is_served(server, view)


def test_a_flood_of_commands_comes_a_few_per_poll(server: ViewServer, sockets: list[socket.socket]):
    view = connect(server, sockets, TOKEN.encode() + b"\n")
    polled(server, 0.0, 5)
    view.sendall(frame(msgspec.msgpack.encode(Acknowledge())) * (3 * COMMANDS_PER_POLL))
    end_s = time.monotonic() + 5.0
    counts: list[int] = []
    while sum(counts) < 3 * COMMANDS_PER_POLL:
        assert time.monotonic() < end_s
        counts.append(len(server.poll(0.0)))
    assert max(counts) == COMMANDS_PER_POLL
