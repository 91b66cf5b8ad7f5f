"""Whatever a browser says, the page behind it lives: what cannot be understood is passed over."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from pawpress.dashboard.browser.server import _pass_on


@dataclass
class Told:
    """A page and its socket, which only note what comes."""

    keys: list[bytes] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    sent: list[Any] = field(default_factory=list)

    async def send_bytes(self, keys: bytes) -> None:
        self.keys.append(keys)

    async def set_terminal_size(self, width: int, height: int) -> None:
        self.sizes.append((width, height))

    async def send_json(self, words: Any) -> None:
        self.sent.append(words)


def told(text: str) -> Told:
    noted = Told()
    asyncio.run(_pass_on(text, cast("Any", noted), cast("Any", noted)))
    return noted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "7",
        '["stdin"]',
        '["stdin", "\\ud800"]',
        '["stdin", 5]',
        '["resize", {"width": 1e400, "height": 1}]',
        '["nobody", 1]',
        f'["ping", {"9" * 6000}]',
        "[" * 50_000,
        '["stdin", ' + "[" * 50_000 + "]" * 50_000 + "]",
    ],
    ids=lambda text: text[:20],
)
def test_what_cannot_be_understood_is_passed_over(text: str):
    noted = told(text)
    assert (noted.keys, noted.sizes) == ([], [])


def test_keys_sizes_and_pings_are_passed_on():
    assert told('["stdin", "a"]').keys == [b"a"]
    assert told('["resize", {"width": 90000, "height": 0}]').sizes == [(500, 1)]
    assert told('["ping", 3]').sent == [["pong", 3]]
