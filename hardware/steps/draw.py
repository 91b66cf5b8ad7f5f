"""Writes the pictures of all steps: `python -m hardware.steps.draw`."""

from __future__ import annotations

from pathlib import Path

from hardware.steps import board, faults, foam, pad, readings, rig
from hardware.tools.circuit import BOARDS
from hardware.tools.parts import HARDWARE

FOLDER = HARDWARE / "images" / "steps"


def pictures() -> dict[str, str]:
    """Return every picture by the name of its file."""
    drawn = {
        "pad_layers": pad.layers(),
        "pad_wires": pad.wires(),
        "pad_from_above": pad.from_above(),
        "pad_closed": pad.closed(),
        "four_edges": pad.four_edges(),
        "foam_layers": foam.foam_layers(),
        "foam_from_above": foam.foam_from_above(),
        "foam_closed": foam.foam_closed(),
        "glove_wires": rig.glove_wires(),
        "measure_resistor": pad.jig(meter=True),
        "calibrate_pad": pad.jig(meter=False),
        "mat_section": rig.mat_section(),
        "plug": rig.plug(),
        "hand_piece": rig.hand_piece(),
        "readings": readings.scale(),
        "glove_layers": rig.glove_layers(),
        "glove_cables": rig.glove_cables(),
        "calibrate_glove": rig.glove_on_scale(),
    }
    drawn |= {f"fault_{fault.lower()}": faults.draw(fault) for fault in faults.PARTS}
    for each in BOARDS:
        for number, step in enumerate(board.STEPS):
            drawn[f"{each.folder.split('_')[0]}_{number + 1}_{step.key}"] = board.draw(each, number)
    return {f"{name}.svg": drawing.svg() for name, drawing in drawn.items()}


def main(folder: Path) -> None:
    """Write all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in pictures().items():
        (folder / name).write_text(svg, "utf-8")


if __name__ == "__main__":
    main(FOLDER)
