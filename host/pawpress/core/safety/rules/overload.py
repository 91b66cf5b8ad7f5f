"""Overload: a hand or foot, or all of them together, presses harder than the limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pawpress.core.safety.book import Alarm
from pawpress.core.safety.held_above import HeldAbove
from pawpress.core.safety.recent import Ahead
from pawpress.core.safety.red_line import RISE_WINDOW_S
from pawpress.core.safety.rule import OnTotal
from pawpress.core.safety.site import Site


class FootLines(NamedTuple):
    """Where a load is too much, newtons."""

    amber_n: float
    red_n: float


def rules(site: Site) -> Iterator[OnTotal]:
    """Return the lines of each hand or foot and of all together."""
    yield from _hands(site) if site.ground is None else _feet(site)


def _hands(site: Site) -> Iterator[OnTotal]:
    hands = site.limits.hands
    for name, columns in site.groups:
        yield OnTotal(Alarm("overload", "amber", name), columns, site.above(hands.one_hand_amber_n.limit))
        yield OnTotal(Alarm("overload", "red", name), columns, site.above(hands.one_hand_red_n.limit))
    yield OnTotal(Alarm("overload", "red", None), site.everything, site.above(hands.both_hands_red_n.limit))


def foot_lines(site: Site) -> tuple[FootLines, FootLines]:
    """Return the lines of one foot, and of all feet together."""
    foot = site.limits.foot
    one_red_n = site.red(foot.one_foot_red_n.limit)
    all_red_n = site.red(site.least(foot.total_red_n.limit, foot.total_red_giver_share.limit))
    all_amber_n = site.least(foot.total_amber_n.limit, foot.total_amber_giver_share.limit)
    return (
        FootLines(site.amber(foot.one_foot_amber_n.limit, one_red_n), one_red_n),
        FootLines(site.amber(all_amber_n, all_red_n), all_red_n),
    )


def _feet(site: Site) -> Iterator[OnTotal]:
    everything, (_, lines) = site.everything, foot_lines(site)
    for name, columns in site.groups:
        yield from _one_foot(site, name, columns)
    ahead = Ahead(site.above(lines.amber_n), site.limits.foot.ahead_s.limit, RISE_WINDOW_S)
    yield OnTotal(Alarm("overload", "amber", None), everything, ahead)
    yield OnTotal(Alarm("overload", "red", None), everything, site.above(lines.red_n))


def _one_foot(site: Site, name: str, columns: Sequence[int]) -> Iterator[OnTotal]:
    foot, (lines, _) = site.limits.foot, foot_lines(site)
    amber_n, red_n = lines.amber_n, lines.red_n
    held = HeldAbove(amber_n, site.clear(amber_n), foot.one_foot_amber_s.limit)
    yield OnTotal(Alarm("overload", "amber", name), columns, held)
    yield OnTotal(Alarm("overload", "red", name), columns, site.above(red_n))
