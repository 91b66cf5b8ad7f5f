"""One form for a board file: siblings sorted, identifiers derived from places; rebuilding gives the same bytes."""

from __future__ import annotations

import uuid
from pathlib import Path

from hardware.tools.sexpr import Form, Node, Quoted, children, dump, parse, walk

_SPACE = uuid.UUID("b0c7f7a4-2f3e-4f5b-8f0e-3a8d5ec1a2b4")
SORTED_AT_TOP = {"footprint", "segment", "via", "zone", "gr_line", "gr_text", "gr_arc", "gr_rect", "gr_circle"}
SORTED_IN_FOOTPRINT = {"fp_line", "fp_text", "fp_arc", "fp_rect", "fp_circle", "fp_poly", "pad"}


def _without_identifiers(node: Node) -> str:
    if not isinstance(node, list):
        return dump(node)
    return "(" + " ".join(_without_identifiers(c) for c in node if not _is_identifier(c)) + ")"


def _is_identifier(node: Node) -> bool:
    return isinstance(node, list) and bool(node) and node[0] in ("uuid", "tstamp")


def _sort(form: Form, names: set[str]) -> None:
    """Sort runs of the named children among themselves; everything else keeps its place."""
    places = [i for i, item in enumerate(form) if isinstance(item, list) and item and item[0] in names]
    ordered = sorted((form[i] for i in places), key=_without_identifiers)
    for place, item in zip(places, ordered, strict=True):
        form[place] = item


def canonical(text: str, name: str) -> str:
    """Return the text of a board file in canonical form."""
    form = parse(text)
    for footprint in children(form, "footprint"):
        _sort(footprint, SORTED_IN_FOOTPRINT)
    _sort(form, SORTED_AT_TOP)
    for count, item in enumerate(each for each in walk(form) if _is_identifier(each)):
        item[1] = Quoted(str(uuid.uuid5(_SPACE, f"{name}/{count}")))
    return dump(form) + "\n"


def make_canonical(path: Path) -> None:
    """Rewrite a board file in canonical form."""
    path.write_text(canonical(path.read_text("utf-8"), path.stem), "utf-8")
