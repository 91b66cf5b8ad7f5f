"""The force rises too fast: an impact, and for feet a weight that comes on in too short a time."""

from __future__ import annotations

from collections.abc import Iterator

from pawpress.core.safety.book import Alarm
from pawpress.core.safety.recent import RateAbove, RiseAbove
from pawpress.core.safety.red_line import RISE_WINDOW_S
from pawpress.core.safety.rule import OnTotal
from pawpress.core.safety.site import Site


def rules(site: Site) -> Iterator[OnTotal]:
    """Return the impact of hands or feet, and the rate of feet."""
    foot, everything = site.limits.foot, site.everything
    strike_n = site.limits.hands.impact_n.limit if site.ground is None else site.red(foot.impact_n.limit)
    yield OnTotal(Alarm("impact", "red", None), everything, RiseAbove(site.above(strike_n), RISE_WINDOW_S))
    if site.ground is None:
        return
    red = site.red(site.least(foot.rate_red_n_per_s.limit, foot.rate_red_giver_per_s.limit))
    yield OnTotal(Alarm("rate", "red", None), everything, RateAbove(site.above(red), RISE_WINDOW_S))
    if site.giver_n is not None:
        amber = site.amber(foot.rate_amber_giver_per_s.limit * site.giver_n, red)
        yield OnTotal(Alarm("rate", "amber", None), everything, RateAbove(site.above(amber), RISE_WINDOW_S))
