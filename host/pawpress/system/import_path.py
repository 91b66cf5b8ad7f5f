"""Keeps the current folder off the import path: a file `random.py` in a folder of downloads must never be run.

Python puts the current folder first for `python -m`, and for the `python -c` that `multiprocessing` starts. The option
`-P` and the variable `PYTHONSAFEPATH` say no.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE = "PYTHONSAFEPATH"


@contextmanager
def current_folder_kept_off() -> Iterator[None]:
    """Keep the current folder off the import path of every Python process that this one starts meanwhile."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before


def safe_environment() -> dict[str, str]:
    """Return the environment for a Python process; empty entries of `PYTHONPATH` mean the current folder and go."""
    environment = dict(os.environ) | {VARIABLE: "1"}
    entries = [entry for entry in environment.pop("PYTHONPATH", "").split(os.pathsep) if entry not in ("", os.curdir)]
    return environment | ({"PYTHONPATH": os.pathsep.join(entries)} if entries else {})
