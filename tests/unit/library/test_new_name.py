"""A new recording gets a name that nobody else gets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pawpress.library import new_path, release
from pawpress.library.new_name import FORGOTTEN_S
from tests.conftest import ROOT

MANY = 20
ASK = """
import sys
from pathlib import Path
from pawpress.library import new_path
sys.stdin.readline()
for _ in range({many}):
    print(new_path(Path({folder!r})).name)
"""


def test_two_sessions_that_begin_in_one_second_get_two_names(tmp_path: Path):
    given = [new_path(tmp_path) for _ in range(MANY)]
    assert len(set(given)) == MANY
    assert not any(path.exists() for path in given)


def test_a_name_of_a_recording_that_is_there_is_not_given(tmp_path: Path):
    first = new_path(tmp_path)
    first.touch()
    release(first)
    assert new_path(tmp_path) != first


def test_two_programs_get_names_of_their_own(tmp_path: Path):
    program = ASK.format(many=MANY, folder=str(tmp_path))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "host")}
    pair = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for _ in range(2)
    ]
    for one in pair:  # both have started before either asks
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    given = [name for one in pair for name in one.communicate()[0].split()]
    assert len(set(given)) == len(given) == 2 * MANY


def test_a_reservation_leaves_nothing_and_a_forgotten_one_goes(tmp_path: Path):
    released, forgotten = new_path(tmp_path), new_path(tmp_path)
    release(released)
    release(released)
    [mark] = tmp_path.iterdir()
    assert forgotten.stem in mark.name
    age_s = mark.stat().st_mtime - FORGOTTEN_S - 1.0
    os.utime(mark, (age_s, age_s))
    release(new_path(tmp_path))
    assert list(tmp_path.iterdir()) == []
