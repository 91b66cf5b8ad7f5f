"""Pytest plugin: what the tests loaded is not searched for garbage again and again.

A test process holds ten thousand tests and every module that they name. The interpreter looks through all of that for
cycles whenever a dashboard or two has come and gone, half a second each time: a quarter of what the tests of the
dashboard cost.
"""

from __future__ import annotations

import gc

import pytest

NEW, YOUNG, OLD = 10_000, 10, 10
"""Thresholds of the generations, of which the first is usually 700: fewer searches, and hardly more memory."""


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Put what was loaded aside, in each process that collects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW, YOUNG, OLD)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish() -> None:
    """Take it back: at the end of a process everything is searched, as without this plugin."""
    gc.unfreeze()
