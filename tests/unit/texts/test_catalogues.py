"""Every text of the learner's path is there in every language, says the same things, and is not too long."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

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
    made_up = {"cue", "drill", "kind", "feedback", "verdict", "say", "health", "sign", "pain"}
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


def test_no_two_words_of_a_language_are_the_same():
    for language in LANGUAGES:
        words = [Texts(language).text(f"say.{word}") for word in SAYABLE]
        assert len(set(words)) == len(words)


def test_a_key_that_nobody_wrote_is_an_error():
    with pytest.raises(KeyError):
        Texts("en").text("cue.harder")


def test_the_compiled_catalogues_are_fresh():
    assert main(["--check"]) == 0
