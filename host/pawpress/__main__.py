"""`python -m pawpress` is the command `pawpress`."""

import os
import sys
from pathlib import Path


def _leave_current_folder() -> None:
    """Take away the current folder, which `python -m` puts first on the import path, unless pawpress is there."""
    first = _real(sys.path[0])
    is_own = first == _real(str(Path(__file__).parents[1]))
    if not sys.flags.safe_path and first == _real(os.curdir) and not is_own:
        del sys.path[0]


def _real(folder: str) -> str | None:
    """Return where a folder is; None for a current folder that was deleted."""
    try:
        return os.path.realpath(folder)
    except FileNotFoundError:
        return None


if __name__ == "__main__":
    _leave_current_folder()
    from pawpress.cli import main

    main()
