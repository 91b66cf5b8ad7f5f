"""The index of a folder of recordings: SQLite, one row per session and one per press.

Strategy: the recordings, and the tables that were brought in, are the truth. Whatever is missing in the index, older
than its file, or judged by another version of the program, is judged again when the index is opened; an index that
cannot be read is thrown away.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from pawpress.analysis.judging_version import answer_version
from pawpress.core.force_line import PressGraded
from pawpress.core.kernel import require
from pawpress.core.user_error import UserError
from pawpress.importers import TableError
from pawpress.library.card import Card, TableReading, card_path, read_card
from pawpress.library.found import in_recording, in_table
from pawpress.library.imported import is_table
from pawpress.recording import RecordingError
from pawpress.recording.naming import RECORDING, is_text, made_of, session_name
from pawpress.system.file_lock import wait_for
from pawpress.system.new_file import PRIVATE, open_private

VERSION = 4
NAME, LOCK = "index.sqlite", "index.lock"
PATIENCE_S = 30.0
"""How long another program is waited for that writes into the index."""
SCHEMA = """
create table sessions(
    name text primary key, stamp text, created text, person text, tags text, note text, source text, mode text,
    duration_s real, recovered int, emulated int, presses int, steady int, alarms int, hold_s real, nrfd_per_s real,
    pass_speed real, pass_hold real, pass_steadiness real, pass_all real);
create table presses(
    session text references sessions(name) on delete cascade, pad text, onset_s real, peak_n real, rise_s real,
    hold_s real, nrfd_per_s real, verdict text);
create index press_verdicts on presses(verdict, session);
"""


class LibraryError(UserError, ValueError):
    """The library cannot do what was asked; the text says what, where and what to do next."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session, as the index knows it."""

    name: str
    created: str
    person: str
    tags: str
    note: str
    source: str
    mode: str
    duration_s: float
    recovered: int
    emulated: int
    """Whether an emulated rig played, so that the presses are no person's."""
    presses: int
    steady: int
    alarms: int
    hold_s: float | None
    """Median hold."""
    nrfd_per_s: float | None
    """Median rate of force development over the plateau."""
    pass_speed: float | None
    """Share of the graded presses that came on gently."""
    pass_hold: float | None
    pass_steadiness: float | None
    pass_all: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionQuery:
    """What a session must be like; None does not matter."""

    person: str | None = None
    mode: str | None = None
    emulated: bool | None = None
    """Whether an emulated rig played."""
    tags: tuple[str, ...] = ()
    """It must have all of them."""
    verdict: str | None = None
    since: str | None = None
    """A date, as 2026-11-22."""
    until: str | None = None
    """A date; that day counts in."""
    text: str | None = None
    """Stands in its note, its source or its name."""


Row = tuple[object, ...]
Rows = tuple[Row, list[Row]]
"""A session and its presses."""
COLUMNS = ", ".join(field.name for field in fields(SessionRow))


def sessions_folder() -> Path:
    """Return the folder of this person's sessions, made when it is not there; readable by its owner only."""
    from platformdirs import user_data_path

    folder = user_data_path("pawpress", appauthor=False) / "sessions"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


class Library:
    """An open index, fresh when it opens."""

    def __init__(self, folder: Path, tell: Callable[[int, int], None] = lambda _number, _of: None) -> None:
        self.folder = folder
        self.unread: dict[str, str] = {}
        """Why a file that is named like a session is none, by its session's name."""
        try:
            self._index = _open(folder / NAME)
            self._refresh(tell)
        except (sqlite3.Error, OSError) as error:
            raise LibraryError(
                f"{folder}: the index cannot be opened ({error}). Check that you may write there."
            ) from error

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    def sessions(self, wanted: SessionQuery) -> list[SessionRow]:
        """Return the sessions that fit, the oldest first."""
        has_verdict = "exists(select 1 from presses where session = name and verdict = ?)"
        tests = {
            "person = ?": wanted.person,
            "mode = ?": wanted.mode,
            "emulated = ?": wanted.emulated,
            has_verdict: wanted.verdict,
            "created >= ?": wanted.since,
            "substr(created, 1, 10) <= ?": wanted.until,
            "instr(lower(note || ' ' || source || ' ' || name), lower(?))": wanted.text,
        }
        chosen = [(test, told) for test, told in tests.items() if told is not None]
        chosen += [("instr(' ' || tags || ' ', ' ' || ? || ' ')", tag) for tag in wanted.tags]
        where = " and ".join(test for test, _ in chosen) or "1"
        rows = self._index.execute(
            f"select {COLUMNS} from sessions where {where} order by created, name", [told for _, told in chosen]
        )
        return [SessionRow(*row) for row in rows]

    def path(self, name: str) -> Path:
        """Return the recording, or the table, of a session.

        Raises
        ------
        LibraryError
            If there is none of this name.
        """
        there = self._there()
        base = Path(name).name
        session = base if base in there else made_of(Path(base), there)
        if session is None:
            raise LibraryError(f"{name}: no such session. `pawpress sessions` lists them.")
        return there[session]

    def forget(self, person: str) -> list[Path]:
        """Delete every session of a person, who pressed or was pressed, with all that was made of it.

        Returns
        -------
        list of Path
            The files that are gone.
        """
        gone: list[Path] = []
        there = self._there()
        for name in [name for name, path in there.items() if person in names_on(read_card(path))]:
            for path in sorted(self.folder.iterdir()):
                if path.is_file() and made_of(path, there) == name:
                    path.unlink()
                    gone.append(path)
            self._drop(name)
        self._index.commit()
        self._index.execute("vacuum")
        self._index.execute("pragma wal_checkpoint(truncate)")
        return gone

    def _refresh(self, tell: Callable[[int, int], None]) -> None:
        known: dict[str, str] = dict(self._index.execute("select name, stamp from sessions"))
        there = self._there()
        stale = {name: path for name, path in there.items() if not _is_fresh(path, known.get(name))}
        for name in known.keys() - there.keys():
            self._drop(name)
        self._index.commit()
        if stale:
            require()
        for number, (name, path) in enumerate(stale.items(), 1):
            if len(stale) > 1:
                tell(number, len(stale))
            try:
                judged = _judged(name, path)
            except Exception as error:  # one bad file never hides the others
                judged = None
                self.unread[name] = _why_unread(path, error)
            self._put(name, judged)

    def _there(self) -> dict[str, Path]:
        """Return recordings, and tables that were brought in, by the names of their sessions."""
        files = sorted(path for path in self.folder.iterdir() if path.name.endswith(RECORDING) or is_table(path))
        for path in files:
            if not is_text(path):
                self.unread[path.name] = f"{path}: its name cannot be read as text. Rename it, with plain letters."
        return {session_name(path): path for path in files if is_text(path)}

    def _drop(self, name: str) -> None:
        self._index.execute("delete from sessions where name = ?", (name,))

    def _put(self, name: str, judged: Rows | None) -> None:
        """Put what was found in the place of what was known; others wait for no longer than this takes."""
        self._drop(name)
        if judged is not None:
            row, presses = judged
            self._index.execute(f"insert into sessions values({', '.join('?' * len(row))})", row)
            self._index.executemany("insert into presses values(?, ?, ?, ?, ?, ?, ?, ?)", presses)
        self._index.commit()  # an interrupted refresh goes on where it was


def _judged(name: str, path: Path) -> Rows:
    card, stamp = read_card(path), _stamp(path)
    found = in_table(path, card.table or TableReading()) if is_table(path) else in_recording(path)
    presses = [one.press for one in found.presses]
    row = (
        *(name, stamp, found.created, card.person, " ".join(card.tags), card.note),
        *(card.original or found.source, found.mode, found.duration_s, int(found.recovered), int(found.emulated)),
        len(presses),
        sum(one.verdict.verdict == "steady" for one in found.presses),
        found.alarms,
        _median([press.hold_s for press in presses]),
        _median([press.nrfd_per_s for press in presses]),
        *(found.tally.pass_share()[name] for name in ("speed", "hold", "steadiness", "all")),
    )
    return row, list(_press_rows(name, found.presses))


def names_on(card: Card) -> tuple[str, str]:
    """Return who pressed and who was pressed; empty where it is not known."""
    return card.person, card.partner


def _is_fresh(path: Path, stamp: str | None) -> bool:
    try:
        return _stamp(path) == stamp
    except OSError:
        return False


def _why_unread(path: Path, error: Exception) -> str:
    if isinstance(error, RecordingError | TableError):
        return str(error)
    if isinstance(error, OSError):
        return f"{path}: cannot be read ({error.strerror}). Check the file."
    return f"{path}: could not be judged ({type(error).__name__}: {error}). Keep the file and report this."


def _press_rows(name: str, judged_presses: list[PressGraded]) -> Iterator[tuple[object, ...]]:
    for judged in judged_presses:
        p = judged.press
        yield name, p.pad, p.onset_s, p.peak_n, p.rise_s, p.hold_s, p.nrfd_per_s, judged.verdict.verdict


def _median(numbers: list[float]) -> float | None:
    from statistics import median

    return median(numbers) if numbers else None


def _stamp(path: Path) -> str:
    """Return what changes when the recording, its card or the judging does."""
    card = card_path(path)
    files = [path, card] if card.exists() else [path]
    return " ".join([answer_version(), *(f"{file.stat().st_size}:{file.stat().st_mtime_ns}" for file in files)])


def _open(path: Path) -> sqlite3.Connection:
    """Open the index; one that is damaged or of another version is thrown away, by one program at a time."""
    number = os.open(path.with_name(LOCK), os.O_WRONLY | os.O_CREAT, PRIVATE)
    try:
        wait_for(number, PATIENCE_S)
        return _opened(path)
    finally:
        os.close(number)


def _opened(path: Path) -> sqlite3.Connection:
    try:
        index = _connect(path)
        if index.execute("pragma user_version").fetchone()[0] == VERSION:
            index.execute("select count(*) from sessions").fetchone()
            return index
        index.close()
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise  # it is whole, and in use
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    open_private(path).close()
    index = _connect(path)
    index.executescript(SCHEMA)
    index.execute(f"pragma user_version = {VERSION}")
    return index


def _connect(path: Path) -> sqlite3.Connection:
    index = sqlite3.connect(path, timeout=PATIENCE_S)
    if index.execute("pragma journal_mode").fetchone()[0] != "wal":  # to change it nobody else may be there
        index.execute("pragma journal_mode = wal")
    index.execute("pragma foreign_keys = on")
    index.execute("pragma secure_delete = on")
    return index
