"""A format whose reader does what its file says."""

from __future__ import annotations

import os
import threading
from importlib import import_module
from pathlib import Path

import numpy as np

from pawpress.importers.forms.form import Form
from pawpress.importers.forms.raw import Preamble, RawTable, TableError


def read(path: Path, content: bytes) -> RawTable:
    """Read numbers, or fail as told."""
    match content:
        case b"refuse":
            raise TableError(f"{path}: is refused.")
        case b"import":
            import_module("nowhere")
        case b"die":
            os.abort()
        case b"stumble":
            raise ZeroDivisionError("so odd")
        case b"wait":
            threading.Event().wait()
        case _:
            pass
    words = content.decode().split()
    return RawTable({"numbers": np.array(words, float), "words": words}, ["N", ""], "made", Preamble(50.0))


FORM = Form("a made file", "write it anew", b"made", read=read, native=True)
