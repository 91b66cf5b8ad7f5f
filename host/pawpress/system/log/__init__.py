"""The log: what went wrong, for whoever mends it, in files that rotate. Holds no names and no words of people.

Costs nothing until something is logged: `logging` is imported, and a file made, only then.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from pawpress.system.log.queued import QueuedHandler

Level = Literal["debug", "info", "warning", "error"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
USUAL: Final = "info"
LEVEL_VARIABLE: Final = "PAWPRESS_LOG_LEVEL"
FOLDER_VARIABLE: Final = "PAWPRESS_LOG_FOLDER"
WAIT_S: Final = 1.0
"""How long the end of a program waits for a slow disk (choice)."""

_opened: dict[int, QueuedHandler] = {}
"""The log of this process, by its number: a forked process needs one of its own."""


def level() -> str:
    """Return what is logged: from this level up. A variable that names none means the usual one."""
    told = os.environ.get(LEVEL_VARIABLE, USUAL).lower()
    return told if told in LEVELS else USUAL


def log_folder() -> Path:
    """Return where the log files are, or will be."""
    if told := os.environ.get(FOLDER_VARIABLE):
        return Path(told)
    from platformdirs import user_log_path

    return user_log_path("pawpress", appauthor=False)


def open_log(role: str) -> None:
    """Keep what the loggers of pawpress report; harmless when repeated. A file is made with the first record.

    Parameters
    ----------
    role : str
        Names the file: `command`, `engine` or `worker`. Each process has a file of its own.
    """
    if os.getpid() in _opened:
        return
    import atexit
    import logging

    from pawpress.system.log.queued import QueuedHandler

    handler = _opened[os.getpid()] = QueuedHandler(role, log_folder())
    atexit.register(close_log)  # runs before logging's own end, which may wait for ever
    logger = logging.getLogger("pawpress")
    for inherited in [one for one in logger.handlers if isinstance(one, QueuedHandler)]:
        logger.removeHandler(inherited)
    logger.addHandler(handler)
    logger.setLevel(level().upper())
    logger.propagate = False


def log_fault(what: str, error: BaseException, role: str = "command") -> None:
    """Keep the traceback of a fault; returns at once and never fails.

    Parameters
    ----------
    what : str
        Where it happened, in a few fixed words.
    error : BaseException
        The fault; its text is left out, as it may quote a person.
    role : str
        As for `open_log`, if no log is open yet.
    """
    import contextlib

    with contextlib.suppress(Exception):
        import logging

        open_log(role)
        logging.getLogger("pawpress").error("fault: %s", what, exc_info=error)


def report_this(role: str = "command") -> str:
    """Return what a person should do about a fault of the program, as one sentence."""
    opened = _opened.get(os.getpid())
    path = log_folder() / f"{role}.log" if opened is None else opened.path
    if path is None:
        return "Please report this."
    return f"Please report this with the log {path}, which holds no names."


def close_log() -> None:
    """Write what is left and close the file; gives a slow disk `WAIT_S`."""
    handler = _opened.pop(os.getpid(), None)
    if handler is None:
        return
    import logging

    logging.getLogger("pawpress").removeHandler(handler)
    handler.finish(WAIT_S)
