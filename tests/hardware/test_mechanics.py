"""The printed parts: solid, thick enough, fitting each other and the printer; the templates: true to the layouts."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

trimesh = pytest.importorskip("trimesh", reason="make -C hardware python installs it")
manifold3d = pytest.importorskip("manifold3d", reason="make -C hardware python installs it")

from hardware.tools import dimensions, mechanics, templates  # noqa: E402
from hardware.tools.circuit import BOARDS, MUX_CARRIER, NANO_CARRIER, UNO_SHIELD, Board  # noqa: E402
from hardware.tools.dimensions import pad_shapes  # noqa: E402
from pawpress.settings.layout_files import load_layout  # noqa: E402

BED_MM = (200.0, 200.0, 180.0)
THINNEST_MM = 1.2
CLEARANCE_MM = 0.35
NAMES = [printed.name for printed in mechanics.PRINTED]
pytestmark = pytest.mark.filterwarnings("ignore")


def _mesh(name: str):
    return trimesh.load_mesh(mechanics.STL / f"{name}.stl")


def wall_quantile_mm(mesh, share: float = 0.01) -> float:
    """Return the thickness below which only a small share of the surface lies; edges give outliers, so no minimum."""
    points, faces = trimesh.sample.sample_surface_even(mesh, 1500, seed=1)
    inward = -mesh.face_normals[faces]
    hits, rays, _ = mesh.ray.intersects_location(points + 1e-3 * inward, inward, multiple_hits=False)
    return float(np.quantile(np.linalg.norm(hits - points[rays], axis=1), share))


@pytest.mark.parametrize("name", NAMES)
def test_part_is_one_solid_body_that_prints(name: str) -> None:
    mesh = _mesh(name)
    assert mesh.is_watertight
    assert mesh.is_winding_consistent
    assert mesh.body_count == 1
    assert mesh.volume > 0
    assert all(size <= bed for size, bed in zip(mesh.extents, BED_MM, strict=True))
    assert mesh.bounds[0][2] == pytest.approx(0.0, abs=1e-4), "does not lie on the bed"
    assert wall_quantile_mm(mesh) >= THINNEST_MM


def test_a_thin_wall_would_be_noticed() -> None:
    outer, inner = trimesh.creation.box((40, 40, 20)), trimesh.creation.box((38.6, 38.6, 30))
    assert wall_quantile_mm(trimesh.boolean.difference([outer, inner])) < THINNEST_MM


def _solid(mesh):
    return manifold3d.Manifold(
        manifold3d.Mesh(vert_properties=np.array(mesh.vertices, np.float32), tri_verts=np.array(mesh.faces, np.uint32))
    )


def _turned(mesh, lift_mm: float):
    """Return a lid turned over, its inside `lift_mm` above the bed."""
    mesh = mesh.copy()
    mesh.apply_transform(trimesh.transformations.rotation_matrix(np.pi, (0, 1, 0)))
    mesh.apply_translation((0, 0, lift_mm - mesh.bounds[0][2]))
    return mesh


@pytest.mark.parametrize("kind", ["triple", "shared"])
def test_lid_slides_over_base_with_the_planned_gap(kind: str) -> None:
    shape = pad_shapes()[kind]
    base, lid = _solid(_mesh(f"puck_{kind}_base")), _solid(_turned(_mesh(f"puck_{kind}_lid"), shape.base_height - 1.2))
    assert (base ^ lid).volume() == pytest.approx(0.0, abs=1e-3)
    assert base.min_gap(lid, 2.0) == pytest.approx(min(shape.clearance, 0.5), abs=0.05)


@pytest.mark.parametrize("board", ["uno", "nano", "mux"])
def test_box_lid_fits_into_the_box(board: str) -> None:
    box, lid = _mesh(f"box_{board}"), _turned(_mesh(f"box_{board}_lid"), 0.0)
    lid.apply_translation((box.extents[0] - lid.bounds[1][0], 0, box.extents[2] - lid.bounds[0][2] - 3.0 + 0.1))
    assert (_solid(box) ^ _solid(lid)).volume() == pytest.approx(0.0, abs=1e-2)


def test_puck_fits_into_the_jig() -> None:
    foot = _solid(_mesh("jig_foot"))
    puck = _mesh("puck_triple_lid")
    puck.apply_translation((0, 0, 4.1))
    assert (foot ^ _solid(puck)).volume() == pytest.approx(0.0, abs=1e-2)


def test_templates_show_the_pucks_as_large_as_they_print() -> None:
    for name, diameter in (("puck_triple_lid", templates.PUCK_MM), ("puck_shared_lid", templates.SHARING_MM)):
        assert _mesh(name).extents[:2] == pytest.approx((diameter, diameter), abs=0.05)


def test_scad_sources_have_the_sizes_of_the_tables() -> None:
    assert (mechanics.CAD / "dimensions_generated.scad").read_text("utf-8") == dimensions.openscad()


def test_box_knows_the_boards_of_today() -> None:
    assert (mechanics.CAD / "board_generated.scad").read_text("utf-8") == mechanics.board_dimensions()


@pytest.mark.skipif(shutil.which("openscad") is None, reason="needs OpenSCAD: run make -C hardware packages")
@pytest.mark.parametrize(
    "name", ["puck_triple_base", "puck_triple_lid", "puck_shared_base", "glove_disc", "strain_relief"]
)
def test_sources_give_the_committed_meshes(name: str, tmp_path: Path) -> None:
    printed = next(p for p in mechanics.PRINTED if p.name == name)
    fresh = mechanics.write_stl(printed, tmp_path).read_bytes()
    assert fresh == (mechanics.STL / f"{name}.stl").read_bytes(), "run make -C hardware cad and commit"


@pytest.mark.parametrize("name", templates.NAMES)
def test_template_is_true_to_the_layout_the_host_loads(name: str) -> None:
    layout, drawing = load_layout(name), templates.draw(name)
    svg = (templates.FOLDER / f"{name}.svg").read_text("utf-8")
    assert svg == drawing.svg(), "run make -C hardware layouts and commit"
    root = ET.fromstring(svg)
    assert (root.get("width"), root.get("viewBox")) == (
        f"{drawing.width_mm:g}mm",
        f"0 0 {drawing.width_mm:g} {drawing.height_mm:g}",
    )
    mark = templates.DISC_MM if name == "gloves" else templates.MARK_MM
    discs = [e for e in root.iter("{http://www.w3.org/2000/svg}circle") if e.get("r") == f"{mark / 2:g}"]
    assert len(discs) == len(layout.pad)
    labels = re.findall(r">A(\d+)<", svg)
    assert sorted(map(int, labels)) == [pad.channel for pad in layout.pad]


def test_both_palms_have_the_ball_of_the_thumb_on_the_side_of_the_thumb() -> None:
    """As their owner sees them, palms up, the thumbs point outward."""
    places = {pad.name: pad.x_mm for pad in load_layout("gloves").pad}
    names = ["left thenar", "left hypothenar", "right hypothenar", "right thenar"]
    assert sorted(places, key=lambda name: places[name]) == names
    drawn = re.findall(r'<text x="([\d.]+)" [^>]*>((?:hypo)?thenar)<', templates.draw("gloves").svg())
    assert [word for _, word in sorted(drawn, key=lambda row: float(row[0]))] == [n.split()[1] for n in names]


@pytest.mark.parametrize("name", ["mat6", "mat8", "fine16", "centre8"])
def test_pads_of_a_mat_lie_apart_and_inside(name: str) -> None:
    layout, drawing = load_layout(name), templates.draw(name)
    places = np.array([(pad.x_mm, pad.y_mm) for pad in layout.pad])
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)[np.triu_indices(len(places), 1)]
    margin = templates.margin_mm(layout)
    assert apart.min() > templates.PUCK_MM + 5.0
    assert places.max(axis=0)[0] + 2 * margin == pytest.approx(drawing.width_mm)
    for pad in layout.pad:
        lane = templates.lane_mm(layout, pad)
        assert 5.0 - margin < lane < places.max(axis=0)[0] + margin - 5.0
        assert all(abs(lane - other.x_mm) > templates.PUCK_MM / 2 for other in layout.pad), "a cable under a puck"


def test_a_layout_fills_its_board() -> None:
    assert len(load_layout("mat6").pad) == UNO_SHIELD.pads
    assert len(load_layout("mat8").pad) == len(load_layout("centre8").pad) == NANO_CARRIER.pads
    assert len(load_layout("fine16").pad) == MUX_CARRIER.pads
    assert len(load_layout("gloves").pad) <= UNO_SHIELD.pads


@pytest.mark.parametrize("board", BOARDS, ids=lambda b: b.folder)
def test_lamps_are_seen_and_the_sounder_heard_through_the_lid(board: Board) -> None:
    """Straight above each lamp and the sounder the closed lid is open, and each tube ends just above its lamp."""
    name = board.folder.split("_")[0]
    placement = import_module(f"hardware.{board.folder}.placement").PLACEMENT
    box, lid = _mesh(f"box_{name}"), _turned(_mesh(f"box_{name}_lid"), 0.0)
    lid.apply_translation((box.extents[0] - lid.bounds[1][0], 0, box.extents[2] + 2.0 - lid.bounds[1][2]))
    edge = 2.0 + 3.0
    for part in ("D1", "D2", "BZ1"):
        x, y = mechanics.middle_mm(placement, part)
        above = np.array([[edge + x, edge + placement.height_mm - y, 100.0]])
        assert len(lid.ray.intersects_location(above, [[0.0, 0.0, -1.0]])[0]) == 0, f"{part} is behind the lid"
        beside = above + [[7.5, 7.5, 0.0]]
        assert len(lid.ray.intersects_location(beside, [[0.0, 0.0, -1.0]])[0]) >= 2
    tip = mechanics.LAMP_TIPS_MM[BOARDS.index(board)]
    assert 0.5 < lid.bounds[0][2] - tip < 2.0
