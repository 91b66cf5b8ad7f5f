"""Pytest plugin: tests that share a fixture of their file run in one process, so that it is made once.

`--dist loadgroup` gives every other test to whichever process is free. A file of the tests in real time starts up to
eight sessions side by side for all its tests: made anew in each process, they kept both processors busy for nothing.
"""

from __future__ import annotations

import pytest


def shares_a_fixture(item: pytest.Function) -> bool:
    """Whether a test takes a fixture that its own file makes once for all of its tests."""
    taken = item._fixtureinfo.name2fixturedefs.values()  # pytest has no public way to ask
    file = item.nodeid.partition("::")[0]
    return any(one.scope == "module" and one.baseid == file for every in taken for one in every)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Put it into the group of its file, if it shares a fixture with others."""
    if isinstance(item, pytest.Function) and shares_a_fixture(item):
        item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
