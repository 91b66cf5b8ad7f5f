"""Views on real sockets: who is let in, what they get, and what a slow one costs (nothing)."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator

import msgspec
import pytest

from pawpress.engine.messages import (
    Acknowledge,
    CoachView,
    Goodbye,
    LinkView,
    Notice,
    Quit,
    SessionInfo,
    Snapshot,
    ToEngine,
    ToView,
)
from pawpress.engine.views import LENGTH, MAX_COMMAND, ViewServer

TOKEN = "0123456789abcdef"
OPENING = SessionInfo(
    title="test",
    mode="hands",
    rig=None,
    pads=[],
    calibrated=False,
    uncertainty=0.25,
    target_n=(80.0, 160.0),
    amber_n=210.0,
    red_n=300.0,
    hold_s=(1.0, 3.0),
    zoned=False,
)
LINK = LinkView(state="live", detail="", frames=1, lost=0, crc_errors=0, resyncs=0, overruns=0)


def snapshot(t_s: float, pads: int = 1) -> Snapshot:
    return Snapshot(
        t_s=t_s,
        force_n=[1.25] * pads,
        saturated=[False] * pads,
        progress=[],
        alarms=[],
        link=LINK,
        presses=0,
        by_verdict={},
        by_force={},
        recording=None,
    )


def notice(number: int) -> Notice:
    return Notice(severity="info", text=str(number))


class Client:
    """A view as another program would write it, with a blocking socket."""

    def __init__(self, server: ViewServer, token: str = TOKEN, *, admitted: bool = True) -> None:
        self.server = server
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=5.0)
        self.received = b""
        self.send(token.encode() + b"\n")
        if admitted:
            poll_until(server, lambda: server.connected > 0 and self.is_served())

    def is_served(self) -> bool:
        self.server.publish(notice(-1))
        self.socket.setblocking(False)
        try:
            return bool(self.socket.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return False
        finally:
            self.socket.settimeout(5.0)

    def send(self, content: bytes) -> None:
        self.socket.sendall(content)

    def command(self, command: ToEngine) -> None:
        body = msgspec.msgpack.encode(command)
        self.send(LENGTH.pack(len(body)) + body)

    def messages(self) -> list[ToView]:
        """Return what has come so far, less the notices that only tried whether the view was let in."""
        self.socket.settimeout(0.05)
        with contextlib.suppress(TimeoutError):
            while chunk := self.socket.recv(1 << 20):
                self.received += chunk
                self.server.poll(time.monotonic())
        return [message for message in self._decoded() if message != notice(-1)]

    def was_hung_up_on(self) -> bool:
        self.socket.setblocking(False)
        try:
            chunk = self.socket.recv(1 << 16)
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True
        self.received += chunk
        return not chunk

    def _decoded(self) -> Iterator[ToView]:
        while len(self.received) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self.received)[0]
            if len(self.received) < end:
                return
            yield msgspec.msgpack.decode(self.received[LENGTH.size : end], type=ToView)
            self.received = self.received[end:]


def poll_until(server: ViewServer, done: Callable[[], bool]) -> list[ToEngine]:
    commands: list[ToEngine] = []
    end_s = time.monotonic() + 5.0
    while not done():
        assert time.monotonic() < end_s
        commands += server.poll(time.monotonic())
    return commands + server.poll(time.monotonic())


def commands_of(server: ViewServer, count: int) -> list[ToEngine]:
    commands: list[ToEngine] = []
    end_s = time.monotonic() + 5.0
    while len(commands) < count:
        assert time.monotonic() < end_s
        commands += server.poll(time.monotonic())
    return commands


@pytest.fixture
def server() -> Iterator[ViewServer]:
    server = ViewServer(TOKEN)
    yield server
    server.close()


Connect = Callable[..., Client]


@pytest.fixture
def connect(server: ViewServer) -> Iterator[Connect]:
    clients: list[Client] = []

    def one_more(token: str = TOKEN, *, admitted: bool = True) -> Client:
        clients.append(Client(server, token, admitted=admitted))
        return clients[-1]

    yield one_more
    for client in clients:
        client.socket.close()


def test_a_view_is_told_the_opening_first_whenever_it_comes(server: ViewServer, connect: Connect):
    server.publish(OPENING)
    server.publish(notice(1))
    client = connect()
    server.publish(notice(2))
    assert client.messages() == [OPENING, notice(2)]


def test_a_view_that_comes_later_is_told_what_the_coach_said_last(server: ViewServer, connect: Connect):
    """The coach begins a block at once, and a view may need longer to join; a page in a browser is opened again."""
    for block in ("a warm-up", "a hidden test"):
        server.publish(CoachView(block=block))
    assert connect().messages() == [CoachView(block="a hidden test")]


def test_a_repeated_opening_reaches_views_that_are_there(server: ViewServer, connect: Connect):
    client = connect()
    server.publish(OPENING)
    assert client.messages() == [OPENING]


def test_two_views_get_the_same(server: ViewServer, connect: Connect):
    first, second = connect(), connect()
    for number in range(20):
        server.publish(notice(number))
    server.publish(Goodbye(reason="over"))
    expected = [*(notice(number) for number in range(20)), Goodbye(reason="over")]
    assert first.messages() == expected
    assert second.messages() == expected


@pytest.mark.parametrize(
    "token",
    ["0123456789abcdeX", "0123456789abcdef0", "x" * 10_000],
    ids=["another", "one too long", "endless"],
)
def test_a_view_with_the_wrong_token_is_told_nothing_and_turned_away(server: ViewServer, connect: Connect, token: str):
    server.publish(OPENING)
    client = connect(token, admitted=False)
    quit_ = msgspec.msgpack.encode(Quit())
    client.send(LENGTH.pack(len(quit_)) + quit_)
    commands: list[ToEngine] = []
    end_s = time.monotonic() + 5.0
    while not client.was_hung_up_on():
        assert time.monotonic() < end_s
        commands += server.poll(time.monotonic())
        server.publish(notice(1))
    assert (commands, server.connected, client.received) == ([], 0, b"")


def test_a_view_that_gives_no_token_is_told_nothing(server: ViewServer, connect: Connect):
    server.publish(OPENING)
    client = connect("", admitted=False)
    poll_until(server, lambda: server.connected == 1)
    server.publish(notice(1))
    assert client.messages() == []


def test_commands_arrive_in_order_though_split_anywhere(server: ViewServer, connect: Connect):
    client = connect()
    stream = b""
    for command in (Acknowledge(), Quit(), Acknowledge()):
        body = msgspec.msgpack.encode(command)
        stream += LENGTH.pack(len(body)) + body
    for byte in stream:
        client.send(bytes([byte]))
    assert commands_of(server, 3) == [Acknowledge(), Quit(), Acknowledge()]


def test_a_command_that_makes_no_sense_is_passed_over(server: ViewServer, connect: Connect):
    client = connect()
    client.send(LENGTH.pack(3) + b"\xc1\xc1\xc1")
    client.command(Acknowledge())
    assert commands_of(server, 1) == [Acknowledge()]


def test_a_command_beyond_all_size_ends_the_view(server: ViewServer, connect: Connect):
    client = connect()
    client.send(LENGTH.pack(MAX_COMMAND + 1) + b"x" * 100)
    poll_until(server, lambda: server.connected == 0)


def test_a_view_that_left_is_forgotten_and_the_others_are_served(server: ViewServer, connect: Connect):
    gone, there = connect(), connect()
    gone.socket.close()
    poll_until(server, lambda: server.connected == 1)
    server.publish(notice(5))
    assert there.messages() == [notice(5)]


def test_a_slow_view_misses_snapshots_and_no_press_and_costs_no_time(server: ViewServer, connect: Connect):
    slow, quick = connect(), connect()
    begin_s = time.monotonic()
    for number in range(600):
        server.publish(snapshot(float(number), pads=4000))
        if number % 20 == 0:
            server.publish(notice(number))
        if number % 10 == 0:
            quick.received += quick.socket.recv(1 << 20)
    assert time.monotonic() - begin_s < 30.0, "to wait for a view that never reads takes for ever"
    told = slow.messages()
    snapshots = [message.t_s for message in told if isinstance(message, Snapshot)]
    assert 0 < len(snapshots) < 600
    assert snapshots == sorted(snapshots)
    assert [message for message in told if isinstance(message, Notice)] == [notice(n) for n in range(0, 600, 20)]


def test_what_a_slow_view_gets_after_it_caught_up_is_new(server: ViewServer, connect: Connect):
    slow = connect()
    for number in range(600):
        server.publish(snapshot(float(number), pads=4000))
    slow.messages()
    server.publish(snapshot(9999.0))
    assert slow.messages()[-1] == snapshot(9999.0)
