"""The golden frames, as the Python codec reads and writes them; the C codec runs the same files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pawpress.core.protocol import Decoder, decode, encode
from pawpress.core.protocol.schema_generated import MESSAGES, Message
from tests.chunks import every
from tests.messages import as_plain

FOLDER = Path(__file__).parents[2] / "protocol" / "vectors"
FRAMES: list[dict[str, Any]] = json.loads((FOLDER / "frames.json").read_text("utf-8"))["frames"]
STREAMS: list[dict[str, Any]] = json.loads((FOLDER / "damaged.json").read_text("utf-8"))["streams"]
TYPES = {message.__name__: message for message in MESSAGES.values()}
BY_NAME = {frame["name"]: frame for frame in FRAMES}


def message_in(vector: dict[str, Any]) -> Message:
    fields = {name: tuple(n) if isinstance(n, list) else n for name, n in vector["fields"].items()}
    return TYPES[vector["message"]](**fields)


@pytest.mark.parametrize("vector", FRAMES, ids=lambda vector: vector["name"])
def test_a_golden_frame_is_written_byte_by_byte(vector: dict[str, Any]):
    assert encode(message_in(vector), vector["sequence"]).hex() == vector["hex"]


@pytest.mark.parametrize("vector", FRAMES, ids=lambda vector: vector["name"])
def test_a_golden_frame_is_read(vector: dict[str, Any]):
    assert decode(bytes.fromhex(vector["hex"])[:-1]) == (message_in(vector), vector["sequence"])


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: stream["name"])
def test_of_a_damaged_stream_just_the_good_frames_come_out(stream: dict[str, Any], size: int):
    decoder = Decoder()
    messages: list[object] = []
    for piece in every(bytes.fromhex(stream["hex"]), size):
        messages += as_plain(decoder.receive(piece))
    expected: list[object] = []
    for name in stream["frames"]:
        expected += as_plain(Decoder().receive(bytes.fromhex(BY_NAME[name]["hex"])))
    assert messages == expected
    # A frame of a type of a later version is good, though nothing comes out.
    assert decoder.health.frames - decoder.health.unknown == len(stream["frames"])


def test_every_message_of_the_schema_has_a_golden_frame():
    assert {vector["message"] for vector in FRAMES} == set(TYPES)
