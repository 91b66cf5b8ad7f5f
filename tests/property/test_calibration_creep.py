"""Taking creep out does not depend on how the stream was cut."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pawpress.core.calibration import Calibrator, apply_calibration
from pawpress.core.calibration.creep import CreepCompensator
from pawpress.core.samples import SampleBlock
from tests.calibrations import calibration, curve
from tests.chunks import cuts

N = 2400
FORCE_N = np.clip(
    np.random.default_rng(9).normal(0.0, 3.0, (N, 3))
    + np.stack([120.0 * (np.sin(np.arange(N) / 150.0 + phase) > 0.3) for phase in (0.0, 1.0, 2.0)], axis=1),
    0.0,
    None,
)
PERIODS_S = st.sampled_from([1 / 8, 1 / 100, 1 / 333, 1 / 500, 1 / 1000, 1 / 2000])


@given(cuts(N, most=60), PERIODS_S)
def test_any_chunks_give_the_same_forces_to_the_last_bit(at, period_s):
    whole = CreepCompensator([0.04, 0.0, 0.1], period_s).process(FORCE_N.copy())
    edges = [0, *at, N]
    compensator = CreepCompensator([0.04, 0.0, 0.1], period_s)
    pieces = [compensator.process(FORCE_N[a:b].copy()) for a, b in pairwise(edges)]
    assert np.array_equal(np.concatenate(pieces), whole)


@given(cuts(N), st.integers(0, N - 1), st.integers(1, 4000))
def test_a_gap_in_between_changes_nothing_of_that(at, gap_at, missing):
    def run(edges: list[int]) -> np.ndarray:
        compensator = CreepCompensator([0.04, 0.02, 0.1], 0.002)
        edges = sorted({0, gap_at, N, *edges})
        return np.concatenate(
            [compensator.process(FORCE_N[a:b].copy(), missing if a == gap_at else 0) for a, b in pairwise(edges)]
        )

    assert np.array_equal(run(at), run([]))


@given(cuts(N, most=60))
def test_the_whole_room_is_deterministic_under_chunks(at):
    tables = apply_calibration(
        calibration(curve(creep_per_decade=0.05), curve(pad="R1", channel=1, creep_per_decade=0.03)),
        ["L1", "R1"],
        2,
        1023,
    )
    counts = np.clip(np.rint(FORCE_N[:, :2] * 3.0), 0, 1023).astype(np.uint16)
    t_s = np.arange(N) * 0.002

    def run(edges: list[int]) -> np.ndarray:
        calibrator = Calibrator(tables)
        edges = sorted({0, N, *edges})
        blocks = [SampleBlock(t_s[a:b], counts[a:b], 0, 0.002) for a, b in pairwise(edges)]
        return np.concatenate([calibrator.process(block).force_n for block in blocks])

    assert np.array_equal(run(at), run([]))


@given(st.floats(0.0, 0.15), PERIODS_S)
def test_compensation_only_ever_takes_away_and_never_more_than_the_law_says(k, period_s):
    out = CreepCompensator([k, k, k], period_s).process(FORCE_N.copy())
    assert (out <= FORCE_N).all()
    seconds = N * period_s
    assert (out >= FORCE_N / (1.0 + k * np.log10(1.0 + seconds / 0.1)) * (1.0 - 1e-12)).all()
