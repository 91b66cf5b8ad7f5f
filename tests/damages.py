"""What can happen to a file, and files that nobody in their right mind would write; for tests and `bench.endurance`."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from pawpress.core.protocol.schema_generated import DocumentKind
from pawpress.recording.host_frames import HostFrames
from tests.recordings import manifest


def flip(content: bytes, rng: random.Random) -> bytes:
    """Flip some bits."""
    touched = bytearray(content)
    for _ in range(rng.choice((1, 3, 50, 2000))):
        touched[rng.randrange(len(touched))] ^= 1 << rng.randrange(8)
    return bytes(touched)


def cut(content: bytes, rng: random.Random) -> bytes:
    """Cut the end off."""
    return content[: rng.randrange(len(content))]


def behead(content: bytes, rng: random.Random) -> bytes:
    """Cut the beginning off."""
    return content[rng.randrange(len(content)) :]


def lose(content: bytes, rng: random.Random) -> bytes:
    """Take bytes out of the middle."""
    begin = rng.randrange(len(content))
    return content[:begin] + content[begin + rng.randrange(5000) :]


def repeat(content: bytes, rng: random.Random) -> bytes:
    """Write some bytes twice."""
    begin = rng.randrange(len(content))
    return content[: begin + rng.randrange(3000)] + content[begin:]


def blank(content: bytes, rng: random.Random) -> bytes:
    """Overwrite a sector or a page with zeros."""
    begin, length = rng.randrange(len(content)), rng.choice((512, 4096))
    return content[:begin] + bytes(len(content[begin : begin + length])) + content[begin + length :]


def shuffle(content: bytes, rng: random.Random) -> bytes:
    """Bring frames out of their order."""
    frames = content.split(b"\0")
    begin = rng.randrange(len(frames))
    some = frames[begin : begin + 100]
    rng.shuffle(some)
    return b"\0".join([*frames[:begin], *some, *frames[begin + 100 :]])


DAMAGES: list[Callable[[bytes, random.Random], bytes]] = [flip, cut, behead, lose, repeat, blank, shuffle]

ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    2**63,
    -(2**70),
    1e308,
    float("inf"),
    "",
    "x" * 10_000,
    "\x1b[2J",
    [],
    {},
    [[]],
    {"a": {}},
]
"""What stands where something else is meant to stand."""
CELLS = [
    "0",
    "1.5",
    "-3",
    "1023",
    "nan",
    "inf",
    "1e999",
    "",
    "x",
    "1,5",
    "\x1b[31m",
    "=1+1",
    '"',
    "2026-01-01 00:00:00",
    "\0",
]
SEPARATORS = [",", ";", "\t", " ", "|"]


def odd_manifest(stream: bytes, rng: random.Random) -> bytes:
    """Return a recording whose manifest has odd things in some of its places; every checksum is right."""
    told = msgspec.to_builtins(manifest())
    for _ in range(rng.choice((1, 1, 3))):
        holder = rng.choice(list(_holders(told)))
        key = rng.choice(list(holder)) if isinstance(holder, dict) else rng.randrange(len(holder))
        odd = [-old, 1e6 * old, 0.0] if isinstance(old := holder[key], int | float) else ODD
        holder[key] = rng.choice(odd if rng.random() < 0.5 else ODD)
    text = msgspec.json.encode(told)
    if rng.random() < 0.05:
        text = b'{"configuration": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    return b"\0" + HostFrames().document(DocumentKind.MANIFEST, text) + stream


def odd_table(rng: random.Random) -> bytes:
    """Return a table with odd cells, of rows of several lengths now and then."""
    separator, width = rng.choice(SEPARATORS), rng.randrange(1, 6)
    rows = [[rng.choice(["t", "time (s)", "F", "force_N", "L1", "fsr", *CELLS]) for _ in range(width)]]
    for number in range(rng.randrange(40)):
        cells = [repr(0.01 * number), *(rng.choice(CELLS) for _ in range(width - 1))]
        rows.append(cells[: rng.randrange(width + 1)] if rng.random() < 0.1 else cells)
    content = "\n".join(separator.join(row) for row in rows).encode()
    return gzip.compress(content) if rng.random() < 0.1 else content


def _holders(told: Any) -> Iterator[Any]:
    """Yield every filled dictionary and list in a manifest."""
    if isinstance(told, dict | list) and told:
        yield told
        for inner in told.values() if isinstance(told, dict) else told:
            yield from _holders(inner)
