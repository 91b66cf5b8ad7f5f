"""Drills as files: the shipped ones are whole, and what is wrong with one's own is said in one line."""

from __future__ import annotations

import msgspec
import pytest

from pawpress.core.coach import DrillError
from pawpress.settings.drill_files import drill_names, find_drills, load_drill, shipped_drills

OWN = 'name = "pauses"\norder = 3\ncriteria = ["held"]\n[words]\nen = "Stay a little."\n'


def test_the_eight_drills_come_in_the_order_of_the_course():
    assert drill_names() == ["nice", "slow", "stay", "quiet", "left-right", "walk", "by-feel", "feet"]


def test_every_next_and_back_leads_to_a_drill():
    for drill in shipped_drills():
        assert {drill.next, drill.back} - {None} <= set(drill_names())


def test_no_field_of_a_drill_is_a_force():
    """A ladder varies tolerance and display, never force: there is nowhere to write one."""
    fields = {field.name for field in msgspec.structs.fields(type(shipped_drills()[0]))}
    assert not [name for name in fields if name.endswith(("_n", "_kg")) or "force" in name]


def test_a_drill_of_ones_own_joins_the_course(tmp_path):
    path = tmp_path / "pauses.toml"
    path.write_text(OWN)
    drills, wanted = find_drills(str(path))
    assert wanted == "pauses"
    assert len(drills) == 9
    assert load_drill(path).words == {"en": "Stay a little."}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (OWN.replace('"held"', '"heroic"'), "there is no criterion 'heroic'"),
        (OWN.replace('["held"]', "[]"), "names no criterion"),
        (OWN.replace("[words]", "need = 6\n[words]"), "cannot be passed"),
        (OWN.replace("[words]", "ladder = [1.0, 2.0]\n[words]"), "must fall to 1.0"),
        (OWN.replace("Stay a little.", "Stay a little while longer than you would think"), "too long"),
        (OWN.replace("[words]", "force_n = 90\n[words]"), "unknown field"),
        ("name = ", "See docs/how-to/add-a-drill.md"),
    ],
)
def test_a_file_that_is_no_drill_is_told(text, told, tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(DrillError, match=told) as error:
        load_drill(path)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value).rstrip()


def test_a_drill_that_is_not_there_is_told():
    with pytest.raises(DrillError, match="Choose nice, slow"):
        find_drills("jump")
    with pytest.raises(DrillError, match="cannot be read"):
        find_drills("nowhere.toml")
