"""The limits file: every number has a source, and a mistake in a file of one's own is named."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import msgspec
import pytest

from pawpress.grading import load_limits
from pawpress.grading.limits import LimitsError

SHIPPED = resources.files("pawpress.grading").joinpath("limits.toml").read_text("utf-8")


def write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_limit_says_where_it_comes_from():
    for section in msgspec.to_builtins(load_limits()).values():
        for name, limit in section.items():
            assert len(limit["source"].split()) >= 3, name
            assert limit["limit"] > 0, name


def test_a_copy_of_the_shipped_file_gives_the_shipped_limits(tmp_path: Path):
    assert load_limits(write(tmp_path, SHIPPED)) == load_limits()


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
        (SHIPPED.replace("short_s", "shrt_s"), "shrt_s"),
        (SHIPPED.replace("[hold]", "[holding]"), "holding"),
        (SHIPPED.replace("limit = 0.8, source", "limit = 0.8, sorce"), "sorce"),
        (SHIPPED.replace("limit = 3.5", 'limit = "long"'), "on_target_s"),
        (SHIPPED.replace("ask_s = {", "# ask_s = {"), "ask_s"),
        (SHIPPED.replace("[hold]", "[hold"), "line"),
    ],
    ids=["unknown key", "unknown section", "unknown part of a limit", "not a number", "missing", "not TOML"],
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
