"""The pads as solids and as plates on springs: only the sensors carry, wherever on the puck the press comes."""

from __future__ import annotations

import csv
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("manifold3d", reason="make -C hardware python installs it")
pytest.importorskip("skfem", reason="make -C hardware python installs it")

from hardware.solids import stack
from hardware.statics import pucks, report
from hardware.statics.plate import Plate, Press, Support, disc, ring, solve
from hardware.tools import dimensions
from hardware.tools.dimensions import PadShape, film_sensors, joint_shape, pad_shapes

TRIPLE, SHARED = pad_shapes()["triple"], pad_shapes()["shared"]
BOTH = pytest.mark.parametrize("shape", [TRIPLE, SHARED], ids=lambda shape: shape.key)
TURNS = (0.0, math.pi / 2, -math.pi / 2, pucks.worst_turn(TRIPLE))


@BOTH
def test_nothing_but_the_sensor_touches_the_lid(shape: PadShape) -> None:
    assert stack.clashes(stack.pieces(shape)) == []


@BOTH
@pytest.mark.parametrize("turn", TURNS)
def test_nothing_else_touches_the_lid_under_500_newtons_off_the_middle(shape: PadShape, turn: float) -> None:
    answer = stack.pressed(shape, turn)
    assert answer.deepest_mm < shape.gap_mm
    assert stack.clashes(stack.pieces(shape, lid=answer.plane)) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"resistor": 5.5}, "resistor"),
        ({"sleeve": 6.0}, "sleeve"),
        ({"cable": 8.0}, "cable"),
        ({"sleeve_length": 8.0}, "sleeve"),
    ],
)
def test_a_joint_that_is_too_large_is_noticed(change: dict[str, float], named: str) -> None:
    wrong = stack.clashes(stack.pieces(TRIPLE, joint=replace(joint_shape(), **change)))
    assert any(named in line for line in wrong)


@pytest.mark.parametrize(
    "change",
    [{"length": 31.0}, {"width": 16.0, "tail_width": 16.0}, {"tail_width": 17.0}, {"spot_from_end": 12.0}],
    ids=["longer", "wider", "wider tail", "spot elsewhere"],
)
def test_a_sensor_of_another_size_is_noticed(change: dict[str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    """The printed parts stand; the sensor that lies in them is another one."""
    other = replace(film_sensors()["a301"], **change)
    monkeypatch.setitem(dimensions.film_sensors(), "a301", other)
    assert stack.clashes(stack.pieces(TRIPLE)) != []


@pytest.mark.parametrize("change", [{"soft_size": 12.0}, {"spot_radius": 22.0}], ids=["silicone", "spots"])
def test_a_pad_of_another_size_is_noticed(change: dict[str, float]) -> None:
    assert stack.clashes(stack.pieces(replace(TRIPLE, **change))) != []


def overhang_mm(shape: PadShape) -> float:
    """Return how far a film reaches beyond the base it lies on; negative where it does not."""
    return shape.spot_radius + shape.film.spot_from_end - shape.base_diameter / 2


@BOTH
def test_every_film_lies_on_its_base(shape: PadShape) -> None:
    assert overhang_mm(shape) <= 0.0
    assert overhang_mm(replace(shape, base_diameter=2 * (shape.spot_radius + shape.film.spot_from_end) - 1.0)) > 0.0


@pytest.mark.parametrize("shape", pad_shapes().values(), ids=lambda shape: shape.key)
def test_a_boss_stands_on_ink_only_however_the_lid_sits(shape: PadShape) -> None:
    """All load on the rim of the film would be lost; the skirt lets a lid sit askew by its clearance."""
    askew = shape.clearance if shape.sensors > 1 else 0.0
    assert shape.boss / 2 + askew <= shape.film.spot / 2
    assert not shape.boss or shape.boss >= 0.8 * shape.film.spot


def test_films_and_tails_fit_the_places_they_are_chosen_for() -> None:
    assert TRIPLE.film.tail_mm < TRIPLE.spot_radius, "the pins of three sensors must meet in the middle"
    assert film_sensors()["a201"].tail_mm > 120.0, "no joint under the palm"
    assert SHARED.film.tail_mm > SHARED.outer_mm / 2, "the joint must lie outside of the lid"
    assert SHARED.film.vented
    largest = film_sensors()["fsr406"]
    assert (largest.spot / SHARED.base_diameter) ** 2 * 200.0 > largest.range_n, "the 406 would end below a press"


@pytest.mark.parametrize("kind", ["triple", "shared"])
def test_a_press_off_the_middle_is_read_to_a_tenth(kind: pucks.Kind) -> None:
    off = pucks.curve(kind, np.array([5.0, 10.0, 15.0]))
    assert off.min() >= 0.90
    assert off.max() <= 1.02


def test_the_puck_of_revision_a_lost_half_of_it() -> None:
    off = np.array([7.0, 15.0, 20.0])
    lost = pucks.curve("single", off)
    assert lost[1] < 0.55
    lever = np.array([pucks.by_statics(float(e), 9.5, 25.0) for e in off])
    assert np.abs(lost - lever).max() < 0.08, "the plate must agree with the law of the lever"


def test_what_the_sensors_do_not_feel_the_rim_carries() -> None:
    puck = pucks.single()
    answer = solve(puck.plate, (*puck.felt, *puck.lost), Press(200.0, 15.0))
    assert sum(answer.carried_n) == pytest.approx(200.0, rel=1e-3)


def test_stiff_plate_on_springs_is_what_the_hand_calculation_says() -> None:
    """Winkler springs below a stiff disc: F / (p A) deep, and F e / (p I) tilted, while all of them still touch."""
    p, radius, off = 0.5, 40.0, 6.0
    answer = solve(Plate(radius, 40.0, 2e5), (Support(ring(0.0, radius), p),), Press(100.0, off))
    assert answer.plane[0] == pytest.approx(100.0 / (p * math.pi * radius**2), rel=0.02)
    assert answer.plane[1] == pytest.approx(100.0 * off / (p * math.pi * radius**4 / 4), rel=0.02)


def test_a_finer_mesh_changes_no_share_by_more_than_a_hundredth() -> None:
    turn = pucks.worst_turn(TRIPLE)
    for off in (10.0, 15.0):
        coarse, fine = (pucks.share(pucks.triple(), off, turn=turn, refine=n) for n in (4, 5))
        assert coarse == pytest.approx(fine, abs=0.01)


def test_supports_push_and_never_pull() -> None:
    near, far = Support(disc(-20, 0, 10), 20.0), Support(disc(20, 0, 10), 20.0)
    answer = solve(Plate(30.0, 5.0, 1500.0), (near, far, Support(ring(28, 30), 100.0, 3.0)), Press(100.0, 22.0))
    assert min(answer.carried_n) >= 0.0


def test_table_and_figure_are_the_computed_ones(tmp_path: Path) -> None:
    table = report.rows()
    report.write_table(tmp_path / "share.csv", table)
    assert (tmp_path / "share.csv").read_text("utf-8") == (report.FOLDER / "share.csv").read_text("utf-8")
    report.plot(tmp_path / "share.svg", table)
    assert (tmp_path / "share.svg").read_bytes() == report.FIGURE.read_bytes(), "run make -C hardware statics"


def test_guides_print_the_shares_of_the_table() -> None:
    with (report.FOLDER / "share.csv").open(encoding="utf-8", newline="") as lines:
        at = {row["off_centre_mm"]: row for row in csv.DictReader(lines)}
    guide = (dimensions.HARDWARE / ".." / "docs" / "explanation" / "pucks.md").read_text("utf-8")
    for kind in ("single", "triple", "shared"):
        cells = " | ".join(f"{100 * float(at[off][kind]):.0f} %" for off in ("5", "10", "15", "20"))
        assert f"| {cells} |" in guide, kind
    assert f"{100 * report.share_of_foam():.1f} %" in guide
