"""What the tables already hold: which files are judged, which parts are out of date, and who else writes."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from pawpress.analysis.find_files import is_folder
from pawpress.analysis.judging_version import answer_version
from pawpress.bulk.batch import Job
from pawpress.bulk.tables import PRESSES, SESSIONS, Stamp, stamp_of
from pawpress.core.user_error import UserError
from pawpress.system.file_lock import hold
from pawpress.system.new_file import part_of, put_in_place, writing
from pawpress.system.untrusted import SETTINGS_BYTES, decode_json, read_bounded

SETTINGS = "settings.json"
LOCK = ".lock"
STAMPS = ["path", "size_bytes", "modified_ns"]


class TablesError(UserError, ValueError):
    """The tables cannot be used; the text says what, where and what to do next."""


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """What is left to do."""

    missing: list[Path]
    """Files to judge."""
    there: int
    """Files whose rows are in the tables and fresh."""


@contextlib.contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Keep a second run off the folder.

    Raises
    ------
    TablesError
        If the folder cannot be made, or another run is at it.
    """
    with writing(folder, TablesError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (folder / LOCK).open("a")
    with lock:
        try:
            hold(lock.fileno())
        except OSError as error:
            raise TablesError(f"{folder}: another run is writing there. Wait for it, or end it.") from error
        yield


def plan(folder: Path, files: Sequence[Path], job: Job, named: Sequence[Path], *, again: bool = False) -> BatchPlan:
    """Throw away what is out of date, and return what is missing.

    Out of date is a part that holds a file which has changed, or which is gone from a folder that was named now: what
    a person had deleted must not live on in a table.

    Raises
    ------
    TablesError
        If the tables were made with other settings, and not `again` either.
    """
    _agree(folder, job, again=again)
    asked = {str(path) for path in files}
    # A folder that holds nothing may be a disk that is not there now: nothing is thrown away for it.
    roots = tuple(f"{path}{os.sep}" for path in named if is_folder(path) and path not in files)
    fresh: set[str] = set()
    for part in sorted((folder / SESSIONS).rglob("*.parquet")):
        rows = _rows(part)
        if not again and all(_is_fresh(path, stamp, asked, roots) for path, stamp in rows.items()):
            fresh |= rows.keys()
        else:
            part.unlink()
    _sweep(folder)
    missing = [path for path in files if str(path) not in fresh]
    return BatchPlan(missing, len(files) - len(missing))


def answers(folder: Path, files: Sequence[Path]) -> Iterator[str]:
    """Yield the answers of these files as JSON, in the order of the tables."""
    import pyarrow.parquet as pq

    asked = {str(path) for path in files}
    for part in sorted((folder / SESSIONS).rglob("*.parquet")):
        table = pq.ParquetFile(part).read(["path", "answer"])
        for path, answer in zip(table["path"].to_pylist(), table["answer"].to_pylist(), strict=True):
            if path in asked:
                yield answer


def _is_fresh(path: str, stamp: Stamp, asked: set[str], roots: tuple[str, ...]) -> bool:
    if path not in asked:
        return not path.startswith(roots)
    try:
        return stamp_of(Path(path)) == stamp
    except OSError:
        return False


def _rows(part: Path) -> dict[str, Stamp]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        columns = pq.ParquetFile(part).read(STAMPS).to_pydict()
    except (pa.ArrowInvalid, OSError) as error:
        raise TablesError(f"{part}: cannot be read ({error}). Delete this file, and run again.") from error
    rows = zip(*(columns[name] for name in STAMPS), strict=True)
    return {path: Stamp(size_bytes, modified_ns) for path, size_bytes, modified_ns in rows}


def _sweep(folder: Path) -> None:
    """Throw away what a killed run left half done: presses without their sessions, files without a name."""
    for part in (folder / PRESSES).rglob("*.parquet"):
        if not (folder / SESSIONS / part.relative_to(folder / PRESSES)).exists():
            part.unlink()
    for partial in folder.rglob(str(part_of(Path("*")))):
        partial.unlink()


def _agree(folder: Path, job: Job, *, again: bool) -> None:
    wanted = {"judging": answer_version(), "school": job.school, "rig": job.rig, "how": msgspec.to_builtins(job.how)}
    path = folder / SETTINGS
    if path.exists() and not again:
        try:
            made = decode_json(read_bounded(path, SETTINGS_BYTES), dict[str, Any])
        except msgspec.DecodeError:
            made = None
        if made != msgspec.json.decode(msgspec.json.encode(wanted)):
            raise TablesError(
                f"{folder}: its tables were made with other settings, or by another version of pawpress. "
                "Judge everything again with --again, or choose another folder."
            )
        return
    put_in_place(path, msgspec.json.format(msgspec.json.encode(wanted)))
