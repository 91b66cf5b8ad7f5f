"""Builds a board file from the drawn schematic and the board's placement; runs under the Python that has `pcbnew`.

Strategy: netlist from `kicad-cli`, parts from KiCad's footprint libraries at the places of `placement.py`, tracks from
our router, ground poured on both sides, and at last everything put in canonical form.
"""

from __future__ import annotations

import importlib
import math
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.append("/usr/lib/python3/dist-packages")
import pcbnew

from hardware.tools import footprints, project, silk
from hardware.tools.canonical import make_canonical
from hardware.tools.circuit import BOARDS, DATE, REVISION, Board
from hardware.tools.netlist import Netlist, read_netlist
from hardware.tools.parts import parts
from hardware.tools.placement import Placement, Region, Spot
from hardware.tools.router import Obstacle, Router, Track, Wanted

ORIGIN_MM = (100.0, 80.0)


def place(x_mm: float, y_mm: float) -> Any:
    """Return a point of the board as pcbnew counts it."""
    return pcbnew.VECTOR2I(pcbnew.FromMM(ORIGIN_MM[0] + x_mm), pcbnew.FromMM(ORIGIN_MM[1] + y_mm))


def _millimetres(point: Any) -> tuple[float, float]:
    return pcbnew.ToMM(point.x) - ORIGIN_MM[0], pcbnew.ToMM(point.y) - ORIGIN_MM[1]


def _add_nets(board: Any, netlist: Netlist) -> dict[str, Any]:
    nets = {}
    for name in sorted(netlist.nets):
        nets[name] = pcbnew.NETINFO_ITEM(board, name)
        board.Add(nets[name])
    return nets


def _add_part(board: Any, netlist: Netlist, nets: dict[str, Any], reference: str, spot: Spot, *, below: bool) -> None:
    component = netlist.components[reference]
    library, name = component.footprint.split(":")
    footprint = pcbnew.FootprintLoad(str(footprints.folder_of(library)), name)
    footprint.SetFPID(pcbnew.LIB_ID(library, name))
    footprint.SetReference(reference)
    footprint.SetValue(component.value)
    footprint.SetPath(pcbnew.KIID_PATH(component.path))
    for key, text in component.fields.items():
        if key not in ("Reference", "Value", "Footprint") and text:
            footprint.SetField(key, text)
            footprint.GetFieldByName(key).SetVisible(False)
    _set_fit(footprint, reference)
    board.Add(footprint)
    footprint.SetPosition(place(spot.x_mm, spot.y_mm))
    footprint.SetOrientationDegrees(spot.angle)
    if below:
        footprint.Flip(footprint.GetPosition(), pcbnew.FLIP_DIRECTION_TOP_BOTTOM)
    pins = {pin: net for net, nodes in netlist.nets.items() for ref, pin in nodes if ref == reference}
    for pad in footprint.Pads():
        if pad.GetNumber() in pins:
            pad.SetNet(nets[pins[pad.GetNumber()]])
        if pad.GetAttribute() == pcbnew.PAD_ATTRIB_NPTH:
            pad.SetLocalClearance(pcbnew.FromMM(0.5))
    silk.arrange(pcbnew, footprint)


def _set_fit(footprint: Any, reference: str) -> None:
    """Keep holes and test points out of the bill, and hand-mounted parts out of the placement file."""
    bare = reference.startswith(("TP", "H"))
    footprint.SetExcludedFromBOM(bare)
    footprint.SetExcludedFromPosFiles(bare or reference == "A1")


def _outline(board: Any, placement: Placement) -> None:
    w, h = placement.width_mm, placement.height_mm
    corners = placement.outline or ((0, 0), (w, 0), (w, h), (0, h))
    for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        line = pcbnew.PCB_SHAPE(board, pcbnew.SHAPE_T_SEGMENT)
        line.SetStart(place(*start))
        line.SetEnd(place(*end))
        line.SetLayer(pcbnew.Edge_Cuts)
        line.SetWidth(pcbnew.FromMM(0.1))
        board.Add(line)


def _rectangle(board: Any, region: Region) -> Any:
    zone = pcbnew.ZONE(board)
    outline = zone.Outline()
    outline.NewOutline()
    x0, y0, x1, y1 = region.x0_mm, region.y0_mm, region.x1_mm, region.y1_mm
    for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)):
        outline.Append(place(x, y).x, place(x, y).y)
    zone.SetZoneName(region.name)
    return zone


def _keepout(board: Any, region: Region) -> None:
    zone = _rectangle(board, region)
    zone.SetIsRuleArea(True)
    zone.SetLayerSet(pcbnew.LSET.AllCuMask(2))
    zone.SetDoNotAllowPads(True)
    zone.SetDoNotAllowVias(True)
    zone.SetDoNotAllowTracks(False)
    zone.SetDoNotAllowFootprints(False)
    zone.SetDoNotAllowCopperPour(False)
    board.Add(zone)


def _pour(board: Any, placement: Placement, ground: Any) -> None:
    inset = project.EDGE_MM
    for layer, name in ((pcbnew.F_Cu, "GND front"), (pcbnew.B_Cu, "GND back")):
        region = Region(name, inset, inset, placement.width_mm - inset, placement.height_mm - inset)
        zone = _rectangle(board, region)
        zone.SetLayer(layer)
        zone.SetNet(ground)
        zone.SetLocalClearance(pcbnew.FromMM(0.35))
        zone.SetMinThickness(pcbnew.FromMM(0.3))
        zone.SetPadConnection(pcbnew.ZONE_CONNECTION_THERMAL)
        zone.SetThermalReliefGap(pcbnew.FromMM(0.4))
        zone.SetThermalReliefSpokeWidth(pcbnew.FromMM(0.6))
        zone.SetIslandRemovalMode(pcbnew.ISLAND_REMOVAL_MODE_ALWAYS)
        board.Add(zone)
    board.BuildConnectivity()
    pcbnew.ZONE_FILLER(board).Fill(board.Zones())


def _pad_obstacle(pad: Any) -> Obstacle:
    """Return a pad as a stroke along its longer side, a little larger than the pad."""
    x, y = _millimetres(pad.GetPosition())
    box = pad.GetBoundingBox()
    w, h = pcbnew.ToMM(box.GetWidth()), pcbnew.ToMM(box.GetHeight())
    drill = max(pcbnew.ToMM(pad.GetDrillSize().x), 0.0)
    plated = pad.GetAttribute() != pcbnew.PAD_ATTRIB_NPTH
    square = pad.GetShape() in (pcbnew.PAD_SHAPE_RECT, pcbnew.PAD_SHAPE_ROUNDRECT)
    radius = min(w, h) / 2 * (math.sqrt(2) if square and plated else 1.0) if plated else drill / 2 + 0.1
    reach_x, reach_y = max(0.0, (w - h) / 2), max(0.0, (h - w) / 2)
    return Obstacle(x - reach_x, y - reach_y, x + reach_x, y + reach_y, radius, (0, 1), pad.GetNetname())


def _route(board: Any, placement: Placement) -> list[Track]:
    pads = [pad for footprint in board.GetFootprints() for pad in footprint.Pads()]
    wanted: dict[str, list[tuple[float, float]]] = {}
    for pad in pads:
        name = pad.GetNetname()
        if name and not name.startswith("unconnected-"):
            wanted.setdefault(name, []).append(_millimetres(pad.GetPosition()))
    nets = [
        Wanted(name, tuple(sorted(places)), project.track_mm(name), poured=name == "GND")
        for name, places in sorted(wanted.items())
        if len(places) > 1
    ]
    fixed = sorted((_pad_obstacle(pad) for pad in pads), key=lambda o: (o.x0_mm, o.y0_mm))
    router = Router(placement.width_mm, placement.height_mm, project.CLEARANCE_MM, project.EDGE_MM)
    return router.route(nets, fixed)


def _add_tracks(board: Any, nets: dict[str, Any], tracks: list[Track]) -> None:
    for track in tracks:
        if track.is_via:
            item = pcbnew.PCB_VIA(board)
            item.SetPosition(place(track.x0_mm, track.y0_mm))
            item.SetWidth(pcbnew.FromMM(track.width_mm))
            item.SetDrill(pcbnew.FromMM(0.5))
        else:
            item = pcbnew.PCB_TRACK(board)
            item.SetStart(place(track.x0_mm, track.y0_mm))
            item.SetEnd(place(track.x1_mm, track.y1_mm))
            item.SetWidth(pcbnew.FromMM(track.width_mm))
            item.SetLayer(pcbnew.F_Cu if track.layer == 0 else pcbnew.B_Cu)
        item.SetNet(nets[track.net])
        board.Add(item)


def build(board_kind: Board, *, routed: bool = True) -> Path:
    """Write the board file of a drawn schematic and return its path."""
    placement: Placement = importlib.import_module(f"hardware.{board_kind.folder}.placement").PLACEMENT
    with tempfile.TemporaryDirectory() as scratch:
        netlist = read_netlist(board_kind.path / f"{board_kind.name}.kicad_sch", Path(scratch))
    path = board_kind.path / f"{board_kind.name}.kicad_pcb"
    path.unlink(missing_ok=True)
    project.write_settings(board_kind)
    board = pcbnew.NewBoard(str(path))
    nets = _add_nets(board, netlist)
    for reference in sorted(netlist.components):
        below = reference == "A1" and placement.arduino_below
        _add_part(board, netlist, nets, reference, placement.spots[reference], below=below)
    _outline(board, placement)
    for region in placement.keepouts:
        _keepout(board, region)
    silk.write(pcbnew, board, placement, place)
    if routed:
        _add_tracks(board, nets, _route(board, placement))
    _pour(board, placement, nets["GND"])
    title = board.GetTitleBlock()
    title.SetTitle(f"pawpress: {board_kind.title}")
    title.SetRevision(REVISION)
    title.SetDate(DATE)
    pcbnew.SaveBoard(str(path), board)
    make_canonical(path)
    project.write_settings(board_kind)
    (board_kind.path / f"{board_kind.name}.kicad_prl").unlink(missing_ok=True)
    return path


if __name__ == "__main__":
    assert parts()
    for each in BOARDS:
        if len(sys.argv) == 1 or each.folder in sys.argv[1:]:
            build(each, routed="--bare" not in sys.argv)
