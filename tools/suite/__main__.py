"""Every check and test, in the order in which a mistake is cheapest to find: `python -m tools.suite`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.suite.processes import PATIENCE_S
from tools.suite.realtime import MARK, MEASURED, realtime_files
from tools.suite.supervisor import Step, Supervisor

TESTS = Path(__file__).parents[2] / "tests"
RUN_LIMIT_S = 3600.0
"""A quiet machine of two cores takes 20 minutes, a very busy one was seen to take 55; longer than that is a hang."""
CHECK_LIMIT_S = 600.0
"""The longest check, pyright with its installation, takes 1 minute on a quiet machine."""
LIMIT_VARIABLE = "PAWPRESS_SUITE_S"
"""Variable that sets another limit of the run, in seconds, for a machine that is slower still."""
NO_BYTECODE_VARIABLE = "PYTHONDONTWRITEBYTECODE"
"""Where it is set, each test process translates every test anew, 15 s, and each start of the command the package."""
FEWEST_WORKERS, MOST_WORKERS = 3, 4
"""Test processes: one more than cores, as there is always a test that waits for a program it has started; beyond four,
the ones that start many processes of their own get into each other's way."""

REALTIME_WORKERS = "3"
"""These tests mostly wait for the clock of a rig or of a person: two leave a machine of two cores half idle."""
MEASURED_WORKERS = "2"
"""Those that measure how soon something comes; a third would have them wait for a processor."""


def pytest(*arguments: str) -> list[str]:
    """Return the command that runs tests."""
    return [sys.executable, "-m", "pytest", "-q", *arguments]


def in_real_time(workers: str, which: str) -> list[str]:
    """Return the command that runs tests that race the clock."""
    return pytest("-n", workers, "--dist", "loadgroup", "-m", which, *map(str, realtime_files(TESTS)))


def usual_workers(cores: int) -> int:
    """Return how many processes run the tests that do not race the clock."""
    return min(max(cores + 1, FEWEST_WORKERS), MOST_WORKERS)


def stages() -> list[list[Step]]:
    """Return what is run; the steps of one stage run side by side."""
    python = sys.executable
    bin_folder = Path(python).parent
    workers = os.environ.get("PAWPRESS_TEST_WORKERS") or str(usual_workers(os.cpu_count() or 1))
    return [
        [
            Step("format", [f"{bin_folder}/ruff", "format", "--check", "."], CHECK_LIMIT_S),
            Step("lint", [f"{bin_folder}/ruff", "check", "."], CHECK_LIMIT_S),
        ],
        [
            Step("types", ["tools/pyright.sh"], CHECK_LIMIT_S),
            Step("import contracts", [f"{bin_folder}/lint-imports", "--no-cache"], CHECK_LIMIT_S),
            Step("documents", ["make", "--no-print-directory", "docs"], CHECK_LIMIT_S),
            Step("generated files are fresh", [python, "-m", "tools.generate_all", "--check"], CHECK_LIMIT_S),
        ],
        [
            Step(
                "tests",
                pytest("-n", workers, "--dist", "loadfile", "--no-loadscope-reorder", "-m", f"not {MARK}"),
                RUN_LIMIT_S,
            )
        ],
        [
            Step("tests in real time", in_real_time(REALTIME_WORKERS, f"{MARK} and not {MEASURED}"), RUN_LIMIT_S),
        ],
        [
            Step("tests of how soon", in_real_time(MEASURED_WORKERS, MEASURED), RUN_LIMIT_S),
        ],
    ]


def main() -> int:
    """Run everything; return the exit status."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.environ.pop(NO_BYTECODE_VARIABLE, None)
    limit_s = float(os.environ.get(LIMIT_VARIABLE, RUN_LIMIT_S))
    return Supervisor(stages(), limit_s, PATIENCE_S).main()


if __name__ == "__main__":
    sys.exit(main())
