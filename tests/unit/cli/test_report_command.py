"""`pawpress report`, run in this process: every kind of recording has a page, and every mistake its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from pawpress.core.safety import FootPair
from pawpress.library import Card, write_card
from pawpress.recording import Recorder
from pawpress.settings.layout_files import load_layout
from tests.chunks import every
from tests.commands import Command
from tests.many import one_recording
from tests.recordings import manifest
from tests.streams import stream_of
from tests.waveforms import minimum_jerk, times

PRESS_N = minimum_jerk(times(4.0), 0.5, 0.8, 1.5, 0.6, 100.0)


def recorded(path: Path, force_n: np.ndarray, **told: object) -> Path:
    recorder = Recorder(path, manifest(**told))
    for number, piece in enumerate(every(stream_of(force_n), 4000)):
        recorder.take(piece, [], 10.0 + 0.02 * number)
    recorder.close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A recording without a press: its page is drawn soonest."""
    return one_recording(tmp_path / "Zoë übt.paw", 0)


def test_a_loaded_stand_without_a_press_has_a_page(command: Command, tmp_path: Path):
    stand_n = np.full((3000, 2), 400.0)
    done = command("report", recorded(tmp_path / "a.paw", stand_n))
    assert (done.status, done.err) == (0, "")
    assert "Every alarm" in (tmp_path / "a.html").read_text("utf-8")


def test_a_folder_without_a_recording_is_one_line(command: Command, tmp_path: Path):
    (tmp_path / "push.csv").write_text("t,F\n0,1\n1,2\n")
    done = command("report", tmp_path)
    assert (done.status, done.err) == (1, f"pawpress: {tmp_path}: holds no recording. Name another folder.\n")


def test_feet_have_a_page(command: Command, tmp_path: Path):
    force_n = np.stack((6.0 * PRESS_N, 4.0 * PRESS_N), axis=1)
    pair = FootPair(giver_kg=62.0, receiver_kg=80.0)
    assert command("report", recorded(tmp_path / "a.paw", force_n, mode="foot", foot=pair)).status == 0
    assert "<svg" in (tmp_path / "a.html").read_text("utf-8")


def test_gloves_have_a_page(command: Command, tmp_path: Path):
    layout = load_layout("gloves")
    force_n = np.repeat(PRESS_N[:, None] / 4.0, len(layout.pad), axis=1)
    done = command("report", recorded(tmp_path / "a.paw", force_n, layout=layout), "--pdf")
    assert (done.status, done.out.splitlines()) == (0, [str(tmp_path / "a.html"), str(tmp_path / "a.pdf")])


def test_a_page_of_before_is_replaced_and_the_person_may_have_any_name(command: Command, path: Path):
    page = path.with_suffix(".html")
    page.write_text("<!doctype html><title>pawpress</title>an old page")
    assert command("report", path).status == 0
    assert "<h1>Zoë übt</h1>" in page.read_text("utf-8")
    assert sorted(each.name for each in path.parent.iterdir()) == ["Zoë übt.html", "Zoë übt.paw"]


def test_a_table_of_others_is_one_line(command: Command, tmp_path: Path):
    (tmp_path / "push.csv").write_text("t,F\n0,1\n1,2\n")
    done = command("report", tmp_path / "push.csv")
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "`pawpress grade` judges it." in done.err


@pytest.mark.parametrize("where", ["occupied/a.html", "absent/a.html"])
def test_a_place_that_cannot_be_written_is_one_line(command: Command, path: Path, where: str):
    (path.parent / "occupied").touch()
    done = command("report", path, "--output", path.parent / where)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "Choose another folder." in done.err


@pytest.mark.parametrize("name", ["Zoë übt.paw", "other.paw"])
def test_no_recording_is_ever_written_over(command: Command, path: Path, name: str):
    shutil.copy(path, path.with_name("kept.paw"))
    (path.parent / "other.paw").exists() or shutil.copy(path, path.parent / "other.paw")
    done = command("report", path, "--output", path.parent / name)
    assert done.status == 1
    assert (path.parent / name).read_bytes() == path.with_name("kept.paw").read_bytes()


def test_a_name_that_ends_in_pdf_names_the_paper(command: Command, path: Path):
    done = command("report", path, "--pdf", "--output", path.parent / "evening.pdf")
    assert [Path(line).name for line in done.out.splitlines()] == ["evening.html", "evening.pdf"]
    assert (path.parent / "evening.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_of_recordings_is_a_folder_of_pages(command: Command, path: Path):
    shutil.copy(path, path.with_name("b.paw"))
    path.with_name("c.paw").write_text("dear diary")
    path.with_name("d.csv").write_text("t,F\n0,1\n")
    pages = path.parent / "pages"
    pages.mkdir()
    done = command("report", path.parent, "--output", pages)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert sorted(page.name for page in pages.iterdir()) == ["Zoë übt.html", "b.html"]
    (pages / "b.html").unlink()
    path.with_name("c.paw").unlink()
    again = command("report", path.parent, "--output", pages, "--missing")
    assert (again.status, again.out) == (0, f"{pages / 'b.html'}\n")
    assert command("report", path.parent, "--output", pages, "--missing").out == ""


def test_two_recordings_of_one_name_do_not_share_a_page(command: Command, path: Path):
    other = path.parent / "other" / path.name
    other.parent.mkdir()
    shutil.copy(path, other)
    done = command("report", path, other, "--output", other.parent)
    assert done.status == 2
    assert "have the same name" in done.err


def test_a_persons_evenings_are_shown_one_after_the_other(command: Command, tmp_path: Path):
    path = one_recording(tmp_path / "Zoë übt.paw", 2)
    for name in ("first.paw", "second.paw", "somebody.paw"):
        shutil.copy(path, path.with_name(name))
        write_card(path.with_name(name), Card(person="Zoë" if name != "somebody.paw" else "Ben"))
    assert command("report", path.with_name("second.paw")).status == 0
    page = path.with_name("second.html").read_text("utf-8")
    assert "Progress of Zoë" in page
    assert "2 of 2" in page
    assert "Ben" not in page
