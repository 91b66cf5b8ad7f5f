"""Styles: how long to hold changes, how fast to come on does not."""

from __future__ import annotations

import pytest

from pawpress.core.grading import LimitsError, grade
from pawpress.settings.grading_limits import DEFAULT_STYLE, load_limits, style_names
from tests.waveforms import press


def test_the_catwalk_is_the_usual_style():
    assert DEFAULT_STYLE == "catwalk"
    assert load_limits() == load_limits(style="catwalk")
    assert set(style_names()) == {"catwalk", "thai", "shiatsu"}


@pytest.mark.parametrize("style", style_names())
def test_a_style_leaves_speed_and_everything_but_the_stride_alone(style: str):
    usual, other = load_limits(), load_limits(style=style)
    assert other.style == style
    for section in ("speed", "steadiness", "release", "zones", "live", "score"):
        assert getattr(other, section) == getattr(usual, section)


@pytest.mark.parametrize("style", style_names())
def test_the_classes_of_hold_lie_around_the_target(style: str):
    hold = load_limits(style=style).hold
    assert hold.short_s.limit < hold.target_from_s.limit < hold.target_to_s.limit < hold.on_target_s.limit
    assert hold.on_target_s.limit < hold.ask_s.limit


@pytest.mark.parametrize(
    ("hold_s", "catwalk", "shiatsu", "thai"),
    [
        (1.2, "on_target", "short", "short"),
        (3.0, "on_target", "on_target", "short"),
        (6.0, "long", "on_target", "on_target"),
        (9.0, "long", "long", "on_target"),
        (12.0, "ask", "long", "long"),
        (40.0, "ask", "ask", "ask"),
    ],
)
def test_one_hold_means_different_things_in_different_styles(hold_s: float, catwalk: str, shiatsu: str, thai: str):
    for style, expected in (("catwalk", catwalk), ("shiatsu", shiatsu), ("thai", thai)):
        assert grade(press(hold_s=hold_s), load_limits(style=style)).hold == expected


def test_the_advice_names_the_target_of_the_style():
    said = grade(press(hold_s=2.0), load_limits(style="thai"))
    assert (said.verdict, said.reasons[0]) == ("short", "Held 2.0 s: stay for 5 to 10 seconds.")


def test_a_jab_is_a_jab_in_every_style():
    fast = press(rise_s=0.05, nrfd_per_s=12.0, hold_s=0.1, dwell_s=0.04, cv=None, bounce=None)
    assert {grade(fast, load_limits(style=style)).verdict for style in style_names()} == {"jab"}


def test_a_style_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(LimitsError, match=r"no style 'swedish': choose one of catwalk, shiatsu, thai"):
        load_limits(style="swedish")
