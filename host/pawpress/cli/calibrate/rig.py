"""Whom `pawpress calibrate` asks for loads: a person at the terminal, or weights on the emulated rig."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Literal

from pawpress.cli.calibrate.edge_presses import EDGES
from pawpress.cli.terminal_dialog import TerminalDialog
from pawpress.core.calibration.edges import PuckName
from pawpress.core.calibration.pad_curve import Place
from pawpress.core.calibration.pucks_generated import OFF_CENTRE_MM, SHARE
from pawpress.core.calibration.reference_points import NEWTONS_IN, Unit
from pawpress.rig.connection import Connection
from pawpress.rig.loaded_pad import Assistant
from pawpress.rig.sample_reader import SampleReader
from pawpress.simulator.board import STEP_US
from pawpress.simulator.body_weights import WeightsBody, open_weights_rig
from pawpress.texts import Texts
from pawpress.texts.dialog import Dialog

STRIDE_S = 0.05
"""The emulated rig is read this often, by its own time; half of what it can live through at once."""
MOST_SHOWN = 10_000.0
Reference = Literal["scale", "weights"]


def guide_text(texts: Texts, key: str, **words: object) -> str:
    """Return a line of the guide; minutes are counted as the language does."""
    counted = {name: texts.count("minutes", n) for name, n in words.items() if name == "minutes" and isinstance(n, int)}
    return texts.text(key, **{**words, **counted})


class VirtualClock:
    """Time that passes when told to: the emulated rig lives as fast as the machine can."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s

    def wait(self, seconds: float) -> None:
        """Let time pass, in steps that are worth the trouble."""
        self.now_s += max(seconds, STRIDE_S)


@dataclass(slots=True)
class CalibratingPerson:
    """Puts the loads on, with a bathroom scale under the pad or with known weights."""

    dialog: Dialog
    unit: Unit
    reference: Reference

    def load(self, pad: str, force_n: float, place: Place = "middle") -> None:
        """Ask for a load."""
        amount = f"{force_n / NEWTONS_IN[self.unit]:.1f} {self.unit}" if self.unit != "n" else f"{force_n:.0f} N"
        words = {"name": pad, "amount": amount, "force": f"{force_n:.0f}"}
        if place == "middle":
            self.tell("guide.put", **words)
        else:
            self.tell("guide.put_at", **words, mm=f"{OFF_CENTRE_MM:.0f}", where=self.dialog.texts.text(EDGES[place]))

    def confirm(self, force_n: float) -> float:
        """Ask what the scale shows; known weights need no asking."""
        if self.reference == "weights":
            return force_n
        usual = f"{force_n / NEWTONS_IN[self.unit]:.1f}"
        while True:
            shown = self.dialog.line(self.dialog.texts.text("ask.scale", unit=self.unit), usual)
            with contextlib.suppress(ValueError):
                if 0.0 < (number := float(shown.replace(",", "."))) < MOST_SHOWN:
                    return number * NEWTONS_IN[self.unit]
            self.tell("guide.no_number", said=shown)

    def empty(self, pad: str) -> None:
        """Ask for an empty pad."""
        self.tell("guide.empty", name=pad)

    def text(self, key: str, **words: object) -> str:
        """Return a text in the language of the dialog."""
        return guide_text(self.dialog.texts, key, **words)

    def tell(self, key: str, **words: object) -> None:
        """Say a line that stays."""
        self.dialog.say(self.text(key, **words))

    def show(self, line: str) -> None:
        """Say a line that the next one replaces."""
        self.dialog.say(line, passing=True)


@dataclass(slots=True)
class Jig:
    """Puts weights on the emulated rig."""

    body: WeightsBody
    clock: Callable[[], float]
    channels: dict[str, int]
    dialog: Dialog
    edge_share: float = 1.0
    """What the pads' puck reads of a weight at its edge."""

    def load(self, pad: str, force_n: float, place: Place = "middle") -> None:
        """Put a weight on."""
        share = 1.0 if place == "middle" else self.edge_share
        self.body.put(self.channels[pad], force_n, ceil(self.clock() * 1e6 / STEP_US) + 1, share)

    def confirm(self, force_n: float) -> float:
        """Return the weight."""
        return force_n

    def empty(self, pad: str) -> None:
        """Take the weights off."""
        self.load(pad, 0.0)

    def text(self, key: str, **words: object) -> str:
        """Return a text in the language of the dialog."""
        return guide_text(self.dialog.texts, key, **words)

    def tell(self, key: str, **words: object) -> None:
        """Say a line that stays."""
        self.dialog.say(self.text(key, **words))

    def show(self, line: str) -> None:
        """Show nothing: nobody waits."""


def open_port(port: str, baud: int) -> SampleReader:
    """Open a rig at a port; raises LinkError."""
    from pawpress.rig.serial_port import SerialLink

    connection = Connection(lambda: SerialLink(port, baud))
    connection.open(time.monotonic())
    return SampleReader(connection, time.monotonic)


def open_demo(
    board: str,
    prefer: Literal["emulated-avr", "core"],
    puck: PuckName = "triple",
    dialog: Dialog | None = None,
) -> tuple[SampleReader, Callable[[dict[str, int]], Assistant]]:
    """Open an emulated rig; also return how to make the jig, once the channels of the pads are known.

    Presses off the middle are read as the model of the puck says.
    """
    told = dialog or TerminalDialog()
    clock = VirtualClock()
    link, body, notice = open_weights_rig(board, prefer, clock)
    told.say(notice if dialog is None else told.texts.text("rig.core" if link.kind == "core" else "rig.image"))
    connection = Connection(lambda: link)
    connection.open(clock())
    return SampleReader(connection, clock, clock.wait), lambda channels: Jig(body, clock, channels, told, SHARE[puck])
