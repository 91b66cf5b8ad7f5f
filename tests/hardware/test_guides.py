"""The build guides: a picture at every step, each drawn anew from the same sources, and nothing missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("trimesh", reason="make -C hardware python installs it")

from hardware.spice.levels import levels
from hardware.spice.sensors import sensor_models
from hardware.steps import board, draw, faults
from hardware.steps.rig import UNDERLAY_MM
from hardware.tools.circuit import BOARDS, Board
from hardware.tools.dimensions import film_sensors, pad_shapes
from hardware.tools.parts import HARDWARE, ROOT, stop_loop
from pawpress.core.calibration.pad_models import COUNTS_MAX
from pawpress.core.protocol.schema_generated import FaultCode

GUIDES = [ROOT / "docs" / "how-to" / f"{name}.md" for name in ("build-a-mat", "build-a-low-cost-mat", "build-gloves")]
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
    assert len(steps) >= 5
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


@pytest.mark.parametrize("each", BOARDS, ids=lambda each: each.folder)
def test_the_last_picture_of_a_board_says_which_way_round_the_arduino_goes(each: Board) -> None:
    picture = draw.pictures()[f"{each.folder.split('_')[0]}_{len(board.STEPS)}_headers.svg"]
    assert (">USB<" in picture) == (each.arduino == "nano")
    assert ("from below" in picture) == (each.arduino == "uno")


def test_every_fault_that_a_builder_can_make_has_its_picture() -> None:
    """The self-test prints these names; the others are of the chip, or of use and not of building."""
    built = {code.name for code in FaultCode if code.name.startswith(("PAD_", "SUPPLY_", "STOP_LOOP_"))}
    assert set(faults.PARTS) == built
    pictures = draw.pictures()
    for fault in built:
        assert f">{fault}: " in pictures[f"fault_{fault.lower()}.svg"]
        assert f"fault_{fault.lower()}.svg" in GUIDES[0].read_text("utf-8")


def test_every_step_picture_is_used() -> None:
    text = "".join(guide.read_text("utf-8") for guide in GUIDES)
    assert [path.name for path in draw.FOLDER.iterdir() if f"steps/{path.name}" not in text] == []


@pytest.mark.parametrize("each", BOARDS, ids=lambda b: b.folder)
def test_every_part_of_the_bill_is_soldered_in_one_step(each: object) -> None:
    text = (HARDWARE / each.folder / "fab" / "bom.csv").read_text("utf-8")  # type: ignore[attr-defined]
    references = set(re.findall(r"\b(?:R|C|D|Q|J|F|BZ|A|U)\d+\b", text.split("\n", 1)[1])) & _drawn(each)
    assert len(references) >= 33
    assert {r: sum(step.holds(r) for step in board.STEPS) for r in references} == dict.fromkeys(references, 1)


def _drawn(each: object) -> set[str]:
    from importlib import import_module

    return set(import_module(f"hardware.{each.folder}.placement").PLACEMENT.spots)  # type: ignore[attr-defined]


def _facts() -> dict[str, list[str]]:
    """Return what each guide must say, made from the tables that everything is built from."""
    triple, shared, glove = (pad_shapes()[key] for key in ("triple", "shared", "glove"))
    films = film_sensors()
    supervision = triple.sensors * RESISTOR_OHM / triple.sensors**2
    return {
        "build-a-mat": [
            f"{triple.film.length:g} mm long without its pins",
            f"{triple.film.width:g} mm wide",
            f"Cut the pins to {triple.film.pin_length:g} mm",
            f"{triple.soft_size:g} mm and {triple.soft:g} mm thick",
            f"{triple.gap_mm:.1f} mm stay open",
            f"a puck of {triple.height_mm:.0f} mm",
            f"an underlay of {UNDERLAY_MM:g} mm",
            f"tighter than {triple.film.bend_radius:g} mm",
            f"{1.5 * supervision / 1e6:.1f} MΩ: one sensor",
        ],
        "build-a-low-cost-mat": [
            f"{shared.film.spot:g} mm",
            f"its spot of {films['fsr406'].spot:g} mm",
            f"one disc of {shared.soft_size:g} mm, {shared.soft:g} mm thick",
            f"Plywood of {shared.lid_height:g} mm",
            f"no tighter than {shared.film.bend_radius:g} mm",
            f"A pad is {shared.height_mm:.0f} mm high",
        ],
        "build-gloves": [
            f"{glove.film.length:.0f} mm (6 inch) long",
            f"nowhere tighter than {glove.film.bend_radius:g} mm",
        ],
    }


RESISTOR_OHM = 6.8e6


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_numbers_of_a_guide_are_those_of_the_tables(guide: Path) -> None:
    text = " ".join(guide.read_text("utf-8").split())
    assert [fact for fact in _facts()[guide.stem] if fact not in text] == []


def test_bench_protocol_asks_for_the_numbers_of_the_tables() -> None:
    text = (ROOT / "docs" / "how-to" / "bench-protocol.md").read_text("utf-8")
    triple, shared = pad_shapes()["triple"], pad_shapes()["shared"]
    assert f"{triple.film.width:g} mm, {triple.film.length:g} mm (A301)" in text
    assert f"{triple.film.spot_from_end:g} mm" in text
    assert f"{triple.gap_mm:.1f} mm (three sensors), {shared.gap_mm:g} mm (foam)" in text


def hardware_pages() -> dict[str, Path]:
    """Return every page about the hardware: its own folder's, and those of the documents that lead into it."""
    pages = [
        *HARDWARE.glob("*.md"),
        *(page for page in (ROOT / "docs").rglob("*.md") if INTO_HARDWARE in page.read_text("utf-8")),
    ]
    return {str(page.relative_to(ROOT)): page for page in sorted(pages)}


INTO_HARDWARE = "../../hardware/"
PAGES = hardware_pages()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_nobody_has_built_it(page: str) -> None:
    assert "not yet built on a bench by us" in " ".join(PAGES[page].read_text("utf-8").split()).lower()


def test_pages_about_the_rig_are_among_them() -> None:
    wanted = (
        "build-a-mat",
        "build-a-low-cost-mat",
        "build-gloves",
        "connect-a-rig",
        "leds-and-beeps",
        "bench-protocol",
    )
    assert {f"docs/how-to/{name}.md" for name in wanted} | {"hardware/ERRATA.md"} <= set(PAGES)


def test_pages_name_the_stop_loops_resistors() -> None:
    loop = stop_loop()
    page = (ROOT / "docs" / "explanation" / "how-the-firmware-is-built.md").read_text("utf-8")
    assert f"pull-up of {loop.pull_up_ohm / 1000:g} kΩ and a resistor of {loop.end_ohm:g} Ω" in page
    assert f"resistor of {loop.end_ohm:g} Ω" in GUIDES[0].read_text("utf-8")


def test_supervision_of_three_sensors_is_that_of_the_levels() -> None:
    """Three of 6.8 MOhm side by side read as empty as one of 2.2 MOhm; two of them fall out of the band."""
    model = sensor_models()["a301"]
    low, high = levels(model).empty

    def counts(sensors: int) -> float:
        return COUNTS_MAX * model.kind.sense_ohm / (model.kind.sense_ohm + RESISTOR_OHM / sensors)

    assert low <= counts(3) <= high
    assert counts(2) < low
    assert f"it reads {counts(2):.0f} counts" in (ROOT / "hardware" / "ERRATA.md").read_text("utf-8")
