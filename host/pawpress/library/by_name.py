"""A session by its name, as `pawpress sessions` lists it, wherever a file may be given."""

from __future__ import annotations

import os
from pathlib import Path

from pawpress.library.index import sessions_folder
from pawpress.recording.naming import RECORDING


def session_file(given: Path) -> Path:
    """Return the recording of a session in this person's library, or what was given where it names a file already.

    Parameters
    ----------
    given : Path
        A path, or the name of a session: a name without a folder that is not a file here.
    """
    if given.name != str(given) or os.path.exists(given):  # noqa: PTH110 - `Path.exists` may raise
        return given
    kept = sessions_folder() / f"{given.name.removesuffix(RECORDING)}{RECORDING}"
    return kept if os.path.isfile(kept) else given  # noqa: PTH113
