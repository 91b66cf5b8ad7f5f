"""Whoever connects to the emulator's owner gets nothing without the token."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from pawpress.simulator.emulator.admission import MOST_WAITING, Admission

TOKEN = b"0123456789abcdef"


def connect(admission: Admission, shows: bytes) -> socket.socket:
    stranger = socket.create_connection(("127.0.0.1", admission.port), timeout=10.0)
    stranger.sendall(shows)
    return stranger


def admitted(admission: Admission) -> socket.socket:
    found = admission.wait(time.monotonic() + 20.0, lambda: True)
    assert found is not None
    return found


def is_closed(stranger: socket.socket) -> bool:
    try:
        return stranger.recv(1) == b""
    except ConnectionError:
        return True


def test_the_one_with_the_token_is_let_in_and_keeps_what_it_sends_next():
    admission = Admission(TOKEN)
    with connect(admission, TOKEN + b"next"), admitted(admission) as found:
        assert found.recv(10) == b"next"


@pytest.mark.parametrize(
    "shown", [b"", b"0123", b"0123456789abcdeX", b"x" * 1000], ids=["none", "half", "wrong", "long"]
)
def test_one_without_it_is_turned_away_and_ours_comes_in_all_the_same(shown: bytes):
    admission = Admission(TOKEN)
    with connect(admission, shown) as stranger, connect(admission, TOKEN) as ours, admitted(admission) as found:
        found.sendall(b"for you")
        assert is_closed(stranger)
        assert ours.recv(7) == b"for you"


def test_many_who_say_nothing_do_not_keep_ours_out():
    admission = Admission(TOKEN)
    strangers: list[socket.socket] = []

    def knock() -> None:
        strangers.extend(connect(admission, b"") for _ in range(5 * MOST_WAITING))
        strangers.append(connect(admission, TOKEN))

    thread = threading.Thread(target=knock)
    thread.start()
    with admitted(admission) as found:
        thread.join()
        found.sendall(b"!")
        assert strangers[-1].recv(1) == b"!"
    assert all(is_closed(stranger) for stranger in strangers[:-1])
    for stranger in strangers:
        stranger.close()


def test_nobody_is_waited_for_once_it_is_known_that_nobody_comes():
    assert Admission(TOKEN).wait(time.monotonic() + 60.0, lambda: False) is None


def test_nobody_is_waited_for_longer_than_was_said():
    assert Admission(TOKEN).wait(time.monotonic() - 1.0, lambda: True) is None
