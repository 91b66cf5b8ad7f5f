"""The subcommands of `pawpress people`: what they may be told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pawpress.cli.log_level import Commands, LogLevel, choose_level

people = Commands(
    help="Show, change, hand out or forget what is kept of people.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    invoke_without_command=True,
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The person.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Weight = Annotated[str | None, typer.Option(metavar="WEIGHT", help="62kg or 137lb; the unit is remembered too.")]
Lighter = Annotated[
    str | None,
    typer.Option(metavar="WEIGHT", help="How much lighter whoever stands on this back must be; 20lb, or more."),
]
Language = Annotated[Literal["en", "fil"] | None, typer.Option(help="Language of the coach.")]
StopWord = Annotated[str | None, typer.Option(metavar="WORD", help="The word at which a giver steps off.")]
Hurts = Annotated[
    str | None,
    typer.Option("--pattern", metavar="NAME", help="What hurts, as in `pawpress live --pattern`; `none` for nothing."),
]


@people.callback()
def listed(context: typer.Context, log_level: LogLevel = None) -> None:
    """List the people, unless a subcommand is given."""
    choose_level(log_level)
    if context.invoked_subcommand is None:
        list_people()


@people.command("list")
def list_people(json: AsJson = False) -> None:
    """List everybody there is a profile of."""
    from pawpress.cli.people.telling import print_people

    print_people(json=json)


@people.command()
def show(name: Name, json: AsJson = False) -> None:
    """Show what is kept of a person."""
    from pawpress.cli.people.telling import print_person

    print_person(name, json=json)


def _changing(verb: Literal["add", "edit"], text: str) -> None:
    """Register a subcommand that takes all that a profile can be told."""

    @people.command(verb, help=text)
    def change(
        name: Name,
        weight: Weight = None,
        lighter_by: Lighter = None,
        language: Language = None,
        stop_word: StopWord = None,
        pattern: Hurts = None,
    ) -> None:
        from pawpress.cli.people.changing import Changes, add_person, edit_person

        do = add_person if verb == "add" else edit_person
        do(name, Changes(weight, lighter_by, language, stop_word, pattern))


_changing("add", "Add a person. The coach adds people by itself, too, when it is told their names.")
_changing("edit", "Change what is kept of a person. Health answers change only where they are asked, before a session.")


@people.command()
def export(
    name: Name,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="A new file; printed when left out.")
    ] = None,
) -> None:
    """Hand out all that is kept of a person, as JSON: profile, progress and the names of their sessions."""
    from pawpress.cli.people.telling import export_to

    export_to(name, output)


@people.command()
def card(
    name: Name,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="PATH.html", show_default="NAME-card.html", help="The page."),
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="A PDF beside it.")] = False,
    paper: Annotated[Literal["a4", "letter"], typer.Option(help="Size of the PDF.")] = "a4",
    language: Annotated[
        Literal["en", "fil"] | None, typer.Option(envvar="PAWPRESS_LANGUAGE", show_default="the person's, or en")
    ] = None,
) -> None:
    """Make a skill card that a school can sign: hidden tests with their intervals, retention apart from practice."""
    from pawpress.cli.people.carding import make_card

    make_card(name, output, pdf=pdf, paper=paper, language=language)


@people.command()
def forget(name: Name) -> None:
    """Delete everything of a person for good, without asking: profile, progress, and sessions with their cards."""
    from pawpress.cli.people.changing import forget_all

    forget_all(name)
