"""The confirmed steps of pads whose calibration is not finished: on the disk before the next load is asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from pawpress.core.calibration import CalibrationError, Placement
from pawpress.engine.calibrations import calibration_folder, check_rig_name
from pawpress.rig.calibration_guide import CalibrationPlan
from pawpress.rig.calibration_steps import PadSteps, Steps
from pawpress.system.kept_file import KeptFileError, delete_kept, read_kept, write_kept

FORMAT = "pawpress.begun-pads/1"
GOES_ON = timedelta(hours=12)
"""So long the pads may be taken to be as they were."""


class _Begun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pad: what was asked for, and what of it is done."""

    at: datetime
    serial: int
    plan: CalibrationPlan
    steps: PadSteps


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    format: str = FORMAT
    pads: dict[str, _Begun] = {}


class BegunPads:
    """The pads of one rig and placement that are begun.

    Parameters
    ----------
    rig : str
        Name of the rig.
    placement : str
        Where its pads are.

    Raises
    ------
    CalibrationError
        If that is no name of a rig.
    """

    def __init__(self, rig: str, placement: Placement) -> None:
        check_rig_name(rig)
        self._path = calibration_folder() / f"begun-{rig}-{placement}.json"

    @property
    def path(self) -> Path:
        """The file that holds them."""
        return self._path

    def steps(self, pad: str, channel: int, serial: int, plan: CalibrationPlan) -> Steps:
        """Return what is done of a pad, as something that keeps each further step.

        A pad that was begun long ago, on another rig or with other loads begins anew, and so does what cannot be read.

        Parameters
        ----------
        pad, channel
            Which pad it is.
        serial : int
            Serial number of the rig.
        plan : CalibrationPlan
            What is asked for.
        """

        def keep(done: PadSteps) -> None:
            self._put(pad, _Begun(datetime.now(UTC), serial, plan, done))

        begun = self._read().get(pad)
        fresh = PadSteps(pad, channel)
        if begun is None or (begun.serial, begun.plan, begun.steps.channel) != (serial, plan, channel):
            return Steps(fresh, keep)
        return Steps(fresh if datetime.now(UTC) - begun.at > GOES_ON else begun.steps, keep)

    def finish(self, pad: str) -> None:
        """Forget the steps of a pad: its curve is kept."""
        pads = self._read()
        if pads.pop(pad, None) is not None:
            self._write(pads)

    def drop(self) -> None:
        """Forget all of them."""
        delete_kept(self._path)

    def _put(self, pad: str, begun: _Begun) -> None:
        self._write({**self._read(), pad: begun})

    def _read(self) -> dict[str, _Begun]:
        try:
            kept = read_kept(self._path, _Kept, FORMAT)
        except KeptFileError:
            return {}  # nothing is lost by asking again
        return {} if kept is None else kept.pads

    def _write(self, pads: dict[str, _Begun]) -> None:
        try:
            write_kept(self._path, _Kept(pads=pads))
        except KeptFileError as error:
            raise CalibrationError(str(error)) from error
