"""Whatever is wrong in a document of other people, it is one kind of error."""

from __future__ import annotations

import time
import tomllib
from typing import Any

import msgspec
import pytest

from pawpress.system.untrusted import decode_json, decode_msgpack, parse_toml

DEEP = 50_000


class Note(msgspec.Struct):
    text: str = ""


@pytest.mark.parametrize("content", [b'{"x":' + b"[" * DEEP, b'{"x":' * DEEP, b'{"text": "\xff"}', b"", b"{"])
def test_json(content: bytes):
    with pytest.raises(msgspec.DecodeError):
        decode_json(content, Note)
    with pytest.raises(msgspec.DecodeError):
        decode_json(content, dict[str, Any])


@pytest.mark.parametrize("content", [b"\x81\xa1x" + b"\x91" * DEEP, b"\x81\xa1x" * DEEP, b"\x81\xa4text\xa1\xff", b""])
def test_msgpack(content: bytes):
    with pytest.raises(msgspec.DecodeError):
        decode_msgpack(content, Note)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * DEEP,
        "a = " + "{b = " * DEEP,
        "a = " + "9" * 5000,
        ".".join("a" * DEEP) + " = 1",
        "[" + " . ".join('"a"' for _ in range(DEEP)) + "]",
        "\n".join(f"[{'.'.join('a' * n)}]" for n in range(1, 40)),
        "a = " + "[" * 40 + "]" * 40,
    ],
    ids=["arrays", "tables", "digits", "dotted key", "dotted table", "table by table", "forty arrays"],
)
def test_toml(text: str):
    begin_s = time.process_time()
    with pytest.raises(tomllib.TOMLDecodeError):
        parse_toml(text)
    assert time.process_time() - begin_s < 2.0


def test_a_usual_document_is_read_as_python_reads_it():
    text = 'a.b.c = 1\n[[pad]]\nname = "L1"\nknot = [{x = 1.5, y = [2, 3]}]\nnote = "see p. 3.4.5"\n'
    assert parse_toml(text) == tomllib.loads(text)


def test_a_byte_order_mark_at_the_beginning_says_nothing():
    assert parse_toml("\ufeffname = 'mine'\n") == {"name": "mine"}
    with pytest.raises(tomllib.TOMLDecodeError):
        parse_toml("name = 'mine'\n\ufeff")


def test_a_number_without_end_is_refused_in_words_of_people():
    with pytest.raises(tomllib.TOMLDecodeError, match=r"^a number in it has thousands of digits$"):
        parse_toml(f"a = {'9' * 5000}\n")
