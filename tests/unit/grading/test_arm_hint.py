"""The hint that a press was pushed with the arms, and the baseline it needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from pawpress.core.grading import BaselineError, LimitsError, baseline, baseline_toml, grade
from pawpress.core.grading.hints import arm_signs
from pawpress.core.grading.limits import HintLimits, Limit
from pawpress.core.presses import Press
from pawpress.settings.grading_limits import load_limits, with_baseline
from tests.waveforms import press

LEAN = {"overshoot": 0.01, "sag_per_s": 0.0, "tremor": 0.004, "stutter": -1.45}
PUSH = {"overshoot": 0.15, "sag_per_s": -0.06, "tremor": 0.012, "stutter": -2.40}
PERSONAL = HintLimits(
    overshoot=Limit(0.08, "test"),
    sag_per_s=Limit(-0.03, "test"),
    tremor=Limit(0.008, "test"),
    stutter=Limit(-1.9, "test"),
)


def several(signs: dict[str, float], spread: float = 0.1, count: int = 5) -> list[Press]:
    """Presses around these signs."""
    return [
        press(**{name: number * (1 + spread * (k - count // 2)) for name, number in signs.items()})
        for k in range(count)
    ]


def test_without_a_baseline_nothing_is_hinted():
    assert load_limits().hints is None
    assert grade(press(**PUSH), load_limits()).hints == ()
    assert arm_signs(press(**PUSH), None) == []


@pytest.mark.parametrize("count", range(5))
def test_two_signs_make_a_hint_and_one_does_not(count: int):
    changed = {**LEAN, **dict(list(PUSH.items())[:count])}
    assert len(arm_signs(press(**changed), PERSONAL)) == count
    assert bool(_hints(press(**changed))) == (count >= 2)


def _hints(pressed: Press) -> tuple[str, ...]:
    return grade(pressed, replace(load_limits(), hints=PERSONAL)).hints


def test_a_hint_touches_neither_verdict_nor_reasons_nor_score():
    plain, hinted = grade(press(**PUSH), load_limits()), grade(press(**PUSH), replace(load_limits(), hints=PERSONAL))
    assert hinted.hints
    assert (plain.verdict, plain.reasons, plain.score) == (hinted.verdict, hinted.reasons, hinted.score)


def test_a_hint_says_that_it_is_one():
    [text] = _hints(press(**PUSH))
    assert text.startswith("Maybe")
    assert text.endswith("Only a hint.")


def test_a_sign_that_could_not_be_measured_does_not_show():
    assert arm_signs(press(overshoot=0.2, sag_per_s=None, tremor=None, stutter=None), PERSONAL)[0].metric == "overshoot"


def test_the_limits_of_a_baseline_lie_half_way_between_leans_and_pushes():
    limits = baseline(several(LEAN), several(PUSH))
    for name in LEAN:
        assert getattr(limits, name).limit == pytest.approx((LEAN[name] + PUSH[name]) / 2)
        assert "half way between 5 leans" in getattr(limits, name).source


def test_a_sign_that_goes_the_wrong_way_is_of_no_use():
    limits = baseline(several(LEAN), several({**PUSH, "tremor": 0.002}))
    assert limits.tremor is None
    assert limits.overshoot is not None


def test_a_sign_that_leans_show_as_often_as_pushes_is_of_no_use():
    mixed = [*several(LEAN)[:3], press(**{**LEAN, "overshoot": 0.15}), press(**{**LEAN, "overshoot": 0.16})]
    assert baseline(mixed, several(PUSH)).overshoot is None


def test_one_wild_press_does_not_move_a_baseline_much():
    wild = [*several(LEAN), press(**{**LEAN, "overshoot": 5.0})]
    limit = baseline(wild, several(PUSH)).overshoot
    assert limit is not None
    assert limit.limit == pytest.approx(0.08, abs=0.01)


def test_too_few_presses_make_no_baseline():
    with pytest.raises(BaselineError, match="Only 4 leans"):
        baseline(several(LEAN, count=4), several(PUSH))
    with pytest.raises(BaselineError, match="Only 3 pushes"):
        baseline(several(LEAN), several(PUSH, count=3))


def test_pushes_that_look_like_leans_make_no_baseline():
    with pytest.raises(BaselineError, match="cannot be told"):
        baseline(several(LEAN), several({**LEAN, "overshoot": 0.15}))


def test_a_baseline_survives_its_file(tmp_path: Path):
    path = tmp_path / "me.toml"
    limits = baseline(several(LEAN), several({**PUSH, "tremor": 0.002}))
    path.write_text(baseline_toml(limits), "utf-8")
    assert with_baseline(load_limits(), path).hints == limits


def test_a_file_that_is_no_baseline_is_named(tmp_path: Path):
    path = tmp_path / "me.toml"
    path.write_text("overshoot = 0.1\n", "utf-8")
    with pytest.raises(LimitsError, match=r"me\.toml: .*overshoot"):
        with_baseline(load_limits(), path)
