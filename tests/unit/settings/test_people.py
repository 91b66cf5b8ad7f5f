"""Profiles: private, checked, versioned; what is in them is asked again and never decides by itself."""

from __future__ import annotations

import stat
import sys
from datetime import date

import msgspec
import pytest

from pawpress.settings.people import (
    Health,
    Nice,
    Person,
    PersonError,
    all_people,
    delete_person,
    file_of,
    load_person,
    save_person,
)
from pawpress.system.kept_file import KeptFileError, write_kept
from pawpress.system.new_file import part_of

BEN = Person(
    name="Ben",
    language="fil",
    unit="lb",
    weight_kg=79.83,
    lighter_lb=30.0,
    stop_word="mangga",
    pattern="whole_back",
    health=Health(day=date(2026, 11, 20), answers={"stop_now": False, "ask_first": True}),
    nice={"back": Nice(day=date(2026, 11, 20), nice_n=62.0), "lower-back": Nice(day=date(2026, 11, 21), stop_n=150.0)},
)


def test_what_was_kept_is_there_again(tmp_path):
    save_person(BEN, tmp_path)
    assert load_person(" Ben ", tmp_path) == BEN
    assert load_person("ben", tmp_path) is None  # somebody else


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such mode")
def test_only_its_owner_may_read_it(tmp_path):
    path = save_person(BEN, tmp_path / "people")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_weight_is_said_as_it_was_given():
    assert BEN.weight == "176lb"
    assert msgspec.structs.replace(BEN, unit="kg", weight_kg=62.0).weight == "62kg"
    assert Person(name="Ana").weight is None


def test_health_answers_have_an_age():
    health = Health(day=date(2026, 11, 20), answers={"stop_now": False, "ask_first": True})
    assert health.age_days(date(2026, 11, 29)) == 9


def test_every_flipped_bit_is_noticed_and_the_others_are_still_listed(tmp_path):
    path = save_person(BEN, tmp_path)
    save_person(Person(name="Ana"), tmp_path)
    whole = path.read_bytes()
    for at in range(0, len(whole), 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        people, trouble = all_people(tmp_path)
        assert [person.name for person in people] == ["Ana"]
        assert str(path) in trouble[0]
        with pytest.raises(KeptFileError):
            load_person("Ben", tmp_path)


def test_a_file_of_a_newer_program_is_named_and_left_alone(tmp_path):
    path = file_of("Ben", ".person.json", tmp_path)
    write_kept(path, msgspec.structs.replace(BEN, format="pawpress.person/2"))
    before = path.read_bytes()
    with pytest.raises(KeptFileError, match=r"is pawpress\.person/2, and this program reads pawpress\.person/1"):
        load_person("Ben", tmp_path)
    assert path.read_bytes() == before


def test_what_a_write_left_over_is_no_person_and_goes_with_the_profile(tmp_path):
    path = save_person(BEN, tmp_path)
    part_of(path).write_text("cut off")
    assert all_people(tmp_path) == ([BEN], [])
    assert delete_person("Ben", tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not delete_person("Ben", tmp_path)


@pytest.mark.parametrize("name", ["", " ", "a" * 81, "a\nb", "\x1b[2J", "a\u202eb"])
def test_what_is_no_name_is_refused(name, tmp_path):
    with pytest.raises(PersonError, match="is no name"):
        load_person(name, tmp_path)
