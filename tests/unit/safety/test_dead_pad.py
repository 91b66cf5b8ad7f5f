"""A pad that is cut off is red, at every rate and with every decay its circuit can have; a foot that leaves is not."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.calibration import Calibrator, ForceBlock, apply_calibration
from pawpress.core.calibration.pad_models import fsr_divider
from pawpress.core.safety import SafetyLimits
from pawpress.core.samples import SampleBlock
from pawpress.simulator.known_curves import known_calibration
from pawpress.simulator.pads import CABLE_DECAY_S, SUPERVISED_SENSOR, codes_of_newtons
from tests.alarms import LIMITS
from tests.feet import PADS, PLATE, foot_guard
from tests.rigsim.foot_bodies import hop, stand
from tests.waveforms import Array

RATES_HZ = (100, 250, 500, 1000)
DECAYS_S = (1e-6, 0.001, CABLE_DECAY_S / 2, CABLE_DECAY_S, 1.2 * CABLE_DECAY_S)
"""From ideal, over a circuit under 200 N, to the empty circuit with all tolerances the wrong way."""
BREAK_S = 1.0
SUPERVISED = replace(PLATE, supervised=frozenset({0, 1}))
REST_COUNTS = 21


def around(rate_hz: int, phase: float = 0.0, after_s: float = 0.2) -> Array:
    """Times of readings from 0.2 s before the break on; the phase is a share of the interval."""
    return BREAK_S - 0.2 + (np.arange(round((0.2 + after_s) * rate_hz)) + phase) / rate_hz


def counts_of(force_n: Array) -> Array:
    return fsr_divider.counts_of(fsr_divider.conductance_at(force_n), fsr_divider.COUNTS_MAX)


def decayed(load_n: float, decay_s: float, t_s: Array) -> Array:
    """Newtons of a pad whose cable breaks at `BREAK_S`: its counts decay as the circuit does."""
    left = np.exp(-np.maximum(t_s - BREAK_S, 0.0) / decay_s)
    return fsr_divider.newtons(np.round(counts_of(np.array(load_n)) * left))


def told(forces_n: list[Array], t_s: Array, rate_hz: int, cut_off: Array | None = None, **made: object) -> list[float]:
    """When `dead_pad` was raised on the first pad of two feet, seconds; in blocks of nine readings."""
    guard, seen = foot_guard(**made), list[float]()  # type: ignore[arg-type]
    columns = np.stack(forces_n, axis=1)
    for at in range(0, len(t_s), 9):
        part = slice(at, at + 9)
        guard.process(
            ForceBlock(
                t_s[part],
                columns[part],
                np.zeros_like(columns[part], dtype=bool),
                0,
                1.0 / rate_hz,
                None if cut_off is None else cut_off[part],
            )
        )
    seen += [e.start_s for e in guard.episodes() if (e.alarm.code, e.alarm.pad) == ("dead_pad", PADS[0])]
    return seen


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("decay_s", DECAYS_S)
@pytest.mark.parametrize("load_n", [60.0, 150.0, 400.0])
def test_a_loaded_pad_whose_cable_breaks_is_dead_whatever_the_decay_of_its_circuit(
    rate_hz: int, decay_s: float, load_n: float
):
    for phase in np.arange(0.0, 1.0, 0.2):
        t_s = around(rate_hz, phase)
        [told_s] = told([decayed(load_n, decay_s, t_s), np.full_like(t_s, 150.0)], t_s, rate_hz)
        assert 0.0 <= told_s - BREAK_S <= 0.04


def fastest_jump(t_s: Array, weight_n: float, lasts_s: float = 0.042) -> Array:
    """The fastest take-off of the jumps on force plates: nine tenths of the load are gone after 42 ms."""
    share = np.clip((t_s - BREAK_S) / (lasts_s / 0.9), 0.0, 1.0)
    return weight_n * (1.0 - share)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_foot_that_leaves_as_fast_as_people_can_is_no_dead_pad(rate_hz: int):
    for phase in np.arange(0.0, 1.0, 0.2):
        t_s = around(rate_hz, phase, 0.6)
        for leaving_n in (
            fastest_jump(t_s, 850.0),
            fastest_jump(t_s, 120.0),
            hop(t_s, 588.0, BREAK_S, BREAK_S + 0.4),
            stand(t_s, -5.0, BREAK_S, 300.0, 0.15),
        ):
            assert told([leaving_n, leaving_n], t_s, rate_hz) == [], "both feet leave"
            assert told([leaving_n, np.zeros_like(t_s)], t_s, rate_hz) == [], "one pad carries everything"


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_step_from_one_pad_to_another_is_no_dead_pad(rate_hz: int):
    t_s = around(rate_hz)
    leaving_n = fastest_jump(t_s, 400.0)
    assert told([leaving_n, 400.0 - leaving_n], t_s, rate_hz) == []


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("load_n", [0.0, 200.0])
def test_a_supervised_pad_that_is_cut_off_is_dead_within_a_third_of_a_second_also_empty(rate_hz: int, load_n: float):
    block = measured(load_n, 1.2 * CABLE_DECAY_S, rate_hz)
    assert block.cut_off is not None
    forces_n = [block.force_n[:, 0], block.force_n[:, 1]]
    [told_s] = told(forces_n, block.t_s, rate_hz, block.cut_off, ground=SUPERVISED)
    assert 0.0 < told_s - BREAK_S < 0.1 + 2.0 / rate_hz


def measured(load_n: float, decay_s: float, rate_hz: int) -> ForceBlock:
    """Two supervised pads, the first of which is cut off: from counts, by the calibration of its curve."""
    t_s = np.arange(2 * rate_hz) / rate_hz
    whole = codes_of_newtons(np.full((len(t_s), 2), load_n), SUPERVISED_SENSOR)
    counts = whole.astype(float)
    counts[:, 0] *= np.exp(-np.maximum(t_s - BREAK_S, 0.0) / decay_s)
    curves = known_calibration("demo", 6, "2026-03-01T12:00:00Z", SUPERVISED_SENSOR)
    calibrator = Calibrator(apply_calibration(curves, ["L1", "R1"], 2, fsr_divider.COUNTS_MAX))
    return calibrator.process(SampleBlock(t_s, np.round(counts).astype(np.uint16), 0, 1.0 / rate_hz))


def test_rest_noise_and_a_single_disturbed_conversion_are_no_dead_pad():
    t_s = np.arange(1000) / 500.0
    rest = [np.zeros_like(t_s)] * 2
    disturbed = np.zeros((1000, 2), dtype=bool)
    disturbed[500:520, 0] = True
    assert told(rest, t_s, 500, disturbed, ground=SUPERVISED) == []


def test_a_pad_that_is_plugged_in_again_is_alive():
    t_s = np.arange(1000) / 500.0
    cut_off = np.zeros((1000, 2), dtype=bool)
    cut_off[200:400, 0] = True
    guard = foot_guard(ground=SUPERVISED)
    zeros = np.zeros((1000, 2))
    guard.process(ForceBlock(t_s, zeros, zeros > 0, 0, 0.002, cut_off))
    [episode] = guard.episodes()
    assert (episode.start_s, episode.end_s) == (pytest.approx(0.45), pytest.approx(0.8))


@given(cuts=st.lists(st.integers(1, 799), max_size=12), decay_s=st.floats(1e-5, 0.006), load_n=st.floats(30.0, 400.0))
def test_how_the_stream_was_chopped_changes_nothing(cuts: list[int], decay_s: float, load_n: float):
    t_s = np.arange(800) / 500.0
    columns = np.stack((decayed(load_n, decay_s, t_s), np.full_like(t_s, 150.0)), axis=1)
    whole, chopped = foot_guard(), foot_guard()
    whole.process(ForceBlock(t_s, columns, columns < 0, 0, 0.002))
    edges = [0, *sorted(set(cuts)), len(t_s)]
    for a, b in pairwise(edges):
        chopped.process(ForceBlock(t_s[a:b], columns[a:b], columns[a:b] < 0, 0, 0.002))
    assert whole.episodes() == chopped.episodes()


def test_recordings_of_before_are_judged_as_they_were():
    t_s = np.arange(1000) / 500.0
    forces_n = [decayed(150.0, CABLE_DECAY_S, t_s), np.full_like(t_s, 150.0)]
    assert told(forces_n, t_s, 500) != []
    assert told(forces_n, t_s, 500, limits=msgspec.structs.replace(LIMITS, cable=None)) == []


def loosened(key: str, limit: float) -> SafetyLimits:
    assert LIMITS.cable is not None
    its = getattr(LIMITS.cable, key)
    cable = msgspec.structs.replace(LIMITS.cable, **{key: msgspec.structs.replace(its, limit=limit)})
    return msgspec.structs.replace(LIMITS, cable=cable)


def cut(limits: SafetyLimits, rate_hz: int = 500, load_n: float = 60.0, decay_s: float = CABLE_DECAY_S) -> list[float]:
    t_s = around(rate_hz)
    return told([decayed(load_n, decay_s, t_s), np.full_like(t_s, 150.0)], t_s, rate_hz, limits=limits)


def jump(limits: SafetyLimits, rate_hz: int) -> list[float]:
    t_s = around(rate_hz, 0.0, 0.6)
    both_n = [hop(t_s, 588.0, BREAK_S, BREAK_S + 0.4)] * 2
    return told(both_n, t_s, rate_hz, limits=limits)


def half_off(limits: SafetyLimits) -> list[float]:
    t_s = around(100)
    leaving_n = hop(t_s, 588.0, BREAK_S, BREAK_S + 1.0)
    return told([leaving_n, 60.0 + 0.5 * leaving_n], t_s, 100, limits=limits)


def disturbed(limits: SafetyLimits) -> list[float]:
    t_s = np.arange(1000) / 500.0
    cut_off = np.zeros((1000, 2), dtype=bool)
    cut_off[500:520, 0] = True
    return told([np.zeros_like(t_s)] * 2, t_s, 500, cut_off, ground=SUPERVISED, limits=limits)


@pytest.mark.parametrize(
    ("key", "limit", "scene"),
    [
        ("open_s", 0.01, disturbed),
        ("loaded_n", 500.0, cut),
        ("left_share", 0.0, lambda limits: cut(limits, decay_s=0.005)),
        ("steady_share", 0.1, lambda limits: jump(limits, 500)),
        ("steady_s", 0.0, lambda limits: jump(limits, 500)),
        ("fall_s", 0.002, cut),
        ("fall_s", 0.03, lambda limits: jump(limits, 500)),
        ("fast_period_s", 0.011, lambda limits: cut(limits, 100, decay_s=1.2 * CABLE_DECAY_S)),
        ("slow_fall_s", 0.005, lambda limits: cut(limits, 100)),
        ("others_share", 0.1, half_off),
    ],
)
def test_every_limit_matters(key: str, limit: float, scene):
    assert scene(LIMITS) != scene(loosened(key, limit))
