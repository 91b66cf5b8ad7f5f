"""What a command costs: its processor time, and the most memory that it held."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

WEIGH = """
import json, resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""
"""Run by a Python of its own: Linux counts the memory of whoever starts a program as the program's, too."""


class Cost(NamedTuple):
    """What a command took."""

    cpu_s: float
    """Processor time."""
    most_bytes: int
    """Resident memory at its most, with what all programs of this Python hold."""


def command_cost(command: Sequence[str]) -> Cost:
    """Run a command to its end.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    told = subprocess.run([sys.executable, "-I", "-c", WEIGH, *command], stdout=subprocess.PIPE, check=True)
    status, cpu_s, most_bytes = json.loads(told.stdout)
    if status:
        raise RuntimeError(f"{command[0]} ended with {status}")
    return Cost(cpu_s, most_bytes)
