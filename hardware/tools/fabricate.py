"""Exports what people order and look at: gerbers, drill, placement, bill of materials, schematic, pictures.

What can be made byte-stable goes to the board's `fab/`; the rest (interactive bill) goes to `build/`.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import zipfile
from pathlib import Path

from PIL import Image, ImageChops

from hardware.tools.circuit import BOARDS, DATE, Board
from hardware.tools.netlist import run
from hardware.tools.parts import HARDWARE

LAYERS = "F.Cu,B.Cu,F.Mask,B.Mask,F.SilkS,B.SilkS,Edge.Cuts"
FIELDS = "Reference,Value,Footprint,Manufacturer,MPN,Description,${QUANTITY}"
LABELS = "References,Value,Footprint,Manufacturer,MPN,Description,Quantity"
BUILD = HARDWARE / "build"
IMAGES = HARDWARE / "images"
BORDER = 10
"""Pixels left around what is drawn."""


def shrink(source: Path, target: Path, colours: int, *, shaded: bool = False) -> None:
    """Write a picture on white, trimmed and with few colours, so that the repository stays small."""
    method = Image.Quantize.FASTOCTREE if shaded else Image.Quantize.MAXCOVERAGE
    target.parent.mkdir(exist_ok=True)
    with Image.open(source) as drawn:
        image = Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), drawn.convert("RGBA")).convert("RGB")
    ground = Image.new("RGB", image.size, image.getpixel((0, 0)))
    shape = ImageChops.difference(image, ground).convert("L").point(lambda level: 255 if level else 0)
    left, top, right, bottom = shape.getbbox() or (0, 0, *image.size)
    whole = Image.new("RGB", (right - left + 2 * BORDER, bottom - top + 2 * BORDER), "white")
    box = (left, top, right, bottom)
    whole.paste(image.crop(box), (BORDER, BORDER), shape.crop(box))
    whole.quantize(colours, method=method).save(target, optimize=True)


def _undated(text: str) -> str:
    """Replace the moment of export, and KiCad's patch level, so that the same board gives the same bytes."""
    stamp = f"{DATE}T00:00:00+00:00"
    text = re.sub(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:?\d{2}", stamp, text)
    text = re.sub(r"\b9\.0\.\d+[\w+~.-]*", "9.0", text)
    return re.sub(r"date \d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}", f"date {DATE} 00:00:00", text)


def gerbers(board: Board, folder: Path) -> Path:
    """Write the package for the board house and return it."""
    raw = BUILD / board.folder / "gerbers"
    raw.mkdir(parents=True, exist_ok=True)
    for old in raw.iterdir():
        old.unlink()
    pcb = board.path / f"{board.name}.kicad_pcb"
    run("kicad-cli", "pcb", "export", "gerbers", "-o", f"{raw}/", "--layers", LAYERS, "--subtract-soldermask", pcb)
    run("kicad-cli", "pcb", "export", "drill", "-o", f"{raw}/", "--format", "excellon", "--excellon-separate-th", pcb)
    target = folder / f"{board.name}_gerbers.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(raw.iterdir()):
            path.write_text(_undated(path.read_text("utf-8")), "utf-8")
            entry = zipfile.ZipInfo(path.name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, path.read_bytes())
    return target


def tables(board: Board, folder: Path) -> None:
    """Write bill of materials and placement table."""
    pcb, sheet = board.path / f"{board.name}.kicad_pcb", board.path / f"{board.name}.kicad_sch"
    bill = ["kicad-cli", "sch", "export", "bom", "-o", folder / "bom.csv", "--fields", FIELDS, "--labels", LABELS]
    run(*bill, "--group-by", "Footprint,MPN", "--ref-range-delimiter", "", "--sort-field", "Reference", sheet)
    run("kicad-cli", "pcb", "export", "pos", "-o", folder / "placement.csv", "--format", "csv", "--units", "mm", pcb)


def drawings(board: Board, folder: Path) -> None:
    """Write the schematic as SVG and PDF and the board's two sides as SVG."""
    build = BUILD / board.folder
    pcb, sheet = board.path / f"{board.name}.kicad_pcb", board.path / f"{board.name}.kicad_sch"
    run("kicad-cli", "sch", "export", "pdf", "-o", build / "schematic.pdf", sheet)
    pdf = re.sub(
        rb"D:\d{14}", b"D:" + DATE.replace("-", "").encode() + b"000000", (build / "schematic.pdf").read_bytes()
    )
    (folder / "schematic.pdf").write_bytes(pdf)
    run(
        "kicad-cli",
        "sch",
        "export",
        "svg",
        "-o",
        f"{build}/",
        "--exclude-drawing-sheet",
        "--no-background-color",
        sheet,
    )
    run("pdftoppm", "-r", "120", "-png", "-singlefile", build / "schematic.pdf", build / "schematic")
    shrink(build / "schematic.png", IMAGES / f"{board.folder}_schematic.png", 32)
    for side, layers in (("front", "F.Cu,F.Mask,F.SilkS,Edge.Cuts"), ("back", "B.Cu,B.Mask,Edge.Cuts")):
        target = build / f"{side}.svg"
        run(
            "kicad-cli",
            "pcb",
            "export",
            "svg",
            "-o",
            target,
            "--layers",
            layers,
            "--mode-single",
            "--page-size-mode",
            "2",
            pcb,
        )


def interactive_bill(board: Board, folder: Path) -> Path:
    """Write the page on which a builder clicks from part to place, and return it."""
    os.environ["INTERACTIVE_HTML_BOM_NO_DISPLAY"] = "1"
    os.environ.setdefault("PYTHONPATH", sysconfig.get_path("purelib"))
    python = os.environ.get("PYTHON_KICAD", "/usr/bin/python3")
    command = [
        python,
        "-m",
        "InteractiveHtmlBom.generate_interactive_bom",
        "--no-browser",
        "--no-compression",
        "--dest-dir",
        folder,
    ]
    run(*command, "--name-format", "interactive_bill", board.path / f"{board.name}.kicad_pcb")
    return folder / "interactive_bill.html"


def main(names: list[str]) -> None:
    """Export everything of the named boards, or of all."""
    for board in BOARDS:
        if names and board.folder not in names:
            continue
        folder, build = board.path / "fab", BUILD / board.folder
        folder.mkdir(exist_ok=True)
        build.mkdir(parents=True, exist_ok=True)
        gerbers(board, folder)
        tables(board, folder)
        drawings(board, folder)
        interactive_bill(board, build)


if __name__ == "__main__":
    main(sys.argv[1:])
