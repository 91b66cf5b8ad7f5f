"""Writes our one footprint of our own: KiCad's Uno, without the silk that would stick out over a shield's edge."""

from __future__ import annotations

import os
from pathlib import Path

from hardware.tools.parts import HARDWARE
from hardware.tools.sexpr import Form, Quoted, child, dump, parse, texts

LIBRARIES = Path(os.environ.get("KICAD9_FOOTPRINT_DIR", "/usr/share/kicad/footprints"))
OWN = HARDWARE / "footprints" / "pawpress.pretty"


def folder_of(library: str) -> Path:
    """Return the folder of a footprint library, ours or KiCad's."""
    return OWN if library == OWN.stem else LIBRARIES / f"{library}.pretty"


def _is_silk(item: object) -> bool:
    if not isinstance(item, list) or not str(item[0]).startswith("fp_"):
        return False
    layer = child(item, "layer")
    return layer is not None and texts(layer) == ["F.SilkS"]


def uno_below() -> Form:
    """Return the Uno's footprint without silk; a shield places it on its underside, or every header is mirrored."""
    form = parse((LIBRARIES / "Module.pretty" / "Arduino_UNO_R3.kicad_mod").read_text("utf-8"))
    kept: Form = [item for item in form if not _is_silk(item)]
    kept[1] = Quoted("Arduino_UNO_R3_below")
    return kept


def main() -> None:
    """Write the library."""
    OWN.mkdir(parents=True, exist_ok=True)
    (OWN / "Arduino_UNO_R3_below.kicad_mod").write_text(dump(uno_below()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
