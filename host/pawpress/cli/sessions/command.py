"""The subcommands of `pawpress sessions`, and the older spelling, which goes on working."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

from pawpress.cli.failure import say
from pawpress.cli.log_level import Commands
from pawpress.cli.sessions.archiving import archive
from pawpress.cli.sessions.comparing import compare
from pawpress.cli.sessions.describing import show, tag
from pawpress.cli.sessions.forgetting import forget
from pawpress.cli.sessions.importing import import_files
from pawpress.cli.sessions.listing import list_sessions
from pawpress.cli.sessions.older_spelling import as_subcommand

OLDER = "pawpress.older_spelling"
"""Whether the older spelling was used."""


class SessionsGroup(TyperGroup):
    """Lists where no subcommand is named, and takes the older spelling too."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the subcommand in front that the words mean."""
        if args and (args[0] in self.commands or args[0] == "--help"):
            return super().parse_args(ctx, args)
        words = as_subcommand(args)
        ctx.meta[OLDER] = words[0] != "list"
        return super().parse_args(ctx, words)

    def invoke(self, ctx: Any) -> Any:
        """Carry out the subcommand, and then say how it is written now."""
        result = super().invoke(ctx)
        if ctx.meta.get(OLDER):
            say(f"`pawpress sessions {ctx.invoked_subcommand}` is how it is written now; the older spelling works on.")
        return result


sessions = Commands(
    cls=SessionsGroup,
    help="List, find, describe, compare or forget what `--save` kept. Without a subcommand it lists.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
sessions.command("list")(list_sessions)
for _command in (show, tag, compare, archive, forget):
    sessions.command()(_command)
sessions.command("import")(import_files)
