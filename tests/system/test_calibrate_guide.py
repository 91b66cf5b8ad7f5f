"""The guide: what it asks for, and what it says when something is not as it should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from pawpress.cli.calibrate.rig import CalibratingPerson, Jig, VirtualClock, guide_text
from pawpress.cli.terminal_dialog import TerminalDialog
from pawpress.core.calibration import CalibrationError
from pawpress.core.calibration.check import stands
from pawpress.core.calibration.edges import PLACES, edges_stand
from pawpress.core.calibration.pad_curve import Place
from pawpress.core.calibration.pucks_generated import SHARE
from pawpress.rig.calibration_guide import CONDITION_SHARE, CalibrationGuide, CalibrationPlan
from pawpress.rig.connection import Connection
from pawpress.rig.link import RigError
from pawpress.rig.sample_reader import SampleReader
from pawpress.simulator.body_weights import WeightsBody
from pawpress.simulator.core_board import CoreBoard
from pawpress.simulator.pads import SUPERVISED_SENSOR, Sensor
from pawpress.simulator.simulated_link import SimulatedLink
from pawpress.texts import Texts

LOADS_N = (20.0, 60.0, 120.0, 200.0, 320.0)
PLAN = CalibrationPlan(LOADS_N, rounds=1, conditioning=2, hold_s=0.0)
MADE = "2026-03-01T12:00:00Z"


@dataclass(slots=True)
class Diary(Jig):
    """A jig that remembers what it was asked for and told."""

    asked: list[float] = field(default_factory=list[float])
    told: list[str] = field(default_factory=list[str])
    shown: list[str] = field(default_factory=list[str])
    on_load: Callable[[str, float], None] | None = None

    def load(self, pad: str, force_n: float, place: Place = "middle") -> None:
        self.asked.append(force_n)
        if self.on_load is not None:
            self.on_load(pad, force_n)
        else:
            Jig.load(self, pad, force_n, place)

    def tell(self, key: str, **words: object) -> None:
        self.told.append(guide_text(Texts("en"), key, **words))

    def show(self, line: str) -> None:
        self.shown.append(line)


@dataclass(slots=True)
class Workshop:
    """A rig, weights and a diary."""

    clock: VirtualClock
    body: WeightsBody
    diary: Diary
    guide: CalibrationGuide


def workshop(plan: CalibrationPlan = PLAN, sensor: Sensor | None = None) -> Workshop:
    board, clock = CoreBoard("uno"), VirtualClock()
    body = WeightsBody(board.pads, sensor or Sensor())
    link = SimulatedLink(board, body, clock, "rig")
    connection = Connection(lambda: link)
    connection.open(clock())
    diary = Diary(body, clock, {"L1": 0, "R1": 1}, TerminalDialog())
    return Workshop(clock, body, diary, CalibrationGuide(SampleReader(connection, clock, clock.wait), diary, plan))


def test_it_asks_for_settling_loads_then_for_every_load_up_and_down() -> None:
    shop = workshop()
    own = shop.guide.calibrate("L1", 0, MADE)
    loads = [load for load in shop.diary.asked if load > 0.0]
    assert loads == pytest.approx([CONDITION_SHARE * 320.0] * 2 + [*LOADS_N, *reversed(LOADS_N[:-1])])
    assert [(point.reference_n, point.direction) for point in own.point] == [
        *((load, "up") for load in LOADS_N),
        *((load, "down") for load in reversed(LOADS_N[:-1])),
    ]


def test_an_empty_pad_with_its_supervision_resistor_is_empty_from_the_first_load_on() -> None:
    own = workshop(sensor=SUPERVISED_SENSOR).guide.calibrate("L1", 0, MADE)
    assert own.supervised
    assert own.tare_counts == pytest.approx(21.4, abs=1.0)
    assert own.cut_off_counts(1023) > 8.0
    assert own.a == pytest.approx(1 / 200.0, rel=0.03)


def test_a_point_is_taken_when_the_load_has_come_to_rest() -> None:
    own = workshop(sensor=Sensor(noise_n=0.2)).guide.calibrate("L1", 0, MADE)
    assert [point.counts for point in own.point if point.reference_n == 120.0] == pytest.approx([383.6, 383.6], abs=0.7)
    assert own.point[0].loaded_s == pytest.approx(2.0, abs=1.0)
    assert own.point[-1].loaded_s > own.point[0].loaded_s + 15.0


def test_a_hold_teaches_the_creep() -> None:
    shop = workshop(CalibrationPlan(LOADS_N, rounds=1, conditioning=0, hold_s=20.0), Sensor(creep_per_decade=0.06))
    assert shop.guide.calibrate("L1", 0, MADE).creep_per_decade == pytest.approx(0.06, abs=0.005)


def test_a_tare_is_refused_while_something_lies_on_the_pad_and_says_so() -> None:
    shop = workshop(CalibrationPlan(LOADS_N, conditioning=0))
    shop.body.put(0, 90.0, 1)
    shop.diary.channels["L1"] = 5  # whatever is taken off, it is from another pad
    with pytest.raises(CalibrationError, match=r"L1: no tare within 90 s\. Something rests on the pad, about 90 N"):
        shop.guide.calibrate("L1", 0, MADE)
    assert any("Something rests on the pad" in line for line in shop.diary.told)


def test_a_load_on_the_wrong_pad_is_noticed() -> None:
    shop = workshop(CalibrationPlan(LOADS_N, conditioning=0))
    shop.diary.on_load = lambda _pad, force_n: Jig.load(shop.diary, "R1", force_n)
    with pytest.raises(CalibrationError, match="Channel 1 feels it, not L1 on channel 0"):
        shop.guide.calibrate("L1", 0, MADE)
    assert any("is the load on the right pad?" in line for line in shop.diary.shown)


def test_a_load_that_never_comes_is_not_waited_for_for_ever() -> None:
    shop = workshop(CalibrationPlan(LOADS_N, conditioning=0))
    shop.diary.on_load = lambda _pad, _force_n: None
    with pytest.raises(CalibrationError, match="L1: no steady load within 90 s: Waiting for the load"):
        shop.guide.calibrate("L1", 0, MADE)


def test_a_load_that_is_not_taken_off_is_not_waited_for_for_ever() -> None:
    shop = workshop()
    shop.diary.on_load = lambda pad, force_n: Jig.load(
        shop.diary, pad, max(force_n, 50.0 if max(shop.diary.asked) > 0.0 else 0.0)
    )
    with pytest.raises(CalibrationError, match=r"L1: .*still on it after 90 s"):
        shop.guide.calibrate("L1", 0, MADE)


def test_a_check_finds_a_curve_that_no_longer_holds() -> None:
    own = workshop().guide.calibrate("L1", 0, MADE)
    assert stands(workshop().guide.check(own, (50.0, 150.0), MADE))
    aged = workshop(sensor=Sensor(gain=1.25)).guide.check(own, (50.0, 150.0), MADE)
    assert not stands(aged)
    assert [check.error for check in aged.check] == pytest.approx([0.25, 0.25], abs=0.02)


@pytest.mark.parametrize(("puck", "passes"), [("triple", True), ("shared", True), ("single", False)])
def test_a_press_at_four_edges_finds_a_puck_that_loses_force(puck: str, passes: bool) -> None:
    shop = workshop()
    shop.diary.edge_share = SHARE[puck]
    own = shop.guide.press_edges(shop.guide.calibrate("L1", 0, MADE), 100.0, MADE)
    assert [press.place for press in own.edges] == list(PLACES)
    assert own.off_centre == pytest.approx(1.0 - SHARE[puck], abs=0.01)
    assert edges_stand(own) is passes


def test_a_person_is_told_where_to_press(capsys: pytest.CaptureFixture[str]) -> None:
    CalibratingPerson(TerminalDialog(), "kgf", "scale").load("L1", 98.0665, "right")
    said = "put 10.0 kgf on it 15 mm off the middle, to the right (the cable points at you), (98 N)"
    assert said in capsys.readouterr().err


def test_taring_again_follows_a_strap() -> None:
    own = workshop().guide.calibrate("L1", 0, MADE)
    shop = workshop()
    shop.diary.on_load = lambda _pad, _force_n: None
    shop.body.put(0, 6.0, 1)  # the strap
    tared = shop.guide.tare(own)
    assert tared.tare_counts - own.tare_counts == pytest.approx(1023 * 6 / 206, abs=3.0)


def test_a_rig_that_falls_silent_is_named() -> None:
    class Mute:
        name = "mute"

        def read(self) -> bytes:
            return b""

        def write(self, frame: bytes) -> None: ...

        def close(self) -> None: ...

    clock = VirtualClock()
    connection = Connection(Mute)
    connection.open(0.0)
    with pytest.raises(RigError, match="mute: nothing arrives"):
        SampleReader(connection, clock, clock.wait).hello()


def test_a_person_is_asked_in_their_own_unit(capsys: pytest.CaptureFixture[str]) -> None:
    CalibratingPerson(TerminalDialog(), "kgf", "scale").load("L1", 98.0665)
    assert "put 10.0 kgf on it (98 N)" in capsys.readouterr().err
    CalibratingPerson(TerminalDialog(), "n", "weights").load("L1", 50.0)
    assert "put 50 N on it" in capsys.readouterr().err


def test_known_weights_need_no_asking_and_a_scale_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    assert CalibratingPerson(TerminalDialog(), "kgf", "weights").confirm(98.0665) == 98.0665
    monkeypatch.setattr("typer.prompt", lambda *_words, **_wishes: "10.4")
    assert CalibratingPerson(TerminalDialog(), "kgf", "scale").confirm(98.0665) == pytest.approx(10.4 * 9.80665)
