"""The red lines of a session in the counts that the rig's own guard compares: the last resort, which needs no host.

Strategy: every line comes from a condition that the host itself watches, so the two cannot disagree. A pad's limit is
exact. A sum of counts depends on how the load is spread, because a pad reads ever less of a newton the more it
carries: a group's limit is the largest sum that a load on its line can give, however it is spread, so the rig never
trips on a load that is inside. `certain_n` says from which load on it trips for certain.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from pawpress.core.arithmetic import interpolated
from pawpress.core.calibration import Calibration
from pawpress.core.protocol.schema_generated import GuardOption, SetLimits
from pawpress.core.safety.red_line import RedLine

GROUPS_MAX = 4
"""How many groups of pads the rig can watch."""
ALL_FULL_COUNTS = 1020
"""A pad that reads so much all the time is shorted; no pad in order does."""
EMPTY_N = 20.0
"""Up to so much in all, on any pads, nobody stands on them: what a mat that has just been stood on may still show."""
WARN_FROM = 0.9
"""The rig warns from this share of a line on, in newtons; a trip can be acknowledged this far below."""

Floats = NDArray[np.float64]


class LimitsRefused(ValueError):
    """The rig cannot be given limits; the text says why and what would change it."""


@dataclass(frozen=True, slots=True)
class RigLimits:
    """What the rig is to watch."""

    command: SetLimits
    certain_n: dict[tuple[int, ...], float]
    """Columns of a group to the load from which on the rig trips however it is spread, newtons."""


def rig_limits(
    calibration: Calibration,
    lines: Sequence[RedLine],
    oversampling: int,
    *,
    strict: bool,
    unsupervised_feet: bool = False,
    loop_resistor: bool = False,
) -> RigLimits:
    """Return the limits of the rig.

    Parameters
    ----------
    calibration : Calibration
        What turns readings of this rig into newtons.
    lines : sequence of RedLine
        What the host watches.
    oversampling : int
        Each reading is the sum of 2 to this power conversions; the rig compares single ones.
    strict : bool
        Whether a pad whose curve ends below its line is refused; if not, it is limited to where its curve ends. A pad
        without supervision resistor is refused, too.
    unsupervised_feet : bool
        Whether the layout says that its pads have no supervision resistors, so that feet are let on them all the same.
    loop_resistor : bool
        Whether the stop loop ends in a resistor, so that the rig takes a shorted loop for an open one.

    Raises
    ------
    LimitsRefused
        If the pads are not calibrated, a curve ends too low, a pad has no supervision resistor, or the rig cannot watch
        so many groups.
    """
    if not calibration.calibrated:
        why = " ".join(note.message for note in calibration.notes if note.code == "uncalibrated")
        raise LimitsRefused(why or "The pads are not calibrated. Run `pawpress calibrate`.")
    if strict and not unsupervised_feet:
        _see_supervised(calibration)
    options = GuardOption.LOOP_RESISTOR if loop_resistor else 0
    return _Counting(calibration, oversampling, strict=strict).limits(
        lines, options, unsupervised_feet=unsupervised_feet
    )


def _see_supervised(calibration: Calibration) -> None:
    bare = [curve.pad for curve in calibration.curves if curve is not None and not curve.supervised]
    if bare:
        raise LimitsRefused(
            f"A broken cable cannot be told on {', '.join(bare)}: no supervision resistor shows at rest. Solder one "
            "across the sensor (docs/how-to/build-a-mat.md) and calibrate, "
            "or write `unsupervised = true` into the layout."
        )


class _Counting:
    """Newtons to counts of single conversions."""

    def __init__(self, calibration: Calibration, oversampling: int, *, strict: bool) -> None:
        self._calibration, self._newtons = calibration, calibration.newtons
        self._bits, self._strict = oversampling, strict
        self._pads = len(self._newtons)

    def limits(self, lines: Sequence[RedLine], options: int, *, unsupervised_feet: bool) -> RigLimits:
        pad_n = {pad: self._pad_line_n(pad, lines) for pad in range(self._pads)}
        pads = [0 if line_n is None else self._pad_counts(pad, line_n) for pad, line_n in pad_n.items()]
        groups = self._groups(lines)
        watched = {
            columns: numbers for columns, its in groups.items() if any((numbers := self._group(columns, its, pads))[1:])
        }
        numbers = [*pads, *chain.from_iterable(watched.values())]
        shares = self._all_shares(groups, pad_n)
        hysteresis = max(1, min((floor(line - warn) for warn, line in shares), default=1))
        if _within_noise(_limits_among(numbers, self._pads), hysteresis):
            raise LimitsRefused("A limit lies within the noise of its pad. Calibrate the pads again.")
        open_below = self._open_below()
        if unsupervised_feet and not open_below:
            options |= GuardOption.FEET_UNSUPERVISED
        command = SetLimits(
            calibration_id=0,
            pads=self._pads,
            groups=len(watched),
            warning_percent=_warning_percent(shares),
            min_time_ms=0,
            hysteresis=hysteresis,
            open_below=open_below,
            short_above=ALL_FULL_COUNTS,
            options=options,
            limits=(*numbers, self._empty_sum()),
        )
        certain = {columns: self._certain_n(columns, its, pads) for columns, its in groups.items() if not its[0].rise}
        return RigLimits(_numbered(command), certain)

    def _pad_line_n(self, pad: int, lines: Sequence[RedLine]) -> float | None:
        """Return the lowest line a pad alone can pass; None where no pad is."""
        return min((line.limit_n for line in lines if pad in line.columns and not line.rise), default=None)

    def _pad_counts(self, pad: int, line_n: float) -> int:
        first_red = int(np.searchsorted(self._newtons[pad], line_n, side="right"))
        top = int(self._calibration.saturation_counts[pad])
        if first_red > top and self._strict:
            curve = self._calibration.curves[pad] if self._calibration.curves else None
            name = f"pad A{pad}" if curve is None else curve.pad
            end_n = float(self._newtons[pad, top - 1]) if curve is None else curve.top_n
            raise LimitsRefused(
                f"The curve of {name} ends at {end_n:.0f} N and its limit is {line_n:.0f} N. "
                f"Calibrate it again, with loads up to {ceil(line_n / 10) * 10} N."
            )
        return max(1, (min(first_red, top) >> self._bits) - 1)

    def _groups(self, lines: Sequence[RedLine]) -> dict[tuple[int, ...], list[RedLine]]:
        """Return the lines of each group of several pads: the sum before the rise, the largest group first."""
        found: dict[tuple[int, ...], list[RedLine]] = {}
        for line in sorted(lines, key=lambda line: (-len(line.columns), line.rise, line.limit_n)):
            if len(line.columns) > 1 or line.rise:
                its = found.setdefault(line.columns, [])
                its += [] if any(known.rise == line.rise for known in its) else [line]
        if len(found) > GROUPS_MAX and self._strict:
            raise LimitsRefused(
                f"The rig can watch {GROUPS_MAX} groups of pads and this layout has {len(found)}. Use a shipped layout."
            )
        return dict(list(found.items())[:GROUPS_MAX])

    def _group(self, columns: tuple[int, ...], lines: Sequence[RedLine], pads: Sequence[int]) -> tuple[int, int, int]:
        """Return the bits of a group, the limit of its sum and that of its rise.

        Where it takes so much to pass a limit that a pad passes its own before, up to the top of the range where none
        can be passed, that limit is left out.
        """
        top = sum(pads[column] or self._newtons.shape[1] - 1 >> self._bits for column in columns)
        sums = {line.rise: max(1, floor(self._counts(columns, line.limit_n, rise=line.rise))) for line in lines}
        total, rise = (sums.get(rise, 0) for rise in (False, True))
        return sum(1 << column for column in columns), total if total < top else 0, rise if rise < top else 0

    def _all_shares(
        self, groups: Mapping[tuple[int, ...], list[RedLine]], pad_n: Mapping[int, float | None]
    ) -> list[tuple[float, float]]:
        """Return the counts at which each line is near, and those on it: of groups first, then of pads."""
        shares = [
            self._shares(columns, line.limit_n, rise=line.rise) for columns, its in groups.items() for line in its
        ]
        pads = [self._shares((pad,), line_n, rise=False) for pad, line_n in pad_n.items() if line_n is not None]
        return shares + pads

    def _shares(self, columns: tuple[int, ...], line_n: float, *, rise: bool) -> tuple[float, float]:
        """Return the counts at which a line is near, and those on it."""
        return self._counts(columns, WARN_FROM * line_n, rise=rise), self._counts(columns, line_n, rise=rise)

    def _counts(self, columns: tuple[int, ...], force_n: float, *, rise: bool) -> float:
        """Return the largest sum of counts that a force on these pads can give, or the largest rise of it."""
        rest = sum(self._readings(column, np.zeros(1))[0] for column in columns)
        whole = np.arange(floor(force_n) + 1, dtype=np.float64)
        steps = np.append(whole, force_n) if force_n > whole[-1] else whole
        grows = np.concatenate([np.diff(self._readings(column, steps)) for column in columns])
        most = float(np.sort(grows)[len(grows) - (len(steps) - 1) :].sum())
        return float(most if rise else rest + most) / (1 << self._bits)

    def _readings(self, column: int, force_n: Floats) -> Floats:
        """Return the readings, not rounded, at which a pad shows forces, shape (n,)."""
        newtons = self._newtons[column]
        first = max(0, int(np.searchsorted(newtons, 0.0, side="right")) - 1)
        rising = np.concatenate(([True], np.diff(newtons[first:]) > 0))
        at = np.arange(first, len(newtons), dtype=np.float64)[rising]
        return interpolated(force_n, newtons[first:][rising], at)

    def _certain_n(self, columns: tuple[int, ...], lines: Sequence[RedLine], pads: Sequence[int]) -> float:
        """Return the largest load that stays below the limits of the group and its pads.

        Force is convex in counts, so it is largest where as few pads as possible carry it; the chord to a pad's limit
        bounds it from above.
        """
        left = self._counts(columns, lines[0].limit_n, rise=False)
        tops = [float(pads[column] + 1) for column in columns]
        forces = [
            float(self._newtons[column, min(int(top) << self._bits, self._newtons.shape[1] - 1)])
            for column, top in zip(columns, tops, strict=True)
        ]
        total_n = 0.0
        for top, force_n in sorted(zip(tops, forces, strict=True), key=lambda pair: -pair[1] / pair[0]):
            total_n += force_n * min(1.0, left / top)
            left = max(0.0, left - top)
        return float(total_n)

    def _empty_sum(self) -> int:
        return max(1, floor(self._counts(tuple(range(self._pads)), EMPTY_N, rise=False)))

    def _open_below(self) -> int:
        below = [curve.cut_off_counts(curve.counts_max) for curve in self._calibration.curves if curve is not None]
        return floor(min(below) / (1 << self._bits)) if below else 0


def _limits_among(numbers: Sequence[int], pads: int) -> list[int]:
    """Return the limits without the bits of the groups."""
    return [number for at, number in enumerate(numbers) if at < pads or (at - pads) % 3]


def _numbered(command: SetLimits) -> SetLimits:
    """Return the limits with a number that stands for every one of them."""
    return replace(command, calibration_id=zlib.crc32(repr(command).encode()) or 1)


def _within_noise(limits: Iterable[int], hysteresis: int) -> bool:
    return any(0 < limit <= hysteresis for limit in limits)


def _warning_percent(shares: Sequence[tuple[float, float]]) -> int:
    """Return from which share of every line on the rig warns."""
    return min(100, max((ceil(100 * warn / line) for warn, line in shares), default=100))
