"""Menu, rigs with doctor, people, health and pads on the screen in Filipino: no English word is left on any page."""

from __future__ import annotations

import pytest
from test_asking import Person, home, no_rig, set_up, until
from textual.pilot import Pilot

from pawpress.cli.failure import Failure
from pawpress.cli.start import asked_for
from pawpress.dashboard.asking import AskingApp
from pawpress.texts import Texts
from tests.english import english_left

__all__ = ["home", "no_rig"]
NAMES = ("Ana", "Ben", "pawpress", "Python", "Linux", "Darwin", "Windows", "level", "info")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that any page shows."""
    pages: list[str] = []
    show_line, show_step, ask_line, ask_choice = (
        getattr(AskingApp, name) for name in ("show_line", "show_step", "ask_line", "ask_choice")
    )

    def lines(app: AskingApp, line: str, *, passing: bool) -> None:
        pages.append(line)
        show_line(app, line, passing=passing)

    def steps(app: AskingApp, text: str) -> None:
        pages.append(text)
        show_step(app, text)

    def asks(app: AskingApp, question: str, usual: str) -> None:
        pages.append(question)
        ask_line(app, question, usual)

    def choices(app: AskingApp, question: str, options: list, usual: str | None, first: int) -> None:  # type: ignore[type-arg]
        pages.extend([question, *(option.label for option in options)])
        ask_choice(app, question, options, usual, first)

    for name, own in (("show_line", lines), ("show_step", steps), ("ask_line", asks), ("ask_choice", choices)):
        monkeypatch.setattr(AskingApp, name, own)
    return pages


def left(pages: list[str]) -> dict[str, set[str]]:
    found = {page: english_left(page, "fil", NAMES) for page in pages}
    return {page: words for page, words in found.items() if words}


async def test_the_menu(said: list[str]) -> None:
    app: AskingApp = AskingApp(asked_for, Texts("fil"))
    async with app.run_test(size=(80, 24)) as pilot:
        await Person(app, pilot).answers("Ano ang gusto", "enter")
        await until(lambda: app.dialog.over)
    assert app.result == "coach"
    assert len(said) > 5
    assert left(said) == {}


async def with_doctor(app: AskingApp, pilot: Pilot[None], *health: str) -> None:
    person = Person(app, pilot)
    await person.answers("Aling rig", "2")
    await person.answers("Aling rig", "1")
    await person.answers("Sino ang didiin", *"Ana", "enter")
    await person.answers("Sino ang hihiga", *"Ben", "enter")
    for letter in health:
        await person.answers("Mayroon ba", letter)


async def test_from_the_rig_to_the_pads(said: list[str]) -> None:
    app = set_up("fil")
    async with app.run_test(size=(80, 24)) as pilot:
        await with_doctor(app, pilot, "n", "n", "n")
        await Person(app, pilot).answers("Ano ang gagawin", "2")
        await until(lambda: app.dialog.over)
    assert app.fault is None
    assert any(page.startswith(("HINDI: ", "ok: ")) for page in said)
    assert left(said) == {}


async def test_a_reason_against_pressing(said: list[str]) -> None:
    app = set_up("fil")
    async with app.run_test(size=(80, 24)) as pilot:
        await with_doctor(app, pilot, "n", "y", "y")
        await until(lambda: app.dialog.over)
    assert isinstance(app.fault, Failure)
    assert left(said) == {}
