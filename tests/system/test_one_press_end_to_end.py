"""From volts at a pin to a verdict, on every rig there is."""

from __future__ import annotations

import pytest

from pawpress.core.protocol.schema_generated import SCHEMA_HASH
from pawpress.rig.firmware_images import manifest
from pawpress.simulator.scenario import load_scenario
from tests.system.conftest import Rig, emulated, make_avr8js, make_simavr

ROUND_S = 20.0
MATCH_S = 0.6
"""An onset is dated to where the force leaves the rest: this close to the script."""


def assert_verdicts(rig: Rig, presses: list) -> None:
    """Every scripted press is found, in order, with the verdict it deserves."""
    assert rig.plays is not None
    scripted = sorted(rig.plays.press, key=lambda press: press.onset_s)
    found = sorted(presses, key=lambda judged: judged.press.onset_s)
    assert [judged.press.pad for judged in found] == [press.pad for press in scripted]
    for judged, press in zip(found, scripted, strict=True):
        assert judged.press.onset_s == pytest.approx(press.onset_s, abs=MATCH_S)
        assert judged.verdict.verdict == press.expect, (press, judged)


def test_every_press_of_the_beginner_gets_its_verdict(beginner_rig: Rig) -> None:
    if beginner_rig.plays is None:
        pytest.skip("nobody presses a real rig on command")
    session = beginner_rig.session()
    beginner_rig.run(session, ROUND_S + 0.1)
    session.finish(beginner_rig.clock())
    assert_verdicts(beginner_rig, session.presses)
    health = session.pipeline.health
    assert (health.lost, health.crc_errors, session.pipeline.overruns) == (0, 0, 0)


@pytest.mark.parametrize("scenario", ["catwalk", "rushed"])
@pytest.mark.parametrize("make", [make_avr8js, make_simavr])
def test_every_press_of_the_other_scenarios_gets_its_verdict(scenario: str, make) -> None:
    for rig in emulated(lambda: make("uno"), "emulated", scenario):
        session = rig.session()
        rig.run(session, load_scenario(scenario).period_s + 0.1)
        session.finish(rig.clock())
        assert_verdicts(rig, session.presses)


def test_the_rig_says_who_it_is(quiet_rig: Rig) -> None:
    session = quiet_rig.session()
    quiet_rig.run(session, 3.0)
    hello = session.pipeline.hello
    assert hello is not None
    assert hello.schema_hash == SCHEMA_HASH
    version = f"{hello.firmware_major}.{hello.firmware_minor}.{hello.firmware_patch}"
    assert version == manifest().firmware_version
    assert (hello.pads, hello.rate_hz, hello.baud) == (quiet_rig.pads, 500, 500_000)


def test_nobody_pressing_means_no_press_and_no_alarm(quiet_rig: Rig) -> None:
    session = quiet_rig.session()
    quiet_rig.run(session, 5.0)
    session.finish(quiet_rig.clock())
    assert session.presses == []
    assert quiet_rig.undeserved([episode.alarm.code for episode in session.pipeline.episodes()]) == []
    assert session.link_state(quiet_rig.clock()) == "lost"  # closed in order
    assert session.pipeline.end_s > 3.0
