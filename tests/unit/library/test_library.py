"""The recordings are the truth: the index follows them, and what is forgotten is gone."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from pawpress.cli.afterwards import AfterSession
from pawpress.cli.report import _past
from pawpress.engine.messages import SummaryView
from pawpress.importers import TableError
from pawpress.library import (
    Card,
    Library,
    LibraryError,
    SessionQuery,
    TableReading,
    archive,
    bring_in,
    index,
    read_card,
    sessions_folder,
    write_card,
)
from pawpress.library.found import in_recording
from pawpress.library.index import NAME
from pawpress.recording.manifest import DEMO_RIG
from tests.chunks import every
from tests.recordings import manifest, record
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

STEADY = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)
JAB = minimum_jerk(times(4.0), 1.0, 0.06, 0.1, 0.06, 120.0)


def keep(folder: Path, name: str, force_n: np.ndarray, card: Card | None = None) -> Path:
    path = record(folder / f"{name}.paw", every(stream_of(force_n[:, None]), 500))
    if card is not None:
        write_card(path, card)
    return path


def names(folder: Path, wanted: SessionQuery | None = None) -> list[str]:
    with closing(Library(folder)) as library:
        return [row.name for row in library.sessions(wanted or SessionQuery())]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keep(tmp_path, "one", STEADY, Card(person="Anna", tags=("futon", "slow"), note="first evening"))
    keep(tmp_path, "two", JAB, Card(person="Ben", tags=("slow-motion",)))
    keep(tmp_path, "three", STEADY)
    return tmp_path


def test_sessions_are_found_by_who_what_and_when(folder: Path):
    assert sorted(names(folder)) == ["one", "three", "two"]
    assert names(folder, SessionQuery(person="Anna")) == ["one"]
    assert names(folder, SessionQuery(tags=("slow",))) == ["one"]
    assert names(folder, SessionQuery(verdict="jab")) == ["two"]
    assert sorted(names(folder, SessionQuery(verdict="steady", mode="hands"))) == ["one", "three"]
    assert len(names(folder, SessionQuery(since="2026-01-01"))) == 3
    assert names(folder, SessionQuery(since="2027-01-01")) == []


def test_the_trend_of_a_person_is_held_against_presses_on_the_same_kind_of_rig(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What an emulated rig played is no presses of anybody."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = sessions_folder()
    pieces = every(stream_of(STEADY[:, None]), 500)
    for name, rig in (("mat-1", "school"), ("mat-2", "school"), ("played-1", DEMO_RIG)):
        write_card(record(folder / f"{name}.paw", pieces, head=manifest(rig=rig)), Card(person="Anna"))
    assert names(folder, SessionQuery(emulated=True)) == ["played-1"]
    assert names(folder, SessionQuery(emulated=False)) == ["mat-1", "mat-2"]
    today = SummaryView(
        duration_s=4.0,
        mode="hands",
        presses=1,
        by_verdict={"steady": 1},
        by_force={},
        red_events=0,
        well="",
        next="",
        walk=None,
        recording=None,
        kept=0,
        log="",
    )
    trends = {on: AfterSession("Anna", None, emulated=on).trend(today) for on in (True, False)}
    assert "in 1 session before" in trends[True]
    assert "in 2 sessions before" in trends[False]
    assert [past.name for past in _past(folder / "played-1.paw")[1]] == ["played-1"]
    assert [past.name for past in _past(folder / "mat-2.paw")[1]] == ["mat-1", "mat-2"]


def test_a_row_tells_what_the_recording_holds(folder: Path):
    with closing(Library(folder)) as library:
        [row] = library.sessions(SessionQuery(person="Anna"))
    assert (row.presses, row.steady, row.recovered, row.note) == (1, 1, 0, "first evening")
    assert row.duration_s == pytest.approx(4.0, abs=0.01)


def test_days_words_and_several_tags_narrow_the_search(folder: Path):
    day = "2026-01-01"  # when the tests' recordings were made
    assert len(names(folder, SessionQuery(until=day))) == 3
    assert names(folder, SessionQuery(until="2025-12-31")) == []
    assert names(folder, SessionQuery(text="EVENING")) == ["one"]
    assert names(folder, SessionQuery(text="a test")) == ["one", "three", "two"]
    assert names(folder, SessionQuery(tags=("slow", "futon"))) == ["one"]
    assert names(folder, SessionQuery(tags=("slow", "mat"))) == []


def table(path: Path, force_n: np.ndarray) -> Path:
    rows = "\n".join(f"{number / 500:.3f},{force:.2f}" for number, force in enumerate(force_n))
    path.write_text(f"time_s,left\n{rows}\n")
    return path


def test_a_table_of_another_program_is_a_session_like_any_other(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    given = table(tmp_path_factory.mktemp("given") / "lab 7.csv", STEADY)
    copy = bring_in(given, folder, Card(person="Dora", tags=("lab",)), TableReading())
    with closing(Library(folder)) as library:
        [row] = library.sessions(SessionQuery(person="Dora", tags=("lab",), verdict="steady"))
        assert (row.source, row.presses, row.steady) == ("lab 7.csv", 1, 1)
        assert library.path(row.name) == copy
        assert copy.read_bytes() == given.read_bytes()
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        library.forget("Dora")
    assert not copy.exists()
    assert given.exists()
    assert len(names(folder)) == 3


def test_a_table_is_read_as_it_was_brought_in(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    given = table(tmp_path_factory.mktemp("given") / "kilos.csv", STEADY / 9.80665)
    first = bring_in(given, folder, Card(), TableReading(unit="kgf"))
    second = bring_in(given, folder, Card(), TableReading(unit="kgf"))
    assert first != second
    with closing(Library(folder)) as library:
        rows = library.sessions(SessionQuery(text="kilos.csv"))
    assert [row.steady for row in rows] == [1, 1]


def test_what_cannot_be_judged_is_not_brought_in(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    bad = tmp_path_factory.mktemp("given") / "bad.csv"
    bad.write_text("dear diary\n")
    before = sorted(folder.iterdir())
    with pytest.raises(TableError):
        bring_in(bad, folder, Card(), TableReading())
    assert sorted(folder.iterdir()) == before


def test_the_archive_lies_beside_the_recording_and_goes_with_it(folder: Path):
    written = archive(folder / "one.paw")
    assert sorted(path.name for path in written) == ["one.parquet", "one.presses.parquet"]
    assert archive(folder / "one.paw") == []
    (folder / ".one.card.json.part").write_text("half a card of Anna")
    with closing(Library(folder)) as library:
        library.forget("Anna")
    assert not [path for path in folder.iterdir() if "one" in path.name]


@pytest.mark.parametrize("damage", [b"", b"no index at all", None])
def test_an_index_that_is_missing_or_damaged_is_made_anew(folder: Path, damage: bytes | None):
    before = names(folder)
    index = folder / NAME
    index.unlink()
    if damage is not None:
        index.write_bytes(damage)
    assert names(folder) == before


def test_the_index_follows_what_happens_to_the_files(folder: Path):
    names(folder)
    (folder / "three.paw").unlink()
    keep(folder, "four", JAB)
    write_card(folder / "two.paw", Card(person="Cleo"))
    assert sorted(names(folder)) == ["four", "one", "two"]
    assert names(folder, SessionQuery(person="Cleo")) == ["two"]
    assert names(folder, SessionQuery(person="Ben")) == []


def test_what_has_not_changed_is_not_judged_again(folder: Path, monkeypatch: pytest.MonkeyPatch):
    names(folder)
    judged: list[Path] = []
    monkeypatch.setattr("pawpress.library.index.in_recording", judged.append)
    assert len(names(folder)) == 3
    assert judged == []


def test_a_session_is_judged_again_when_the_judging_changed(folder: Path, monkeypatch: pytest.MonkeyPatch):
    names(folder)
    monkeypatch.setattr("pawpress.library.index.answer_version", lambda: "0.1.0+another")
    again: list[int] = []
    with closing(Library(folder, lambda number, _: again.append(number))):
        pass
    assert again == [1, 2, 3]


def test_a_file_that_is_no_recording_is_no_session(folder: Path):
    (folder / "letter.paw").write_text("dear diary")
    assert "letter" not in names(folder)


def test_a_file_that_cannot_be_read_is_named_and_forgotten_like_the_others(folder: Path):
    broken = folder / "one.paw"
    broken.write_bytes(b"what a failing disk left")
    with closing(Library(folder)) as library:
        assert list(library.unread) == ["one"]
        assert str(broken) in library.unread["one"]
        assert len(library.unread["one"].splitlines()) == 1
        assert {path.name for path in library.forget("Anna")} == {"one.paw", "one.card.json"}
    with closing(Library(folder)) as library:
        assert library.unread == {}


def test_whoever_is_forgotten_leaves_no_trace(folder: Path):
    (folder / "one.html").write_text("a report on Anna")
    (folder / "one.presses.csv").write_text("an export")
    with closing(Library(folder)) as library:
        gone = library.forget("Anna")
        assert sorted(path.name for path in gone) == ["one.card.json", "one.html", "one.paw", "one.presses.csv"]
        assert [row.name for row in library.sessions(SessionQuery(person="Anna"))] == []
    assert not list(folder.glob("one*"))
    assert all(b"Anna" not in path.read_bytes() for path in folder.iterdir())
    assert sorted(names(folder)) == ["three", "two"]


def test_a_session_that_is_not_there_is_named(folder: Path):
    with closing(Library(folder)) as library, pytest.raises(LibraryError, match="none: no such session"):
        library.path("none")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_the_owner_may_read_what_is_said_of_people(folder: Path):
    names(folder)
    for path in (folder / NAME, folder / "one.card.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_card_comes_back_and_a_damaged_one_is_an_empty_one(folder: Path):
    assert read_card(folder / "one.paw").tags == ("futon", "slow")
    (folder / "one.card.json").write_text("{")
    assert read_card(folder / "one.paw") == Card()


def test_names_with_dots_are_names_of_their_own(tmp_path: Path):
    keep(tmp_path, "a", STEADY, Card(person="Ada"))
    keep(tmp_path, "a.1", JAB, Card(person="Anna"))
    keep(tmp_path, "a.2", STEADY, Card(person="Ben"))
    archive(tmp_path / "a.1.paw")
    with closing(Library(tmp_path)) as library:
        assert [(row.name, row.person) for row in library.sessions(SessionQuery())] == [
            ("a", "Ada"),
            ("a.1", "Anna"),
            ("a.2", "Ben"),
        ]
        assert library.path("a.1") == library.path("a.1.paw") == tmp_path / "a.1.paw"
        with pytest.raises(LibraryError, match=r"b\.3: no such session"):
            library.path("b.3")
        gone = library.forget("Anna")
    assert sorted(path.name for path in gone) == [
        "a.1.card.json",
        "a.1.parquet",
        "a.1.paw",
        "a.1.presses.parquet",
    ]
    assert read_card(tmp_path / "a.2.paw").person == "Ben"
    assert names(tmp_path) == ["a", "a.2"]


def test_a_table_with_brackets_in_its_name_comes_in_twice(folder: Path, tmp_path_factory: pytest.TempPathFactory):
    given = table(tmp_path_factory.mktemp("given") / "lab[7].csv", STEADY)
    assert bring_in(given, folder, Card(), TableReading()) != bring_in(given, folder, Card(), TableReading())


OPENS = """
import sys
from contextlib import closing
from pathlib import Path
from pawpress.library import Library, SessionQuery
sys.stdin.readline()
with closing(Library(Path(sys.argv[1]))) as library:
    print(len(library.sessions(SessionQuery())))
"""


def test_programs_that_open_it_at_once_wait_for_each_other(folder: Path):
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPENS, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(6)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.write(b"go\n")
        program.stdin.flush()
    assert [program.communicate(timeout=120) for program in programs] == [(b"3\n", b"")] * 6


def test_one_that_is_judged_for_long_keeps_no_other_program_waiting(folder: Path, monkeypatch: pytest.MonkeyPatch):
    written: list[int] = []

    def judging(path: Path):
        with closing(sqlite3.connect(folder / NAME, timeout=0.0)) as other, other:
            written.append(other.execute("delete from sessions where name = 'nobody'").rowcount)
        return in_recording(path)

    monkeypatch.setattr(index, "in_recording", judging)
    assert len(names(folder)) == 3
    assert written == [0, 0, 0]


def test_an_index_that_is_in_use_is_not_thrown_away(folder: Path, monkeypatch: pytest.MonkeyPatch):
    names(folder)
    monkeypatch.setattr(index, "PATIENCE_S", 0.0)
    before = (folder / NAME).stat().st_ino
    with closing(sqlite3.connect(folder / NAME)) as other:
        other.execute("pragma locking_mode = exclusive")
        other.execute("begin exclusive")
        with pytest.raises(LibraryError, match="locked"):
            names(folder)
    assert (folder / NAME).stat().st_ino == before
