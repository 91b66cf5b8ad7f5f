"""`--log-level`, which every command takes, before its name or after it."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import typer

from pawpress.cli.grouped_help import GroupedCommand
from pawpress.system.log import LEVEL_VARIABLE, Level

LogLevel = Annotated[
    Level | None,
    typer.Option("--log-level", help="What the log keeps: this level and worse.", show_default="info"),
]
F = TypeVar("F", bound=Callable[..., Any])


def choose_level(chosen: str | None) -> None:
    """Log at this level here and in the processes that this one starts."""
    if chosen is not None:
        os.environ[LEVEL_VARIABLE] = chosen


class Commands(typer.Typer):
    """The command line; gives every command `--log-level` and help in groups."""

    def command(self, *words: Any, cls: type[GroupedCommand] = GroupedCommand, **settings: Any) -> Callable[[F], F]:
        """Register a command, whose options are made when somebody asks for them."""

        def registered(function: F) -> F:
            def named() -> None: ...

            named.__name__, named.__doc__ = function.__name__, function.__doc__
            make: Any = functools.partial(cls, lambda: _with_level(function))
            super(Commands, self).command(*words, cls=make, **settings)(named)
            return function

        return registered


def _with_level(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def run(*words: Any, log_level: str | None, **options: Any) -> Any:
        choose_level(log_level)
        return function(*words, **options)

    signature = inspect.signature(function, eval_str=True)
    option = inspect.Parameter("log_level", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=LogLevel)
    changed = signature.replace(parameters=[*signature.parameters.values(), option])
    run.__signature__ = changed  # pyright: ignore[reportAttributeAccessIssue] - how `inspect` is told
    run.__annotations__ = {**function.__annotations__, "log_level": LogLevel}
    return run
