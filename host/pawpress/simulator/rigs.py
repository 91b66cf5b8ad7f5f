"""Opens a rig to try things on: the real firmware in the emulator if that is installed, else the model of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pawpress.firmware_images import hex_text, manifest
from pawpress.simulator.avr_board import AvrBoard, EmulatorUnavailable
from pawpress.simulator.board import Board
from pawpress.simulator.body import Body
from pawpress.simulator.model_board import ModelBoard
from pawpress.simulator.scenario import Scenario, load_scenario
from pawpress.simulator.simulated_link import SimulatedLink

Kind = Literal["emulated-avr", "model"]


def open_demo_rig(
    scenario: str | Path | Scenario,
    board: str = "uno",
    prefer: Kind = "emulated-avr",
    clock: Callable[[], float] = time.monotonic,
) -> tuple[SimulatedLink, str]:
    """Open a simulated rig with somebody pressing its pads.

    Parameters
    ----------
    scenario : str, Path or Scenario
        Name of a shipped scenario, or a scenario file.
    board : str
        `uno` or `nano`.
    prefer : str
        `model` takes the model even where the emulator is installed.
    clock : callable
        The host's clock, seconds.

    Returns
    -------
    link : SimulatedLink
        The rig, powered on.
    notice : str
        One line that says which rig it is and why.

    Raises
    ------
    ScenarioError
        If the scenario cannot be played on this board.
    KeyError
        If no firmware is shipped for this board.
    """
    played = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    rig, notice = _open_board(board, prefer)
    name = f"{'emulated rig' if rig.kind == 'emulated-avr' else 'model rig'} ({board.capitalize()})"
    return SimulatedLink(rig, Body(played, rig.pads), clock, name), notice


def _open_board(board: str, prefer: Kind) -> tuple[Board, str]:
    title, version = board.capitalize(), manifest().firmware_version
    if prefer == "model":
        return ModelBoard(board), f"Model of the rig ({title}), as asked for; the real firmware does not run."
    try:
        emulated = AvrBoard(hex_text(board), manifest().images[board].pads)
    except EmulatorUnavailable as error:
        return ModelBoard(board), f"Model of the rig ({title}); the real firmware does not run, because {error}."
    return emulated, f"Emulated rig: the real firmware {version} for the {title} runs in the AVR emulator avr8js."
