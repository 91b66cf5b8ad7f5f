"""Texts of other people on a terminal: letters of every language pass, and what steers a terminal is shown instead."""

from __future__ import annotations

import re

STEERING = re.compile(
    "["
    "\x00-\x08\x0b-\x1f"  # C0 without tab and line feed
    "\x7f-\x9f"  # DEL and C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction
    "\u2028\u2029"  # separators of lines and paragraphs
    "]"
)
"""Joiners (U+200C, U+200D) stay: Persian, Indian scripts and emoji are written with them."""


def printable(text: str) -> str:
    r"""Return a text that steers no terminal: each such character becomes `\u` and four digits, as JSON writes it.

    JSON stays the same JSON.
    """
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def one_line(text: str) -> str:
    """Return a text on one line, steering no terminal: for names and notes that stand in a line of a list."""
    return printable(" ".join(text.split()))
