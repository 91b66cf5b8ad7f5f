"""The real feed against a small real server on the loopback."""

from __future__ import annotations

import select
import socket
import struct
from collections.abc import Callable, Iterator

import msgspec
import pytest
from view_examples import OPENING, SNAPSHOT, STEADY, changed

from pawpress.dashboard import FeedClosed
from pawpress.dashboard.stream_feed import LONGEST_MESSAGE, StreamFeed
from pawpress.engine.messages import Acknowledge, Quit, ToEngine, ToView

TOKEN = b"0123456789abcdef0123456789abcdef"


class Engine:
    """The engine's end of the stream: a listening socket that serves one view."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(5)
        self.port: int = self.listener.getsockname()[1]
        self.peer: socket.socket | None = None

    def accept(self) -> bytes:
        """Accept the view and return its first line."""
        self.peer, _ = self.listener.accept()
        self.peer.settimeout(5)
        return self.read(len(TOKEN) + 1)

    def read(self, count: int) -> bytes:
        assert self.peer is not None
        received = b""
        while len(received) < count:
            received += self.peer.recv(count - len(received))
        return received

    def read_command(self) -> ToEngine:
        (length,) = struct.unpack("<I", self.read(4))
        return msgspec.msgpack.decode(self.read(length), type=ToEngine)

    def write(self, raw: bytes) -> None:
        assert self.peer is not None
        self.peer.sendall(raw)

    def close(self) -> None:
        for end in (self.peer, self.listener):
            if end is not None:
                end.close()


def framed(message: ToView) -> bytes:
    body = msgspec.msgpack.encode(message)
    return struct.pack("<I", len(body)) + body


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.close()


@pytest.fixture
def feed(engine: Engine) -> Iterator[StreamFeed]:
    feed = StreamFeed(engine.port, TOKEN)
    assert engine.accept() == TOKEN + b"\n"
    yield feed
    feed.close()


def poll_until(feed: StreamFeed, done: Callable[[list[ToView]], bool]) -> list[ToView]:
    """Poll whenever the socket has something, until the messages are enough."""
    messages: list[ToView] = []
    while not done(messages):
        readable, _, _ = select.select([feed], [], [], 5)
        assert readable, f"nothing more came after {len(messages)} messages"
        messages += feed.poll()
    return messages


def test_idle_is_an_empty_list(feed: StreamFeed) -> None:
    assert feed.poll() == []


def test_messages_arrive_in_order_and_typed(engine: Engine, feed: StreamFeed) -> None:
    sent: list[ToView] = [OPENING, SNAPSHOT, STEADY, changed(SNAPSHOT, t_s=2.0)]
    engine.write(b"".join(framed(message) for message in sent))
    assert poll_until(feed, lambda got: len(got) >= 4) == sent


def test_a_message_may_arrive_byte_by_byte(engine: Engine, feed: StreamFeed) -> None:
    for byte in framed(STEADY):
        assert feed.poll() == []
        engine.write(bytes([byte]))
    assert poll_until(feed, bool) == [STEADY]


def test_a_thousand_snapshots_are_taken_in(engine: Engine, feed: StreamFeed) -> None:
    engine.write(b"".join(framed(changed(SNAPSHOT, t_s=float(t))) for t in range(1000)))
    messages = poll_until(feed, lambda got: len(got) >= 1000)
    assert [message.t_s for message in messages] == [float(t) for t in range(1000)]  # type: ignore[union-attr]


def test_commands_reach_the_engine(engine: Engine, feed: StreamFeed) -> None:
    feed.send(Acknowledge())
    feed.send(Quit())
    assert (engine.read_command(), engine.read_command()) == (Acknowledge(), Quit())


def test_what_came_before_the_end_is_handed_out_first(engine: Engine, feed: StreamFeed) -> None:
    engine.write(framed(STEADY) + framed(SNAPSHOT)[:20])
    engine.close()
    assert poll_until(feed, bool) == [STEADY]
    select.select([feed], [], [], 5)
    with pytest.raises(FeedClosed, match="engine"):
        feed.poll()
    with pytest.raises(FeedClosed):
        feed.send(Acknowledge())


@pytest.mark.parametrize(
    "garbage",
    [struct.pack("<I", LONGEST_MESSAGE + 1), struct.pack("<I", 3) + b"\xc1ab", struct.pack("<I", 1) + b"\x80"],
    ids=["too long", "not msgpack", "unknown message"],
)
def test_a_stranger_on_the_port_ends_the_feed_with_a_reason(engine: Engine, feed: StreamFeed, garbage: bytes) -> None:
    engine.write(framed(STEADY) + garbage)
    assert poll_until(feed, bool) == [STEADY]
    with pytest.raises(FeedClosed, match="another language"):
        feed.poll()


def test_nobody_listening_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(FeedClosed, match=str(port)):
        StreamFeed(port, TOKEN)


def test_closing_twice_does_no_harm(feed: StreamFeed) -> None:
    feed.close()
    feed.close()
    with pytest.raises(FeedClosed):
        feed.poll()
