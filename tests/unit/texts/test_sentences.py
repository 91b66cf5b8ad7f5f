"""What other parts of the program say in English is there in every other language, under the English itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pawpress.core.closing import HELD_LONG, NEXT, WELL
from pawpress.core.protocol.schema_generated import FAULT_REMEDY, NAK_REMEDY
from pawpress.core.safety import ALARMS, Alarm, message
from pawpress.core.safety.gates import Answers, hand_refusals
from pawpress.core.safety.screen import PATTERNS, QUESTIONS, SHORT
from pawpress.core.user_error import UserError
from pawpress.texts import LANGUAGES, Texts
from pawpress.texts.sentences import GAP
from tests.english import english_left
from tools.generate_texts import LOCALES

HOST = Path(__file__).parents[3] / "host/pawpress"
OTHERS = [language for language in LANGUAGES if language != "en"]
in_every_other = pytest.mark.parametrize("language", OTHERS)
PATHS = (
    "cli/coach/[!c]*.py",
    "cli/coach/coached_pads.py",
    "cli/doctor/run.py",
    "cli/gate_*.py",
    "cli/start.py",
    "cli/weights.py",
    "cli/afterwards.py",
    "cli/calibrate/run.py",
    "core/calibration/applying.py",
    "core/calibration/check.py",
    "core/calibration/document.py",
    "core/calibration/edges.py",
    "core/calibration/fitting.py",
    "core/calibration/integrity.py",
    "core/closing.py",
    "core/coach/drill.py",
    "core/grading/findings.py",
    "core/grading/live_call.py",
    "core/safety/gates.py",
    "core/safety/rig_limits.py",
    "core/walk/route_hints.py",
    "dashboard/*.py",
    "dashboard/panels/*.py",
    "engine/calibrat*.py",
    "engine/coach_*.py",
    "engine/control.py",
    "engine/foot_*.py",
    "engine/headless.py",
    "engine/session.py",
    "engine/teacher.py",
    "rig/arming.py",
    "rig/client.py",
    "rig/connection.py",
    "rig/discovery.py",
    "rig/exchange.py",
    "rig/sample_reader.py",
    "rig/serial_port.py",
    "rig/weighing.py",
    "settings/drill_files.py",
    "settings/layout_files.py",
    "settings/calibration_file.py",
    "settings/people.py",
    "simulator/core_board.py",
    "simulator/emulator/v8.py",
    "system/kept_file.py",
)
"""Where learners' sentences are made, from the menu to the summary."""


def catalogue(language: str) -> dict[str, str]:
    with (LOCALES / language / "LC_MESSAGES/sentences.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale=language) if one.id}


def shape(sentence: str) -> str:
    """A sentence with its gaps unnamed, as it can be compared with the source."""
    return re.sub(r"\{[^{}]*\}", "{}", sentence)


class Literals(ast.NodeVisitor):
    """Gathers the literals of a module, with `{}` for what is filled in; docstrings are passed over."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self.found.append("".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.found.append(shape(node.value))


def said_in(path: Path) -> list[str]:
    """Every literal of a module, joined where it is cut over lines."""
    gathered = Literals()
    gathered.visit(ast.parse(path.read_text("utf-8")))
    return gathered.found


def sources() -> list[Path]:
    return sorted({path for pattern in PATHS for path in HOST.glob(pattern)})


@in_every_other
def test_a_sentence_has_the_same_gaps_in_every_language(language):
    found = {
        english: said
        for english, said in catalogue(language).items()
        if not said or set(GAP.findall(english)) != set(GAP.findall(said))
    }
    assert found == {}


@in_every_other
def test_every_alarm_is_told_in_the_language(language):
    texts = Texts(language)
    for code, facts in ALARMS.items():
        for pad in (None, "L1"):
            told = message(Alarm(code, facts.severities[-1], pad), 312.0)
            assert texts.said(told) != told, code
        for english in (facts.cause, facts.remedy, *facts.actions.values()):
            assert texts.said(english) != english, code


@in_every_other
def test_every_fault_of_the_rig_and_every_refusal_is_told_in_the_language(language):
    texts = Texts(language)
    for facts in (*FAULT_REMEDY.values(), *NAK_REMEDY.values()):
        assert [texts.said(english) for english in facts if texts.said(english) == english] == []


@in_every_other
def test_every_sign_and_pain_is_named_in_the_language(language):
    texts = Texts(language)
    for english in (*QUESTIONS.values(), *(pattern.pain for pattern in PATTERNS.values())):
        assert texts.said(english) != english
    for signs in SHORT.values():
        told = texts.said(" or ".join(signs.values()))
        assert [sign for sign in signs.values() if sign in told] == []


@in_every_other
def test_every_reason_against_pressing_is_told_in_the_language(language):
    told = " ".join(one.text for one in hand_refusals(Answers(health=dict.fromkeys(SHORT, True))))
    assert english_left(Texts(language).said(f"Do not press. {told}"), language) == set()


@in_every_other
def test_every_closing_word_is_there(language):
    texts = Texts(language)
    for words in (*WELL.values(), *NEXT.values(), HELD_LONG):
        told = texts.said(f"3 of 12 presses {words}.")
        assert "presses" not in told
        assert words not in told


@pytest.mark.parametrize(
    ("english", "due"),
    [
        ("L1: The weight came on too fast.", "L1: Masyadong mabilis dumating ang bigat."),
        ("Overload: 213 N on all pads together.", "Sobrang bigat: 213 N sa lahat ng pad nang sabay."),
        ("14 presses", "14 na diin"),
        ("Ana: no such sentence.", "Ana: no such sentence."),
        ("", ""),
        ("NO: COM3: no permission.", "HINDI: COM3: walang pahintulot."),
        ("x: the words in 'a' are too long. Say it in at most 8 words and 44 letters.",
         "x: masyadong mahaba ang mga salita sa 'a'. Sabihin sa hindi hihigit sa 8 salita at 44 letra."),
    ],
)  # fmt: skip
def test_gaps_names_numbers_and_parts_are_filled_in(english, due):
    assert Texts("fil").said(english) == due
    assert Texts("en").said(english) == english


def test_a_sentence_of_any_length_takes_no_time():
    import time

    texts = Texts("fil")
    for text in ("a b: c. " * 200, ": " * 300, "or " * 400, "The rig " * 90, "x" * 5000):
        begun_s = time.process_time()
        texts.said(text)
        assert time.process_time() - begun_s < 0.5


def test_a_failure_keeps_its_kind_and_is_told_in_the_language():
    from pawpress.cli.failure import WrongUse, in_language

    told = in_language(WrongUse("x: is not a weight of a person. Give it with its unit: 62kg or 137lb."), Texts("fil"))
    assert isinstance(told, UserError)
    assert told.status == 2
    assert str(told) == "x: hindi ito timbang ng tao. Ibigay na may yunit: 62kg o 137lb."


SENTENCE = re.compile(r"[A-Za-z`]{2,}[^{}]* [A-Za-z`]{2,}.*[.!?]$|^[A-Z][a-z]+ [a-z].*[.!?]$", re.DOTALL)


@in_every_other
def test_no_sentence_of_the_learners_path_is_missing(language):
    """A literal that ends as a sentence does is known as a whole, in parts, or is named below."""
    known, texts = {shape(english) for english in catalogue(language)}, Texts(language)
    missing = []
    for path in sources():
        for said in said_in(path):
            if "\n" in said or not SENTENCE.search(said) or shape(said) in known or said in NOT_FOR_LEARNERS:
                continue
            if texts.said(said.replace("{}", "7")) == said.replace("{}", "7"):
                missing.append(f"{path.relative_to(HOST)}: {said}")
    assert missing == []


@in_every_other
def test_what_is_translated_is_still_said_somewhere(language):
    """A sentence that changed in the source would go on in English without a word: one file has all words of it."""
    files = [*HOST.rglob("*.py"), *HOST.rglob("*.toml"), HOST.parents[1] / "protocol/pawpress.toml"]
    words_in = [set(re.findall(r"[A-Za-z]+", path.read_text("utf-8"))) for path in files]
    left = [
        english
        for english in catalogue(language)
        if not any(set(re.findall(r"[A-Za-z]+", GAP.sub(" ", english))) <= words for words in words_in)
    ]
    assert left == []


NOT_FOR_LEARNERS = {
    # Put together from parts; what comes of them is in the catalogue, and tried below.
    "{} Nothing was recorded.",
    "{} Too few to call it a trend: that takes {} on each side.",
    "{}: the words in {} are too long. Say it in at most {}.",
    "Steady weight: {}held {} s.",
    "Held {} s: stay for {}.",
    "Your hand kept {} on the back between two presses: let go fully.",
    "The giver must be at least {} lighter and is {} kg lighter.",
    "The {}: {} kg ± {}, counted as {} kg.",
    "{} not recorded and will be gone.",
    " The recording up to here is kept.",
    "Lean in slowly{}, hold {}–{} s, let go slowly.",
    "{} Run `pawpress calibrate`.",
    "{} kept at {} s.",
    " Not recorded so far.",
    "{} Look at the cable.",
}


@in_every_other
@pytest.mark.parametrize(
    "english",
    [
        "3 presses, 2 steady. Nothing was recorded.",
        "3 presses, 2 steady. Kept as /home/a.paw. `pawpress report a` draws it.",
        "Steady: 60 % of 20 presses today, 40 % of 50 in 3 sessions before. No clear change.",
        "Too few to call it a trend: that takes 20 on each side.",
        "/a.toml: the words in 'en' are too long. Say it in at most 8 words and 44 letters.",
        "Steady weight: leaned in over 0.5 s, held 1.8 s.",
        "Held 0.4 s: stay for 1 to 3 seconds.",
        "Your hand kept 40 N on the back between two presses: let go fully.",
        "The giver must be at least 20 lb (9.1 kg) lighter and is 5.0 kg lighter.",
        "The giver: 60.2 kg ± 3.1, counted as 63.3 kg.",
        "3 presses were not recorded and will be gone.",
        "Stop pressing: nothing watches the force now. The recording up to here is kept.",
        "Lean in slowly to 85–115 N, hold 1–3 s, let go slowly.",
        "No calibration of the rig 'default' on the futon yet, so newtons are nominal. Run `pawpress calibrate`.",
        "Good spot kept at 12.0 s.",
        "Your partner says: more. Not recorded so far.",
        "The rig has gone silent. Look at the cable.",
        "The force rose at 1900 N/s, within 0.05 s, and was not held: lean in over a second, do not poke.",
        "Fast onset: it rose at 520 N/s, within 0.18 s: lean in over a second.",
        "3 red alarms. Use less of your weight, and ask your partner how it feels.",
    ],
)
def test_what_is_put_together_is_told_in_the_language(english, language):
    told = Texts(language).said(english)
    kept = {"pawpress", "calibrate", "report", "default", "futon", "home", "toml", "recording", "calibration"}
    words = set(re.findall(r"[a-z]{4,}", english)) & set(re.findall(r"[a-z]{4,}", told)) - kept
    assert words == set(), told
