"""`pawpress doctor` finds the speed of a rig, asks who it is, and names the fix where nobody answers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from pawpress.cli.doctor.run import LISTEN_S, Finding, listen
from pawpress.core.protocol import encode
from pawpress.core.protocol.schema_generated import FaultCode, Samples
from pawpress.rig.baud_search import BAUDS, NONSENSE_BYTES, tune
from tests.streams import HELLO


@dataclass
class SpeakingLink:
    """A rig that was built for one speed; at any other its bytes are noise. Also a clock."""

    baud: int | None
    faults: int = 0
    starts_at_s: float = 0.0
    introduces_itself: bool = True
    name: str = "port"
    kind: str = "serial"
    now_s: float = 0.0
    listened_at: list[int] = field(default_factory=lambda: [BAUDS[0]])
    sent_at: list[int] = field(default_factory=list)
    _asked: bool = False
    _sequence: int = 0
    _noise: random.Random = field(default_factory=lambda: random.Random(3))

    def read(self) -> bytes:
        if self.now_s < self.starts_at_s:
            return b""
        if self.listened_at[-1] != self.baud:
            return self._noise.randbytes(100)
        self._sequence += 1
        if self._asked and self.introduces_itself:
            self._asked = False
            return encode(self.hello(), self._sequence)
        return encode(Samples(self._sequence * 2000, 2000, 6, (0,) * 6), self._sequence)

    def hello(self):
        fields = {name: getattr(HELLO, name) for name in HELLO.__slots__}
        return type(HELLO)(**{**fields, "faults": self.faults})

    def write(self, frame: bytes) -> None:
        self.sent_at.append(self.listened_at[-1])
        self._asked = True

    def change_baud(self, baud: int) -> None:
        self.listened_at.append(baud)

    def close(self) -> None:
        """Nothing to let go of."""

    def clock(self) -> float:
        return self.now_s

    def wait(self, s: float) -> None:
        self.now_s += s


def found(link: SpeakingLink) -> list[Finding]:
    return list(listen(link, link.clock, link.wait))


@pytest.mark.parametrize("baud", BAUDS)
def test_a_rig_is_found_at_every_speed_it_can_be_built_for(baud: int) -> None:
    link = SpeakingLink(baud)
    findings = found(link)
    assert not any(finding.fix for finding in findings)
    assert "a rig with 2 pads" in findings[-1].what
    named = [finding.what for finding in findings if f"--baud {baud}" in finding.what]
    assert bool(named) == (baud != BAUDS[0])


def test_the_search_takes_a_fraction_of_a_second_and_sends_nothing_at_a_wrong_speed() -> None:
    link = SpeakingLink(BAUDS[-1])
    assert tune(link, LISTEN_S, link.clock, link.wait).baud == BAUDS[-1]
    assert link.now_s < 0.5
    found(link)
    assert set(link.sent_at) == {BAUDS[-1]}


def test_while_a_board_starts_nothing_arrives_and_the_speed_stays() -> None:
    link = SpeakingLink(BAUDS[0], starts_at_s=2.0)
    assert tune(link, LISTEN_S, link.clock, link.wait).baud == BAUDS[0]
    assert link.listened_at == [BAUDS[0]]


def test_where_nothing_arrives_the_fix_is_to_put_the_firmware_on() -> None:
    (finding,) = found(SpeakingLink(None, starts_at_s=99.0))
    assert "nothing arrives" in finding.what
    assert "pawpress flash --port port" in finding.fix


def test_noise_at_every_speed_is_told_as_such() -> None:
    link = SpeakingLink(None)
    (finding,) = found(link)
    assert "make no sense at any of 115200, 250000, 500000, 1000000 baud" in finding.what
    assert finding.fix == "pawpress flash --port port"
    assert set(link.listened_at) == set(BAUDS)
    assert link.now_s == pytest.approx(LISTEN_S, abs=0.1)


def test_a_rig_that_streams_but_never_says_who_it_is() -> None:
    (finding,) = found(SpeakingLink(BAUDS[0], introduces_itself=False))
    assert "does not say who it is" in finding.what
    assert "pawpress flash" in finding.fix


def test_every_fault_the_rig_tells_of_comes_with_its_remedy() -> None:
    findings = found(SpeakingLink(BAUDS[0], faults=1 << FaultCode.PAD_OPEN))
    assert "PAD_OPEN" in findings[-1].what
    assert "Check the plug" in findings[-1].fix


def test_the_longest_frame_fits_into_what_is_listened_for() -> None:
    longest = encode(Samples(0, 1000, 16, tuple(range(96))), 1)
    assert len(longest) < NONSENSE_BYTES
