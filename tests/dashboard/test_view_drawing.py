"""Bars, large letters and lines, as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.dashboard.drawing.bar import Fill, Scale, bar_row, force_scale, hold_scale
from pawpress.dashboard.drawing.big import big, big_height, largest_scale
from pawpress.dashboard.drawing.lines import Line, centred, clip, first_fitting, spread, width_of, wrapped
from pawpress.dashboard.palette import contrast, ink, palette

PLAIN = Scale(full=10.0, zone=(-1.0, -1.0), marks=())
FORCE = force_scale((80.0, 160.0), 210.0, 300.0)


def text_of(line: Line) -> str:
    return "".join(text for text, _ in line)


def bar(amount: float, width: int, scale: Scale = PLAIN, **options: bool) -> str:
    mirrored = options.pop("mirrored", False)
    fill = Fill(scale.eighths(amount, width), "good", **options)
    return text_of(bar_row(scale, fill, width, mirrored=mirrored))


@pytest.mark.parametrize(
    ("amount", "cells"),
    [
        (0.0, "     "),
        (-3.0, "     "),
        (1.0, "▌    "),
        (2.0, "█    "),
        (4.75, "██▍  "),
        (10.0, "█████"),
        (99.0, "█████"),
    ],
)
def test_a_bar_fills_by_eighths(amount: float, cells: str) -> None:
    assert bar(amount, 5) == cells


def test_a_mirrored_bar_grows_from_the_right() -> None:
    plain, mirrored = (bar_row(PLAIN, Fill(18, "good"), 5, mirrored=flag) for flag in (False, True))
    assert text_of(plain) == "██▎  "
    assert text_of(mirrored) == "  ▊██"
    partial = next(style for text, style in mirrored if text == "▊")
    assert partial == ink("track", "good"), "the block shows the empty part, on a ground of the fill's colour"


def test_target_and_limits_are_told_apart_by_shape() -> None:
    assert bar(0.0, 36, FORCE) == "        [       ]    ╎        ┃     "
    assert bar(0.0, 36, FORCE, mirrored=True) == "     ┃        ╎    [       ]        "


def test_brackets_become_corners_in_a_thick_bar() -> None:
    rows = [text_of(bar_row(FORCE, Fill(0, "good"), 36, row, 3)) for row in range(3)]
    assert [row[8] + row[16] for row in rows] == ["┌┐", "││", "└┘"]


def test_marks_stay_visible_in_the_filled_part() -> None:
    assert bar(330.0, 36, FORCE) == "████████[███████]████╎████████┃██   "


def test_a_saturated_bar_ends_in_arrows_and_an_old_one_is_hatched() -> None:
    assert bar(360.0, 36, FORCE, beyond=True).endswith("┃███>>")
    assert bar(360.0, 36, FORCE, beyond=True, mirrored=True).startswith("<<███┃")
    assert bar(100.0, 36, FORCE, hatched=True).startswith("░░░░░░░░[░")


def test_the_hold_track_puts_the_window_in_brackets() -> None:
    assert bar(0.0, 40, hold_scale((1.0, 3.0))).index("[") == 10
    assert bar(0.0, 40, hold_scale((1.0, 3.0))).index("]") == 30


@given(
    amount=st.floats(-1e3, 1e3),
    width=st.integers(1, 120),
    rows=st.integers(1, 5),
    mirrored=st.booleans(),
    hatched=st.booleans(),
    beyond=st.booleans(),
)
def test_a_bar_is_exactly_as_wide_as_asked(
    amount: float, width: int, rows: int, mirrored: bool, hatched: bool, beyond: bool
) -> None:
    fill = Fill(FORCE.eighths(amount, width), "good", hatched, beyond)
    for row in range(rows):
        assert width_of(bar_row(FORCE, fill, width, row, rows, mirrored=mirrored)) == width


@given(st.floats(0, 400), st.floats(0, 400), st.integers(1, 200))
def test_more_force_never_gives_less_bar(one: float, other: float, width: int) -> None:
    low, high = sorted((one, other))
    assert FORCE.eighths(low, width) <= FORCE.eighths(high, width) <= 8 * width


def test_large_letters_are_half_blocks() -> None:
    assert big("17") == ("▄█  ▀▀█", " █   ▄▀", "▀▀▀  ▀ ")


def test_large_letters_scale() -> None:
    assert big("1", 2) == ("  ██  ", "████  ", "  ██  ", "  ██  ", "██████")


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_every_row_of_a_large_text_is_equally_wide(scale: int) -> None:
    rows = big("● UNSTEADY 0123456789.->? RUSHED JAB SHORT LET GO", scale)
    assert len(rows) == big_height(scale)
    assert len({len(row) for row in rows}) == 1


def test_the_largest_scale_that_fits() -> None:
    width = len(big("STOP", 2)[0])
    assert largest_scale("STOP", width, 5) == 2
    assert largest_scale("STOP", width - 1, 5) == 1
    assert largest_scale("STOP", width, 4) == 1
    assert largest_scale("STOP", 3, 5) == 0


def test_every_digit_and_letter_has_its_own_shape() -> None:
    # O and 0, S and 5, Z and 2 may look alike: words and numbers never share a place.
    letters = [big(letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    digits = [big(digit) for digit in "0123456789"]
    assert len(set(letters)) == 26
    assert len(set(digits)) == 10
    assert big("§") == big("?")


def test_clip_spread_and_centre() -> None:
    assert clip("shoulder blade", 9) == "shoulder…"
    assert clip("shoulder", 8) == "shoulder"
    plain = ink()
    assert text_of(spread([("ab", plain)], [("c", plain)], 6)) == "ab   c"
    assert text_of(spread([("abcd", plain)], [("c", plain)], 5)) == "abcd"
    assert text_of(centred([("ab", plain)], 6)) == "  ab  "


def test_the_richest_line_that_fits_is_chosen() -> None:
    versions: list[Line] = [[(text, ink())] for text in ("frames 1200", "fr 1200", "1200")]
    assert [text_of(first_fitting(versions, width)) for width in (11, 10, 3)] == ["frames 1200", "fr 1200", "1200"]


def test_wrapping_ends_in_an_ellipsis_when_rows_run_out() -> None:
    assert wrapped("one two three four", 9, 2) == ["one two", "three fo…"]
    assert wrapped("one two", 9, 2) == ["one two"]
    assert wrapped("one two", 9, 0) == []


@pytest.mark.parametrize(
    ("colour", "on"),
    [(name, "ground") for name in ("text", "soft", "light", "good", "firm", "amber", "red", "info", "rushed", "jab")]
    + [(name, "ground") for name in ("short", "unsteady")]
    + [("white", "red_deep"), ("red_pale", "red_dark"), ("on_fill", "amber"), ("amber", "amber_dark")]
    + [("text", "info_dark"), ("on_fill", "good"), ("on_fill", "red")],
)
def test_words_stand_out_from_their_ground(colour: str, on: str) -> None:
    assert contrast(palette("dark")[colour], palette("dark")[on]) >= 5.0
