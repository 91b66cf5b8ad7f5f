"""The skill card says what was tested, how sure that is, and what was kept after days; it claims nothing more."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date

import pytest

from pawpress.core.coach import HiddenTest, Skill
from pawpress.report.paper import Paper
from pawpress.report.skill_card import SkillCard, card_html, skill_card, write_card_html, write_card_pdf
from pawpress.settings.drill_files import shipped_drills
from pawpress.texts import LANGUAGES, Texts

TODAY = date(2026, 11, 29)
DAY = TODAY.toordinal()


def hidden(kind: str, passed: int, days_ago: int, rig: str = "mat") -> HiddenTest:
    return HiddenTest(day=DAY - days_ago, kind=kind, presses_passed=passed, presses=5, passed=passed >= 4, rig=rig)


SLOW = Skill(
    presses=30,
    presses_passed=29,
    tests=(hidden("before", 1, 9), hidden("after", 4, 9), hidden("after", 4, 9), hidden("retention", 3, 1)),
)


def card(skills: dict[str, Skill], language: str = "en", name: str = "Ana") -> SkillCard:
    return skill_card(name, 3, skills, shipped_drills(), Texts(language), TODAY, "demo")


def test_a_row_holds_shares_with_their_intervals_and_retention_apart():
    [row] = card({"slow": SLOW}).rows
    assert row.practice == "29 of 30"
    # Wilson's interval; the no-break space keeps the sign with its number.
    assert row.tests == "9 of 15, means 36 to 80\N{NO-BREAK SPACE}%"
    assert row.retention == "3 of 5, means 23 to 88\N{NO-BREAK SPACE}%"
    assert row.passed
    assert row.state == "passed two of three tests; next test from 2026-12-20"
    assert row.change == "No clear change yet."


def test_good_practice_alone_passes_nothing():
    [row] = card({"stay": Skill(presses=100, presses_passed=100)}).rows
    assert (row.tests, row.retention, row.passed) == ("not yet", "not yet", False)


def test_a_test_that_is_overdue_is_due_today():
    late = Skill(presses=10, tests=(hidden("after", 4, 90),))
    assert card({"slow": late}).rows[0].state.endswith("next test from 2026-11-29")


def test_presses_of_an_emulated_rig_are_said_to_be_no_peoples():
    assert len(card({"slow": SLOW}).notices) == 1
    demo = Skill(presses=5, tests=(hidden("after", 5, 1, rig="demo"),))
    assert card({"slow": SLOW, "stay": demo}).notices[0] == "Contains tests on an emulated rig: simulation, not people."


def test_skills_stand_in_the_order_of_the_course_and_unknown_ones_are_left_out():
    skills = {"quiet": SLOW, "slow": SLOW, "stay": Skill(), "gone": SLOW}
    assert [row.skill for row in card(skills).rows] == ["slow", "quiet"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_its_language_and_needs_nothing_from_outside(language, tmp_path):
    write_card_html(card({"slow": SLOW}, language, name="<b>Ana & Co</b>"), tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert f'<html lang="{language}">' in page
    assert "<b>Ana" not in page
    assert "&lt;b&gt;Ana &amp; Co" in page
    assert not re.search(r"(src|href)=\"(?!data:)", page)
    assert Texts(language).text("card.signature") in page
    assert Texts(language).text("card.limits").replace("'", "&#39;") in page


def test_who_has_done_nothing_gets_an_honest_card():
    page = card_html(card({}))
    assert "Nothing was practised or tested yet." in page
    assert "<table>" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_all_skills_fit_on_one_sheet(language, paper, tmp_path):
    full = card({drill.name: SLOW for drill in shipped_drills()}, language)
    assert write_card_pdf(full, tmp_path / "a.pdf", Paper(paper)) == 1
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("needs poppler-utils")
    text = subprocess.run(
        [reader, "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert text.count("9 of 15" if language == "en" else "9 sa 15") == 8
    assert Texts(language).text("card.signature") in text
