"""The panels of the dashboard, one file each. To add one: write its file, add its row to `PANELS`, give it a size."""

from __future__ import annotations

from dataclasses import dataclass

from pawpress.dashboard.panels.back import Back
from pawpress.dashboard.panels.banner import Banner
from pawpress.dashboard.panels.curve import Curve
from pawpress.dashboard.panels.feet import Feet
from pawpress.dashboard.panels.header import Header
from pawpress.dashboard.panels.history import History
from pawpress.dashboard.panels.link import Link
from pawpress.dashboard.panels.now import Now
from pawpress.dashboard.panels.panel import Panel, Shows
from pawpress.dashboard.panels.press_list import PressList
from pawpress.dashboard.panels.shares import Shares
from pawpress.dashboard.panels.status import Status
from pawpress.dashboard.panels.tries import Tries
from pawpress.dashboard.panels.waiting import Waiting


@dataclass(frozen=True)
class PanelRow:
    """A panel, the part of the screen it goes to, and its name in the style sheet (`#name`)."""

    name: str
    kind: type[Shows]
    region: str


REGIONS = ("top", "stage", "coach", "session")
"""The parts of the screen from top to bottom. `stage` and `coach` set their panels side by side."""

PANELS = (
    PanelRow("header", Header, "top"),
    PanelRow("status", Status, "top"),
    PanelRow("waiting", Waiting, "top"),
    PanelRow("tries", Tries, "top"),
    PanelRow("feet", Feet, "stage"),
    PanelRow("back", Back, "stage"),
    PanelRow("press-list", PressList, "stage"),
    PanelRow("now", Now, "coach"),
    PanelRow("curve", Curve, "coach"),
    PanelRow("history", History, "session"),
    PanelRow("shares", Shares, "session"),
    PanelRow("link", Link, "session"),
    PanelRow("banner", Banner, "over"),
)
"""Every panel, in reading order. The region `over` lies above the session part, on a layer of its own."""

__all__ = ["PANELS", "REGIONS", "Panel", "PanelRow", "Shows"]
