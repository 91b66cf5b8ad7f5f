"""Standard streams that were closed before the program began, as some schedulers and desktop starters leave them.

Python has None in their place, and the next file that is opened gets their number: a recording would be written to by
whatever prints. So the empty device takes the place before anything else is opened.
"""

from __future__ import annotations

import os
import sys

STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
"""Names and directions, in the order of their numbers."""


def fill_closed_streams() -> None:
    """Let a closed standard stream be the empty device, for this process and for those that it starts."""
    for name, direction in STREAMS:
        if getattr(sys, name) is None:
            stream = open(os.devnull, direction, encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
            os.set_inheritable(stream.fileno(), True)
            setattr(sys, name, stream)
