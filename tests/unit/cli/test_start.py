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


def test_without_a_kept_session_there_is_nothing_to_play(monkeypatch: pytest.MonkeyPatch, tmp_path):
    from pawpress.cli.failure import Failure

    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("pawpress.rig.discovery.candidates", list)
    assert not list(sessions_folder().iterdir())

    class Chooses:
        texts = Texts("en")

        def say(self, line: str, *, passing: bool = False) -> None: ...

        def choose(self, *_words: object) -> str:
            return "replay"

    with pytest.raises(Failure, match="There is no kept session yet"):
        asked_for(Chooses())  # type: ignore[arg-type]


def test_what_is_chosen_is_what_a_person_would_type():
    assert words_for("feet") == ["live", "--mode", "foot"]
    assert words_for("replay tuesday evening") == ["replay", "tuesday evening"]
