"""Bad input, as a person meets it: one line on standard error, never a traceback, the right exit status."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.answers import grades
from tests.chunks import every
from tests.conftest import RunCommand
from tests.recordings import record
from tests.streams import stream_of
from tests.tables import leans, table_text, write

GOOD = table_text(*leans())


@pytest.fixture(scope="session")
def bad_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files of which none can be judged."""
    folder = tmp_path_factory.mktemp("bad")
    whole = record(folder / "whole.paw", every(stream_of(np.zeros((50, 2))), 100)).read_bytes()
    contents: dict[str, bytes] = {
        "empty.csv": b"",
        "foreign.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 30,
        "prose.txt": b"Dear all,\nno table here.\n",
        "header.csv": b"t,F\n",
        "no-header.csv": b"0,1\n1,2\n2,3\n",
        "cut.csv.gz": gzip.compress(GOOD.encode())[:2000],
        "head-only.paw": whole[:150],
    }
    files = {name: write(folder / name, content) for name, content in contents.items()}
    (folder / "a folder").mkdir()
    return {**files, "absent.csv": folder / "absent.csv", "a folder": folder / "a folder"}


def lines_of(stderr: str) -> list[str]:
    assert "Traceback" not in stderr
    return stderr.splitlines()


def test_each_bad_file_gets_its_line_and_the_good_ones_are_judged(
    pawpress: RunCommand, bad_files: dict[str, Path], tmp_path: Path
):
    first, last = write(tmp_path / "first.csv", GOOD), write(tmp_path / "last.csv", GOOD)
    done = pawpress("grade", "--json", first, *bad_files.values(), last)
    assert done.returncode == 1
    assert [Path(answer.source.path).name for answer in grades(done.stdout)] == ["first.csv", "last.csv"]
    told = lines_of(done.stderr)
    assert len(told) == len(bad_files)
    for line, path in zip(told, bad_files.values(), strict=True):
        assert line.startswith(f"pawpress: {path}: ")
        assert line.endswith(".")


@pytest.mark.parametrize("name", ["empty.csv", "foreign.pdf", "absent.csv"])
def test_a_bad_file_alone_is_one_line_and_no_answer(pawpress_here: RunCommand, bad_files: dict[str, Path], name: str):
    done = pawpress_here("grade", "--json", bad_files[name])
    assert (done.returncode, done.stdout, len(lines_of(done.stderr))) == (1, "", 1)


def test_an_unknown_key_in_a_file_of_limits_is_one_line_that_names_it(pawpress_here: RunCommand, tmp_path: Path):
    limits = write(tmp_path / "mine.toml", '[hold]\nshrt_s = { limit = 1.0, source = "my own choice" }\n')
    done = pawpress_here("grade", "--limits", limits, write(tmp_path / "x.csv", GOOD))
    assert (done.returncode, done.stdout) == (1, "")
    [line] = lines_of(done.stderr)
    assert str(limits) in line
    assert "shrt_s" in line


@pytest.mark.parametrize("words", [("grade", "x.csv", "--unit", "stones"), ("demo", "--json")])
def test_wrong_use_is_status_two_and_tells_how(pawpress_here: RunCommand, words: tuple[str, ...]):
    done = pawpress_here(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert lines_of(done.stderr)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("demo", "--headless", "--seconds", "1", "--scenario", "flying"), "flying"),
        (("demo", "--rig", "core", "--headless", "--seconds", "1", "--record", "/nowhere/a.paw"), "/nowhere/a.paw"),
        (("live", "--headless", "--seconds", "1", "--port", "/dev/ttyNOWHERE"), "/dev/ttyNOWHERE: no such port"),
    ],
    ids=["unknown scenario", "no place to record", "no such port"],
)
def test_a_session_that_cannot_start_is_one_line(pawpress: RunCommand, words: tuple[str, ...], told: str):
    done = pawpress(*words)
    assert (done.returncode, done.stdout) == (1, "")
    [line] = lines_of(done.stderr)
    assert told in line


ENGINE = ("demo", "--rig", "core", "--headless", "--seconds", "0.5")


@pytest.mark.parametrize(
    "words", [("demo", "--scenario", "list"), ("--help",), (*ENGINE, "--json")], ids=["a list", "help", "an answer"]
)
def test_an_answer_for_which_there_is_no_room_is_one_line(words: tuple[str, ...]):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pawpress", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    told = [line for line in lines_of(done.stderr) if "No space left" in line]
    assert len(told) == 1


def test_a_reader_that_has_seen_enough_ends_it_without_a_word(tmp_path: Path):
    table = write(tmp_path / "x.csv", GOOD)
    command = f"{sys.executable} -m pawpress grade {' '.join([str(table)] * 40)} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout.count("\n")) == ("", 1)


def test_a_terminal_that_knows_few_letters_gets_its_answer(tmp_path: Path):
    table = write(tmp_path / "Zoë.csv", GOOD)
    done = subprocess.run(
        [sys.executable, "-m", "pawpress", "grade", str(table)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Zo?.csv: " in done.stdout


def test_where_there_are_no_ticks_good_and_bad_stay_apart():
    done = subprocess.run(
        [sys.executable, "-m", "pawpress", "doctor", "--port", "/dev/ttyNOWHERE"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    lines = done.stdout.decode("ascii").splitlines()
    assert lines[0].startswith("ok pawpress ")
    assert lines[-2] == "NO /dev/ttyNOWHERE: cannot be opened."
    assert lines[-1].startswith("    -> no such port.")


@pytest.mark.parametrize("words", [("grade",), ("report",), ("replay", "--headless"), ("export", "--to", "csv")])
def test_a_name_that_is_no_text_is_one_line(pawpress_here: RunCommand, tmp_path: Path, words: tuple[str, ...]):
    named = tmp_path / os.fsdecode(b"Zo\xeb.paw")
    named.write_bytes(b"\0")
    done = pawpress_here(words[0], named, *words[1:])
    assert (done.returncode, len(lines_of(done.stderr))) == (1, 1)
    assert "Rename it" in done.stderr
