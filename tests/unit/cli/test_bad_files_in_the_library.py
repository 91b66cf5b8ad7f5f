"""One bad file in the library never hides the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from pawpress.core.layout import Layout
from pawpress.library import Card, Library, SessionQuery, read_card
from pawpress.library.card import card_path
from tests.commands import Command
from tests.many import one_recording
from tests.recordings import manifest
from tests.streams import RigStream

FAR_MS = 99_999_999_999_999_999
"""In the year 3170843."""


def far_date(folder: Path) -> Path:
    return one_recording(folder / "bad.paw", created_unix_ms=FAR_MS)


def long_ago(folder: Path) -> Path:
    return one_recording(folder / "bad.paw", created_unix_ms=-FAR_MS)


def endless_date(folder: Path) -> Path:
    return one_recording(folder / "bad.paw", created_unix_ms=10**19)


def no_pads(folder: Path) -> Path:
    from pawpress.recording import Recorder

    recorder = Recorder(folder / "bad.paw", manifest())
    recorder.take(RigStream().hello(pads=0), [], 10.0)
    recorder.close()
    return folder / "bad.paw"


def layout_without_pads(folder: Path) -> Path:
    return one_recording(folder / "bad.paw", layout=Layout("none", "no pads", ()))


def no_text(folder: Path) -> Path:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff\x9b31m.paw"))
    one_recording(folder / "fine.paw").rename(path)
    return path


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "bad.paw")
    return folder / "bad.paw"


def dangling(folder: Path) -> Path:
    (folder / "bad.paw").symlink_to(folder / "nowhere")
    return folder / "bad.paw"


def folder_inside(folder: Path) -> Path:
    (folder / "bad.paw").mkdir()
    return folder / "bad.paw"


def empty(folder: Path) -> Path:
    (folder / "bad.paw").touch()
    return folder / "bad.paw"


def no_table(folder: Path) -> Path:
    (folder / "bad.table.csv.gz").write_bytes(b"\x1f\x8b nothing of the kind")
    return folder / "bad.table.csv.gz"


BAD = [far_date, long_ago, endless_date, no_pads, layout_without_pads, empty, no_table, folder_inside]
if os.name != "nt":
    BAD += [pipe, dangling]
if sys.platform == "linux":
    BAD += [no_text]
DATED = (far_date, long_ago, endless_date)


@pytest.fixture(params=BAD, ids=lambda make: make.__name__)
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Path], Path]:
    one_recording(tmp_path / "a good one.paw")
    one_recording(tmp_path / "zz good, too.paw")
    return request.param


GOOD = ["a good one", "zz good, too"]


@pytest.mark.timeout(60)
def test_the_library_lists_the_others(bad: Callable[[Path], Path], tmp_path: Path):
    path = bad(tmp_path)
    for _ in range(2):  # when it is new, and from the index
        with closing(Library(tmp_path)) as library:
            listed = [row.name for row in library.sessions(SessionQuery())]
            assert [name for name in listed if name != "bad"] == GOOD
            assert ("bad" in listed) != bool(library.unread), "it is listed, or said why not"
            assert all(str(path) in reason for reason in library.unread.values())
            if bad in (*DATED, layout_without_pads):
                assert "bad" in listed, "its presses are as good as any"


@pytest.mark.timeout(60)
def test_sessions_and_grade_go_on(bad: Callable[[Path], Path], tmp_path: Path, command: Command):
    path = bad(tmp_path)
    listed = command("sessions", "--folder", tmp_path)
    assert listed.status == 0
    assert all(name in listed.out for name in GOOD)
    graded = command("grade", "--json", *sorted(tmp_path.glob("*good*.paw")), path)
    assert len(graded.out.splitlines()) in (2, 3)
    assert "Traceback" not in graded.err + listed.err
    assert "a fault in pawpress" not in graded.err + listed.err
    if bad in DATED:
        assert '"started":null' in graded.out


@pytest.mark.parametrize("make", DATED)
def test_a_report_and_an_export_of_an_impossible_date_are_written(
    make: Callable[[Path], Path], tmp_path: Path, command: Command
):
    path = make(tmp_path)
    assert command("report", path).status == 0
    assert "without a date" in path.with_suffix(".html").read_text("utf-8")
    assert command("export", path, "--to", "xdf").status == 0


def test_a_card_nested_without_end_is_an_empty_card(tmp_path: Path):
    path = one_recording(tmp_path / "one.paw")
    card_path(path).write_bytes(b'{"x":' + b"[" * 50_000)
    assert read_card(path) == Card()
