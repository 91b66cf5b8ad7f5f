"""The walk of the hands, from scripted sequences."""

from __future__ import annotations

import random

import pytest

from pawpress.core.grading import Verdict, grade
from pawpress.core.presses import Press
from pawpress.core.walk import Place, RouteSummary, Walk
from pawpress.settings.grading_limits import load_limits
from tests.waveforms import press

LIMITS = load_limits()
STRIDE_S = 1.8
LENGTH_S = 2.6
PLACES = {f"{side}{level}": Place(hand, level) for level in range(4) for side, hand in (("L", "left"), ("R", "right"))}
BACK = {name: place for name, place in PLACES.items() if place.level}
UP_AND_DOWN = "L1 R1 L2 R2 L3 R3 L2 R2 L1 R1"


def steps(sequence: str, stride_s: float = STRIDE_S, **changes: object) -> list[Press]:
    """Presses at these pads, one a stride."""
    return [
        press(
            pad=pad,
            onset_s=1.0 + n * stride_s,
            release_s=1.0 + n * stride_s + LENGTH_S,
            peak_s=2.0 + n * stride_s,
            **changes,
        )
        for n, pad in enumerate(sequence.split())
    ]


def graded(presses: list[Press]) -> list[tuple[Press, Verdict]]:
    return [(one, grade(one, LIMITS)) for one in presses]


def walk(presses: list[Press], places: dict[str, Place] = BACK, *, comparable: bool = True) -> RouteSummary:
    made = Walk(places, LIMITS.route, comparable=comparable)
    for one, verdict in graded(presses):
        made.add(one, verdict)
    summary = made.summary()
    assert summary is not None
    return summary


def test_a_catwalk_up_and_down_has_nothing_to_improve():
    summary = walk(steps(UP_AND_DOWN))
    assert summary.steps == 10
    assert summary.turns.share == 1.0
    assert (summary.climb.skipped, summary.climb.repeated) == (0, 0)
    assert (summary.climb.walks_up, summary.climb.walks_down) == (1, 1)
    assert summary.climb.direction == "down"
    assert summary.missed == ()
    assert summary.hints == ()


def test_nothing_pressed_yet_is_a_walk_of_no_steps():
    summary = walk([])
    assert (summary.steps, summary.turns.share, summary.climb.direction, summary.cadence) == (0, None, None, None)
    assert summary.hints == ()


def test_without_places_there_is_no_walk():
    assert Walk({}, LIMITS.route, comparable=True).summary() is None


def test_a_press_off_the_path_is_no_step():
    assert walk(steps("L1 spine R1")).steps == 2


@pytest.mark.parametrize(
    ("sequence", "same_hand", "share"), [("L1 L2 R1 R2", 2, 1 / 3), ("L1 L2 L3", 2, 0.0), ("L1 R1 L2 R2", 0, 1.0)]
)
def test_hands_that_do_not_take_turns_are_counted(sequence: str, same_hand: int, share: float):
    summary = walk(steps(sequence))
    assert summary.turns.same_hand == same_hand
    assert summary.turns.share == pytest.approx(share)
    assert any("same hand" in hint for hint in summary.hints) == (same_hand > 0)


def test_both_hands_at_once_are_no_walking():
    presses = steps("L1 R1 L2 R2")
    together = [presses[0], press(pad="R1", onset_s=1.1, release_s=3.6), *presses[2:]]
    summary = walk(together)
    assert (summary.turns.together, summary.turns.in_turn) == (1, 2)
    assert any("at once (once)" in hint for hint in summary.hints)


@pytest.mark.parametrize(
    ("sequence", "skipped"), [("L1 R1 L3 R3", 2), ("L1 R1 L2 R2 L3 R3 L1 R1", 2), ("L1 R2 L2 R1", 0)]
)
def test_skipped_levels_are_counted_hand_by_hand(sequence: str, skipped: int):
    summary = walk(steps(sequence))
    assert summary.climb.skipped == skipped
    assert any("skipped" in hint for hint in summary.hints) == (skipped > 0)


@pytest.mark.parametrize(
    ("sequence", "repeated"), [("L1 R1 L2 R2 L2 R2 L3 R3", 2), ("L2 R2 L3 R3 L3 R3 L2 R2", 0), ("L1 R1 L1 R1 L2 R2", 0)]
)
def test_a_level_is_repeated_only_where_the_hands_do_not_turn(sequence: str, repeated: int):
    assert walk(steps(sequence)).climb.repeated == repeated


@pytest.mark.parametrize(
    ("sequence", "direction", "up", "down"),
    [
        ("L1 R1", None, 0, 0),
        ("L1 R1 L2 R2", "up", 0, 0),
        ("L1 R1 L2 R2 L3", "up", 1, 0),
        ("L3 R3 L2 R2 L1", "down", 0, 1),
        (UP_AND_DOWN + " " + UP_AND_DOWN, "down", 2, 2),
    ],
)
def test_direction_and_whole_walks(sequence: str, direction: str | None, up: int, down: int):
    climb = walk(steps(sequence)).climb
    assert (climb.direction, climb.walks_up, climb.walks_down) == (direction, up, down)


def test_the_lowest_level_may_be_walked_over_or_left_out():
    over, without = walk(steps("L0 R0 " + UP_AND_DOWN + " L0 R0"), PLACES), walk(steps(UP_AND_DOWN), PLACES)
    for summary in (over, without):
        assert summary.missed == ()
        assert (summary.climb.skipped, summary.climb.walks_up, summary.climb.walks_down) == (0, 1, 1)
        assert summary.hints == ()


def test_pads_that_were_never_pressed_are_named():
    summary = walk(steps("L1 R1 L2 R2 L1"))
    assert summary.missed == ("L3", "R3")
    assert "Never pressed: L3, R3." in summary.hints


def test_a_walk_that_has_only_begun_is_not_blamed_for_what_is_still_to_come():
    assert not any("Never" in hint for hint in walk(steps("L1 R1")).hints)


@pytest.mark.parametrize(
    ("stride_s", "cadence", "per_min"),
    [(3.0, "slow", 10.0), (1.8, "usual", 16.67), (1.2, "quick", 25.0), (0.8, "rushing", 37.5)],
)
def test_the_cadence_of_a_hand_is_told_and_only_rushing_is_advised_against(
    stride_s: float, cadence: str, per_min: float
):
    summary = walk(steps(UP_AND_DOWN, stride_s))
    assert summary.cadence == cadence
    assert summary.cadence_per_min["left"] == pytest.approx(per_min, rel=0.01)
    assert any("Rushing" in hint for hint in summary.hints) == (cadence == "rushing")


def test_steps_that_are_let_go_too_early_are_counted():
    summary = walk([*steps("L1 R1 L2"), press(pad="R2", onset_s=6.4, release_s=7.0, hold_s=0.3)])
    assert summary.short_steps == 1
    assert any("too short (once)" in hint for hint in summary.hints)


def uneven(right_n: float, **changes: object) -> list[Press]:
    return [
        press(
            pad=one.pad,
            onset_s=one.onset_s,
            release_s=one.release_s,
            plateau_n=right_n if one.pad[0] == "R" else 100.0,
            **changes,
        )
        for one in steps(UP_AND_DOWN)
    ]


@pytest.mark.parametrize(
    ("right_n", "index", "flagged"), [(100.0, 0.0, False), (125.0, 22.2, False), (140.0, 33.3, True)]
)
def test_hands_are_uneven_only_beyond_a_quarter(right_n: float, index: float, flagged: bool):
    summary = walk(uneven(right_n))
    assert summary.force_si == pytest.approx(index, abs=0.1)
    assert any("right hand pressed 33 % harder" in hint for hint in summary.hints) == flagged


def test_pads_that_are_not_calibrated_are_not_held_against_each_other():
    summary = walk(uneven(200.0), comparable=False)
    assert summary.force_si == pytest.approx(66.7, abs=0.1)
    assert summary.hints == ()


def test_a_hand_that_stays_longer_is_named_whatever_the_calibration():
    presses = [
        press(pad=one.pad, onset_s=one.onset_s, release_s=one.release_s, hold_s=2.0 if one.pad[0] == "L" else 1.0)
        for one in steps(UP_AND_DOWN)
    ]
    assert any("left hand stayed 67 % longer" in hint for hint in walk(presses, comparable=False).hints)


def test_one_press_a_hand_is_too_little_to_compare_hands():
    assert walk(steps("L1 R1")).force_si is None


def test_the_row_is_uneven_when_levels_differ_by_half_of_their_mean():
    force_n = {"1": 70.0, "2": 100.0, "3": 130.0}
    presses = [
        press(pad=one.pad, onset_s=one.onset_s, release_s=one.release_s, plateau_n=force_n[one.pad[1]])
        for one in steps(UP_AND_DOWN)
    ]
    summary = walk(presses)
    assert [level.plateau_n for level in summary.levels] == pytest.approx([70.0, 100.0, 130.0])
    assert summary.row_spread == pytest.approx(0.6)
    assert "From level to level the force went from 70 to 130 N." in summary.hints


def test_presses_of_each_level_and_hand_are_counted():
    levels = {level.level: (level.left, level.right) for level in walk(steps("L1 R1 L2 L1")).levels}
    assert levels == {1: (2, 1), 2: (1, 0), 3: (0, 0)}


def test_an_ungraded_press_is_a_step_whose_force_does_not_count():
    blind = press(pad="R1", onset_s=9.0, release_s=11.0, plateau_n=900.0, flags=frozenset({"saturated"}))
    summary = walk([*steps("L1 R1 L1 R1"), blind])
    assert summary.steps == 5
    assert summary.force_si == pytest.approx(0.0)


def test_a_hand_between_two_pads_takes_one_step_on_the_stronger():
    straddling = [
        press(pad="L1", onset_s=1.0, release_s=3.6, plateau_n=40.0),
        press(pad="L2", onset_s=1.05, release_s=3.5, plateau_n=90.0),
        press(pad="R2", onset_s=2.8, release_s=5.4),
    ]
    summary = walk(straddling)
    assert (summary.steps, summary.turns.same_hand) == (2, 0)
    assert [(level.left, level.right) for level in summary.levels] == [(0, 0), (1, 1), (0, 0)]


def test_gloves_walk_without_levels():
    places = {"left hand": Place("left", None), "right hand": Place("right", None)}
    presses = [
        press(pad=f"{'left' if n % 2 == 0 else 'right'} hand", onset_s=1.0 + 1.8 * n, release_s=3.0 + 1.8 * n)
        for n in range(6)
    ]
    summary = walk(presses, places)
    assert summary.turns.share == 1.0
    assert (summary.levels, summary.climb.direction, summary.row_spread) == ((), None, None)
    assert summary.missed == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_presses_end_does_not_matter(seed: int):
    presses = uneven(130.0)
    shuffled = presses.copy()
    random.Random(seed).shuffle(shuffled)
    assert walk(shuffled) == walk(presses)


def test_a_walk_is_told_as_it_goes_on():
    made = Walk(BACK, LIMITS.route, comparable=True)
    found: list[tuple[int, str | None]] = []
    for one, verdict in graded(steps(UP_AND_DOWN)):
        made.add(one, verdict)
        summary = made.summary()
        assert summary is not None
        found.append((summary.steps, summary.climb.direction))
    assert found[1] == (2, None)
    assert found[5] == (6, "up")
    assert found[-1] == (10, "down")
