"""The bill of materials, the placement file and the gerbers: they agree, and another program reads them back."""

from __future__ import annotations

import csv
import json
import math
import re
import zipfile
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hardware.tools import fabricate, pictures, shopping
from hardware.tools.circuit import BOARDS, UNO_SHIELD, Board
from hardware.tools.dimensions import film_sensors, pad_shapes
from hardware.tools.fabricate import LAYERS
from hardware.tools.parts import HARDWARE, parts
from hardware.tools.purchases import BUILDS, IN_PAD, Build, purchases
from hardware.tools.sexpr import children, parse, texts
from pawpress.settings.layout_files import load_layout
from tests.hardware.conftest import needs_kicad

HAND_MOUNTED = {"A1"}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _bill(board: Board) -> dict[str, dict[str, str]]:
    rows = _rows(board.path / "fab" / "bom.csv")
    for row in rows:
        assert len(row["References"].split(",")) == int(row["Quantity"])
    return {reference: row for row in rows for reference in row["References"].split(",")}


def missing_or_extra(bill: set[str], placed: set[str]) -> set[str]:
    """Return the references that a board house would ask about."""
    return bill ^ (placed | HAND_MOUNTED)


@pytest.mark.parametrize("board", BOARDS, ids=lambda b: b.folder)
def test_bill_and_placement_list_the_same_parts(board: Board) -> None:
    placed = {row["Ref"] for row in _rows(board.path / "fab" / "placement.csv")}
    assert missing_or_extra(set(_bill(board)), placed) == set()
    for lost in ("R11", "C1", "J2", "A1"):
        assert missing_or_extra(set(_bill(board)) - {lost}, placed) == {lost}


@pytest.mark.parametrize("board", BOARDS, ids=lambda b: b.folder)
def test_every_line_can_be_ordered(board: Board) -> None:
    known = {(part.manufacturer, part.mpn, part.footprint) for part in parts().values()}
    for reference, row in _bill(board).items():
        assert row["MPN"], f"{reference} has no part number"
        assert (row["Manufacturer"], row["MPN"], row["Footprint"]) in known


def test_every_part_number_was_looked_up() -> None:
    assert [part.kind for part in parts().values() if bool(part.mpn) != bool(part.seen)] == []


@pytest.mark.parametrize(
    ("cables", "name"),
    [("gloves", "glove"), ("mat6", "mat6"), ("mat8", "mat8"), ("fine16", "fine16"), ("centre8", "mat8")],
)
def test_cables_are_made_of_what_the_shopping_list_names(cables: str, name: str) -> None:
    build = next(each for each in BUILDS if each.name == name)
    listed = {row["part_number"]: int(row["quantity"]) for row in _rows(HARDWARE / "bom" / f"{name}.csv")}
    text = (HARDWARE / "harness" / f"{cables}.bom.tsv").read_text("utf-8")
    drawn: Counter[str] = Counter()
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        cable = re.search(r"Cable, Flexible cable, (\d) x", row["Description"])
        drawn[f"LiYY {cable[1]}x0.14" if cable else row["MPN"]] += math.ceil(float(row["Qty"]))
    del drawn[""]
    shape = pad_shapes()[build.pad]
    inside = {purchases()[key].number for key in (shape.sensor, IN_PAD[build.pad][0])}
    inside.add(purchases()["r360"].number)
    assert inside | {"SXH-001T-P0.6", "XHP-2", "XHP-3", "LiYY 2x0.14", "LiYY 3x0.14"} == set(drawn)
    assert drawn[shape.film.part_number] == shape.sensors * len(load_layout(cables).pad)
    assert {number: drawn[number] for number in drawn if drawn[number] > listed[number]} == {}


@pytest.mark.parametrize("board", BOARDS, ids=lambda b: b.folder)
def test_board_file_holds_the_parts_of_the_bill(board: Board) -> None:
    form = parse((board.path / f"{board.name}.kicad_pcb").read_text("utf-8"))
    references = {texts(children(footprint, "property")[0])[1] for footprint in children(form, "footprint")}
    bought = {r for r in references if not r.startswith(("TP", "H"))}
    assert bought == set(_bill(board))


@pytest.fixture
def layers(tmp_path: Path, request: pytest.FixtureRequest):
    """Read a board's package with gerbonara."""
    gerbonara = pytest.importorskip("gerbonara", reason="make -C hardware python installs it")
    board: Board = request.param
    with zipfile.ZipFile(board.path / "fab" / f"{board.name}_gerbers.zip") as package:
        package.extractall(tmp_path)
    return board, gerbonara.LayerStack.open(tmp_path)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("layers", BOARDS, ids=lambda b: b.folder, indirect=True)
def test_gerbers_say_the_same_to_another_program(layers: tuple[Board, object]) -> None:
    from importlib import import_module

    board, stack = layers
    placement = import_module(f"hardware.{board.folder}.placement").PLACEMENT
    (x0, y0), (x1, y1) = stack.outline.bounding_box()  # type: ignore[attr-defined]
    assert (x1 - x0, y1 - y0) == pytest.approx((placement.width_mm, placement.height_mm), abs=0.15)
    sides = {side for side, use in stack.graphic_layers if use == "copper"}  # type: ignore[attr-defined]
    assert sides == {"top", "bottom"}
    assert len(stack.graphic_layers) >= len(LAYERS.split(","))  # type: ignore[attr-defined]
    drills = [drill for layer in stack.drill_layers for drill in layer.objects]  # type: ignore[attr-defined]
    form = parse((board.path / f"{board.name}.kicad_pcb").read_text("utf-8"))
    pads = sum(len(children(footprint, "pad")) for footprint in children(form, "footprint"))
    assert len(drills) == pads + len(children(form, "via"))
    assert min(drill.tool.diameter for drill in drills) >= 0.5


@needs_kicad
def test_committed_outputs_are_exported_from_the_committed_board(board: Board, tmp_path: Path) -> None:
    fabricate.gerbers(board, tmp_path)
    fabricate.tables(board, tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (board.path / "fab" / path.name).read_bytes(), (
            f"{path.name}: run make -C hardware fab"
        )


@needs_kicad
@pytest.mark.skipif(find_spec("InteractiveHtmlBom") is None, reason="make -C hardware python installs it")
def test_interactive_bill_knows_every_part(board: Board, tmp_path: Path) -> None:
    page = fabricate.interactive_bill(board, tmp_path).read_text("utf-8")
    board_on_page = re.search(r"^var pcbdata = (\{.*\})", page, flags=re.M)
    assert board_on_page is not None
    drawn = json.loads(board_on_page[1])
    assert set(_bill(board)) <= {footprint["ref"] for footprint in drawn["footprints"]}
    listed = {reference for row in drawn["bom"]["both"] for reference, _ in row}
    assert listed == set(_bill(board))


@needs_kicad
def test_board_renders_with_its_parts_on_it(tmp_path: Path) -> None:
    pictures.render(UNO_SHIELD, tmp_path / "board.png")
    with Image.open(tmp_path / "board.png") as image:
        pixels = np.asarray(image.convert("RGB"), dtype=int).reshape(-1, 3)
    red, green, blue = pixels.T
    assert np.count_nonzero(blue > red + 40) > 50_000, "no board with a blue mask"
    assert np.count_nonzero((red > green + 90) & (red > blue + 90) & (green < 70)) > 100, "no red LED"
    assert np.count_nonzero((green > red + 60) & (green > blue + 40)) > 100, "no green LED"


LISTS = [HARDWARE / "bom" / f"{build.name}.csv" for build in BUILDS] + [HARDWARE / "bom" / "foot_plate.csv"]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_shopping_list_names_what_to_order_and_what_else_will_do(path: Path) -> None:
    rows = _rows(path)
    assert rows
    for row in rows:
        assert int(row["quantity"]) > 0
        assert row["part_number"]
        assert row["substitute"]
        assert row["seen"], f"{row['part_number']}: say where the number was looked up, or that none is needed"
        assert row["manufacturer"] != "any" or row["seen"] == "no number needed"
        assert row["price"] in ("unknown", "your printer's") or "list" in row["price"], "a price without its source"


def test_lists_are_written_from_the_tables(tmp_path: Path) -> None:
    shopping.write_all(tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.csv"))
    kept = sorted(path.relative_to(HARDWARE / "bom") for path in (HARDWARE / "bom").rglob("*.csv"))
    assert made == kept
    stale = [each for each in made if (tmp_path / each).read_bytes() != (HARDWARE / "bom" / each).read_bytes()]
    assert stale == [], "run make -C hardware lists and commit"


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_shopping_list_has_sensors_resistors_and_a_plug_for_every_pad(build: Build) -> None:
    rows = {row["part_number"]: int(row["quantity"]) for row in _rows(HARDWARE / "bom" / f"{build.name}.csv")}
    pads, shape = len(load_layout(build.layout).pad), pad_shapes()[build.pad]
    assert rows[shape.film.part_number] == pads * shape.sensors
    assert rows[purchases()[IN_PAD[build.pad][0]].number] == pads * shape.sensors
    assert rows["XHP-2"] == pads
    assert rows["SXH-001T-P0.6"] >= 2 * pads + 3


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
@pytest.mark.parametrize("shop", ["digikey", "mouser", "lcsc"])
def test_order_file_holds_every_numbered_part_of_build_and_board(build: Build, shop: str) -> None:
    rows = _rows(HARDWARE / "bom" / "order" / f"{build.name}_{shop}.csv")
    number = next(name for name in rows[0] if "Part Number" in name and not name.startswith(("Customer", "LCSC")))
    own = {each.digikey: each.number for each in purchases().values() if each.digikey}
    ordered = {own.get(row[number], row[number]): int(row["Quantity"]) for row in rows}
    for row in _rows(HARDWARE / build.board / "fab" / "bom.csv"):
        assert ordered[row["MPN"]] >= int(row["Quantity"])
    for key, quantity in shopping.quantities(build).items():
        if purchases()[key].ordered:
            assert ordered[purchases()[key].number] >= quantity


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.name)
def test_a_number_of_lcsc_has_its_source_and_the_others_are_unknown(build: Build) -> None:
    sources = {each.number: each.seen for each in purchases().values()} | {
        each.mpn: each.seen for each in parts().values()
    }
    rows = _rows(HARDWARE / "bom" / "order" / f"{build.name}_lcsc.csv")
    told = {row["Manufacture Part Number"]: row["LCSC Part Number"] for row in rows}
    assert {number: f"LCSC {own}" in sources[number] for number, own in told.items() if own != "unknown"} == {
        number: True for number in sources if number in told and "LCSC C" in sources[number]
    }
    assert sum(own != "unknown" for own in told.values()) == 5


def test_sensor_in_the_lists_is_the_one_of_the_drawings() -> None:
    for key, film in film_sensors().items():
        if key in purchases():
            assert purchases()[key].number == film.part_number
            assert purchases()[key].maker == film.manufacturer
