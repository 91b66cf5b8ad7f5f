"""A link that comes and goes: what is asked of it, what is said of it, and the gap it leaves."""

from __future__ import annotations

import pytest

from pawpress.core.protocol import Decoder, LinkHealth, encode
from pawpress.core.protocol.schema_generated import Gap, Ping
from pawpress.rig.connection import COMPLAIN_AFTER_S, RETRY_S, Connection
from pawpress.rig.link import LinkError
from tests.engines import FakeLink, Port

SILENT = LinkHealth()
GONE = "/dev/ttyFAKE: the rig is gone. Check the cable and the plug."


def opened(*links: FakeLink | None, now_s: float = 0.0) -> Connection:
    connection = Connection(Port(list(links)).open)
    connection.open(now_s)
    return connection


def test_a_port_that_cannot_be_opened_at_first_is_an_error():
    with pytest.raises(LinkError, match="no such port"):
        opened(None)


def test_what_arrives_is_passed_on_as_it_is():
    connection = opened(FakeLink(arriving=[b"abc", b"\0d"]))
    assert [connection.read(0.1), connection.read(0.2), connection.read(0.3)] == [b"abc", b"\0d", b""]


@pytest.mark.parametrize(("waited_s", "complains"), [(COMPLAIN_AFTER_S - 0.1, False), (COMPLAIN_AFTER_S + 0.1, True)])
def test_a_line_on_which_nothing_comes_is_complained_of_after_a_while(waited_s: float, complains: bool):
    connection = opened(FakeLink())
    connection.attend(False, SILENT, waited_s)
    assert bool(connection.trouble) == complains


@pytest.mark.parametrize(
    ("arrived", "health", "words"),
    [
        ([], SILENT, "nothing arrives. Is the firmware on the board?"),
        ([b"\x55" * 40], LinkHealth(unsynced_bytes=40), "40 bytes arrived and none make sense. The baud rate"),
        ([b"\x55" * 40], LinkHealth(frames=3), "frames arrive but the rig does not say who it is."),
    ],
    ids=["silence", "wrong baud rate", "another firmware"],
)
def test_each_trouble_of_the_line_has_its_own_words(arrived: list[bytes], health: LinkHealth, words: str):
    connection = opened(FakeLink(arriving=arrived))
    connection.read(1.0)
    connection.attend(False, health, 10.0)
    assert connection.trouble.startswith("/dev/ttyFAKE: ")
    assert words in connection.trouble
    assert "\n" not in connection.trouble


def test_a_complaint_ends_when_the_rig_is_known():
    connection = opened(FakeLink())
    connection.attend(False, SILENT, 10.0)
    connection.attend(True, SILENT, 10.1)
    assert connection.trouble == ""


def test_after_an_unplug_the_port_is_tried_now_and_then():
    port = Port([FakeLink(gone=GONE)])
    connection = Connection(port.open)
    connection.open(0.0)
    connection.read(1.0)
    for hundredth in range(101, 301):
        connection.read(hundredth / 100)
    assert port.tries - 1 == int(2.0 / RETRY_S)


def test_an_unplug_is_told_in_one_line_that_lasts_until_the_rig_is_back():
    link = FakeLink()
    connection = opened(link, None, FakeLink(name="/dev/ttyFAKE"))
    link.gone = GONE
    told: list[str] = []
    for tenth in range(1, 20):
        connection.read(tenth / 10)
        connection.attend(True, SILENT, tenth / 10)
        told.append(connection.trouble)
    assert list(dict.fromkeys(told)) == [GONE, ""]
    assert link.closed == 1


def test_the_bytes_after_an_unplug_begin_with_a_gap_as_long_as_the_silence():
    first, second = FakeLink(arriving=[b"before"]), FakeLink()
    connection = opened(first, second)
    connection.read(1.0)
    first.gone = GONE
    connection.read(3.0)
    connection.read(4.0)
    second.arriving = [b"after\0", b"more"]
    chunk = connection.read(8.5)
    assert chunk.startswith(b"\0")
    assert chunk.endswith(b"after\0")
    assert Decoder().receive(b"cut off in mid-fra" + chunk)[0] == Gap(7_500_000)
    assert connection.read(8.6) == b"more"


def test_an_unplug_that_shows_while_writing_is_an_unplug_too():
    link = FakeLink()
    connection = opened(link)
    link.gone = GONE
    connection.send(Ping(), 10.0)
    assert (connection.link, connection.trouble) == (None, GONE)


def test_a_rig_that_came_back_has_its_full_time_to_say_hello():
    first, second = FakeLink(), FakeLink()
    connection = opened(first, second)
    first.gone = GONE
    connection.read(20.0)
    connection.read(21.0)
    connection.attend(False, SILENT, 21.0 + COMPLAIN_AFTER_S - 0.1)
    assert connection.trouble == ""
    assert connection.link is second


def test_closing_twice_is_harmless():
    link = FakeLink()
    connection = opened(link)
    connection.close()
    connection.close()
    assert link.closed == 1


def test_a_gap_survives_the_decoder_after_any_torso_of_a_frame():
    torso = encode(Ping(), 1)
    for length in range(len(torso)):
        decoder = Decoder()
        decoder.receive(torso[:length])
        first, second = FakeLink(), FakeLink(arriving=[torso])
        connection = opened(first, second)
        first.gone = GONE
        connection.read(1.0)
        assert decoder.receive(connection.read(2.0))[-2:] == [Gap(2_000_000), Ping()]


@pytest.mark.parametrize("sends", [False, True], ids=["reading", "sending"])
def test_a_rig_that_broke_for_good_is_not_opened_again(sends: bool):
    link, another = FakeLink(arriving=[b"abc"]), FakeLink(arriving=[b"def"])
    port = Port([link, another])
    connection = Connection(port.open)
    connection.open(0.0)
    assert connection.read(0.1) == b"abc"
    link.failed = "The emulator of the rig ended (signal 9): start it again."
    if sends:
        connection.send(Ping(), 0.2)
    assert [connection.read(0.2 + seconds) for seconds in range(10)] == [b""] * 10
    assert (connection.failed, connection.trouble) == (link.failed, "")
    assert (port.tries, link.closed) == (1, 1)
