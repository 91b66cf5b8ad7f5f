"""The build guides: a picture at every step, each drawn anew from the same sources, and nothing missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("trimesh", reason="make -C hardware python installs it")

from hardware.steps import board, draw
from hardware.tools.circuit import BOARDS
from hardware.tools.parts import HARDWARE, ROOT

GUIDES = [ROOT / "docs" / "how-to" / f"{name}.md" for name in ("build-a-mat", "build-gloves")]
PICTURE = re.compile(r'(?:!\[[^\]]*\]\(|<img src=")([^)"]+)')


def _steps(text: str) -> dict[str, str]:
    """Return what stands below each numbered heading; a heading with steps of its own is left to them."""
    pieces = re.split(r"^#{2,3} (.+)$", text, flags=re.M)[1:]
    numbered = {head: body for head, body in zip(pieces[::2], pieces[1::2], strict=True) if head[0].isdigit()}
    parents = {head.split(".")[0] for head in numbered if re.match(r"\d+\.\d", head)}
    return {h: b for h, b in numbered.items() if re.match(r"\d+\.\d", h) or h.split(".")[0] not in parents}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_step_has_a_picture_that_is_there(guide: Path) -> None:
    steps = _steps(guide.read_text("utf-8"))
    assert len(steps) >= 6
    for head, body in steps.items():
        pictures = PICTURE.findall(body)
        assert pictures, f"{guide.name}: step {head} has no picture"
        for picture in pictures:
            assert (guide.parent / picture).is_file(), f"{guide.name}: {picture} is missing"


def test_committed_step_pictures_are_the_drawn_ones() -> None:
    drawn = draw.pictures()
    assert sorted(drawn) == sorted(path.name for path in draw.FOLDER.iterdir())
    stale = [name for name, svg in drawn.items() if (draw.FOLDER / name).read_text("utf-8") != svg]
    assert stale == [], "run make -C hardware steps and commit"


def test_every_step_picture_is_used() -> None:
    text = "".join(guide.read_text("utf-8") for guide in GUIDES)
    assert [path.name for path in draw.FOLDER.iterdir() if f"steps/{path.name}" not in text] == []


@pytest.mark.parametrize("each", BOARDS, ids=lambda b: b.folder)
def test_every_part_of_the_bill_is_soldered_in_one_step(each: object) -> None:
    text = (HARDWARE / each.folder / "fab" / "bom.csv").read_text("utf-8")  # type: ignore[attr-defined]
    references = set(re.findall(r"\b(?:R|C|D|Q|J|F|BZ|A)\d+\b", text.split("\n", 1)[1])) & _drawn(each)
    assert len(references) >= 33
    assert {r: sum(step.holds(r) for step in board.STEPS) for r in references} == dict.fromkeys(references, 1)


def _drawn(each: object) -> set[str]:
    from importlib import import_module

    return set(import_module(f"hardware.{each.folder}.placement").PLACEMENT.spots)  # type: ignore[attr-defined]
