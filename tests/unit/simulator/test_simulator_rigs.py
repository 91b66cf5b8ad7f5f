"""The demo's rig is the real image where that can be, the firmware's core where not, and says which."""

from __future__ import annotations

import sys

import pytest

from pawpress.core.protocol import Decoder
from pawpress.core.protocol.schema_generated import Hello
from pawpress.rig.firmware_images import manifest
from pawpress.simulator.avr_board import AvrBoard, EmulatorUnavailable
from pawpress.simulator.rigs import open_demo_rig
from pawpress.simulator.scenario import ScenarioError


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def first_hello(board: str, prefer: str, clock: Clock) -> Hello:
    link, _ = open_demo_rig("catwalk", board, "core" if prefer == "core" else "emulated-avr", clock)
    link.read()
    clock.now_s += 0.02
    messages = Decoder().receive(link.read())
    link.close()
    hello = messages[0]
    assert isinstance(hello, Hello)
    return hello


@pytest.mark.parametrize(("board", "pads"), [("uno", 6), ("nano", 8)])
def test_the_core_says_hello_like_the_shipped_image(board: str, pads: int) -> None:
    assert first_hello(board, "core", Clock()).pads == pads


def test_asked_for_the_core_it_takes_the_core_and_says_so() -> None:
    link, notice = open_demo_rig("catwalk", prefer="core")
    assert link.kind == "core"
    assert link.name == "core rig (Uno)"
    assert notice == (
        f"Core rig (Uno): the firmware's own core {manifest().firmware_version} runs as WebAssembly, "
        "as asked for; the real image does not run."
    )


def test_without_mini_racer_it_falls_back_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py_mini_racer", None)
    link, notice = open_demo_rig("catwalk")
    assert link.kind == "core"
    assert f"{sys.executable} -m pip install 'pawpress[emulator]'" in notice
    assert "\n" not in notice


def test_a_missing_emulator_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py_mini_racer", None)
    with pytest.raises(EmulatorUnavailable, match="mini-racer is not installed"):
        AvrBoard(":00000001FF", 6)


def test_a_scenario_nobody_wrote_is_refused_before_anything_starts() -> None:
    with pytest.raises(ScenarioError, match=r"There is no scenario 'moonwalk'\. Choose"):
        open_demo_rig("moonwalk")


def test_a_board_without_an_image_is_refused() -> None:
    with pytest.raises(KeyError, match="choose one of"):
        open_demo_rig("catwalk", board="due")
