"""What steers a terminal is shown, and letters of every language pass."""

from __future__ import annotations

import json

import pytest

from pawpress.system.terminal_text import one_line, printable, printable_bytes

LETTERS = [
    "Zürich/Süd", "Кошка", "猫の足", "قطة", "חתול", "می‌خواهم", "क्षत्रिय", "👩‍⚕️ 🐾",
    "a\tb\n", "± – … ✔ ✖ →", "\N{NO-BREAK SPACE}µ",
]  # fmt: skip
STEERING = [
    "\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\x7f", "\r", "\x08", "\x00", "\x85",
    "\u202e", "\u2066", "\u200f", "\u061c", "\u2028",
]  # fmt: skip


@pytest.mark.parametrize("text", LETTERS)
def test_letters_pass(text: str):
    assert printable(text) == text


@pytest.mark.parametrize("text", STEERING)
def test_what_steers_is_shown(text: str):
    shown = printable(f"L{text}1")
    assert shown.startswith("L\\u00" if ord(text[0]) < 256 else "L\\u")
    assert all(0x20 <= ord(letter) < 0x7F for letter in shown)
    assert printable(shown) == shown


@pytest.mark.parametrize("text", STEERING)
def test_json_stays_the_same_json(text: str):
    answer = {"pad": f"L{text}1", "more": "ä"}
    raw = json.dumps(answer, ensure_ascii=False)
    assert json.loads(printable(raw)) == answer


def test_bytes_of_a_file_name_stay_for_programs_only():
    name = b"x\x9b31m.paw".decode("utf-8", "surrogateescape")
    assert printable(name) == "x\\udc9b31m.paw"
    assert printable_bytes(name) == name
    assert printable_bytes("\x1b" + name) == "\\u001b" + name


def test_a_note_is_one_line():
    assert one_line("first\r\nsecond\x1b[2J\n") == "first second\\u001b[2J"
