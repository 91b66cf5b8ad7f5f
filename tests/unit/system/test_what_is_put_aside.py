"""What a test process loaded before its first test is put aside, where no search for garbage goes through it."""

from __future__ import annotations

import gc

LOADED = [object()]


def test_the_modules_of_the_tests_are_not_searched_for_garbage():
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000
    assert not any(kept is LOADED for kept in gc.get_objects())
