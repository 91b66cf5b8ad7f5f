"""How somebody wants the screen to be: kept in one private file, replaced in one step."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, get_args

import msgspec
import platformdirs

from pawpress.core.units import NEWTONS_PER_KGF, NEWTONS_PER_LBF
from pawpress.system.kept_file import KeptFileError, read_kept, write_kept

FORMAT: Final = "pawpress.choices/1"
UnitName = Literal["N", "kgf", "lbf", "% of body weight"]
UNITS: Final[tuple[UnitName, ...]] = get_args(UnitName)
LIGHTEST_KG, HEAVIEST_KG = 30, 200
"""Body weights that can be chosen."""


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen, or is usual."""

    format: str = FORMAT
    theme: str = "dark"
    unit: UnitName = "N"
    weight_kg: int = 70
    """Of who presses; for the unit % of body weight alone."""
    big_numbers: bool = True
    """Whether the forces on the pads are drawn large where there is room."""

    @property
    def per_newton(self) -> float:
        """How many of the unit one newton is."""
        match self.unit:
            case "N":
                return 1.0
            case "kgf":
                return 1.0 / NEWTONS_PER_KGF
            case "lbf":
                return 1.0 / NEWTONS_PER_LBF
            case _:
                return 100.0 / (NEWTONS_PER_KGF * self.weight_kg)


def choices_path() -> Path:
    """Return the file of the choices."""
    return platformdirs.user_config_path("pawpress", appauthor=False) / "screen.json"


def load_choices(path: Path | None = None) -> tuple[Choices, str]:
    """Return what was chosen, and what is wrong with the file; the usual ones where it cannot be used."""
    try:
        return read_kept(path or choices_path(), Choices, FORMAT) or Choices(), ""
    except KeptFileError as error:
        return Choices(), str(error)


def save_choices(choices: Choices, path: Path | None = None) -> str:
    """Keep choices; return why not, empty where they are kept."""
    try:
        write_kept(path or choices_path(), choices)
    except KeptFileError as error:
        return str(error)
    return ""
