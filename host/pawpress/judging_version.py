"""Which version of the judging rooms this is: a digest of their source, so that nobody can forget to count it up.

The same digest gives the same presses, verdicts and alarms for the same bytes and settings. Another digest may give
others: `pawpress rejudge` shows whether it does.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from pawpress import __version__

ROOMS = (
    *("protocol", "runs.py", "samples.py", "calibration", "filtering", "presses", "grading", "route", "safety"),
    *("layout.py", "layouts", "stance.py", "line.py", "pipeline.py"),
)
READ = (".py", ".toml")


@cache
def judging_version() -> str:
    """Return `0.1.0+` and eight digits of the digest."""
    package = resources.files("pawpress")
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in _files(package.joinpath(room)):
            digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"


def _files(place: Traversable) -> list[Traversable]:
    if place.is_file():
        return [place] if place.name.endswith(READ) else []
    return [path for inner in sorted(place.iterdir(), key=lambda entry: entry.name) for path in _files(inner)]
