"""The panels of the dashboard, one file each. To add one: write its file, add its row to `PANELS`, give it a size."""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.dashboard.panels.back import BackPanel
from pawpress.dashboard.panels.banner import BannerPanel
from pawpress.dashboard.panels.beside import BesideCurve, BesideLine
from pawpress.dashboard.panels.coach_panel import CoachPanel
from pawpress.dashboard.panels.feet import FeetPanel
from pawpress.dashboard.panels.force_curve import CurvePanel
from pawpress.dashboard.panels.header_panel import HeaderPanel
from pawpress.dashboard.panels.history import HistoryPanel
from pawpress.dashboard.panels.link_panel import LinkPanel
from pawpress.dashboard.panels.now import NowPanel
from pawpress.dashboard.panels.panel import LiveWidget, Panel
from pawpress.dashboard.panels.press_list import PressListPanel
from pawpress.dashboard.panels.shares import SharesPanel
from pawpress.dashboard.panels.status import StatusPanel
from pawpress.dashboard.panels.timeline import TimelineBar
from pawpress.dashboard.panels.tries import TriesPanel
from pawpress.dashboard.panels.waiting import WaitingPanel


@dataclass(frozen=True)
class PanelRow:
    """A panel, the part of the screen it goes to, and its name in the style sheet (`#name`)."""

    name: str
    kind: type[LiveWidget]
    region: str


REGIONS = ("top", "stage", "coach", "session")
"""The parts of the screen from top to bottom. `stage` and `coach` set their panels side by side."""

PANELS = (
    PanelRow("header", HeaderPanel, "top"),
    PanelRow("status", StatusPanel, "top"),
    PanelRow("timeline", TimelineBar, "top"),
    PanelRow("waiting", WaitingPanel, "top"),
    PanelRow("tries", TriesPanel, "top"),
    PanelRow("coach-says", CoachPanel, "top"),
    PanelRow("feet", FeetPanel, "stage"),
    PanelRow("back", BackPanel, "stage"),
    PanelRow("press-list", PressListPanel, "stage"),
    PanelRow("now", NowPanel, "coach"),
    PanelRow("curve", CurvePanel, "coach"),
    PanelRow("beside-curve", BesideCurve, "coach"),
    PanelRow("history", HistoryPanel, "session"),
    PanelRow("beside-line", BesideLine, "session"),
    PanelRow("shares", SharesPanel, "session"),
    PanelRow("link", LinkPanel, "session"),
    PanelRow("banner", BannerPanel, "over"),
)
"""Every panel, in reading order. The region `over` lies above the session part, on a layer of its own."""

__all__ = ["PANELS", "REGIONS", "LiveWidget", "Panel", "PanelRow"]
