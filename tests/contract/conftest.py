"""A board at rest, for each suite that plays a rig."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.boards import OPENERS, Bench


@pytest.fixture(params=OPENERS)
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    board = OPENERS[request.param]("uno")
    bench = Bench(board)
    bench.rest(20)
    yield bench
    close = getattr(board, "close", None)
    if close is not None:
        close()
