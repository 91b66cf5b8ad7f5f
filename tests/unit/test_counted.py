"""Numbers with their nouns."""

from __future__ import annotations

import doctest

from pawpress.core import counted


def test_the_examples_are_true():
    assert doctest.testmod(counted).attempted
    assert not doctest.testmod(counted).failed


def test_one_press_is_no_plural():
    assert [counted.press_count(count) for count in (0, 1, 2)] == ["0 presses", "1 press", "2 presses"]
