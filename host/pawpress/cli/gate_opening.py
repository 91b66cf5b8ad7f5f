"""What must be so before a live session opens: asks at the terminal or reads a file; `safety.gates` decides."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
import typer

from pawpress.cli.failure import Failure, WrongUse, say
from pawpress.cli.gate_prompts import NOTHING_KNOWN, Confirmed, Known, ask_for_feet, ask_for_hands
from pawpress.cli.terminal_dialog import TerminalDialog
from pawpress.cli.weights import kilograms
from pawpress.core.calibration import RigCalibration
from pawpress.core.safety.foot import RULE_LB, FootPair
from pawpress.core.safety.gates import Answers, Refusal, hand_refusals, refusals
from pawpress.core.safety.screen import PATTERNS, SHORT
from pawpress.core.units import POUND_KG
from pawpress.engine.config import EngineConfig, PortSource
from pawpress.texts.dialog import Dialog, NobodyAnswers

if TYPE_CHECKING:
    from pawpress.core.layout import Layout

DEMO_PAIR = FootPair(giver_kg=60.0, receiver_kg=80.0)
"""Two made-up people, the giver light enough for both feet."""


Mode = Literal["hands", "foot"]
STANDS = {"giver": "ask.stands_giver", "receiver": "ask.stands_receiver"}
CLOSED = "Foot mode stays closed."


@dataclass(frozen=True, slots=True)
class Participants:
    """What the command line says of the two people."""

    giver: str | None = None
    receiver: str | None = None
    lighter_by: str | None = None
    pattern: str | None = None
    answers: Path | None = None
    screened: bool = False
    """Whether the receiver was asked before; for hands."""
    profile: Path | None = None
    """What the two people said on an earlier day; for feet."""

    def pair(self) -> FootPair:
        """Return the weights that were given."""
        return FootPair(
            giver_kg=None if self.giver is None else kilograms(self.giver),
            receiver_kg=None if self.receiver is None else kilograms(self.receiver),
            rule_lb=RULE_LB if self.lighter_by is None else kilograms(self.lighter_by, least_kg=0.0) / POUND_KG,
        )


def demo_played(scenario: str | None, mode: Mode | None) -> tuple[str, Mode]:
    """Return what a demo plays, and with what: each follows the other where only one was given."""
    if scenario is None:
        return ("foot-stumble" if mode == "foot" else "beginner"), mode or "hands"
    if mode is not None:
        return scenario, mode
    from pawpress.simulator.scenario import load_scenario

    return scenario, load_scenario(scenario).mode


def demo_pair(giver: str | None, receiver: str | None, tell: Callable[[str], None] = say) -> FootPair:
    """Return who stands on whom in a demo, and tell that it is only one."""
    tell("Foot mode on an emulated rig is only a demo: no gate was asked, and nothing here opens foot mode on people.")
    given = Participants(giver, receiver).pair()
    return FootPair(
        giver_kg=DEMO_PAIR.giver_kg if given.giver_kg is None else given.giver_kg,
        receiver_kg=DEMO_PAIR.receiver_kg if given.receiver_kg is None else given.receiver_kg,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, and what is known of them already."""

    dialog: Dialog | None = None
    """None asks at the terminal, and nobody where there is none."""
    known: Known = NOTHING_KNOWN
    confirmed: Confirmed = lambda _health: None
    """Takes the health answers, each time one was given."""

    def tell(self, line: str) -> None:
        """Tell both where they are asked; on standard error, where they are asked nothing."""
        (say if self.dialog is None else self.dialog.say)(line)


AT_THE_TERMINAL = Asked()


def open_gates(config: EngineConfig, given: Participants, asked: Asked = AT_THE_TERMINAL) -> EngineConfig:
    """Ask what must be asked and return the config with the answers, which the recording keeps.

    Raises
    ------
    Failure
        If anything speaks against it; every reason is named, with what would change it.
    """
    if given.pattern is not None and given.pattern not in PATTERNS:
        raise WrongUse(f"--pattern {given.pattern}: give one of {', '.join(PATTERNS)}.")
    try:
        opens = _open_for_feet if config.mode == "foot" else _open_for_hands
        return opens(config, given, asked)
    except (typer.Abort, NobodyAnswers):
        if asked.dialog is None:
            typer.echo(err=True)  # the question's line is still open
        raise unanswered() from None


def unanswered() -> Failure:
    """Return what is said when the answers end in the middle."""
    return Failure("Not every question was answered, so nothing was opened. Start again when both are ready.")


def _open_for_feet(config: EngineConfig, given: Participants, asked: Asked) -> EngineConfig:
    from pawpress.cli.gate_answers import read_answers, read_profile
    from pawpress.cli.gate_blockers import blockers, unwatched

    if given.answers is None and asked.dialog is None and not sys.stdin.isatty():
        raise Failure(
            "Foot mode asks before it opens, and nobody can answer here. Run it in a terminal, or give --answers FILE."
        )
    known = asked.known if given.profile is None else read_profile(given.profile, date.today())
    calibration = _calibration(config)
    layout = _layout(config.layout)
    warn = partial(_warn, asked.tell, unwatched(layout, calibration))
    if given.answers is not None:
        calibrated = calibration is not None and _covers(calibration, layout)
        answers = read_answers(given.answers, date.today(), calibrated=calibrated)
        refuse(refusals(answers), CLOSED)  # in one line, and nothing before it
        warn()
    else:
        asked.tell("Looking at the calibration, the limits and the pads; then both of you are asked.")
        refuse(blockers(config, calibration, given.pair()), CLOSED)
        warn()
        dialog = asked.dialog or TerminalDialog()
        weigh = partial(_weigh, dialog=dialog, config=config, calibration=calibration)
        answers = ask_for_feet(dialog, given.pair(), given.pattern, weigh, known, asked.confirmed)
        refuse(refusals(answers), CLOSED)
    _tell_preset(answers, asked.tell)
    return msgspec.structs.replace(config, foot=answers.pair, answers=answers)


def _warn(tell: Callable[[str], None], warnings: list[str]) -> None:
    for warning in warnings:
        tell(warning)


def _open_for_hands(config: EngineConfig, given: Participants, asked: Asked) -> EngineConfig:
    from pawpress.cli.gate_answers import read_answers

    if given.answers is not None:
        answers = read_answers(given.answers, date.today(), calibrated=False)
    elif not given.screened and (asked.dialog is not None or (sys.stdin.isatty() and sys.stdout.isatty())):
        answers = ask_for_hands(asked.dialog or TerminalDialog(), given.pattern, asked.known, asked.confirmed)
        if asked.dialog is not None:
            _say_refused(asked.dialog, answers)
    else:
        return config  # nobody can be asked; the recording then holds no answers
    refuse(hand_refusals(answers), "Do not press.")
    _tell_preset(answers, asked.tell)
    return msgspec.structs.replace(config, answers=answers)


def _say_refused(dialog: Dialog, answers: Answers) -> None:
    """Say in the language of the two people what speaks against it; the failure that follows names every sign."""
    for key in SHORT:
        if answers.health.get(key):
            dialog.say(dialog.texts.text(f"gate.{key}"))


def refuse(against: list[Refusal], verdict: str) -> None:
    """End here if anything speaks against it; every reason is named."""
    if against:
        raise Failure(f"{verdict} {' '.join(refusal.text for refusal in against)}")


def _tell_preset(answers: Answers, tell: Callable[[str], None]) -> None:
    if answers.pattern is not None:
        pattern = PATTERNS[answers.pattern]
        tell(" ".join(filter(None, (f"For {pattern.pain}: {pattern.where}.", pattern.note))))


def _calibration(config: EngineConfig) -> RigCalibration | None:
    from pawpress.engine.calibrations import choose_calibration

    return choose_calibration(config)[0]


def _layout(name: str | None) -> Layout | None:
    """Return the layout that was chosen; None where the rig's number of pads decides."""
    from pawpress.settings.layout_files import load_layout

    return None if name is None else load_layout(name)


def _covers(calibration: RigCalibration, layout: Layout | None) -> bool:
    """Whether every pad that is known by name has a curve that stands."""
    from pawpress.core.calibration import apply_calibration

    names = [curve.pad for curve in calibration.pad] if layout is None else layout.names
    return apply_calibration(calibration, names, len(names), calibration.pad[0].counts_max).calibrated


def _weigh(whose: str, dialog: Dialog, config: EngineConfig, calibration: RigCalibration | None) -> float:
    """Weigh somebody on the pads; WrongUse where that cannot be, so that the weight is asked for again."""
    from pawpress.cli.calibrate.rig import open_port
    from pawpress.rig.link import RigError
    from pawpress.rig.weighing import PadScale
    from pawpress.settings.layout_files import load_layout

    if calibration is None or not isinstance(config.source, PortSource):
        raise WrongUse("The pads are not calibrated in this placement, so they are no scale. Give the weight.")
    try:
        reader = open_port(config.source.port, config.source.baud)
        try:
            scale = PadScale(reader, calibration, None if config.layout is None else load_layout(config.layout))
            dialog.line(dialog.texts.text("ask.pads_empty"))
            scale.tare()
            dialog.line(dialog.texts.text(STANDS[whose]))
            weighed = scale.weigh()
        finally:
            reader.close()
    except RigError as error:
        raise WrongUse(str(error)) from error
    counted_kg = weighed.at_most_kg() if whose == "giver" else weighed.at_least_kg()
    dialog.say(
        f"The {whose}: {weighed.weight_kg:.1f} kg ± {weighed.uncertainty_kg:.1f}, counted as {counted_kg:.1f} kg."
    )
    return counted_kg
