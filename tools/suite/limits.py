"""Pytest plugin: no test, fixture, import or ending can hang, in native code neither.

pytest-timeout ends a test that hangs in Python: the test fails, the run goes on. It cannot end one that hangs in native
code: its signal waits until the interpreter is back, and its thread needs the interpreter's lock. So a watchdog of the
interpreter itself (`faulthandler`, a C thread that needs no lock) stands behind it: it prints the stacks of all threads
and ends the process. With pytest-xdist that process is a worker, and `tools.suite.workers` names the test.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from tools.suite.marks import FOLDER_VARIABLE, write_mark

GRACE_S = 30.0
"""What a test may take longer than its limit, so that one that can fail by itself does and tears its fixtures down."""
COLLECTION_LIMIT_S = 180.0
"""Importing all tests takes 10 s on two quiet cores; this is for six times that on a machine three times too busy."""
ENDING_LIMIT_S = 60.0
"""After the last test, threads, pools and temporary folders are cleared: 1 s."""
ALONE = "main"
"""Name of a process that leads no workers and is none."""
LIMITS_FACTOR = "PAWPRESS_SUITE_LIMITS"
"""Variable that scales the three limits above, for the tests of this plugin."""


def soft_limit_s(item: pytest.Item) -> float:
    """Return the limit that pytest-timeout holds for a test, 0 for none."""
    marker = item.get_closest_marker("timeout")
    if marker is not None:
        return float(marker.args[0] if marker.args else marker.kwargs.get("timeout", 0))
    return float(item.config.getoption("timeout", None) or item.config.getini("timeout") or 0)


class Limits:
    """Arms the watchdog around everything that this process does."""

    def __init__(self, folder: Path | None, worker: str) -> None:
        self.folder = folder
        self.worker = worker
        self.stderr = os.dup(sys.__stderr__.fileno() if sys.__stderr__ else 2)
        self.factor = float(os.environ.get(LIMITS_FACTOR, 1))

    def _arm(self, limit_s: float, doing: str) -> None:
        write_mark(self.folder, self.worker, doing)
        if limit_s > 0:
            faulthandler.dump_traceback_later(limit_s, exit=True, file=self.stderr)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        self._arm(COLLECTION_LIMIT_S * self.factor, "collecting")
        try:
            return (yield)
        finally:
            faulthandler.cancel_dump_traceback_later()

    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        if isinstance(collector, pytest.Module):
            write_mark(self.folder, self.worker, collector.nodeid)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        soft_s = soft_limit_s(item)
        debugging = item.config.getoption("usepdb", False) or sys.gettrace() is not None
        self._arm(0 if debugging or not soft_s else soft_s + GRACE_S * self.factor, item.nodeid)
        try:
            return (yield)
        finally:
            faulthandler.cancel_dump_traceback_later()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self) -> Generator[None, object, object]:
        self._arm(ENDING_LIMIT_S * self.factor, "the end of the run, after the last test")
        try:
            return (yield)
        finally:
            if self.worker != ALONE:  # it waits for the other workers now, as long as these take
                faulthandler.cancel_dump_traceback_later()


def pytest_configure(config: pytest.Config) -> None:
    """Watch this process, unless it only leads workers."""
    given: dict[str, str] = getattr(config, "workerinput", {})
    folder = given.get(FOLDER_VARIABLE) or os.environ.get(FOLDER_VARIABLE)
    if given or not config.getoption("numprocesses", None):
        limits = Limits(Path(folder) if folder else None, given.get("workerid", ALONE))
        config.pluginmanager.register(limits, "suite-limits")
