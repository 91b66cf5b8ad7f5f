"""The page of the reference that says how often the verdict is right."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from bench import arm_hint
from bench.confusion_kinds import BOARD, COMMAND, KINDS, RATE_HZ, VERDICTS, Kind, Range, Tables
from pawpress.core.grading import GradingLimits
from pawpress.settings.grading_limits import load_limits

PAGE = Path(__file__).resolve().parent.parent / "docs/reference/confusion.md"


def page(found: Tables, presses: int) -> str:
    """Return the page.

    Parameters
    ----------
    found : dict
        Verdicts by sensor and kind.
    presses : int
        How many of each kind.
    """
    lines = [
        "# How often the verdict is right",
        "",
        f"<!-- Written by `{COMMAND} --write`. Do not edit. -->",
        "",
        f"{presses:,} simulated presses of each kind, felt by a new random sensor for every press, read by the",
        "converter of the real firmware in an emulated",
        f"{BOARD.capitalize()} at {RATE_HZ} readings a second, judged by the whole pipeline.",
        "Synthetic: it says that the borders can be reached with such sensors, and nothing about people.",
    ]
    for sensor, kinds in found.items():
        lines += ["", f"## {sensor.capitalize()}", "", *_matrix(kinds)]
    lines += ["", "## What the presses were drawn from", "", *_drawn(load_limits())]
    lines += ["", "## The hint about the arms", "", *_hint()]
    return "\n".join(lines) + "\n"


def _matrix(kinds: dict[str, Counter[str]]) -> list[str]:
    lines = [f"| true kind | wanted | {' | '.join(VERDICTS)} |", "|---" * (len(VERDICTS) + 2) + "|"]
    extra = 0
    for kind in KINDS:
        counts = kinds[kind.name]
        total = sum(counts[verdict] for verdict in VERDICTS)
        shares = [f"{100 * counts[v] / total:.2f} %" if counts[v] else "" for v in VERDICTS]
        lines.append(f"| {kind.name} | {kind.expect} | {' | '.join(shares)} |")
        extra += counts["extra"]
    return [*lines, "", f"`none`: the press was not found. Found where there was none: {extra}."]


def _drawn(limits: GradingLimits) -> list[str]:
    lines = [
        "Evenly; ramps are whole minimum-jerk curves, of which the rise time from 10 to 90 % is 0.51 times as long.",
        "",
    ]
    lines += ["| kind | rise s | hold s | release s | plateau N | rocking |", "|---|---|---|---|---|---|"]
    lines += [_row(kind) for kind in KINDS]
    speed, hold = limits.speed, limits.hold
    return [
        *lines,
        "",
        "The judge's borders lie elsewhere. Rise time from 10 to 90 %: slow from",
        f"{speed.slow_rise_s.limit:g} s, rushed below {speed.acceptable_rise_s.limit:g} s, a jab's below",
        f"{speed.rushed_rise_s.limit:g} s. Hold above 80 % of the plateau: short below {hold.short_s.limit:g} s.",
        f"Swing: unsteady above {limits.steadiness.bounce.limit:g} of the force, root mean square; a rocking of 0.1",
        "is 0.07 so.",
        "",
        "The nominal sensor follows the nominal curve with noise of 0.4 N. The worst sensor differs by 8 % (standard",
        "deviation) in gain and 3 % in curvature from press to press, lags by 7 % and creeps by 4 % a decade of time.",
        "`arms` overshoots by 12 % and sags by 4 % a second: no verdict may fail a learner for it.",
    ]


def _row(kind: Kind) -> str:
    rocking = "" if kind.bounce_hz is None else f"{_span(kind.bounce_depth)} of the force at {_span(kind.bounce_hz)} Hz"
    parts = (kind.rise_s, kind.hold_s, kind.release_s, kind.plateau_n)
    return f"| {kind.name} | {' | '.join(map(_span, parts))} | {rocking} |"


@cache
def _hint() -> list[str]:
    lines = [
        f"{arm_hint.PEOPLE} simulated people a row, each with a baseline of five leans and five pushes and a way of",
        f"pushing of their own; {arm_hint.PRESSES} fresh leans and pushes of each were then judged",
        f"(`{arm_hint.COMMAND}`). People for whom no baseline could be made get no hint; they are not in the rates.",
        "",
        "| how they push | sensitivity | false alarms on leans | people without a baseline |",
        "|---|---|---|---|",
    ]
    for seed, (name, push) in enumerate(arm_hint.PUSHES.items()):
        found, wrong, without = arm_hint.rates(push, seed)
        lines.append(f"| {name} | {100 * found:.0f} % | {100 * wrong:.0f} % | {without} of {arm_hint.PEOPLE} |")
    return [*lines, "", "Whether real arms show these signs is not known. It is a hint and never a verdict."]


def _span(span: Range) -> str:
    return f"{span[0]:g} to {span[1]:g}"
