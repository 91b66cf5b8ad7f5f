"""The small decisions inside the panels."""

from __future__ import annotations

import pytest
from scenes import pressing
from view_examples import OPENING, OVERLOAD, PADS, RIG, changed

from pawpress.dashboard.attention import Attention
from pawpress.dashboard.panels.back import name_without_side, plan_of
from pawpress.dashboard.panels.hold_panel import leading, phase_in_alarm, phase_of
from pawpress.dashboard.panels.pad_bar import layout_of
from pawpress.dashboard.panels.shares import cells_of, percent
from pawpress.dashboard.words import VERDICTS, ZONES, rig_words, verdict_sign, with_place, zone_of
from pawpress.engine.messages import PadView


def pad(name: str, side: str, level: int) -> PadView:
    return PadView(name=name, group="g", side=side, level=level, where="")


def test_pads_lie_as_on_a_back() -> None:
    plan = plan_of(PADS)
    assert plan.sides == ("left", "centre", "right")
    assert plan.rows == ((4, None, 5), (2, None, 3), (0, None, 1))
    assert not plan.on_spine


def test_pads_on_the_spine_take_its_place() -> None:
    plan = plan_of([pad("l", "left", 1), pad("c", "centre", 0), pad("r", "right", 1)])
    assert plan.rows == ((0, None, 2), (None, 1, None))
    assert plan.on_spine


def test_a_single_pad_needs_no_sides() -> None:
    plan = plan_of([pad("force_N", "centre", 0)])
    assert (plan.sides, plan.rows, plan.on_spine) == (("centre",), ((0,),), True)


def test_two_pads_that_claim_one_place_both_stay_visible() -> None:
    plan = plan_of([pad("a", "left", 0), pad("b", "left", 0), pad("c", "elsewhere", 0)])
    assert sorted(number for row in plan.rows for number in row if number is not None) == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "side", "short"),
    [
        ("shoulder blade right", "right", "shoulder blade"),
        ("L heel", "left", "heel"),
        ("left", "left", "left"),
        ("centre line", "centre", "centre line"),
    ],
)
def test_names_do_not_repeat_their_column(name: str, side: str, short: str) -> None:
    assert name_without_side(pad(name, side, 0)) == short


@pytest.mark.parametrize(
    ("force_n", "zone"),
    [
        *((0, "rest"), (7.9, "rest"), (8, "light"), (79.9, "light"), (80, "target"), (160, "target"), (161, "firm")),
        *((210, "firm"), (210.1, "amber"), (300, "amber"), (300.1, "red"), (2000, "red")),
    ],
)
def test_zones(force_n: float, zone: str) -> None:
    assert zone_of(force_n, OPENING, OPENING.target_n) == zone


@pytest.mark.parametrize(
    ("force_n", "zone"),
    [(7.9, "rest"), (8, "unzoned"), (100, "unzoned"), (209, "unzoned"), (211, "amber"), (301, "red")],
)
def test_without_newtons_to_trust_only_the_lines_of_the_alarms_are_told(force_n: float, zone: str) -> None:
    assert zone_of(force_n, OPENING, None) == zone


def test_every_class_differs_in_shape_and_word_not_in_colour_alone() -> None:
    for table in (VERDICTS, ZONES):
        assert len({sign.glyph for sign in table.values()}) == len(table)
        assert len({sign.word for sign in table.values()}) == len(table)
    assert len({sign.letters for sign in VERDICTS.values()}) == len(VERDICTS)


def test_an_unknown_verdict_keeps_its_word() -> None:
    assert verdict_sign("floating").word == "floating"


@pytest.mark.parametrize(
    ("hold_s", "rising", "phase"),
    [(0.0, True, "RISING"), (0.0, False, "HOLD"), (1.9, False, "HOLD"), (2.0, False, "LET GO"), (9.0, False, "LET GO")],
)
def test_the_word_of_the_timer(hold_s: float, rising: bool, phase: str) -> None:
    assert phase_of(pressing(100.0, hold_s, rising=rising), (1.0, 3.0)) == phase


def test_the_timer_never_says_hold_against_an_alarm() -> None:
    red = Attention().update([OVERLOAD], 0.0)
    amber = Attention().update([changed(OVERLOAD, severity="amber")], 0.0)
    over = Attention().update([changed(OVERLOAD, state="RTN_UNACKNOWLEDGED")], 0.0)
    assert [phase_in_alarm(alert) for alert in (red, amber, over, None)] == ["LET GO", "EASE", None, None]


def test_the_timer_stays_with_a_hand_until_the_other_clearly_leads() -> None:
    left, right = changed(pressing(100.0, 1.0), pad="left hand"), changed(pressing(110.0, 0.4), pad="right hand")
    assert leading([left, right], None) == right
    assert leading([left, right], "left hand") == left
    assert leading([left, changed(right, force_n=130.0)], "left hand") == changed(right, force_n=130.0)
    assert leading([right], "left hand") == right
    assert leading([], "left hand") is None


@pytest.mark.parametrize(
    ("count", "total", "share"), [(0, 5, 0), (1, 1000, 1), (999, 1000, 99), (5, 5, 100), (1, 3, 33)]
)
def test_percentages_do_not_round_to_never_or_always(count: int, total: int, share: int) -> None:
    assert percent(count, total) == share


@pytest.mark.parametrize("counts", [[1], [60, 1, 1], [1, 2, 3, 4, 5, 6], [1000, 1]])
def test_the_strip_uses_all_its_cells_and_forgets_nobody(counts: list[int]) -> None:
    cells = cells_of(counts, 50)
    assert sum(cells) == 50
    assert min(cells) >= 1


@pytest.mark.parametrize(("size", "scale"), [((36, 3), 1), ((36, 2), 0), ((68, 8), 2), ((67, 8), 1), ((20, 9), 0)])
def test_a_pad_shows_a_large_number_where_there_is_room(size: tuple[int, int], scale: int) -> None:
    layout = layout_of(*size)
    assert layout.scale == scale
    beside = layout.number_width + 1 if scale else 0
    assert layout.bar_width + beside == size[0]
    assert layout.bar_rows < size[1]


def test_the_rig_is_always_named_for_what_it_is() -> None:
    kinds = {
        kind: rig_words(changed(OPENING, rig=changed(RIG, kind=kind, name="/dev/ttyACM0")))
        for kind in ("emulated-avr", "core", "serial")
    }
    assert kinds["emulated-avr"] == "emulated rig (real firmware)"
    assert kinds["core"] == "simulated rig (firmware core)"
    assert "emulated" not in kinds["serial"]
    assert "core" not in kinds["serial"]
    assert "/dev/ttyACM0" in kinds["serial"]


def test_a_pad_has_one_name_everywhere_and_its_place_after_it():
    mat = [
        PadView(name=name, group=name, side=side, level=1, where="lower back")
        for name, side in (("L1", "left"), ("R1", "right"))
    ]
    assert [name_without_side(one) for one in mat] == ["L1 lower back", "R1 lower back"]
    assert [with_place(name, mat) for name in ("L1", "R1", "X9")] == ["L1 left lower back", "R1 right lower back", "X9"]


def test_a_hand_that_wears_two_pads_has_its_name_only():
    glove = [PadView(name=name, group="left hand", side="left", level=1, where=name) for name in ("palm", "thumb")]
    assert with_place("left hand", glove) == "left hand"


def test_a_name_that_says_its_place_is_not_followed_by_it():
    named = PadView(name="shoulder blade left", group="s", side="left", level=3, where="shoulder blade")
    assert (name_without_side(named), with_place(named.name, [named])) == ("shoulder blade", "shoulder blade left")
