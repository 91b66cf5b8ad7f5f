"""`pawpress` without a command, where nobody looks at a screen."""

from __future__ import annotations

import pytest

from pawpress.cli.start import WAYS, asked_for, words_for
from pawpress.library import sessions_folder
from pawpress.rig.discovery import Candidate
from pawpress.texts import LANGUAGES, Texts
from tests.commands import Command


@pytest.mark.parametrize("found", [[], [Candidate("COM3", "Arduino", None)]])
def test_a_pipe_is_told_what_to_type(command: Command, monkeypatch: pytest.MonkeyPatch, found: list[Candidate]):
    monkeypatch.setattr("pawpress.rig.discovery.candidates", lambda: found)
    done = command()
    assert [line.partition("  ")[0].strip() for line in done.out.splitlines()] == [*WAYS.values()]
    assert done.out.startswith("pawpress coach ")
    assert done.status == (0 if found else 1)
    assert done.err.startswith("pawpress: No rig is connected. Try `pawpress demo`") is not bool(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_menu_offers_is_in_every_language(language: str):
    assert len({Texts(language).text(f"menu.{word}") for word in WAYS}) == len(WAYS)


class Chooses:
    """Somebody who chooses one thing after the other."""

    texts = Texts("en")

    def __init__(self, *words: str) -> None:
        self.left, self.told = list(words), []

    def say(self, line: str, *, passing: bool = False) -> None:
        self.told.append(line)

    def choose(self, *_words: object) -> str:
        return self.left.pop(0)


def test_what_cannot_be_done_now_is_said_and_the_menu_comes_again(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("pawpress.rig.discovery.candidates", list)
    assert not list(sessions_folder().iterdir())
    person = Chooses("replay", "practice", "feet", "demo")
    assert asked_for(person) == "demo"  # type: ignore[arg-type]
    assert [line.partition(".")[0] for line in person.told[2:]] == [
        "No session is kept yet",
        "No rig is plugged in: plug one in and choose again, or choose 1, 4 or 5",
        "No rig is plugged in: plug one in and choose again, or choose 1, 4 or 5",
    ]


def test_a_rig_that_was_plugged_in_meanwhile_is_found(monkeypatch: pytest.MonkeyPatch):
    found = iter([[], [], [Candidate("COM3", "Arduino", None)]])
    monkeypatch.setattr("pawpress.rig.discovery.candidates", lambda: next(found))
    assert asked_for(Chooses("feet", "feet")) == "feet"  # type: ignore[arg-type]


def test_what_is_chosen_is_what_a_person_would_type():
    assert words_for("feet") == ["live", "--mode", "foot"]
    assert words_for("replay tuesday evening") == ["replay", "tuesday evening"]
