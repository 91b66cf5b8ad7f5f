"""`pawpress people card`: a page that says where a person stands, for a school to sign."""

from __future__ import annotations

import re
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
from pawpress.system.new_file import replace_own
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
    try:
        learner = load_learner(name)
        texts = Texts(language or person.language or "en")
        drills = shipped_drills()
        made = skill_card(person.name, learner.sessions, learner.skills, drills, texts, date.today(), DEMO_RIG)
        replace_own(path, lambda into: write_card_html(made, into))
        typer.echo(f"Wrote {path}.")
        if pdf:
            replace_own(path.with_suffix(".pdf"), lambda into: write_card_pdf(made, into, Paper(paper)))
            typer.echo(f"Wrote {path.with_suffix('.pdf')}.")
    except FileExistsError as error:
        raise Failure(f"{error.filename}: {error.strerror}. Choose another name with --output.") from error
    except OSError as error:
        raise Failure(f"{path}: cannot be written ({error.strerror}). Choose another place.") from error
