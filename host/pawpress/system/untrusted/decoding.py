"""Decodes JSON, MessagePack and TOML of other people: each fails with one kind of error, whatever is wrong in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

Kind = TypeVar("Kind")
NESTED = "it is nested too deep"
TOO_LONG = "a number in it has thousands of digits"
MOST_LEVELS = 32
"""Levels of a TOML document: ours have four. A walk through many more would exhaust the stack."""
DOTTED = re.compile(rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{MOST_LEVELS}}}")
"""A key of so many parts; `tomllib` would take time that grows with the square of them."""


def decode_json(content: bytes, kind: type[Kind]) -> Kind:
    """Return what a JSON text holds.

    Raises
    ------
    msgspec.DecodeError
        If it is not JSON, does not fit, or is nested too deep.
    """
    return _decoded(msgspec.json.decode, content, kind)


def decode_msgpack(content: bytes, kind: Any) -> Any:
    """Return what a MessagePack message holds; `kind` may be a union, which no type can be written for.

    Raises
    ------
    msgspec.DecodeError
        If it is not MessagePack, does not fit, or is nested too deep.
    """
    return _decoded(msgspec.msgpack.decode, content, kind)


def _decoded(decode: Callable[..., Any], content: bytes, kind: Any) -> Any:
    try:
        return decode(content, type=kind)
    except msgspec.DecodeError:
        raise
    except (RecursionError, ValueError, OverflowError, MemoryError) as error:
        raise msgspec.DecodeError(_reason(error)) from error


def parse_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text holds; the mark that some editors put at the beginning of UTF-8 says nothing.

    Raises
    ------
    tomllib.TOMLDecodeError
        If it is not TOML, is nested too deep, or has a number with thousands of digits.
    """
    if DOTTED.search(text):
        raise tomllib.TOMLDecodeError(NESTED)
    try:
        document = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError:
        raise
    except (RecursionError, ValueError, OverflowError) as error:
        raise tomllib.TOMLDecodeError(_reason(error)) from error
    if _is_deeper(document, MOST_LEVELS):
        raise tomllib.TOMLDecodeError(NESTED)
    return document


def _is_deeper(document: dict[str, Any], levels: int) -> bool:
    """Whether something lies deeper than so many levels; walks level by level, without recursion."""
    level: list[Any] = [document]
    for _ in range(levels):
        level = [
            each
            for node in level
            for each in (node.values() if isinstance(node, dict) else node)
            if isinstance(each, dict | list)
        ]
    return bool(level)


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return NESTED
    return TOO_LONG if "set_int_max_str_digits" in str(error) else str(error) or type(error).__name__
