"""`pawpress` without a command: what one may do, as a menu on a screen, or as a list on a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pawpress.cli.failure import Failure, in_language
from pawpress.core.counted import press_count

if TYPE_CHECKING:
    import typer

    from pawpress.texts.dialog import Dialog

WAYS = {
    "coach": "pawpress coach",
    "practice": "pawpress live",
    "feet": "pawpress live --mode foot",
    "replay": "pawpress replay NAME",
    "demo": "pawpress demo",
}
"""What there is, in the order in which it is offered, and what to type for it."""
NEED_A_RIG = ("practice", "feet")
NO_RIG = "No rig is connected. Try `pawpress demo`, or `pawpress doctor` if one is plugged in."
NEWEST = 9
"""Kept sessions that are offered."""


def start(context: typer.Context) -> None:
    """Offer what there is and do what is chosen, by one of the context's commands.

    Raises
    ------
    Failure
        On a pipe, if no rig is connected, or more than one.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        context.command.main(words_for(_chosen()))
    from pawpress.texts import Texts, usual_language

    texts, wide = Texts(usual_language()), max(map(len, WAYS.values()))
    for word, command in WAYS.items():
        print(f"{command:<{wide}}  {texts.text(f'menu.{word}')}")
    ports = _ports()
    if not ports:
        raise in_language(Failure(NO_RIG), texts)
    if len(ports) > 1:
        choices = " or ".join(f"`pawpress live --port {port}`" for port in ports)
        raise in_language(Failure(f"More than one rig may be connected. Type {choices}."), texts)


def _ports() -> list[str]:
    from pawpress.rig.discovery import candidates

    return [candidate.port for candidate in candidates()]


def _chosen() -> str:
    from pawpress.dashboard.asking import ask_on_screen
    from pawpress.texts import Texts, usual_language
    from pawpress.texts.dialog import NobodyAnswers

    try:
        return ask_on_screen(asked_for, Texts(usual_language()))
    except NobodyAnswers:
        raise SystemExit(0) from None


def asked_for(dialog: Dialog) -> str:
    """Ask what is wanted; return its word, of `replay` with the name of the session.

    Raises
    ------
    NobodyAnswers
        If nobody chooses.
    """
    from pawpress.texts.dialog import Option

    texts = dialog.texts
    dialog.say(texts.text("aid"))
    if not _ports():
        dialog.say(texts.text("menu.no_rig"))
    options = [Option(word, texts.text(f"menu.{word}")) for word in WAYS]
    while True:
        chosen = dialog.choose(texts.text("menu.what"), options, "coach")
        if chosen in NEED_A_RIG and not _ports():
            dialog.say(texts.text("menu.plug_in"))
        elif chosen != "replay":
            return chosen
        elif session := _session(dialog):
            return f"replay {session}"
        else:
            dialog.say(texts.text("menu.none_kept"))


def _session(dialog: Dialog) -> str | None:
    """Ask which of the newest sessions; None where none is kept."""
    from contextlib import closing

    from pawpress.library import Library, SessionQuery, sessions_folder
    from pawpress.texts.dialog import Option

    with closing(Library(sessions_folder())) as library:
        rows = library.sessions(SessionQuery())[: -NEWEST - 1 : -1]
    if not rows:
        return None
    options = [
        Option(row.name, f"{row.name}  {row.person}  {dialog.texts.said(press_count(row.presses))}".strip())
        for row in rows
    ]
    return dialog.choose(dialog.texts.text("menu.which"), options, rows[0].name)


def words_for(chosen: str) -> list[str]:
    """Return what a person would type behind `pawpress` for what was chosen."""
    word, _, name = chosen.partition(" ")
    return [name if part == "NAME" else part for part in WAYS[word].split()[1:]]
