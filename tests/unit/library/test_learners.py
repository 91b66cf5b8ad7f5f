"""What is kept of a person: private, whole or not at all, and gone when it is to be forgotten."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import msgspec
import pytest

from pawpress.core.coach import HiddenTest, Skill
from pawpress.library.learners import (
    SUFFIX,
    Learner,
    delete_learner,
    drop_partner,
    load_learner,
    save_learner,
)
from pawpress.settings.people import file_of
from pawpress.system.kept_file import KeptFileError

ANA = Learner(
    name="Ana",
    sessions=3,
    skills={
        "slow": Skill(
            presses=30,
            presses_passed=20,
            recent_passed=7.5,
            rung=1,
            tests=(HiddenTest(day=739_000, kind="after", presses_passed=4, presses=5, passed=True, partner="Ben"),),
        )
    },
)


def test_what_was_kept_is_there_again(tmp_path):
    save_learner(ANA, tmp_path)
    assert load_learner(" Ana ", tmp_path) == ANA
    assert load_learner("ana", tmp_path) == Learner(name="ana")  # somebody else


def test_what_an_emulated_rig_played_is_kept_apart_and_forgotten_with_the_rest(tmp_path):
    played = Learner(name="Ana", emulated=True, sessions=3)
    assert load_learner("Ana", tmp_path, emulated=True) == Learner(name="Ana", emulated=True)
    save_learner(played, tmp_path)
    save_learner(ANA, tmp_path)
    assert load_learner("Ana", tmp_path, emulated=True) == played
    assert load_learner("Ana", tmp_path) == ANA
    assert delete_learner("Ana", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Ana", "María José", "あきこ", "../../etc/passwd", "a" * 80])
def test_any_name_has_a_file_of_its_own_in_the_folder(name, tmp_path):
    path = save_learner(Learner(name=name), tmp_path)
    assert path.parent == tmp_path
    assert load_learner(name, tmp_path).name == name


@pytest.mark.parametrize("name", ["", "  ", "a" * 81, "a\nb", "\x1b[2J"])
def test_what_is_no_name_is_refused(name, tmp_path):
    with pytest.raises(KeptFileError, match="is no name"):
        file_of(name, SUFFIX, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode")
def test_only_its_owner_may_read_it(tmp_path):
    path = save_learner(ANA, tmp_path)
    save_learner(ANA, tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_flipped_bit_is_noticed_and_nothing_is_overwritten(tmp_path):
    path = save_learner(ANA, tmp_path)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        with pytest.raises(KeptFileError) as told:
            load_learner("Ana", tmp_path)
        assert str(path) in str(told.value)
        assert "Move it away" in str(told.value)


def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    save_learner(ANA, tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KeptFileError, match="No space left"):
        save_learner(Learner(name="Ana"), tmp_path)
    assert load_learner("Ana", tmp_path) == ANA


WRITER = """
import sys
from pathlib import Path
from pawpress.library.learners import Learner, save_learner
for number in range(1_000_000):
    save_learner(Learner(name="Ana", sessions=number), Path(sys.argv[1]))
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 7, 40])
def test_a_kill_at_any_moment_loses_nothing_that_was_confirmed(after, tmp_path):
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    for _ in range(after):
        writer.stdout.readline()
    writer.kill()
    confirmed = [int(line) for line in writer.communicate()[0].splitlines() if line.isdecimal()]
    assert load_learner("Ana", tmp_path).sessions >= max(confirmed, default=after - 1)


def test_to_forget_is_to_delete(tmp_path):
    path = save_learner(ANA, tmp_path)
    path.with_name(f".{path.name}.part").write_text("left over")
    assert delete_learner("Ana", tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not delete_learner("Ana", tmp_path)


def test_a_partner_who_is_forgotten_is_a_number_afterwards(tmp_path):
    save_learner(ANA, tmp_path)
    save_learner(Learner(name="Cleo"), tmp_path)
    assert [path.name.partition("-")[0] for path in drop_partner("Ben", tmp_path)] == ["ana"]
    [test] = load_learner("Ana", tmp_path).skills["slow"].tests
    assert test.partner.startswith("forgotten-")
    assert msgspec.structs.replace(test, partner="Ben") == ANA.skills["slow"].tests[0]
    assert drop_partner("Ben", tmp_path) == []
