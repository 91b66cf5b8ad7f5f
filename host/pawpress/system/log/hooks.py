"""Catches for the log what ends a thread, which nobody else would hear of."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pawpress.system.log import log_fault, report_this


@contextmanager
def threads_watched(role: str) -> Iterator[None]:
    """Log every exception that ends a thread while this lasts.

    Parameters
    ----------
    role : str
        As for `open_log`.
    """
    before = threading.excepthook

    def in_thread(fault: threading.ExceptHookArgs) -> None:
        if isinstance(fault.exc_value, Exception):
            log_fault("in a thread", fault.exc_value, role)
        if before is not threading.__excepthook__:
            before(fault)
        elif isinstance(fault.exc_value, Exception):
            kind = fault.exc_type.__name__
            print(f"pawpress: a fault in pawpress itself ({kind}). {report_this(role)}", file=sys.stderr)

    threading.excepthook = in_thread
    try:
        yield
    finally:
        threading.excepthook = before
