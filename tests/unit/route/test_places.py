"""Where hands and pads are."""

from __future__ import annotations

import pytest

from pawpress.core.layout import Layout, Pad
from pawpress.core.walk import Place, places_of, places_of_names
from pawpress.settings.layout_files import load_layout


def pad(name: str, channel: int, side: str, level: int, group: str | None = None) -> Pad:
    return Pad(name, channel, group or name, side, level, "", 0.0, 0.0)  # type: ignore[arg-type]


def test_the_pads_of_a_mat_have_a_hand_and_a_level():
    places = places_of(load_layout("mat6"))
    assert places["L1"] == Place("left", 1)
    assert places["R3"] == Place("right", 3)
    assert len(places) == 6


def test_a_glove_goes_where_its_hand_goes():
    assert places_of(load_layout("gloves")) == {"left hand": Place("left", None), "right hand": Place("right", None)}


def test_a_pad_over_the_spine_is_off_the_path():
    layout = Layout("m", "m", (pad("L1", 0, "left", 1), pad("S", 1, "centre", 1), pad("R1", 2, "right", 1)))
    assert set(places_of(layout)) == {"L1", "R1"}


@pytest.mark.parametrize("sides", [("left",), ("left", "left"), ("left", "centre")])
def test_without_two_hands_there_is_no_walk(sides: tuple[str, ...]):
    layout = Layout("m", "m", tuple(pad(f"P{n}", n, side, n + 1) for n, side in enumerate(sides)))
    assert places_of(layout) == {}


@pytest.mark.parametrize(
    ("names", "places"),
    [
        (["L1", "R1"], {"L1": Place("left", 1), "R1": Place("right", 1)}),
        (["left_2", "Right-2"], {"left_2": Place("left", 2), "Right-2": Place("right", 2)}),
        (["left", "right"], {"left": Place("left", None), "right": Place("right", None)}),
        (["L1", "R1", "force_N"], {}),
        (["fsr", "loadcell"], {}),
        (["L1", "L2"], {}),
        (["force_N"], {}),
        ([], {}),
    ],
)
def test_columns_of_a_file_tell_their_places_by_name_or_not_at_all(names: list[str], places: dict[str, Place]):
    assert places_of_names(names) == places
