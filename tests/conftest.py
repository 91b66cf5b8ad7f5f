"""Fixtures and settings that every kind of test shares."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tools.suite.realtime import MARK, realtime_files

ROOT = Path(__file__).parents[1]
pytest_plugins = ("tools.suite.limits", "tools.suite.workers", "tools.suite.groups", "tools.suite.garbage")

settings.register_profile(
    "usual",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("thorough", settings.get_profile("usual"), max_examples=2000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--port`."""
    parser.addoption("--port", help="serial port of a real rig, for the tests that need one")


LONGEST_FIRST = (
    "system/test_feet_on_rigs.py",
    "system/test_made_tables_by_others.py",
    "hardware/test_boards.py",
    "dashboard/test_at_home.py",
    "system/test_calibrate_command.py",
    "firmware/test_native.py",
    "firmware/test_images.py",
    "system/test_bulk_grade.py",
    "firmware/test_emulated_endurance.py",
    "property/test_simulator_board_chunks.py",
    "dashboard/test_replay_flows.py",
    "dashboard/test_dashboard_app.py",
    "dashboard/test_nothing_cut.py",
    "system/test_gates_at_the_terminal.py",
    "system/test_recording_commands.py",
    "system/test_feet_off.py",
    "unit/test_same_bits.py",
)
"""Files of more than half a minute: a file runs in one process, and must not begin when the others have ended."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for the night, and begin with the files that take longest; all others stay in their order."""
    if not os.environ.get("PAWPRESS_NIGHTLY"):
        long = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]
    _know_what_races_the_clock(items)
    places = {f"tests/{name}": place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.nodeid.partition("::")[0], len(places)))


def _know_what_races_the_clock(items: list[pytest.Item]) -> None:
    """End the run where a test that races the clock is in a file that the stage of these would not read."""
    unread = {item.path for item in items if item.get_closest_marker(MARK)} - set(realtime_files(ROOT / "tests"))
    if unread:
        raise pytest.UsageError(f"{min(unread)}: tools/suite/realtime.py does not know why its tests are marked {MARK}")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, None]:
    """Fail a skipped test in CI: there everything is installed, so a skip would hide a hole."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI must not skip: {report.longrepr}"


@pytest.fixture(autouse=True, scope="session")
def own_log_folder(tmp_path_factory: pytest.TempPathFactory) -> Generator[Path, None, None]:
    """Keep the logs of the tests, and of what they start, out of the developer's own folder."""
    folder = tmp_path_factory.mktemp("log")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PAWPRESS_LOG_FOLDER", str(folder))
        patch.delenv("PAWPRESS_LOG_LEVEL", raising=False)
        yield folder


@pytest.fixture(autouse=True)
def environment_of_its_own() -> Generator[None, None, None]:
    """Give no test what another one left in the environment: which tests share a process depends on the machine."""
    before = dict(os.environ)
    yield
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)


@pytest.fixture(autouse=True)
def signals_of_its_own() -> Generator[None, None, None]:
    """Give no test a handler of signals that another one left, as an engine in the tests' own process does."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def screen_in_english() -> Generator[None, None, None]:
    """Give no test the language in which another one had the screen speak: a session has a process to itself."""
    yield
    if spoken := sys.modules.get("pawpress.dashboard.spoken"):
        spoken.use("en")


RunCommand = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def recordings_by_others() -> Path:
    """The folder of the shared recordings; the tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("PAWPRESS_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "events.csv").exists():
        pytest.skip(f"no recordings at {folder}; set PAWPRESS_DATA to the folder that holds events.csv")
    return folder


@pytest.fixture(scope="session")
def pawpress() -> RunCommand:
    """Run the command line in a process of its own, as a person would."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        paths = [str(ROOT / "host"), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "pawpress", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)

    return run


@pytest.fixture
def pawpress_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> RunCommand:
    """Run the command line in this process, where nothing depends on one of its own: a start takes half a second."""
    from tests.commands import run_here

    return lambda *words: run_here(monkeypatch, capsys, *words)
