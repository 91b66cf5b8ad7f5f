"""Where calibrations are kept: one file a rig, placement and moment, never overwritten, for their owner's eyes only."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from pawpress.core.calibration import CalibrationError, Placement, RigCalibration
from pawpress.core.calibration.document import RIG_NAME
from pawpress.core.calibration.edges import uncertainty_anywhere
from pawpress.engine.config import DemoSource, EngineConfig
from pawpress.recording.manifest import DEMO_RIG
from pawpress.settings.calibration_file import from_toml, to_toml
from pawpress.settings.layout_files import load_layout
from pawpress.system.new_file import settle, write_new, writing
from pawpress.system.untrusted import read_text_bounded, told_as

NO_CALIBRATION = "none"
"""Given in place of a file, asks for the nominal curve."""


def calibration_folder() -> Path:
    """Return the folder in which this person's calibrations are kept."""
    return platformdirs.user_data_path("pawpress") / "calibrations"


def moment(unix_s: float) -> str:
    """Return a moment as it stands in calibrations."""
    return datetime.fromtimestamp(unix_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def save_calibration(calibration: RigCalibration, path: Path | None = None) -> Path:
    """Write a calibration to a new file and return its path.

    Parameters
    ----------
    calibration : RigCalibration
        What to write.
    path : Path, optional
        Where; None takes a name made of rig, placement and moment in this person's folder.

    Raises
    ------
    CalibrationError
        If the file is already there or cannot be written.
    """
    target = _free_path(calibration) if path is None else path
    with writing(target, CalibrationError):
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_new(target, lambda file: file.write(to_toml(calibration).encode()))
        settle(target.parent)
    return target


def load_calibration(path: Path) -> RigCalibration:
    """Read a calibration.

    Raises
    ------
    CalibrationError
        If it cannot be read or is not one.
    """
    with told_as(CalibrationError, path, unread="Check the name."):
        return from_toml(read_text_bounded(path), str(path))


def check_rig_name(rig: str) -> None:
    """Refuse a name that may not stand in the name of a file.

    Raises
    ------
    CalibrationError
        If it is one.
    """
    if not re.fullmatch(RIG_NAME, rig):
        raise CalibrationError(f"{rig!r} is no name of a rig. Use letters, digits, dots and dashes, 40 at most.")


def newest_calibration(
    rig: str, placement: Placement, folder: Path | None = None
) -> tuple[Path, RigCalibration] | None:
    """Return the newest calibration of a rig in a placement; None if there is none.

    Raises
    ------
    CalibrationError
        If one of them cannot be read: an older one in its place would be a silent mistake.
    """
    check_rig_name(rig)
    files = sorted((folder or calibration_folder()).glob(f"{rig}-{placement}-*.toml"))
    read = [(path, load_calibration(path)) for path in files]
    fitting = [(path, its) for path, its in read if (its.rig, its.placement) == (rig, placement)]
    return max(fitting, key=lambda pair: (pair[1].created, _turn(pair[0])), default=None)


def usual_placement(layout: str | None) -> Placement:
    """Return where the pads of a layout usually are: gloves on hands, mats under the futon."""
    return "glove" if layout is not None and "glove" in Path(layout).stem else "futon"


def rig_of(config: EngineConfig) -> str:
    """Return the name of the rig of a session: every emulated one has the same, whatever was said."""
    return DEMO_RIG if config.emulated else config.rig


def choose_calibration(config: EngineConfig) -> tuple[RigCalibration | None, str]:
    """Return the calibration a session is to use, and a line for people about it; an empty one where none is due.

    Raises
    ------
    CalibrationError
        If the one that was asked for does not fit the rig and the placement.
    """
    demo = config.source if isinstance(config.source, DemoSource) else None
    rig = rig_of(config)
    placement = config.placement or usual_placement(config.layout)
    if demo is not None and config.calibration is None:
        if config.mode != "foot":
            return None, ""
        known = "The emulated pads' curves are known, so the rig's own guard can be armed."
        return demo_calibration(demo, config.layout), known
    if config.calibration == NO_CALIBRATION:
        return None, ""
    if config.calibration is not None:
        path = Path(config.calibration)
        calibration = load_calibration(path)
        its_own = demo is not None and config.placement is None
        _check_fits(path, calibration, rig, calibration.placement if its_own else placement)
        return calibration, _line(path, calibration)
    newest = newest_calibration(rig, placement)
    if newest is None:
        text = f"No calibration of the rig {rig!r} on the {placement} yet, so newtons are nominal."
        return None, f"{text} Run `pawpress calibrate`."
    return newest[1], _line(*newest)


def demo_calibration(source: DemoSource, layout: str | None = None) -> RigCalibration:
    """Return the known curves of the emulated pads, named as in the layout, or in the usual one."""
    from pawpress.rig.firmware_images import manifest
    from pawpress.simulator.known_curves import known_calibration
    from pawpress.simulator.pads import SUPERVISED_SENSOR

    pads = manifest().images[source.board].pads
    named = None if layout is None else load_layout(layout)
    return known_calibration(DEMO_RIG, pads, moment(time.time()), SUPERVISED_SENSOR, named)


def _check_fits(path: Path, calibration: RigCalibration, rig: str, placement: Placement) -> None:
    try:
        calibration.check_fits(rig, placement)
    except CalibrationError as error:
        raise CalibrationError(f"{path}: {error}") from error


def _line(path: Path, calibration: RigCalibration) -> str:
    worst = max(uncertainty_anywhere(curve) for curve in calibration.pad)
    return f"Calibration of {calibration.created[:10]} ({path.name}): newtons ± {worst:.0%}."


def _free_path(calibration: RigCalibration) -> Path:
    """Return a name that is not taken; two calibrations of one second are told apart by a number."""
    stamp = re.sub(r"[-:]", "", calibration.created)
    stem = calibration_folder() / f"{calibration.rig}-{calibration.placement}-{stamp}"
    turn = 1
    while (path := stem.with_name(f"{stem.name}{'' if turn == 1 else f'-{turn}'}.toml")).exists():
        turn += 1
    return path


def _turn(path: Path) -> int:
    found = re.search(r"Z-(\d+)$", path.stem)
    return int(found[1]) if found else 1
