"""Questions in lines: odd answers are asked again, and none of them becomes a person or a yes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pawpress.cli.coach.plain_dialog import PlainDialog
from pawpress.settings.people import PersonError, clean_name
from pawpress.texts import LANGUAGES, Texts
from pawpress.texts.dialog import Left, Option

OPTIONS = [Option("demo", "emulated rig, to try it"), Option("doctor", "look for what is wrong")]
in_every_language = pytest.mark.parametrize("language", LANGUAGES)


class Typed:
    """Lines that somebody types, and then nothing more."""

    def __init__(self, *lines: str) -> None:
        self._lines: Iterator[str] = iter(lines)

    def next(self) -> str | None:
        return next(self._lines, None)


def dialog(*lines: str, language: str = "en") -> tuple[PlainDialog, list[str]]:
    put: list[str] = []
    return PlainDialog(Texts(language), Typed(*lines), put.append), put  # type: ignore[arg-type]


@in_every_language
@pytest.mark.parametrize("unsure", ["?", "help", "back", "BACK"])
def test_who_is_unsure_is_told_what_may_be_said_and_asked_again(unsure: str, language: str) -> None:
    asked, put = dialog(unsure, "Ana", language=language)
    assert asked.line("Who presses") == "Ana"
    assert put == ["Who presses?", Texts(language).text("ask.unsure"), "Who presses?"]


@in_every_language
@pytest.mark.parametrize("word", ["quit", "exit", "END", " Quit ", None])
def test_whoever_wants_to_leave_does_at_any_question(word: str | None, language: str) -> None:
    typed = Texts(language).text("say.end") if word is None else word
    for ask in (
        lambda one: one.line("Who presses"),
        lambda one: one.yes("Any of these"),
        lambda one: one.choose("Which rig", OPTIONS, "demo"),
    ):
        with pytest.raises(Left):
            ask(dialog(typed, "yes", language=language)[0])


@pytest.mark.parametrize(
    ("language", "lines", "due"),
    [
        ("en", ("", "maybe", "1", "yes"), True),
        ("en", ("n",), False),
        ("en", ("Y",), True),
        ("fil", ("siguro", "oo"), True),
        ("fil", ("HINDI",), False),
        ("fil", ("no",), False),
        ("fil", ("y",), True),
    ],
)
def test_a_yes_or_a_no_is_asked_for_until_it_is_one(language: str, lines: tuple[str, ...], due: bool) -> None:
    asked, put = dialog(*lines, language=language)
    assert asked.yes("Any of these") is due
    assert put.count(Texts(language).text("ask.yes_no")) == len(lines) - 1


@in_every_language
@pytest.mark.parametrize(
    ("lines", "due"), [(("",), "demo"), (("0", "3", "-1", "x", "2"), "doctor"), (("doctor",), "doctor")]
)
def test_a_choice_out_of_range_is_asked_again(lines: tuple[str, ...], due: str, language: str) -> None:
    asked, _ = dialog(*lines, language=language)
    assert asked.choose("Which rig", OPTIONS, "demo") == due


def test_a_label_may_be_typed_as_it_is_read() -> None:
    asked, put = dialog("mat with 6 pads beside the spine")
    assert asked.choose("Which", [Option("mat6", "Mat with 6 pads beside the spine")]) == "mat6"
    asked, put = dialog("banig na may 6 pad sa tabi ng gulugod", language="fil")
    assert asked.choose("Alin", [Option("mat6", "Mat with 6 pads beside the spine")]) == "mat6"
    assert put[0] == "1 Banig na may 6 pad sa tabi ng gulugod"


@pytest.mark.parametrize("name", ["?", "", "...", "-", "  ", "a\x07", "x" * 81, "Ana\u200d", "A\u200d\u200cna"])
def test_what_has_no_letter_is_no_name(name: str) -> None:
    with pytest.raises(PersonError, match="is no name"):
        clean_name(name)


@pytest.mark.parametrize("name", ["Ana", "Ñ", "李", "R2", "Jean-Luc O'Neil", "ශ්\u200dරී", "علی\u200cرضا"])
def test_a_name_of_any_script_is_one(name: str) -> None:
    assert clean_name(f" {name} ") == name


def test_a_name_is_one_person_however_it_was_typed() -> None:
    assert clean_name("Jose\u0301") == clean_name("José")
