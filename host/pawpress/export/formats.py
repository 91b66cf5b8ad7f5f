"""Which formats there are: each is a module `to_NAME` beside this one. Nothing is loaded to list them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pawpress.export.table import ExportOptions, ExportTable

PREFIX = "to_"
Write = Callable[["ExportTable", Path, "ExportOptions"], "list[Path]"]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format."""

    name: str
    """As `--to` takes it; the ending of the file, and the extra of the package that it may need."""
    meaning: str
    """What it is, in one line."""
    options: frozenset[str]
    """The fields of `ExportOptions` that it looks at."""
    write: Write
    """Writes the table to a path, and files beside it; returns them all."""


def names() -> list[str]:
    """Return the formats that there are, in the order of the alphabet."""
    folder = str(Path(__file__).parent)
    return sorted(module.name.removeprefix(PREFIX) for module in iter_modules([folder]) if _is_format(module.name))


def load(name: str) -> ExportFormat:
    """Return a format.

    Raises
    ------
    ValueError
        If there is none of this name.
    """
    module = f"{__package__}.{PREFIX}{name}"
    if find_spec(module) is None:
        raise ValueError(f"{name}: there is no such format. There are {', '.join(names())}.")
    loaded: Any = import_module(module)
    meaning = (loaded.__doc__ or "").partition("\n")[0]
    return ExportFormat(name, meaning, frozenset(getattr(loaded, "OPTIONS", ())), loaded.write)


def _is_format(module: str) -> bool:
    return module.startswith(PREFIX)
