"""Keeps the current folder off the import path: a file `random.py` in a folder of downloads must never be run.

Python puts the current folder first for `python -m`, and for the `python -c` that `multiprocessing` starts. The option
`-P` and the variable `PYTHONSAFEPATH` say no.
"""

from __future__ import annotations

import os

VARIABLE = "PYTHONSAFEPATH"


def keep_current_folder_off() -> None:
    """Keep the current folder off the import path of every Python process that this one starts."""
    os.environ[VARIABLE] = "1"


def safe_environment() -> dict[str, str]:
    """Return the environment for a Python process; empty entries of `PYTHONPATH` mean the current folder and go."""
    environment = dict(os.environ) | {VARIABLE: "1"}
    entries = [entry for entry in environment.pop("PYTHONPATH", "").split(os.pathsep) if entry not in ("", os.curdir)]
    return environment | ({"PYTHONPATH": os.pathsep.join(entries)} if entries else {})
