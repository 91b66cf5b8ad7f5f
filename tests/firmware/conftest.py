"""An emulated board for each test, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.rigsim.build import missing_tools
from tests.rigsim.frames import Listener, RigMaker
from tests.rigsim.simavr_board import SimavrBoard


@pytest.fixture
def emulator() -> None:
    """Skip where the emulator cannot be built."""
    skip_without_emulator()


def skip_without_emulator() -> None:
    if reason := missing_tools():
        pytest.skip(reason)


@pytest.fixture
def make_rig() -> Iterator[RigMaker]:
    """Take what `SimavrBoard` takes; the boards are closed after the test."""
    skip_without_emulator()
    with ExitStack() as boards:
        yield lambda *args, **kwargs: Listener(boards.enter_context(SimavrBoard(*args, **kwargs)))


@pytest.fixture
def uno(make_rig: RigMaker) -> Listener:
    """An Uno that has just been switched on."""
    return make_rig("uno")


@pytest.fixture
def nano(make_rig: RigMaker) -> Listener:
    """A Nano that has just been switched on."""
    return make_rig("nano")
