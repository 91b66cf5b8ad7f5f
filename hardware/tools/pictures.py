"""Renders the populated boards: a copy of the board with a blue mask and a green LED, which KiCad's library lacks."""

from __future__ import annotations

import os
from pathlib import Path

from hardware.tools.circuit import BOARDS, Board
from hardware.tools.fabricate import BUILD, IMAGES, shrink
from hardware.tools.netlist import run
from hardware.tools.parts import HARDWARE
from hardware.tools.sexpr import Form, child, children, dump, parse, texts

MASK_COLOUR = "#08457AE0"
LED_STEP = "LED_THT.3dshapes/LED_D3.0mm.step"
RED_LENS, GREEN_LENS = "0.699999988079,0.10000000149,5.000000074506E-002", "0.1,0.6,0.15"
CAMERA = (
    "--side",
    "top",
    "--perspective",
    "--rotate",
    "-28,0,8",
    "--width",
    "1000",
    "--height",
    "700",
)
LIGHT = ("--quality", "basic", "--background", "transparent", "--light-camera", "0.3")
STACK = f"""(stackup
  (layer "F.SilkS" (type "Top Silk Screen") (color "White"))
  (layer "F.Mask" (type "Top Solder Mask") (color "{MASK_COLOUR}") (thickness 0.01))
  (layer "F.Cu" (type "copper") (thickness 0.035))
  (layer "dielectric 1" (type "core") (thickness 1.51) (material "FR4") (epsilon_r 4.5) (loss_tangent 0.02))
  (layer "B.Cu" (type "copper") (thickness 0.035))
  (layer "B.Mask" (type "Bottom Solder Mask") (color "{MASK_COLOUR}") (thickness 0.01))
  (layer "B.SilkS" (type "Bottom Silk Screen") (color "White"))
  (copper_finish "ENIG") (dielectric_constraints no))"""


def _green_led(folder: Path) -> Path:
    models = Path(os.environ.get("KICAD9_3DMODEL_DIR", HARDWARE / "models"))
    text = (models / LED_STEP).read_text("utf-8")
    assert RED_LENS in text, "the model of the LED has another red now"
    green = folder / "led_green.step"
    green.write_text(text.replace(RED_LENS, GREEN_LENS), "utf-8")
    return green


def _reference(footprint: Form) -> str:
    return texts(children(footprint, "property")[0])[1]


def coloured(board: Board, folder: Path) -> Path:
    """Write a copy of the board as it will look and return it."""
    form = parse((board.path / f"{board.name}.kicad_pcb").read_text("utf-8"))
    setup = child(form, "setup")
    assert setup is not None
    setup.insert(1, parse(STACK))
    green = next(each for each in children(form, "footprint") if _reference(each) == "D1")
    model = child(green, "model")
    assert model is not None
    model[1] = parse(f'(x "{_green_led(folder)}")')[1]
    target = folder / f"{board.name}_coloured.kicad_pcb"
    target.write_text(dump(form), "utf-8")
    return target


def render(board: Board, target: Path) -> None:
    """Render the populated board; the picture depends on the renderer's version, so no test compares its bytes."""
    os.environ.setdefault("KICAD9_3DMODEL_DIR", str(HARDWARE / "models"))
    zoom = "0.7" if board.multiplexed else "0.95"
    run("kicad-cli", "pcb", "render", *CAMERA, "--zoom", zoom, *LIGHT, "-o", target, coloured(board, target.parent))


def picture(board: Board) -> None:
    """Render the board for the README."""
    target = BUILD / board.folder / "board.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    render(board, target)
    shrink(target, IMAGES / f"{board.folder}.png", 256, shaded=True)


if __name__ == "__main__":
    for each in BOARDS:
        picture(each)
