"""Where a session is recorded: the file that was named, or a new one in the library."""

from __future__ import annotations

from pathlib import Path

from pawpress.cli.failure import WrongUse


def recorded(record: Path | None, *, save: bool) -> str | None:
    """Return where to record; None where nothing is kept.

    Raises
    ------
    WrongUse
        If both were asked for.
    """
    if record is not None and save:
        raise WrongUse("Give --record or --save, not both.")
    if not save:
        return None if record is None else str(record)
    import atexit

    from pawpress.library import new_path, release, sessions_folder

    path = new_path(sessions_folder())
    atexit.register(release, path)
    return str(path)
