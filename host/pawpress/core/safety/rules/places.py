"""Weight where little or none may be: ribs, spine, neck and kidneys, and focused on a heel."""

from __future__ import annotations

from collections.abc import Iterator

from pawpress.core.limit import Limit
from pawpress.core.safety.alarm import Severity
from pawpress.core.safety.book import Alarm
from pawpress.core.safety.foot import Ground
from pawpress.core.safety.held_above import HeldAbove
from pawpress.core.safety.rule import OnTotal
from pawpress.core.safety.site import Site

KPA_CM2_N = 0.1


def rules(site: Site) -> Iterator[OnTotal]:
    """Return the limits of the places that the layout has pads on, for feet."""
    if site.ground is None:
        return
    yield from _breathing(site, site.ground)
    foot = site.limits.foot
    for name, columns in site.ground.centre.items():
        yield from site.lines(
            "centre_line", name, columns, foot.centre_line_amber_n.limit, foot.centre_line_red_n.limit
        )
    for name, columns in site.ground.forbidden.items():
        yield from site.lines("forbidden_zone", name, columns, foot.forbidden_amber_n.limit, foot.forbidden_red_n.limit)
    for name, (column, area_cm2) in site.ground.heels_cm2.items():
        per_kpa_n = KPA_CM2_N * area_cm2
        lines = (foot.heel_amber_kpa.limit * per_kpa_n, foot.heel_red_kpa.limit * per_kpa_n)
        yield from site.lines("heel_pressure", name, [column], *lines)


def _breathing(site: Site, ground: Ground) -> Iterator[OnTotal]:
    foot = site.limits.foot
    if not ground.thorax or site.receiver_n is None:
        return
    limit_n = site.red(foot.thorax_receiver_share.limit * site.receiver_n)
    delays: list[tuple[Severity, Limit]] = [("amber", foot.thorax_amber_s), ("red", foot.thorax_red_s)]
    for severity, delay in delays:
        held = HeldAbove(limit_n, site.clear(limit_n), delay.limit)
        yield OnTotal(Alarm("breathing", severity, None), ground.thorax, held)
