"""Ctrl-C waits for the end of a block, and is then what it was."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator

import pytest

from pawpress.system.interrupts import InterruptsWait


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Programs in the background of a shell are born deaf to Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_comes_when_the_block_is_over():
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt), InterruptsWait():
        signal.raise_signal(signal.SIGINT)
        done.append("all of it")
    assert done == ["all of it"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_without_an_interrupt_nothing_comes():
    before = signal.getsignal(signal.SIGINT)
    with InterruptsWait():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_other_threads_are_left_alone():
    before, seen = signal.getsignal(signal.SIGINT), []

    def work() -> None:
        with InterruptsWait():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]
