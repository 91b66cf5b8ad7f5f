"""Ways to chop a stream: the strategies behind every test that says chopping does not matter."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st


def cuts(length: int, most: int = 12) -> st.SearchStrategy[list[int]]:
    """Places to cut a stream of this length, in order, with nothing, something or everything between two cuts."""
    return st.lists(st.integers(0, length), max_size=most).map(sorted)


def chopped(stream: bytes, at: list[int]) -> list[bytes]:
    """Return the pieces of a stream; joined they are the stream again."""
    edges = [0, *at, len(stream)]
    return [stream[a:b] for a, b in pairwise(edges)]


def every(stream: bytes, size: int) -> list[bytes]:
    """Return pieces of one size."""
    return [stream[a : a + size] for a in range(0, len(stream), size)]
