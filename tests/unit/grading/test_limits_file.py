"""The limits file: every number has a source, and a mistake in a file of one's own is named."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import msgspec
import pytest

from pawpress.core.grading.limits import LimitsError
from pawpress.settings.grading_limits import load_limits, style_names

SHIPPED = resources.files("pawpress.settings").joinpath("limits.toml").read_text("utf-8")


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("style", style_names())
def test_every_limit_says_where_it_comes_from(style: str):
    for section in msgspec.to_builtins(load_limits(style=style)).values():
        for name, limit in section.items() if isinstance(section, dict) else ():
            assert limit["source"] == "as above" or len(limit["source"].split()) >= 3, name
            assert limit["limit"] > 0, name


def test_a_copy_of_the_shipped_file_gives_the_shipped_limits(tmp_path: Path):
    assert load_limits(write(tmp_path, SHIPPED)) == load_limits()


def test_a_file_of_ones_own_changes_what_it_names_and_nothing_else(tmp_path: Path):
    own = load_limits(write(tmp_path, '[hold]\nshort_s = { limit = 1.5, source = "my teacher" }\n'), "shiatsu")
    assert own.hold.short_s.limit == 1.5
    assert own.hold.on_target_s == load_limits(style="shiatsu").hold.on_target_s
    assert own.speed == load_limits().speed


def test_the_classes_of_speed_and_hold_do_not_overlap():
    limits = load_limits()
    speed, hold = limits.speed, limits.hold
    assert speed.rushed_rise_s.limit < speed.acceptable_rise_s.limit < speed.slow_rise_s.limit
    assert speed.slow_nrfd_per_s.limit < speed.acceptable_nrfd_per_s.limit < speed.rushed_nrfd_per_s.limit
    assert hold.short_s.limit < hold.on_target_s.limit < hold.ask_s.limit
    assert limits.steadiness.steady_cv.limit < limits.steadiness.fair_cv.limit


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (SHIPPED.replace("dropped_s", "droped_s"), "droped_s"),
        (SHIPPED.replace("[release]", "[releasing]"), "releasing"),
        (SHIPPED.replace("limit = 0.8, source", "limit = 0.8, sorce"), "sorce"),
        (SHIPPED.replace("limit = 0.15", 'limit = "soon"'), "dropped_s"),
        (SHIPPED.replace("[release]", "[release"), "line"),
        ("hold = 3", "hold"),
    ],
    ids=["unknown key", "unknown section", "unknown part of a limit", "not a number", "not TOML", "no section"],
)
def test_a_mistake_is_one_line_that_names_file_and_place(tmp_path: Path, wrong: str, named: str):
    path = write(tmp_path, wrong)
    with pytest.raises(LimitsError) as error:
        load_limits(path)
    text = str(error.value)
    assert str(path) in text
    assert named in text
    assert "\n" not in text
    assert "Compare with the shipped limits.toml." in text


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(LimitsError, match=r"absent\.toml: cannot be read"):
        load_limits(tmp_path / "absent.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LimitsError, match="cannot be read as text"):
        load_limits(path)
