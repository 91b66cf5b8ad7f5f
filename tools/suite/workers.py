"""Pytest plugin for the process that leads workers of pytest-xdist: a worker that dies ends the run and is named.

By itself pytest-xdist lets the other workers finish all they were given, guesses the test from the order of its list,
and waits for ever when the pipe of the dead worker is still held by a process that the worker had forked.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import psutil
import pytest

from tools.suite.marks import FOLDER_VARIABLE, Mark, marks

POLL_S = 0.25
PIPE_S = 2.0
"""A worker that has ended closes its pipe at once; after this time somebody else holds it."""


def _has_ended(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.Error:
        return True


def _kill_with_children(pid: int) -> None:
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        for each in [*process.children(recursive=True), process]:
            with suppress(psutil.Error):
                each.kill()


class Workers:
    """Watches the workers of a run."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.folder = tempfile.TemporaryDirectory(prefix="workers", dir=os.environ.get(FOLDER_VARIABLE))
        self.up: set[Any] = set()
        threading.Thread(target=self._watch, daemon=True, name="suite-workers").start()

    def _mark(self, node: Any) -> Mark:
        """Return what a worker does and its number, 0 as long as it has not said."""
        found = (mark for mark in marks(Path(self.folder.name)) if mark.worker == node.gateway.id)
        return next(found, Mark(node.gateway.id, 0, "the start of a test process"))

    def _watch(self) -> None:
        ended_s: dict[Any, float] = {}
        while True:
            time.sleep(POLL_S)
            for node in list(self.up):
                pid = self._mark(node).pid
                if not pid or not _has_ended(pid):
                    continue
                if time.monotonic() - ended_s.setdefault(node, time.monotonic()) > PIPE_S:
                    self.up.discard(node)
                    node.notify_inproc("errordown", node=node, error="ended, and a child of it holds its pipe")

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        node.workerinput[FOLDER_VARIABLE] = self.folder.name
        self.up.add(node)

    @pytest.hookimpl(optionalhook=True, trylast=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        self.up.discard(node)
        if error and error != "keyboard-interrupt":
            self._end_run(node)

    def _end_run(self, node: Any) -> NoReturn:
        doing = self._mark(node).doing
        report = pytest.TestReport(
            nodeid=doing,
            location=(doing.split("::")[0], None, doing),
            keywords={},
            outcome="failed",
            longrepr=f"the test process {node.gateway.id} died here; its last words, if any, are above",
            when="call",
        )
        report.node = node  # pyright: ignore[reportAttributeAccessIssue]  # where pytest-xdist's reports carry it
        self.config.hook.pytest_runtest_logreport(report=report)
        for other in self.up:
            if pid := self._mark(other).pid:
                _kill_with_children(pid)
        pytest.exit(f"{node.gateway.id} died in {doing}", returncode=pytest.ExitCode.TESTS_FAILED)


def pytest_configure(config: pytest.Config) -> None:
    """Watch the workers, in the process that leads them."""
    if not hasattr(config, "workerinput") and config.getoption("numprocesses", None):
        config.option.maxworkerrestart = "0"
        config.pluginmanager.register(Workers(config), "suite-workers")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Clear the marks."""
    workers = config.pluginmanager.get_plugin("suite-workers")
    if workers is not None:
        workers.folder.cleanup()
