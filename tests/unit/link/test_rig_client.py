"""The rig client: asks until it is answered, keeps what it does not wait for yet, and names the rig in its errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from pawpress.core.protocol import decode, encode
from pawpress.core.protocol.schema_generated import (
    SCHEMA_HASH,
    Ack,
    GetSettings,
    Hello,
    Identify,
    Limits,
    Message,
    Nak,
    NakCode,
    PadName,
    Ping,
    RunSelfTest,
    SaveSettings,
    SelfTest,
    SetSerial,
    Settings,
)
from pawpress.rig.client import RigClient
from pawpress.rig.exchange import TRIES, self_tested
from pawpress.rig.link import LinkError, RigError
from pawpress.rig.rig_settings import SettingsChange, change_settings, read_settings
from tests.streams import HELLO

RUNNING = replace(HELLO, restarted=0)
SOUND = SelfTest(0, 0, 5000, 0, 300, 0, 0, 0)


@dataclass
class FakeRigLink:
    """The far end of a link, with a clock of its own; answers as it is told to."""

    answer: Callable[[Message, int], list[Message]]
    arriving: list[Message] = field(default_factory=list[Message])
    commands: list[Message] = field(default_factory=list[Message])
    gone_at_s: float = 1e9
    name: str = "port"
    now_s: float = 0.0
    closed: bool = False

    def read(self) -> bytes:
        if self.now_s >= self.gone_at_s:
            raise LinkError("port: the rig is gone. Check the cable and the plug.")
        messages, self.arriving = self.arriving, []
        return b"".join(encode(message, number) for number, message in enumerate(messages))

    def write(self, frame: bytes) -> None:
        decoded = decode(frame[:-1])
        assert decoded is not None
        command, request = decoded
        self.commands.append(command)
        self.arriving += self.answer(command, request)

    def close(self) -> None:
        self.closed = True

    def client(self) -> RigClient:
        return RigClient.over(self, lambda: self.now_s, self._wait)

    def _wait(self, seconds: float) -> None:
        self.now_s += seconds


def acks(command: Message, request: int) -> list[Message]:
    return [Ack(request, command.TYPE), *([RUNNING] if isinstance(command, Identify) else [])]


def silent(_command: Message, _request: int) -> list[Message]:
    return []


def test_a_rig_that_says_hello_by_itself_is_not_asked():
    link = FakeRigLink(acks, arriving=[HELLO])
    assert link.client().handshake() == HELLO
    assert link.commands == []


def test_a_running_rig_is_asked_who_it_is():
    link = FakeRigLink(acks)
    assert link.client().handshake() == RUNNING
    assert link.commands == [Identify()]


def test_a_silent_rig_and_one_of_another_protocol_are_refused_by_name():
    with pytest.raises(RigError, match=r"^port: nothing arrives"):
        FakeRigLink(silent).client().handshake()
    other = replace(HELLO, schema_hash=SCHEMA_HASH ^ 1)
    with pytest.raises(RigError, match=r"^port: .*another protocol.*pawpress flash"):
        FakeRigLink(silent, arriving=[other]).client().handshake()


def test_a_command_that_is_lost_is_sent_again_and_in_the_end_given_up():
    link = FakeRigLink(lambda command, request: acks(command, request) if len(link.commands) == 3 else [])
    link.client().acknowledge(Ping())
    assert len(link.commands) == 3
    mute = FakeRigLink(silent)
    with pytest.raises(RigError, match=r"^port: The rig does not answer"):
        mute.client().acknowledge(Ping())
    assert len(mute.commands) == TRIES


def test_an_answer_to_another_request_is_no_answer():
    link = FakeRigLink(lambda command, request: [Ack(request - 1, command.TYPE)])
    with pytest.raises(RigError, match="does not answer"):
        link.client().acknowledge(Ping())


def test_a_refusal_is_told_by_name_and_a_busy_rig_is_given_time():
    with pytest.raises(RigError, match=r"^port: "):
        FakeRigLink(lambda command, request: [Nak(request, command.TYPE, NakCode.OUT_OF_RANGE)]).client().acknowledge(
            SetSerial(7)
        )
    busy = FakeRigLink(
        lambda command, request: (
            [Nak(request, command.TYPE, NakCode.BUSY)] if len(busy.commands) == 1 else acks(command, request)
        )
    )
    busy.client().acknowledge(SaveSettings())
    assert len(busy.commands) == 2


def test_what_arrives_together_is_kept_until_it_is_waited_for():
    client = FakeRigLink(acks, arriving=[HELLO, SOUND]).client()
    hello = client.handshake()
    assert client.run(self_tested(hello)) == SOUND, "the first self-test came in one chunk with the Hello"


def test_a_running_rig_is_told_to_test_itself():
    link = FakeRigLink(lambda command, request: [*acks(command, request), SOUND])
    assert link.client().run(self_tested(RUNNING)) == SOUND
    assert link.commands == [RunSelfTest()]


@pytest.mark.parametrize("wait", [lambda c: c.handshake(), lambda c: c.acknowledge(Ping()), lambda c: c.receive()])
def test_a_lost_link_is_an_error_at_once(wait: Callable[[RigClient], object]):
    link = FakeRigLink(silent, gone_at_s=0.0)
    with pytest.raises(LinkError, match="the rig is gone"):
        wait(link.client())
    assert link.now_s < 0.1


def stored(command: Message, request: int) -> list[Message]:
    if not isinstance(command, GetSettings):
        return acks(command, request)
    names: list[Message] = [PadName(pad, tuple(f"P{pad}".encode())) for pad in range(HELLO.pads)]
    return [Ack(request, command.TYPE), Settings(3, 1, 7, 0), Limits(0, 0, 0, 0, 0, 0, 0, 1020, 0, ()), *names]


def test_stored_settings_are_read_and_changed():
    link = FakeRigLink(stored)
    client = link.client()
    change_settings(client, SettingsChange(serial=7, names=((1, "R1"),)))
    assert isinstance(link.commands[-1], SaveSettings)
    assert read_settings(client, HELLO).names == tuple(f"P{pad}" for pad in range(HELLO.pads))
    before = len(link.commands)
    change_settings(client, SettingsChange())
    assert len(link.commands) == before, "nothing is written where nothing changes"


def test_settings_that_do_not_all_come_are_no_settings():
    link = FakeRigLink(lambda command, request: stored(command, request)[:-1])
    with pytest.raises(RigError, match="did not send all"):
        read_settings(link.client(), HELLO)


def test_a_client_closes_its_link():
    link = FakeRigLink(silent)
    with link.client():
        pass
    assert link.closed


def test_hello_is_the_only_thing_identify_waits_for():
    link = FakeRigLink(silent, arriving=[SOUND, Ack(1, Ping.TYPE), HELLO])
    assert isinstance(link.client().identify(), Hello)
