"""Help that shows the options of a command in groups: each option names its group as `rich_help_panel`."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from typer.core import TyperCommand

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
    """A command whose help has one section per group of options."""

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
