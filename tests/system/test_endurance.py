"""A sample of what `bench.endurance` tries by the thousand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench import endurance
from bench.endurance_outcome import Outcome
from tests.bad_lines import FAULTS, run

SAMPLE = {"truncations": 6, "flips": 6, "fuzz": 24, "clock-steps": 1, "hostile-names": 1}


@pytest.mark.parametrize("name", SAMPLE)
def test_a_sample_of_each_kind_of_trouble_is_endured(name: str):
    [outcome] = endurance.outcomes({name: SAMPLE[name]})
    assert outcome.failures == []
    assert outcome.held == outcome.tried > 0


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
def test_a_second_program_on_the_port_is_refused():
    [outcome] = endurance.outcomes({"second-program": 1})
    assert (outcome.failures, outcome.held) == ([], 1)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_of_the_line_passes_and_is_recorded(tmp_path: Path, name: str):
    from bench.endurance_sessions import checked

    bad = run(tmp_path / "a.paw", FAULTS[name], 5)
    assert bad.live_again
    checked(bad)


def test_a_trial_that_does_not_hold_is_counted_and_told():
    outcome = Outcome("walls")
    for height_m in (1, 2, 3):
        with outcome.trial(f"{height_m} m"):
            assert height_m < 3
    assert outcome.amount == "2 of 3"
    assert outcome.failures[0].startswith("3 m: AssertionError")
