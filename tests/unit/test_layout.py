"""Layouts: which pads there are, and which belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from pawpress.core.layout import LayoutError
from pawpress.settings.layout_files import default_layout, load_layout, presets

PAD = """
[[pad]]
name = "{name}"
channel = {channel}
group = "{group}"
side = "left"
level = 1
where = "here"
x_mm = 0
y_mm = 0
"""
HEAD = 'name = "mine"\ntitle = "Mine"\n'


def write(folder: Path, *pads: tuple[str, int, str], extra: str = "") -> str:
    path = folder / "mine.toml"
    parts = [PAD.format(name=name, channel=channel, group=group) for name, channel, group in pads]
    path.write_text(HEAD + extra + "".join(parts), "utf-8")
    return str(path)


@pytest.mark.parametrize("name", presets())
def test_every_shipped_layout_is_in_order(name: str):
    layout = load_layout(name)
    assert layout.name == name
    assert len(set(layout.names)) == len(layout.pad) > 0
    assert all(pad.where for pad in layout.pad)
    channels = sorted(channel for group in layout.groups for channel in group.columns)
    assert channels == list(range(len(layout.pad)))


@pytest.mark.parametrize(("pads", "name"), [(6, "mat6"), (8, "mat8")])
def test_a_board_gets_the_mat_with_its_number_of_pads(pads: int, name: str):
    assert default_layout(pads).name == name


@pytest.mark.parametrize("pads", [1, 2, 7, 16])
def test_pads_beyond_every_preset_are_numbered_and_stand_alone(pads: int):
    layout = default_layout(pads)
    assert layout.names == [f"A{i}" for i in range(pads)]
    assert len(layout.groups) == pads


def test_the_glove_groups_the_pads_of_each_hand():
    sides = {pad.group: pad.side for pad in load_layout("gloves").pad}
    groups = load_layout("gloves").groups
    assert [group.name for group in groups] == list(sides)
    assert sorted(sides.values()) == ["left", "right"]
    assert all(len(group.columns) > 1 for group in groups)


def test_a_layout_of_ones_own_is_read_from_a_file(tmp_path: Path):
    layout = load_layout(write(tmp_path, ("palm", 0, "left"), ("thumb", 1, "left")))
    assert layout.names == ["palm", "thumb"]
    assert [(group.name, group.columns) for group in layout.groups] == [("left", (0, 1))]


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(LayoutError, match=r"mat99: no such layout\. Use one of .*gloves.*mat6.*mat8.* or a file\."):
        load_layout("mat99")


def test_a_file_that_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path):
    with pytest.raises(LayoutError, match=r"cannot be read \(.*\)\. Check the path"):
        load_layout(str(tmp_path))
    binary = tmp_path / "a.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LayoutError, match=r"is no text\. Give a TOML file"):
        load_layout(str(binary))


def test_an_unknown_key_is_named(tmp_path: Path):
    with pytest.raises(LayoutError, match="colour") as error:
        load_layout(write(tmp_path, ("palm", 0, "left"), extra='colour = "red"\n'))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("channels", [(0, 2), (1, 0), (0, 0), (1, 2)])
def test_channels_must_count_up_without_holes(tmp_path: Path, channels: tuple[int, int]):
    with pytest.raises(LayoutError, match="count up from 0"):
        load_layout(write(tmp_path, ("a", channels[0], "l"), ("b", channels[1], "l")))


def test_two_pads_of_one_name_are_refused(tmp_path: Path):
    with pytest.raises(LayoutError, match="palm"):
        load_layout(write(tmp_path, ("palm", 0, "left"), ("palm", 1, "right")))


def test_a_layout_may_say_only_what_differs_from_a_preset(tmp_path: Path):
    path = tmp_path / "ours.toml"
    path.write_text('like = "mat6"\nname = "ours"\nloop_resistor = true\n', "utf-8")
    layout, preset = load_layout(str(path)), load_layout("mat6")
    assert (layout.name, layout.loop_resistor, layout.unsupervised) == ("ours", True, False)
    assert (layout.title, layout.pad) == (preset.title, preset.pad)


def test_a_layout_that_is_like_none_is_refused(tmp_path: Path):
    (tmp_path / "ours.toml").write_text("like = 'mat7'\nloop_resistor = true\n", "utf-8")
    with pytest.raises(LayoutError, match=r"like = 'mat7': no such layout ships\. Use one of .*mat6"):
        load_layout(str(tmp_path / "ours.toml"))


def test_a_layout_without_pads_is_refused(tmp_path: Path):
    (tmp_path / "none.toml").write_text("name = 'none'\ntitle = 'no pads'\npad = []\n")
    with pytest.raises(LayoutError, match=r"has no pad\. Add a"):
        load_layout(str(tmp_path / "none.toml"))
