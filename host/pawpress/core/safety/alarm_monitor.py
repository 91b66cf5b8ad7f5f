"""Watches the unfiltered force and the silence of the link, and keeps the state of every alarm.

Strategy, the same in every call: look at the conditions, feed their edges to the book of alarms, report what changed.
Nothing here waits, averages or depends on presses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

import numpy as np
from numpy.typing import NDArray

from pawpress.core.calibration import ForceBlock, Totals
from pawpress.core.safety.alarm_limits import SafetyLimits
from pawpress.core.safety.alarms_generated import ALARMS
from pawpress.core.safety.book import Alarm, AlarmChange, Episode
from pawpress.core.safety.conditions import Edge
from pawpress.core.safety.foot import Ground
from pawpress.core.safety.monitor import Monitor
from pawpress.core.safety.red_line import RedLine
from pawpress.core.safety.rule import NEVER, OnTotal, Readings, Rule
from pawpress.core.safety.rules.load_time import LoadTime, TimeUsed
from pawpress.core.safety.rules_generated import FAMILIES
from pawpress.core.safety.site import Site
from pawpress.core.safety.stream import Stream

SILENT = Alarm("signal_lost", "red", None)
ALL_TIME = Alarm("time_at_load", "red", None)


class AlarmMonitor(Monitor):
    """Overload of hands or feet, the state of the pads, and silence.

    Parameters
    ----------
    groups : sequence of (name, columns)
        Hands or feet.
    limits : SafetyLimits
        Where the lines are.
    ground : Ground, optional
        In foot mode, what the feet stand on.
    pad_names : sequence of str, optional
        In foot mode, the names of the pads in the order of their columns; numbered when left out.
    """

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[int]]],
        limits: SafetyLimits,
        ground: Ground | None = None,
        pad_names: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.stream = Stream(limits)
        """What is known of the stream: whether its silence is a loss."""
        self._silence_s = limits.common.silence_s.limit
        self.site = Site(groups, limits, ground, pad_names)
        """What the conditions follow from."""
        self._rules = all_rules(self.site)
        self._sums = list(dict.fromkeys(rule.columns for rule in self._rules if rule.columns))
        self._totals = Totals(self._sums)
        self._sleepers = [rule for rule in self._rules if rule.sleeps_up_to() != NEVER]
        """Rules that need not be asked while every total is at or below `_asleep_n` and no pad is saturated."""
        self._followers = [rule for rule in self._rules if rule not in self._sleepers]
        self._every = list(enumerate(self._sums))
        asked = {rule.columns for rule in self._followers}
        self._followed = [(at, columns) for at, columns in self._every if columns in asked]
        self._asleep_n = self._sleeps_up_to()
        longest = max(map(len, self._sums))
        self._pads = np.array([[*columns, *[-1] * (longest - len(columns))] for columns in self._sums]).T
        """Columns of each sum, shape (most pads of a sum, sums), filled up with what is behind the last pad."""
        self._waits_n = self._least((rule.columns, rule.waits_up_to()) for rule in self._rules)
        self._restarted = False
        self._last_now_s: float | None = None

    def process(self, block: ForceBlock, now_s: float | None = None) -> list[AlarmChange]:
        """Return what the newest forces change.

        Parameters
        ----------
        block : ForceBlock
            Unfiltered forces.
        now_s : float, optional
            Host time of arrival; None when a file is judged.
        """
        first_s, last_s = float(block.t_s[0]), float(block.t_s[-1])
        changes = [] if now_s is None else self.read(first_s, last_s, now_s)
        self._t_s = last_s
        if block.gap_before * block.period_s > self._silence_s:
            for rule in self._rules:
                rule.forget()
        for edge, alarm in sorted(self._crossings(block), key=lambda crossing: crossing[0].t_s):
            changes += self._book.edge(alarm, edge)
        return changes

    def may_wait(self, force_n: NDArray[np.float64]) -> bool:
        """Whether readings up to these forces, shape (pads,), and of no saturated pad, change no alarm."""
        # Each total is added up pad by pad in the order of `Totals`, so that no sum of less can be more.
        pads_n = np.zeros(len(force_n) + 1)
        pads_n[:-1] = force_n
        totals_n = np.add.reduce(pads_n.take(self._pads))
        return bool((totals_n <= self._waits_n).all()) and self.calm and not self._restarted

    def read(self, first_s: float, last_s: float, now_s: float) -> list[AlarmChange]:
        """Return what it changes that readings of these session times came at a host time, whatever they are."""
        # A host that was frozen finds old readings waiting: it was blind all the same.
        changes = self.supervise(now_s) + self._heard(first_s)
        self._t_s, self._last_now_s = last_s, now_s
        return changes

    def supervise(self, now_s: float) -> list[AlarmChange]:
        """Return what the passing of host time changes: too long without readings is an alarm itself."""
        if self._last_now_s is None or now_s - self._last_now_s <= self._silence_s or self._book.is_open(SILENT):
            return []
        silent_s = now_s - self._last_now_s
        if self.stream.excuses(silent_s):
            return []
        return self._book.edge(SILENT, Edge(self._t_s + silent_s, raised=True, peak=0.0))

    def restarted(self) -> None:
        """Note that the rig restarted in mid-stream."""
        self._restarted = True

    @property
    def codes(self) -> set[str]:
        """What it can tell from readings, and from the rig's restarts among them."""
        return {rule.alarm.code for rule in self._rules}

    def episodes(self) -> list[Episode]:
        """Return every stretch in which a condition held, in order of start; those still on have no end."""
        return self._book.episodes({rule.alarm: rule.peak for rule in self._rules if rule.peak is not None})

    def red_lines(self) -> list[RedLine]:
        """Return the forces, and rises within 50 ms, that are red the moment they are passed."""
        return [line for rule in self._rules if (line := rule.red_line()) is not None]

    def time_used(self, force_n: float) -> TimeUsed | None:
        """Return how long feet have been on and how long they may stay at this force; None for hands."""
        account = next(
            (rule.condition for rule in self._rules if isinstance(rule, OnTotal) and rule.alarm == ALL_TIME), None
        )
        return account.used_at(force_n) if isinstance(account, LoadTime) else None

    def _crossings(self, block: ForceBlock) -> list[tuple[Edge, Alarm]]:
        totals_n = self._totals.of(block.force_n)
        tops_n, saturated = totals_n.max(axis=1), bool(block.saturated.any())
        awake = saturated or bool((tops_n > self._asleep_n).any())
        rules, sums = (self._rules, self._every) if awake else (self._followers, self._followed)
        totals = {columns: (totals_n[at], float(tops_n[at])) for at, columns in sums}
        readings = Readings(block, totals, saturated, self._restarted)
        self._restarted = False
        crossings = [(edge, rule.alarm) for rule in rules for edge in rule.process(readings)]
        if awake:
            self._asleep_n = self._sleeps_up_to()
        return crossings

    def _sleeps_up_to(self) -> NDArray[np.float64]:
        """Return the total of each sum up to which no sleeper need be asked, shape (sums,)."""
        return self._least((rule.columns, rule.sleeps_up_to()) for rule in self._sleepers)

    def _least(self, limits: Iterable[tuple[tuple[int, ...], float]]) -> NDArray[np.float64]:
        """Return the least limit of each sum, shape (sums,); one without columns holds for all."""
        least = dict.fromkeys(self._sums, inf)
        for of, limit in limits:
            for columns in [of] if of else self._sums:
                least[columns] = min(least[columns], limit)
        return np.array(list(least.values()))

    def _heard(self, t_s: float) -> list[AlarmChange]:
        if not self._book.is_open(SILENT):
            return []
        # Readings that were only held up have times from before their silence was noticed.
        end_s = max(t_s, self._book.since_s(SILENT))
        return self._book.edge(SILENT, Edge(end_s, raised=False, peak=0.0))


def all_rules(site: Site) -> list[Rule]:
    """Return what every family wants watched, in the order of the schema."""
    order = list(ALARMS)
    found: list[Rule] = [rule for rules in FAMILIES for rule in rules(site)]
    return sorted(found, key=lambda rule: order.index(rule.alarm.code))
