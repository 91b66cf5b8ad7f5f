"""Which emulated board a demo takes: the one asked for, if it carries the layout, or the smallest that does."""

from __future__ import annotations

from pawpress.cli.common_options import BoardName
from pawpress.cli.failure import Failure, WrongUse
from pawpress.core.layout import LayoutError
from pawpress.rig.firmware_images import manifest
from pawpress.settings.layout_files import load_layout

BOARDS: tuple[BoardName, ...] = ("uno", "nano", "mux")
"""With more and more pads."""


def board_for(layout: str | None, board: BoardName | None) -> BoardName:
    """Return the board of a demo.

    Parameters
    ----------
    layout : str or None
        Name or file of the layout that was asked for.
    board : str or None
        The board that was asked for.

    Raises
    ------
    Failure
        If the layout cannot be read.
    WrongUse
        If the board has too few pads for it, or every board has.
    """
    if layout is None:
        return board or "uno"
    try:
        wanted = load_layout(layout)
    except LayoutError as error:
        raise Failure(str(error)) from error
    pads: dict[BoardName, int] = {name: manifest().images[name].pads for name in BOARDS}
    fitting: list[BoardName] = [name for name in BOARDS if pads[name] >= len(wanted.pad)]
    if not fitting:
        raise WrongUse(f"--layout {layout} has {len(wanted.pad)} pads, more than any board: {max(pads.values())}.")
    if board is not None and board not in fitting:
        raise WrongUse(
            f"--layout {layout} has {len(wanted.pad)} pads, --board {board} {pads[board]}: use --board {fitting[0]}."
        )
    return board or fitting[0]
