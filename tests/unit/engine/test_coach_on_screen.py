"""What views get of a coached session: of a hidden press nothing, of an alarm everything, and all of it is kept."""

from __future__ import annotations

import msgspec
import pytest

from pawpress.core.coach import FEEDBACKS
from pawpress.core.pipeline import Pipeline
from pawpress.engine.coach_view import CoachOnScreen
from pawpress.engine.config import DemoSource, EngineConfig, PortSource
from pawpress.engine.messages import CoachView, PressView, Snapshot, ToView
from pawpress.engine.view_sink import ViewSink, press_view
from pawpress.library.learners import Learner, load_learner
from pawpress.settings.people import Person, load_person, save_person
from pawpress.settings.shipped_setup import shipped_setup
from tests.engines import FakeLink, Port, running
from tests.unit.engine.test_coach_run import GOOD, HARD, JAB, setup_for, stream


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


DEMO, ON_A_PORT = DemoSource(), PortSource(port="-")


class Server:
    """Takes what is published."""

    def __init__(self) -> None:
        self.sent: list[ToView] = []

    def publish(self, message: ToView) -> None:
        self.sent.append(message)


def watched(presses, setup, said=(), *, cut: int = 700, source=DEMO) -> tuple[list[ToView], CoachOnScreen]:
    """Return everything that views get while presses follow each other."""
    server, pipeline, link = Server(), Pipeline(shipped_setup()), FakeLink()
    config = EngineConfig(source=source, coach=setup)
    views = ViewSink(server, "pawpress", "hands", None)  # type: ignore[arg-type]
    coach = CoachOnScreen(config, views.send, views.notify, press_view)
    session = running(Port([link]).open, coach.run, views, pipeline=pipeline)
    coach.run.attach(pipeline)
    views.shown = coach.shown
    views.attach(session.session, "core")
    data, words = stream(presses), dict(said)
    for number, at in enumerate(range(0, len(data), cut)):
        link.arriving.append(data[at : at + cut])
        session.step()
        if number in words:
            session.session.annotate(*words[number])
    session.session.finish(session.clock())
    coach.close()
    return server.sent, coach


def hidden_bytes(sent: list[ToView]) -> bytes:
    """Return what went to the views while presses were hidden, as it goes over the wire."""
    hidden = [
        one for one in sent if isinstance(one, CoachView | PressView) or (isinstance(one, Snapshot) and one.hidden)
    ]
    return b"".join(msgspec.msgpack.encode(one) for one in hidden)


def alarms_told(sent: list[ToView]) -> set[tuple[str, str, str]]:
    """Return what was said of alarms."""
    alarms = [alarm for one in sent if isinstance(one, Snapshot) for alarm in one.alarms]
    return {(alarm.code, alarm.severity, alarm.message) for alarm in alarms}


SLOTS = 4
SLOW_AND_STEADY, TOO_SHORT_AND_HARDER = (0.9, 1.4, 0.7, 100.0), (0.9, 0.2, 0.7, 190.0)


@pytest.mark.parametrize("word", [None, "nice", "more"])
def test_of_a_hidden_press_views_get_the_same_bytes_whatever_it_was(word):
    """Both kinds begin and end within the same reads, so that only what they were could tell them apart."""
    setup = setup_for("slow", feedback="on-request")
    said = [(SLOTS * 30, ("partner", word))] if word else []
    gentle = watched([(0.9, 1.4, 0.7, 100.0)] * SLOTS, setup, said)[0]
    harder = watched([(0.9, 1.4, 0.7, 160.0)] * SLOTS, setup, said)[0]
    assert any(isinstance(one, Snapshot) and one.hidden for one in gentle)
    assert not any(isinstance(one, PressView) for one in gentle)
    assert hidden_bytes(gentle) == hidden_bytes(harder)


def test_a_jab_and_a_press_that_is_steady_look_alike_while_hidden():
    setup = setup_for("slow", feedback="on-request")
    looks = []
    for kind in (GOOD, JAB):
        sent = watched([kind] * SLOTS, setup)[0]
        # A jab is over sooner, so the moments differ; nothing else may.
        states = {msgspec.msgpack.encode(_still(one)) for one in sent if isinstance(one, Snapshot) and one.hidden}
        said = [msgspec.msgpack.encode(one) for one in sent if isinstance(one, CoachView)]
        looks.append((states, said))
    assert looks[0] == looks[1]


def _still(snapshot: Snapshot) -> Snapshot:
    link = msgspec.structs.replace(snapshot.link, frames=0)
    return msgspec.structs.replace(snapshot, t_s=0.0, host_s=0.0, link=link)


def test_what_is_shown_is_shown_with_its_force_and_its_verdict():
    setup = setup_for("slow", feedback="always", nice_n=100.0)
    sent = watched([GOOD] * 8, setup)[0]
    assert [one.verdict for one in sent if isinstance(one, PressView)] == ["steady"] * 3
    shown = [one for one in sent if isinstance(one, Snapshot) and not one.hidden]
    assert max(max(one.force_n, default=0.0) for one in shown) > 90.0
    assert {one.presses for one in sent if isinstance(one, Snapshot)} == {0}  # sums would tell of hidden presses


@pytest.mark.parametrize(
    ("language", "due"), [("en", "slow: Let the weight arrive."), ("fil", "slow: Hayaang dumating ang bigat.")]
)
def test_the_drill_of_next_time_is_known_once_it_is_over(language, due):
    _, coach = watched([JAB] * SLOTS, setup_for("slow", language=language))
    assert coach.next.startswith(due)


@pytest.mark.parametrize("feedback", FEEDBACKS)
@pytest.mark.parametrize("drill", [None, "slow", "nice", "by-feel"])
def test_an_alarm_is_shown_over_a_hidden_press_as_without_a_coach(feedback, drill):
    sent, _ = watched([GOOD, HARD], setup_for(drill, feedback=feedback))
    server, pipeline, link = Server(), Pipeline(shipped_setup()), FakeLink()
    views = ViewSink(server, "pawpress", "hands", None)  # type: ignore[arg-type]
    session = running(Port([link]).open, views, pipeline=pipeline)
    views.attach(session.session, "core")
    data = stream([GOOD, HARD])
    for at in range(0, len(data), 700):
        link.arriving.append(data[at : at + 700])
        session.step()
    session.session.finish(session.clock())
    told = alarms_told(sent)
    assert told == alarms_told(server.sent)
    assert ("overload", "red") in {(code, severity) for code, severity, _ in told}


def test_tests_and_what_is_nice_are_kept():
    save_person(Person(name="Ben"))
    setup = setup_for("slow", giver="Ana", partner="Ben", feedback="always")
    watched([GOOD] * 6, setup, source=ON_A_PORT)
    [test] = load_learner("Ana").skills["slow"].tests
    assert (test.presses_passed, test.partner) == (5, "Ben")
    assert load_learner("Ana").sessions == 1
    assert load_learner("Ana", emulated=True).sessions == 0
    ben = load_person("Ben")
    assert ben is not None
    assert ben.nice == {}


def partner_after_a_stop(source) -> Person:
    """Return what is kept of a partner who said stop in mid-press."""
    save_person(Person(name="Ben"))
    middle = len(stream([GOOD])) // 700 // 2
    setup = setup_for("slow", giver="Ana", partner="Ben", feedback="always")
    watched([GOOD] * 2, setup, [(middle, ("partner", "stop"))], source=source)
    ben = load_person("Ben")
    assert ben is not None
    return ben


def test_what_a_partner_bears_is_kept_of_people_alone():
    assert partner_after_a_stop(DEMO).nice == {}
    stop_n = partner_after_a_stop(ON_A_PORT).nice["back"].stop_n
    assert stop_n is not None
    assert 0.0 < stop_n <= 1.1 * GOOD[3]


def test_what_an_emulated_rig_plays_is_no_progress_of_a_person():
    watched([GOOD] * 6, setup_for("slow", giver="Ana", feedback="always"), source=DEMO)
    assert load_learner("Ana") == Learner(name="Ana")
    played = load_learner("Ana", emulated=True)
    assert (played.sessions, len(played.skills["slow"].tests)) == (1, 1)
