"""`python -m pawpress` is the command `pawpress`."""

import os
import sys
from pathlib import Path


def _leave_current_folder() -> None:
    """Take away the current folder, which `python -m` puts first on the import path, unless pawpress is there."""
    first = os.path.realpath(sys.path[0])
    is_own = first == os.path.realpath(Path(__file__).parents[1])
    if not sys.flags.safe_path and first == os.path.realpath(os.curdir) and not is_own:
        del sys.path[0]


if __name__ == "__main__":
    _leave_current_folder()
    from pawpress.cli import main

    main()
