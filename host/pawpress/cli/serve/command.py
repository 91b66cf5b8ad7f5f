"""The command `pawpress serve`: what it may be told."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from pawpress.cli.failure import Failure, WrongUse
from pawpress.cli.shown_by import SHOWN_BY

PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}
"""The options of `live`, `demo` and `replay` are passed on to them."""


def serve(
    context: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help="An emulated rig; takes the options of demo, too.")] = False,
    replay: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Play a recording; takes the options of replay, too.")
    ] = None,
    at: Annotated[
        int, typer.Option("--at", min=0, max=65535, metavar="PORT", help="Port of the page.", show_default="a free one")
    ] = 0,
    address_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the address there, for you only, in place of showing it.")
    ] = None,
) -> None:
    """Show the dashboard in a browser on this computer."""
    from pawpress.cli.serve.run import NO_FEET, show_in_browser

    if demo and replay is not None:
        raise WrongUse("Give --demo or --replay, not both.")
    if {"--headless", "--json", "--json-lines"} & set(context.args):
        raise WrongUse("A page in a browser is not --headless. Leave one of them out.")
    if _feet(context.args):
        raise Failure(NO_FEET)
    first = ["demo"] if demo else ["replay", str(replay)] if replay is not None else ["live"]
    shown = SHOWN_BY.set(partial(show_in_browser, at=at, address_file=address_file))
    try:
        context.find_root().command.main([*first, *context.args], standalone_mode=False)
    finally:
        SHOWN_BY.reset(shown)


def _feet(words: list[str]) -> bool:
    """Whether feet are asked for in so many words: then nobody is asked who stands on whom."""
    return "--mode=foot" in words or ("--mode", "foot") in pairwise(words)
