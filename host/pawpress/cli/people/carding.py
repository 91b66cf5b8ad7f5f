"""`pawpress people card`: a page that says where a person stands, for a school to sign."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import typer

from pawpress.cli.failure import Failure
from pawpress.cli.people.telling import known
from pawpress.library.learners import load_learner
from pawpress.recording.manifest import DEMO_RIG
from pawpress.report.paper import Paper
from pawpress.report.skill_card import skill_card, write_card_html, write_card_pdf
from pawpress.settings.drill_files import shipped_drills
from pawpress.system.new_file import replace_own, writing
from pawpress.texts import Texts


def make_card(
    name: str, output: Path | None, *, pdf: bool, paper: Literal["a4", "letter"], language: str | None
) -> None:
    """Write the card and say where it is.

    Raises
    ------
    Failure
        If nobody of this name is known, or it cannot be written.
    """
    person = known(name)
    path = output or Path(f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'person'}-card.html")
    learner = load_learner(name)
    texts = Texts(language or person.language or "en")
    made = skill_card(person.name, learner.sessions, learner.skills, shipped_drills(), texts, date.today(), DEMO_RIG)
    _write(path, lambda into: write_card_html(made, into))
    if pdf:
        _write(path.with_suffix(".pdf"), lambda into: write_card_pdf(made, into, Paper(paper)))


def _write(path: Path, write: Callable[[Path], object]) -> None:
    with writing(path, Failure, option="--output"):
        replace_own(path, write)
    typer.echo(f"Wrote {path}.")
