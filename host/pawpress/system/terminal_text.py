"""Texts of other people on a terminal: letters of every language pass, and what steers a terminal is shown instead."""

from __future__ import annotations

import re

STEERS = (
    "\x00-\x08\x0b-\x1f"  # C0 without tab and line feed
    "\x7f-\x9f"  # DEL and C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction
    "\u2028\u2029"  # separators of lines and paragraphs
)
"""Joiners (U+200C, U+200D) stay: Persian, Indian scripts and emoji are written with them."""
NO_TEXT = "\ud800-\udfff"
"""Bytes of a file name that are not UTF-8 stand in Python's texts as these; to a terminal, 0x9b is ESC and `[`."""
_STEERS, _STEERS_OR_NO_TEXT = re.compile(f"[{STEERS}]"), re.compile(f"[{STEERS}{NO_TEXT}]")
LONGEST_NAME = 255
"""Letters of a name at most: what every file system allows one."""
SHOWN_LETTERS = 40
_TOO_LONG = re.compile(rf"[^\s/\\:;,'\"`]{{{LONGEST_NAME + 1},}}")


def printable(text: str) -> str:
    r"""Return a text that steers no terminal: each such character becomes `\u` and four digits, as JSON writes it.

    JSON stays the same JSON.
    """
    return _STEERS_OR_NO_TEXT.sub(_shown, text)


def printable_bytes(text: str) -> str:
    """Return the same, but for bytes of file names that are not UTF-8: for programs that read the names."""
    return _STEERS.sub(_shown, text)


def one_line(text: str) -> str:
    """Return a text on one line, steering no terminal: for names and notes that stand in a line of a list."""
    return printable(" ".join(text.split()))


def shortened(text: str) -> str:
    """Return a text in which a name that is longer than any real one stands with its beginning and its length."""
    return _TOO_LONG.sub(lambda found: f"{found[0][:SHOWN_LETTERS]}… ({len(found[0]):,} letters)", text)


def _shown(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
