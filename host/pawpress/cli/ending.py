"""How the command line ends when something fails: one line on standard error, and the exit status."""

from __future__ import annotations

import os
import sys

from pawpress.cli.failure import WrongUse, no_text, print_nothing_more, say
from pawpress.core.user_error import UserError


def told(error: Exception) -> int:
    """Say in one line what went wrong, and return the exit status.

    Raises
    ------
    Exception
        The same again, for its traceback, where the variable PAWPRESS_TRACEBACK asks for it.
    """
    match error:
        case UserError():
            say(str(error))
            return error.status
        case UnicodeEncodeError() if word := no_text(sys.argv):
            say(f"{word}: is not UTF-8, so it cannot be kept or sent on. Rename it, with plain letters.")
            return WrongUse.status
        case BrokenPipeError():
            print_nothing_more()
            return 1
        case OSError():
            if error.filename is None:
                print_nothing_more()
            what = error.filename or "something was not written"
            say(f"{what}: {error.strerror or error}. Check disk and permissions.")
            return 1
        case _:
            return _own_fault(error)


def _own_fault(error: Exception) -> int:
    from pawpress.system.log import log_fault, report_this

    log_fault("in a command", error)
    if os.environ.get("PAWPRESS_TRACEBACK"):
        raise error
    say(f"a fault in pawpress itself ({type(error).__name__}: {error}). {report_this()}")
    return 1
