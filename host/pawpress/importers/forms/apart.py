"""Reads a file of others with native code in a process of its own: what kills that process costs this file alone.

A few hundred bytes can have a reader ask for more memory than there is, and native code then ends its process, not
with an error but with a signal. So the process has limits of memory and time, and the other files are judged.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np

from pawpress.importers.forms.numbers import Cells
from pawpress.importers.forms.raw import Preamble, RawTable, TableError
from pawpress.system.child_process import ending, kill, start_module
from pawpress.system.untrusted import decode_msgpack

MOST_BYTES = 4 << 30
"""Memory of the process: four times the largest file."""
MOST_S = 300
"""A workbook of a million rows takes half a minute on a quiet computer."""


class _Asked(msgspec.Struct, array_like=True):
    """What the process is to read."""

    module: str
    path: str
    content: bytes


class _Column(msgspec.Struct, array_like=True):
    name: str
    unit: str
    words: list[str] | None
    numbers: bytes | None


class _Answer(msgspec.Struct, array_like=True):
    """What came of it: a table, or why there is none."""

    columns: list[_Column] = []
    kind: str = ""
    preamble: Preamble = Preamble()
    refused: str | None = None
    missing: str | None = None
    """Package that is not installed."""
    fault: str | None = None


class ReaderDied(Exception):
    """The process did not answer; the text says how it ended."""


def read_apart(module: str, path: Path, content: bytes) -> RawTable:
    """Have a module's form read a file in a process of its own.

    Parameters
    ----------
    module : str
        Full name of the module.
    path : Path
        The file, for messages.
    content : bytes
        What is in it.

    Raises
    ------
    ImportError
        If the package that reads it is not installed.
    TableError
        As the form does.
    ReaderDied
        If it takes too much memory or time, or dies.
    """
    process = start_module(__name__, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        asked = msgspec.msgpack.encode(_Asked(module, str(path), content))
        said, _ = process.communicate(asked, timeout=MOST_S)
    except subprocess.TimeoutExpired as error:
        raise ReaderDied(f"it takes longer than {MOST_S} s") from error
    finally:
        kill(process)
    if process.returncode:
        raise ReaderDied(f"its reader ended with {ending(process)}")
    return _table(decode_msgpack(said, _Answer))


def _table(answer: _Answer) -> RawTable:
    if answer.missing is not None:
        raise ImportError(name=answer.missing)
    if answer.refused is not None:
        raise TableError(answer.refused)
    if answer.fault is not None:
        raise ReaderDied(answer.fault)
    columns: dict[str, Cells] = {}
    for each in answer.columns:
        columns[each.name] = (each.words or []) if each.numbers is None else np.frombuffer(each.numbers)
    return RawTable(columns, [each.unit for each in answer.columns], answer.kind, answer.preamble)


def _limit() -> None:
    """Let this process have so much memory and time, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in ((resource.RLIMIT_AS, MOST_BYTES), (resource.RLIMIT_CPU, MOST_S), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _answer(asked: _Asked) -> _Answer:
    from importlib import import_module

    try:
        table: RawTable = import_module(asked.module).FORM.read(Path(asked.path), asked.content)
    except ImportError as error:
        return _Answer(missing=error.name or "")
    except TableError as error:
        return _Answer(refused=str(error))
    except Exception as error:  # the packages raise whatever they like at a damaged file
        return _Answer(fault=str(error) or type(error).__name__)
    columns = [_column(*each) for each in zip(table.columns, table.units, table.columns.values(), strict=True)]
    return _Answer(columns, table.kind, table.preamble)


def _column(name: str, unit: str, cells: Cells) -> _Column:
    if isinstance(cells, np.ndarray):
        return _Column(name, unit, None, np.ascontiguousarray(cells, dtype=np.float64).tobytes())
    return _Column(name, unit, list(cells), None)


def serve(asking: BinaryIO, answering: BinaryIO) -> None:
    """Read what is asked for, and answer."""
    _limit()
    answering.write(msgspec.msgpack.encode(_answer(decode_msgpack(asking.read(), _Asked))))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
