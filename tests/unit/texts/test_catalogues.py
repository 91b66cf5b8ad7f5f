"""Every text of the learner's path is there in every language, says the same things, and is not too long."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from pawpress.cli.gate_prompts import NO_PAIN, OTHER_PAIN
from pawpress.core.coach import CUES, FEEDBACKS
from pawpress.core.coach.drill import too_long
from pawpress.core.grading.grader import SEVERITY
from pawpress.core.safety.screen import PATTERNS, QUESTIONS, SHORT
from pawpress.settings.drill_files import drill_names
from pawpress.texts import LANGUAGES, SAYABLE, Texts
from tools.generate_texts import LOCALES, main

HOST = Path(__file__).parents[3] / "host/pawpress"
KINDS = ("practice", "before", "after", "retention")
NEEDED = [
    *(f"cue.{row.fault}" for row in CUES),
    *(f"drill.{name}" for name in drill_names()),
    *(f"ask.{what}" for what in ("pressure", "nice", "wait", "pause")),
    *(f"feedback.{mode}" for mode in FEEDBACKS),
    *(f"kind.{kind}" for kind in KINDS),
    *(f"verdict.{verdict}" for verdict in SEVERITY),
    *(f"say.{word}" for word in SAYABLE),
    *(f"sign.{sign}" for sign in QUESTIONS),
    *(f"health.{key}" for key in SHORT),
    *(f"gate.{key}" for key in SHORT),
    *(f"pain.{pain}" for pain in (NO_PAIN, *PATTERNS, OTHER_PAIN)),
]
in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def read(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES/pawpress.po").open("rb") as file:
        return read_po(file, locale=language)


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@in_every_language
@pytest.mark.parametrize("key", NEEDED)
def test_what_the_coach_says_has_a_text(key, language):
    said = read(language).get(key)
    assert said is not None
    assert said.string


@in_every_language
@pytest.mark.parametrize("key", [key for key in NEEDED if key.startswith(("cue.", "drill."))])
def test_a_cue_can_be_taken_in_between_two_presses(key, language):
    assert not too_long(Texts(language).text(key))


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_sign_is_asked_in_english_as_a_refusal_names_it(key):
    assert Texts("en").text(f"sign.{key}") == QUESTIONS[key]


ONE_LINE, TWO_LINES = 100, 140
"""Columns of a line of a wide terminal; of what is read once, before a session."""
PLACES = {
    "aid": ONE_LINE,
    "ask": 80,
    "card": 40,
    "cue": 44,
    "drill": 44,
    "edge": 44,
    "feedback": 60,
    "gate": ONE_LINE,
    "guide": ONE_LINE,
    "health": 60,
    "keys": TWO_LINES,
    "kind": 44,
    "menu": ONE_LINE,
    "number": 1,
    "pads": 40,
    "pain": 60,
    "press": 44,
    "rig": 60,
    "say": 12,
    "sign": 70,
    "simulation": 60,
    "speech": 70,
    "step": 20,
    "verdict": 14,
    "word": ONE_LINE,
}
"""How many letters the place of a text has, by the first part of its key; a place that is missing fails."""
WIDER = {
    "card.limits": TWO_LINES,
    "card.emulated": ONE_LINE,
    "edge.reads": ONE_LINE,
    "pads.nominal": ONE_LINE,
    "pads.calibrated": ONE_LINE,
    "rig.image": ONE_LINE,
    "rig.core": ONE_LINE,
    "edge.fails": TWO_LINES,
    "ask.unsure": ONE_LINE,
}


@in_every_language
def test_no_text_is_too_long_for_its_place(language):
    # The longest that is ever put into a gap of these keys; names of people may be as long as people like.
    filled = {"name": "left-right", "kind": "", "text": "", "verdict": "", "force": "300", "hold": "10.5"}
    numbers = {"passed": "100", "of": "100", "low": "100", "high": "100", "number": "5", "severity": "amber", "n": "10"}
    numbers |= {"share": "+100%", "allowed": "10%", "counts": "1023", "seconds": "90"}
    found = {}
    for message in read(language):
        if not isinstance(message.id, str) or not message.id:
            continue
        said = str(message.string)
        long = len(said.format(**{name: {**filled, **numbers}.get(name, "") for name in gaps(said)}))
        most = WIDER.get(message.id, PLACES[message.id.partition(".")[0]])
        if long > most:
            found[message.id] = (long, most)
    assert found == {}


@in_every_language
def test_a_word_that_is_typed_is_one_word(language):
    assert [word for word in SAYABLE if len(Texts(language).text(f"say.{word}").split()) != 1] == []


@in_every_language
def test_numbers_are_written_as_the_language_does(language):
    texts = Texts(language)
    for amount, decimals in ((0.5, 1), (12.25, 2), (300.0, 0)):
        assert texts.number(amount, decimals) == format_decimal(
            amount, f"0.{'0' * decimals}".rstrip("."), locale=language
        )


@in_every_language
@pytest.mark.parametrize(
    ("key", "gap", "unit"),
    [
        ("press.shown", "hold", "s"),
        ("word.target", "high", "newton"),
        ("word.partner", "force", "newton"),
        ("word.share", "high", "%"),
        ("word.retention", "high", "%"),
        ("card.means", "high", "%"),
    ],
)
def test_a_number_has_its_unit_behind_it(key, gap, unit, language):
    said = read(language).get(key)
    assert said is not None
    assert re.search(rf"{{{gap}}} {unit}(?![a-rt-z])", str(said.string))


def test_the_pages_say_that_the_filipino_is_a_draft():
    page = (HOST.parents[1] / "docs/how-to/add-a-language.md").read_text("utf-8")
    assert "a native speaker has still to correct it" in page


def test_the_languages_have_the_same_keys_and_gaps():
    keys = {}
    for language in LANGUAGES:
        catalogue = read(language)
        keys[language] = {message.id: gaps(str(message.string)) for message in catalogue if isinstance(message.id, str)}
        del keys[language][""]
    assert keys["fil"] == keys["en"]


@in_every_language
def test_plurals_follow_the_language(language):
    own, known = read(language), get_plural(language)
    rule = compile(own.plural_expr.replace("&&", " and ").replace("||", " or "), language, "eval")
    expected = compile(known.plural_expr.replace("&&", " and ").replace("||", " or "), language, "eval")
    assert [bool(eval(rule, {"n": n})) for n in range(120)] == [bool(eval(expected, {"n": n})) for n in range(120)]


def test_a_number_takes_its_form():
    assert [Texts("en").count("presses", n) for n in (1, 4)] == ["1 press", "4 presses"]
    assert [Texts("fil").count("presses", n) for n in (1, 4, 5, 16)] == ["1 diin", "4 na diin", "5 diin", "16 na diin"]


def test_every_text_that_the_program_asks_for_is_there():
    asked = {
        key for path in HOST.rglob("*.py") for key in re.findall(r"\.text\(\s*\"([a-z_.-]+)\"", path.read_text("utf-8"))
    }
    assert asked
    assert [key for key in sorted(asked) if read("en").get(key) is None] == []


def test_no_text_is_left_over():
    source = "\n".join(path.read_text("utf-8") for path in HOST.rglob("*.py"))
    made_up = {"cue", "drill", "kind", "feedback", "verdict", "say", "health", "sign", "pain", "menu", "gate"}
    spoken = {"ask.pressure", "ask.nice", "ask.wait", "ask.pause", "word.better", "word.worse", "word.unclear"}
    keys = [message.id for message in read("en") if isinstance(message.id, str) and message.id]
    left = [
        key for key in keys if f'"{key}"' not in source and key not in spoken and key.partition(".")[0] not in made_up
    ]
    assert left == []


def test_words_are_taken_in_the_language_and_in_english():
    assert Texts("fil").meant(" Tigil ") == "stop"
    assert Texts("fil").meant("stop") == "stop"
    assert Texts("en").meant("tigil") is None


@in_every_language
@pytest.mark.parametrize("typed", ["quit", "exit", "end", " QUIT "])
def test_who_wants_to_leave_a_session_ends_it(typed, language):
    assert Texts(language).meant(typed) == "end"


def test_no_two_words_of_a_language_are_the_same():
    for language in LANGUAGES:
        words = [Texts(language).text(f"say.{word}") for word in SAYABLE]
        assert len(set(words)) == len(words)


def test_a_key_that_nobody_wrote_is_an_error():
    with pytest.raises(KeyError):
        Texts("en").text("cue.harder")


def test_the_compiled_catalogues_are_fresh():
    assert main(["--check"]) == 0
