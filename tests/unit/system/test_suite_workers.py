"""How many processes run the tests."""

from __future__ import annotations

import pytest

from tools.suite.__main__ import stages, usual_workers


@pytest.mark.parametrize(("cores", "workers"), [(1, 3), (2, 3), (3, 4), (4, 4), (64, 4)])
def test_there_is_one_more_than_cores_and_never_a_crowd(cores: int, workers: int) -> None:
    assert usual_workers(cores) == workers


def test_a_number_that_was_told_is_taken_and_the_clock_is_raced_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAWPRESS_TEST_WORKERS", "7")
    *_, [tests], [in_real_time], [measured] = stages()
    assert tests.command[tests.command.index("-n") + 1] == "7"
    assert "not realtime" in tests.command
    assert any(word.endswith("test_frozen_host.py") for word in in_real_time.command)
    assert "realtime and not latency" in in_real_time.command
    assert int(measured.command[measured.command.index("-n") + 1]) < 3
