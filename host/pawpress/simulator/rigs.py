"""Opens a rig to try things on: the real firmware in the emulator if that is installed, else the firmware's core.

The demo's emulated rig runs in a process of its own, by its own clock (`EmulatorLink`). A rig on a clock that somebody
turns, as for a calibration, runs step by step (`open_board`, `SimulatedLink`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec

from pawpress.rig.firmware_images import hex_text, manifest
from pawpress.simulator.avr_board import AvrBoard, EmulatorEnded, EmulatorUnavailable
from pawpress.simulator.board import SimulatedBoard
from pawpress.simulator.body import Body
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.emulator.early import take_started
from pawpress.simulator.emulator.emulator_link import EmulatorLink
from pawpress.simulator.own_hand import OwnHand, PressedBody
from pawpress.simulator.pressed_link import PressedLink
from pawpress.simulator.scenario import Scenario, load_scenario

Kind = Literal["emulated-avr", "core"]


DemoLink = EmulatorLink | PressedLink
"""A link to a rig that lives on this computer, whose pads a person at the screen may press."""


def open_demo_rig(
    scenario: str | Path | Scenario,
    board: str = "uno",
    prefer: Kind = "emulated-avr",
    clock: Callable[[], float] = time.monotonic,
    *,
    wait: bool = True,
    while_waiting: Callable[[str], None] = lambda _: None,
    hand: bool = False,
    mode: Literal["hands", "foot"] | None = None,
    supervised: bool | None = None,
) -> tuple[DemoLink, str]:
    """Open a rig on this computer with somebody pressing its pads.

    Parameters
    ----------
    scenario : str, Path or Scenario
        Name of a shipped scenario, or a scenario file.
    board : str
        `uno`, `nano`, or `mux` with 16 pads.
    prefer : str
        `core` takes the firmware's core even where the emulator is installed.
    clock : callable
        The host's clock, seconds; the emulated rig has one of its own and only its silence is measured by this.
    wait : bool
        Whether to wait until an emulator runs; without it, its first read does.
    while_waiting : callable
        Called meanwhile, see `EmulatorLink.come_up`.
    hand : bool
        Whether the person at the screen presses from the start, instead of the scenario.
    mode : str, optional
        What the pads are for, if not what the scenario says: those for feet have supervision resistors.
    supervised : bool, optional
        Whether the pads have supervision resistors all the same, or not even for feet: as they were calibrated.

    Returns
    -------
    link : DemoLink
        The rig, powered on.
    notice : str
        One line that says which rig it is and why.

    Raises
    ------
    ScenarioError
        If the scenario cannot be played on this board.
    KeyError
        If no firmware is shipped for this board.
    CoreUnavailable
        If the firmware's core is to run and WebAssembly does not run here.
    LinkFailed
        If the emulator was waited for and does not run here.
    """
    played = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    if mode is not None:
        played = msgspec.structs.replace(played, mode=mode)
    if supervised is not None:
        played = msgspec.structs.replace(played, supervised=supervised)
    image, pads, title = hex_text(board), manifest().images[board].pads, manifest().images[board].title
    body = PressedBody(Body(played, pads), OwnHand(pads, taken=hand))
    notice = _core_notice(title, None)
    if prefer == "emulated-avr":
        try:
            link = EmulatorLink(take_started(), image, pads, played, f"emulated rig ({title})", clock, hand=hand)
            if wait:
                link.come_up(while_waiting)
            return link, _emulated_notice(title)
        except (EmulatorUnavailable, EmulatorEnded) as error:
            notice = _core_notice(title, error)
    return PressedLink(CoreBoard(board), body, clock, f"core rig ({title})"), notice


def open_board(board: str, prefer: Kind) -> tuple[SimulatedBoard, str]:
    """Open a board that runs only while it is called, and a line that says which it is; see `open_demo_rig`."""
    title = manifest().images[board].title
    if prefer == "core":
        return CoreBoard(board), _core_notice(title, None)
    try:
        emulated = AvrBoard(hex_text(board), manifest().images[board].pads)
    except (EmulatorUnavailable, EmulatorEnded) as error:
        return CoreBoard(board), _core_notice(title, error)
    return emulated, _emulated_notice(title)


def _emulated_notice(title: str) -> str:
    version = manifest().firmware_version
    return f"Emulated rig: the real firmware {version} for the {title} runs in the AVR emulator avr8js."


def _core_notice(title: str, error: EmulatorUnavailable | EmulatorEnded | None) -> str:
    core = f"Core rig ({title}): the firmware's own core {manifest().firmware_version} runs as WebAssembly"
    if error is None:
        return f"{core}, as asked for; the real image does not run."
    return f"{core}; the real image does not run, because {error}."
