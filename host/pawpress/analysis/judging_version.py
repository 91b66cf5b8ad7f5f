"""Versions of what decides an answer: digests of the source, so that nobody can forget to count them up.

The same digest gives the same presses, verdicts and alarms for the same bytes and settings. Another digest may give
others: `pawpress rejudge` shows whether it does.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from pawpress import __version__

JUDGING = ("core", "settings")
"""What judges a stream."""
READERS = ("recording", "importers", "analysis", "system/untrusted", "library/found.py", "library/imported.py")
"""What turns a file into a stream, and what was found into an answer."""
READ = (".py", ".toml", ".wasm")


@cache
def judging_version() -> str:
    """Return `0.1.0+` and eight digits of the digest of what judges a stream."""
    return _version_of(JUDGING)


@cache
def answer_version() -> str:
    """Return the same of everything between a file and its answer; an answer that is kept is stamped with it."""
    return _version_of(JUDGING + READERS)


def _version_of(parts: tuple[str, ...]) -> str:
    package = resources.files("pawpress")
    digest = hashlib.sha256()
    for part in parts:
        for path in _files(package.joinpath(part)):
            digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"


def _files(place: Traversable) -> list[Traversable]:
    if place.is_file():
        return [place] if place.name.endswith(READ) else []
    return [path for inner in sorted(place.iterdir(), key=lambda entry: entry.name) for path in _files(inner)]
