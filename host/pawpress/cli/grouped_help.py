"""Commands whose options are made late, and shown in groups: each option names its group as `rich_help_panel`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import Any

from typer.core import TyperCommand
from typer.main import get_command_from_info
from typer.models import CommandInfo

RIG = "The rig"
PARTICIPANTS = "Who presses whom"
JUDGING = "How presses are judged"
TABLE = "How a file of another program is read"
MANY = "Many files"
KEEPING = "What is kept"
HEADLESS = "Without a screen"
LOADS = "Loads"
TABLE_OF_POINTS = "With --points"
OTHERS = "Options"


class GroupedCommand(TyperCommand):
    """A command whose help has one section per group of options.

    Its options are made when somebody asks for them: a start asks for those of one command, and there are twenty.

    Parameters
    ----------
    function : callable
        Returns what the command does, by whose signature its options are made.
    settings
        As for any command of typer.
    """

    def __init__(self, function: Callable[[], Callable[..., Any]], **settings: Any) -> None:
        super().__init__(**settings)
        self._function = function
        del self.params, self.callback  # so that those below are asked

    @cached_property
    def params(self) -> Any:  # pyright: ignore[reportIncompatibleVariableOverride] - late
        """Arguments and options."""
        return self._made.params

    @cached_property
    def callback(self) -> Any:  # pyright: ignore[reportIncompatibleVariableOverride] - late
        """What is called with them."""
        return self._made.callback

    @cached_property
    def _made(self) -> Any:
        info = CommandInfo(callback=self._function())
        return get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments, then the groups in the order in which they first come, then what has none."""
        sections: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                is_argument = parameter.param_type_name == "argument"
                sections["Arguments" if is_argument else _group(parameter)].append(record)
        others = sections.pop(OTHERS, [])
        for title, records in [*sections.items(), (OTHERS, others)]:
            with formatter.section(title):
                formatter.write_dl(records)


def _group(parameter: Any) -> str:
    return getattr(parameter, "rich_help_panel", None) or OTHERS
