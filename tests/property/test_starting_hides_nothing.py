"""Whatever a stream does: once it has stood, every alarm is raised when it was raised before starts were known.

Two pipelines get the same bytes at the same times. One follows the link and knows what a start is; the other takes
every silence for a loss from the first reading on.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import Ping
from pawpress.core.safety import Alarm, AlarmChange, AlarmState
from tests.linked import Linked

NEW = {"no_stream", "emulator_late"}
LINK = {"signal_lost", "host_behind", "link_noise"}
S = AlarmState
NOISE = bytearray(encode(Ping(), 0))
NOISE[2] ^= 0x40


@dataclass(frozen=True)
class Step:
    """What happens next: for how long, with which force, and what to the line."""

    kind: str
    seconds: float
    force_n: float


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["stream", "stream", "stream", "silence", "hold_up", "noise", "restart", "unplug", "see"]),
        st.sampled_from([0.05, 0.15, 0.25, 0.6, 1.2]),
        st.sampled_from([0.0, 0.0, 5.0, 40.0, 250.0, 400.0]),
    ),
    max_size=12,
)


@dataclass
class Pair:
    """The same rig, seen with and without knowing what a start is."""

    new: Linked
    old: Linked

    def live(self, step: Step) -> None:
        for linked in (self.new, self.old):
            linked.force_n = step.force_n
            match step.kind:
                case "noise":
                    linked.read(bytes(NOISE) * 7)
                case "restart":
                    linked.restart()
                case "see":
                    linked.note(linked.pipeline.acknowledge())
                case kind:
                    getattr(linked, kind)(step.seconds)


def of(linked: Linked, codes: set[str], *, raised: bool = False) -> list[tuple[float, AlarmChange]]:
    return [
        (at_s, change)
        for at_s, change in linked.told
        if change.alarm.code in codes and (change.state is S.UNACKNOWLEDGED or not raised)
    ]


def stood_s(pair: Pair, steps: list[Step]) -> float:
    """Live through everything; return how long after the opening the stream stood."""
    at_s = float("inf")
    read = pair.new.read

    def watched(chunk: bytes = b"") -> list[AlarmChange]:
        nonlocal at_s
        before = pair.new.pipeline.stands
        changes = read(chunk)
        if pair.new.pipeline.stands and not before:
            at_s = min(at_s, pair.new.age_s)
        return changes

    pair.new.read = watched  # type: ignore[method-assign]
    for step in steps:
        pair.live(step)
    return at_s


def open_at(linked: Linked, at_s: float) -> set[Alarm]:
    """Return the alarms whose condition held at a time."""
    holding: set[Alarm] = set()
    for told_s, change in linked.told:
        if told_s > at_s:
            break
        if change.state in (S.UNACKNOWLEDGED, S.ACKNOWLEDGED):
            holding.add(change.alarm)
        else:
            holding.discard(change.alarm)
    return holding


@settings(max_examples=60, deadline=None)
@given(STEPS, st.booleans())
def test_a_stream_that_stood_raises_all_it_raised_before_and_at_the_same_time(steps: list[Step], stands_first: bool):
    pair = Pair(Linked(), Linked(followed=False))
    for linked in (pair.new, pair.old):
        linked.read(linked.rig.hello())
    begun = [Step("stream", 0.6, 0.0)] if stands_first else []
    since_s = stood_s(pair, [*begun, *steps])
    everything = {change.alarm.code for _, change in [*pair.new.told, *pair.old.told]}
    # Alarms of the forces, and of restarts, know nothing of starts: they agree from the first reading on.
    assert of(pair.new, everything - LINK - NEW) == of(pair.old, everything - LINK - NEW)
    new = {(at_s, change.alarm) for at_s, change in of(pair.new, LINK, raised=True)}
    old = {(at_s, change.alarm) for at_s, change in of(pair.old, LINK, raised=True) if at_s > since_s}
    began = open_at(pair.old, since_s)
    late = {(at_s, alarm) for at_s, alarm in old - new if alarm.code != "link_noise" or at_s > since_s + 1.0}
    assert not late, "an alarm of a stream that stood came late or not at all"
    assert all(at_s >= since_s for at_s, _ in new), "an alarm of the link was raised in a start"
    assert all(alarm in began for _, alarm in new - old), "an alarm was raised that nothing deserved"


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_with_a_load_everything_stays_as_it_was(steps: list[Step]):
    pair = Pair(Linked(force_n=30.0), Linked(force_n=30.0, followed=False))
    for linked in (pair.new, pair.old):
        linked.read(linked.rig.hello())
    pair.live(Step("stream", 2.0, 30.0))
    for step in steps:
        pair.live(Step(step.kind, step.seconds, max(step.force_n, 20.0)))
    assert pair.new.told == pair.old.told
    assert pair.new.pipeline.alarms() == pair.old.pipeline.alarms()


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_what_passed_is_kept_as_an_episode(steps: list[Step]):
    pair = Pair(Linked(), Linked(followed=False))
    for linked in (pair.new, pair.old):
        linked.read(linked.rig.hello())
    pair.live(Step("stream", 1.0, 0.0))
    for step in steps:
        pair.live(step)
    assert pair.new.pipeline.episodes() == pair.old.pipeline.episodes()
    passed = [change for _, change in pair.new.told if change.state is S.NORMAL]
    assert {change.alarm.code for change in passed} <= LINK | {c.alarm.code for _, c in pair.old.told}
