"""The types of the limits follow from the files that hold them, so that each limit is named once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pawpress.settings.grading_limits import style_names
from tools.generate_limits import SETTINGS, TARGETS, class_of, render, sections_of


@pytest.mark.parametrize(("section", "name"), [("hands", "HandLimits"), ("steadiness", "SteadinessLimits")])
def test_a_class_is_named_for_its_section(section: str, name: str):
    assert class_of(section) == name


@pytest.mark.parametrize("path", TARGETS, ids=lambda path: path.name)
def test_the_types_are_those_of_the_files(path: Path):
    assert path.read_text("utf-8") == render(TARGETS[path])


def test_every_style_has_the_limits_whose_types_one_of_them_gives():
    [hold] = sections_of(SETTINGS / "styles/catwalk.toml")
    for style in style_names():
        told = tomllib.loads((SETTINGS / f"styles/{style}.toml").read_text("utf-8"))
        assert list(told["hold"]) == hold.limits


def test_a_section_says_what_its_limits_are_of(tmp_path: Path):
    file = tmp_path / "limits.toml"
    file.write_text("# Far from it.\n\n[speed]\nslow = { limit = 1.0, source = 'choice' }\n", "utf-8")
    with pytest.raises(ValueError, match=r"limits.toml: write above \[speed\] in a comment"):
        sections_of(file)
