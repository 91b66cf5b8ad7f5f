"""Calibrates pad after pad and keeps each step and each finished pad, so that who is interrupted goes on there."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import msgspec

from pawpress import __version__
from pawpress.core.calibration import CalibrationError, PadCurve, Placement, RigCalibration
from pawpress.engine.begun_pads import GOES_ON, BegunPads
from pawpress.engine.calibrations import calibration_folder, load_calibration, moment
from pawpress.rig.calibration_guide import CalibrationGuide
from pawpress.rig.calibration_steps import Steps
from pawpress.settings.calibration_file import to_toml
from pawpress.system.new_file import put_in_place, writing


class Unfinished:
    """The finished pads of a calibration that is not whole yet, and what is done of the others.

    Parameters
    ----------
    rig : str
        Name of the rig.
    placement : str
        Where its pads are.
    """

    def __init__(self, rig: str, placement: Placement) -> None:
        self._rig = rig
        self._placement: Placement = placement
        self.begun = BegunPads(rig, placement)
        self._path = calibration_folder() / f"unfinished-{rig}-{placement}.toml"

    def curves(self, serial: int) -> dict[str, PadCurve]:
        """Return the pads that need not be done again; none where they are old, of another rig, or cannot be read."""
        if not self._path.exists():
            return {}
        try:
            kept = load_calibration(self._path)
        except CalibrationError:
            return {}
        age = datetime.now(UTC) - datetime.strptime(kept.created, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if (kept.rig, kept.placement, kept.serial) != (self._rig, self._placement, serial) or age > GOES_ON:
            return {}
        return {curve.pad: curve for curve in kept.pad}

    def keep(self, curves: Mapping[str, PadCurve], serial: int) -> None:
        """Put these pads in the place of what was kept, in one step.

        Raises
        ------
        CalibrationError
            If they cannot be written.
        """
        whole = RigCalibration(
            rig=self._rig,
            placement=self._placement,
            created=moment(time.time()),
            program=f"pawpress {__version__}",
            pad=tuple(sorted(curves.values(), key=lambda curve: curve.channel)),
        )
        text = to_toml(msgspec.structs.replace(whole, serial=serial)).encode()
        with writing(self._path, CalibrationError, advice="Free some space."):
            put_in_place(self._path, text)

    def drop(self) -> None:
        """Forget them: the calibration is whole, or is to begin anew."""
        self._path.unlink(missing_ok=True)
        self.begun.drop()


def calibrate_pads(
    guide: CalibrationGuide,
    calibrate: Callable[[str, int, Steps], PadCurve],
    pads: Mapping[str, int],
    unfinished: Unfinished,
    clock: Callable[[], float],
    tell: Callable[..., None],
) -> list[PadCurve]:
    """Lead through the pads that are not done yet, and keep each as soon as it is.

    Parameters
    ----------
    guide : CalibrationGuide
        Knows the rig and how long a pad takes.
    calibrate : callable
        Leads through the pad of this name and channel, and keeps its steps.
    pads : mapping of str to int
        Names and channels of the pads that are wanted.
    unfinished : Unfinished
        Where finished pads are kept.
    clock : callable
        Time of whoever puts the loads on, seconds.
    tell : callable
        Takes the key of a line for people, and the words in its gaps, as `Assistant.tell`.

    Raises
    ------
    CalibrationError, LinkError
        As `CalibrationGuide.calibrate`.
    """
    done = unfinished.curves(guide.serial)
    took_s = [guide.plan.about_s]
    for number, (pad, channel) in enumerate(pads.items(), 1):
        where = {"number": number, "of": len(pads), "name": pad}
        if pad in done:
            tell("guide.before", **where, at=done[pad].made[11:16])
            continue
        left_s = took_s[-1] * sum(other not in done for other in pads)
        tell("guide.next", **where, minutes=max(1, round(left_s / 60.0)))
        begun_s = clock()
        done[pad] = calibrate(pad, channel, unfinished.begun.steps(pad, channel, guide.serial, guide.plan))
        took_s.append(clock() - begun_s)
        unfinished.keep(done, guide.serial)
        unfinished.begun.finish(pad)
        tell("guide.kept", name=pad)
    return [done[pad] for pad in pads]
