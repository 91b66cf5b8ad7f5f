"""`pawpress people`: shown, changed, handed out, forgotten with everything that names them."""

from __future__ import annotations

import json
import stat
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from pawpress.core.coach import HiddenTest, Skill
from pawpress.library import Card, sessions_folder, write_card
from pawpress.library.learners import Learner, load_learner, save_learner
from pawpress.settings.people import Health, Nice, Person, load_person, people_folder, save_person
from tests.commands import Command
from tests.recordings import record
from tests.streams import stream_of

TODAY = date.today()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def session(name: str, card: Card) -> Path:
    path = sessions_folder() / name
    record(path, [stream_of(np.tile(np.linspace(0.0, 90.0, 400)[:, None], (1, 2)))])
    write_card(path, card)
    return path


def test_nobody_is_known_at_first(command: Command):
    done = command("people")
    assert (done.status, done.out) == (0, "")
    assert "Nobody is known yet" in done.err


def test_somebody_is_added_shown_and_changed(command: Command):
    assert command("people", "add", "Ben", "--weight", "176lb", "--stop-word", "red").out == "Added Ben.\n"
    assert command("people", "list").out == "Ben: weight 176lb, stop-word red\n"
    assert command("people", "edit", "Ben", "--weight", "80kg", "--pattern", "whole_back").status == 0
    shown = command("people", "show", "Ben").out.splitlines()
    assert shown == ["name: Ben", "weight: 80kg", "stop-word: red", "pattern: whole_back", "sessions: 0"]
    again = command("people", "add", "Ben")
    assert again.status == 1
    assert "is known already" in again.err


def test_health_is_shown_with_its_age(command: Command):
    health = Health(day=TODAY - timedelta(days=9), answers={"stop_now": False, "ask_first": True})
    save_person(Person(name="Ben", health=health, nice={"lower-back": Nice(day=TODAY, nice_n=62.0, stop_n=150.0)}))
    shown = command("people", "show", "Ben").out
    assert f"health: 1 reasons against pressing, asked on {health.day} (9 days ago)" in shown
    assert "nice: lower-back 62 N, stop at 150 N" in shown
    [person] = json.loads(command("people", "list", "--json").out)["people"]
    assert person["health"]["answers"] == {"stop_now": False, "ask_first": True}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("edit", "Ben"), "Say what to change"),
        (("edit", "Ben", "--lighter-by", "10lb"), "cannot be loosened"),
        (("edit", "Ben", "--weight", "heavy"), "is not a weight"),
        (("edit", "Ben", "--pattern", "knee"), "give one of"),
    ],
)
def test_what_makes_no_sense_changes_nothing(command: Command, words: tuple[str, ...], told: str):
    save_person(Person(name="Ben"))
    done = command("people", *words)
    assert done.status == 2
    assert told in done.err
    assert load_person("Ben") == Person(name="Ben")


@pytest.mark.parametrize("verb", ["show", "edit", "export", "forget"])
def test_who_is_not_known_is_named(command: Command, verb: str):
    more = ("--weight", "60kg") if verb == "edit" else ()
    done = command("people", verb, "Nobody", *more)
    assert done.status == 1
    assert done.err == "pawpress: Nobody: nobody of this name is known. `pawpress people list` lists them.\n"


def test_a_damaged_profile_is_named_and_the_others_are_listed(command: Command):
    save_person(Person(name="Ana"))
    save_person(Person(name="Ben")).write_bytes(b"{}")
    done = command("people", "list")
    assert (done.status, done.out) == (1, "Ana: only the name is known\n")
    assert done.err.startswith("pawpress: Not listed: ")


def test_all_of_a_person_is_handed_out(command: Command, tmp_path: Path):
    save_person(Person(name="Ben", weight_kg=80.0))
    save_learner(Learner(name="Ben", sessions=2))
    save_learner(Learner(name="Ben", emulated=True, sessions=7))
    session("2026-11-29-a.paw", Card(person="Ana", partner="Ben"))
    session("2026-11-29-b.paw", Card(person="Ana"))
    handed = json.loads(command("people", "export", "Ben").out)
    assert handed["format"] == "pawpress.person-export/1"
    assert (handed["profile"]["weight_kg"], handed["progress"]["sessions"]) == (80.0, 2)
    assert handed["progress_on_an_emulated_rig"]["sessions"] == 7
    assert "\nsessions: 2\non an emulated rig: sessions 7, kept apart" in command("people", "show", "Ben").out
    assert handed["sessions"] == ["2026-11-29-a"]
    file = tmp_path / "ben.json"
    assert command("people", "export", "Ben", "-o", file).out == f"{file}\n"
    assert json.loads(file.read_text()) == handed
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 or sys.platform == "win32"
    assert "is not overwritten" in command("people", "export", "Ben", "-o", file).err


def test_to_forget_takes_profile_progress_cards_sessions_and_the_name_elsewhere(command: Command, tmp_path: Path):
    test = HiddenTest(day=739_000, kind="after", presses_passed=4, presses=5, passed=True, partner="Ben")
    save_person(Person(name="Ben"))
    save_learner(Learner(name="Ben", sessions=2))
    save_learner(Learner(name="Ana", skills={"slow": Skill(tests=(test,))}))
    session("2026-11-29-as-partner.paw", Card(person="Ana", partner="Ben"))
    session("2026-11-29-as-giver.paw", Card(person="Ben"))
    kept = session("2026-11-29-of-ana.paw", Card(person="Ana"))
    done = command("people", "forget", "Ben")
    assert done.status == 0
    assert done.out.startswith("Forgot Ben: the profile, the progress, 4 files of sessions, the name in the progress")
    left = {path.name for path in sessions_folder().iterdir() if not path.name.lstrip(".").startswith("index")}
    assert left == {kept.name, "2026-11-29-of-ana.card.json"}
    assert [path.name.partition("-")[0] for path in people_folder().iterdir()] == ["ana"]
    assert len(load_learner("Ana").skills["slow"].tests) == 1
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and path != kept)
    assert b"Ben" not in everything


def test_a_skill_card_is_written_in_the_persons_language_and_says_where(command: Command, tmp_path: Path):
    save_person(Person(name="Ana", language="fil"))
    save_learner(Learner(name="Ana", sessions=2, skills={"slow": Skill(presses=4, presses_passed=3)}))
    path = tmp_path / "ana.html"
    done = command("people", "card", "Ana", "-o", str(path), "--pdf")
    assert done.out.splitlines() == [f"Wrote {path}.", f"Wrote {path.with_suffix('.pdf')}."]
    assert "Kard ng kasanayan: Ana" in path.read_text("utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert command("people", "card", "Nobody", "-o", str(path)).status == 1
    assert "cannot be written" in command("people", "card", "Ana", "-o", str(tmp_path / "nowhere/a.html")).err
