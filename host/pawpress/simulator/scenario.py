"""Reads scenarios: who presses which pad, when, how hard and how, and what verdict that deserves.

A file is checked whole before anything runs: an unknown key, pad or shape is an error that names the file and the
place. docs/reference/scenarios.md says what each shipped scenario shows.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from pawpress.core.user_error import UserError
from pawpress.simulator.press_shapes import SHAPES, Timing
from pawpress.system.untrusted import parse_toml, read_text_bounded, told_as

Expectation = Literal["steady", "rushed", "jab", "short", "unsteady", "unjudged"]
LONGEST_S, STRONGEST_N = 86_400.0, 10_000.0
Duration = Annotated[float, msgspec.Meta(gt=0, le=LONGEST_S)]
Moment = Annotated[float, msgspec.Meta(ge=0, le=LONGEST_S)]
Force = Annotated[float, msgspec.Meta(gt=0, le=STRONGEST_N)]

SIDES = {"L": 0, "R": 1}
GROUPS = {"left": "L", "right": "R"}
SUFFIX = ".toml"
PAGE = "docs/reference/scenarios.md"


class ScenarioError(UserError, ValueError):
    """A scenario cannot be played; the text says which, where and why."""


class ScriptedPress(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One press. Times are seconds from the start of a round of the scenario."""

    pad: str
    """`L1` is the lowest left pad; `left` spreads the force evenly over all pads of a side."""
    onset_s: Moment
    rise_s: Duration
    hold_s: Moment
    release_s: Duration
    plateau_n: Force
    shape: str
    expect: Expectation
    """The verdict it deserves; `unjudged` where the scenario claims none."""

    @property
    def timing(self) -> Timing:
        return Timing(self.rise_s, self.hold_s, self.release_s)

    @property
    def end_s(self) -> float:
        return self.onset_s + self.timing.total_s

    @property
    def sides(self) -> str:
        return GROUPS.get(self.pad, self.pad[:1])


class BrokenCable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pad's cable breaks, once and for good."""

    pad: str
    breaks_s: Moment
    """From the moment the board is switched on, seconds."""


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A round of presses that repeats for ever."""

    title: str
    summary: str
    mode: Literal["hands", "foot"] = "hands"
    period_s: Duration
    """Length of a round."""
    seed: int
    """Seed of noise and of the small differences between presses."""
    press: list[ScriptedPress]
    cable: list[BrokenCable] = []
    supervised: bool | None = None
    """Whether the pads have supervision resistors; None gives them to feet only."""

    @property
    def has_supervision(self) -> bool:
        return self.mode == "foot" if self.supervised is None else self.supervised


def pad_names(pads: int) -> tuple[str, ...]:
    """Return the names of the pads in the order of their channels: `L1 R1 L2 R2 ...`, level 1 lowest."""
    return tuple(f"{side}{level}" for level in range(1, (pads + 1) // 2 + 1) for side in SIDES)[:pads]


def channels_of(pad: str, pads: int) -> tuple[int, ...]:
    """Return the channels a press touches on a board with so many pads.

    Raises
    ------
    ScenarioError
        If the board has no such pad.
    """
    names = pad_names(pads)
    if pad in GROUPS:
        return tuple(channel for channel, name in enumerate(names) if name[0] == GROUPS[pad])
    if pad not in names:
        raise ScenarioError(
            f"A board with {pads} pads has no pad {pad!r}. Write one of {', '.join(names)} in the scenario, or choose "
            "a board with more pads."
        )
    return (names.index(pad),)


def scenario_names() -> list[str]:
    """Return the names of the shipped scenarios."""
    folder = files("pawpress.simulator") / "scenarios"
    return sorted(entry.name.removesuffix(SUFFIX) for entry in folder.iterdir() if entry.name.endswith(SUFFIX))


def load_scenario(name: str | Path) -> Scenario:
    """Read a shipped scenario by name, or any TOML file by path.

    Raises
    ------
    ScenarioError
        If there is none of this name, or the file is not a scenario.
    """
    if isinstance(name, Path) or name.endswith(SUFFIX):
        no_text = f"is no text. Give a TOML file, see {PAGE}."
        with told_as(ScenarioError, name, unread=f"Check the path, or see {PAGE}.", no_text=no_text):
            return parse_scenario(read_text_bounded(Path(name)), str(name))
    if name not in scenario_names():
        raise ScenarioError(f"There is no scenario {name!r}. Choose {', '.join(scenario_names())}, or a TOML file.")
    text = (files("pawpress.simulator") / "scenarios" / f"{name}{SUFFIX}").read_text(encoding="utf-8")
    return parse_scenario(text, name + SUFFIX)


def parse_scenario(text: str, origin: str) -> Scenario:
    """Read the text of a scenario; `origin` is the file named in errors.

    Raises
    ------
    ScenarioError
        If it is not TOML, has an unknown key, or describes something that cannot be played.
    """
    with told_as(ScenarioError, origin, unfit=f"Correct it as in {PAGE}."):
        scenario = msgspec.convert(parse_toml(text), Scenario)
    for number, press in enumerate(scenario.press, 1):
        complaint = _complaint(press, scenario)
        if complaint:
            raise ScenarioError(f"{origin}: press {number} ({press.pad} at {press.onset_s:g} s): {complaint}.")
    _check_turns(scenario, origin)
    return scenario


def _complaint(press: ScriptedPress, scenario: Scenario) -> str | None:
    if press.shape not in SHAPES:
        return f"no shape is named {press.shape!r}. Choose {', '.join(SHAPES)}"
    known = press.pad in GROUPS or (press.pad[:1] in SIDES and press.pad[1:].isdecimal() and press.pad[1:] != "0")
    if not known:
        return f"no pad is named {press.pad!r}. Write a side and a level (L1, R3), or one of {', '.join(GROUPS)}"
    if press.end_s > scenario.period_s:
        return (
            f"it ends at {press.end_s:g} s, after the round's period_s of {scenario.period_s:g}. Begin it sooner, or "
            "make the round longer"
        )
    return None


def _check_turns(scenario: Scenario, origin: str) -> None:
    """One hand is in one place at a time: presses of a side follow each other."""
    last: dict[str, ScriptedPress] = {}
    for press in sorted(scenario.press, key=lambda one: one.onset_s):
        before = last.get(press.sides)
        if before is not None and press.onset_s < before.end_s:
            raise ScenarioError(
                f"{origin}: {press.pad} at {press.onset_s:g} s begins before {before.pad} of the same hand "
                f"ends at {before.end_s:g} s. Begin it later, or let the other hand press."
            )
        last[press.sides] = press
