"""The health of a link: every kind of trouble is counted once, and as what it is."""

from __future__ import annotations

from binascii import crc_hqx

import numpy as np
import pytest
from cobs import cobs

from pawpress.core.protocol import Decoder, Scans, encode
from pawpress.core.protocol.schema_generated import Ack, Document, Gap, HostTime, Message, Ping, Samples, Status
from tests.streams import HELLO, RigStream

JUNK = b"\x11\x22\x33\0"


def status(number: int = 0) -> Message:
    return Status(number, number, 0, 0, 0)


def healthy(*frames: bytes) -> Decoder:
    decoder = Decoder()
    for frame in frames:
        decoder.receive(frame)
    return decoder


def test_a_whole_stream_has_nothing_to_complain_of():
    health = healthy(*(encode(status(i), i) for i in range(5))).health
    assert (health.frames, health.lost, health.crc_errors, health.resyncs, health.unsynced_bytes) == (5, 0, 0, 0, 0)


@pytest.mark.parametrize("missing", [1, 2, 1000, 0x7FFF])
def test_a_jump_of_the_sequence_is_as_many_lost_frames(missing: int):
    assert healthy(encode(status(), 5), encode(status(), 6 + missing)).health.lost == missing


def test_the_sequence_wraps_without_a_loss():
    assert healthy(encode(status(), 0xFFFF), encode(status(), 0)).health.lost == 0


def test_losses_across_the_wrap_are_counted():
    assert healthy(encode(status(), 0xFFFE), encode(status(), 2)).health.lost == 3


def test_a_sequence_that_steps_back_is_a_restart_and_loses_nothing():
    assert healthy(encode(status(), 500), encode(status(), 0), encode(status(), 1)).health.lost == 0


def test_a_hello_after_a_start_begins_the_sequence_anew():
    assert healthy(encode(status(), 65_000), encode(HELLO, 0), encode(status(), 1)).health.lost == 0


def test_a_hello_in_answer_to_identify_keeps_its_place_in_the_sequence():
    answer = type(HELLO)(**{name: getattr(HELLO, name) for name in HELLO.__slots__} | {"restarted": 0})
    assert healthy(encode(status(), 10), encode(answer, 14)).health.lost == 3


def test_frames_of_the_host_have_no_part_in_the_rigs_sequence():
    mixed = (
        encode(status(), 0),
        encode(HostTime(0, 0), 77),
        encode(Gap(5), 900),
        encode(Ping(), 3),
        encode(status(), 1),
    )
    health = healthy(*mixed).health
    assert (health.frames, health.lost) == (5, 0)


def test_damage_in_a_row_is_counted_frame_by_frame_and_resyncs_once():
    health = healthy(encode(status(), 0), JUNK, JUNK, encode(status(), 1)).health
    assert (health.crc_errors, health.resyncs, health.lost) == (2, 1, 0)


def test_a_damaged_frame_is_one_error_and_one_loss():
    damaged = bytearray(encode(status(), 1))
    damaged[6] ^= 0x40
    health = healthy(encode(status(), 0), bytes(damaged), encode(status(), 2)).health
    assert (health.frames, health.lost, health.crc_errors, health.resyncs) == (2, 1, 1, 1)


def test_what_came_before_the_first_good_frame_is_nobodys_fault():
    health = healthy(b"\x42\x43\x44" + b"\0", JUNK, encode(status(), 9)).health
    assert (health.unsynced_bytes, health.crc_errors, health.resyncs, health.lost) == (6, 0, 0, 0)


def test_a_frame_of_a_later_version_is_counted_and_keeps_the_sequence():
    decoder = healthy(encode(status(), 0), _of_type_3f(1), encode(status(), 2))
    assert (decoder.health.unknown, decoder.health.lost, decoder.health.crc_errors) == (1, 0, 0)


@pytest.mark.parametrize(
    "broken",
    [
        Samples(0, 2000, 0, (1, 2)),
        Samples(0, 0, 2, (1, 2)),
        Samples(0, 49, 2, (1, 2)),
        Samples(0, 2000, 2, (1, 2, 3)),
        Samples(0, 2000, 2, ()),
    ],
    ids=["no pads", "no period", "faster than any pad", "half a scan", "no scan"],
)
def test_samples_that_hold_no_whole_scan_are_damage(broken: Samples):
    decoder = healthy(encode(status(), 0))
    messages = decoder.receive(encode(broken, 1))
    assert messages == []
    assert decoder.health.crc_errors == 1


def test_health_is_a_copy_that_later_frames_do_not_change():
    decoder = healthy(encode(status(), 0))
    before = decoder.health
    decoder.receive(encode(status(), 1))
    assert (before.frames, decoder.health.frames) == (1, 2)


def test_a_frame_with_several_scans_stamps_each_of_them():
    rig = RigStream(period_us=2000, t_us=0xFFFF_FFFF - 2999)
    [scans] = Decoder().receive(rig.scan(np.array([[1, 2], [3, 4], [5, 6]])))
    assert isinstance(scans, Scans)
    assert scans.t_us.tolist() == [0xFFFF_FFFF - 2999, 0xFFFF_FFFF - 999, 1000]
    assert scans.counts.tolist() == [[1, 2], [3, 4], [5, 6]]


def test_a_run_of_scans_is_cut_where_pads_or_period_change():
    frames = [Samples(0, 2000, 2, (1, 2)), Samples(2000, 2000, 1, (3, 4)), Samples(6000, 1000, 1, (5, 6))]
    runs = Decoder().receive(b"".join(encode(frame, i) for i, frame in enumerate(frames)))
    assert [(run.period_us, run.counts.tolist()) for run in runs if isinstance(run, Scans)] == [
        (2000, [[1, 2]]),
        (2000, [[3], [4]]),
        (1000, [[5], [6]]),
    ]


def test_other_messages_keep_their_place_between_scans():
    frames = [Samples(0, 2000, 1, (1,)), Ack(3, 0x45), Samples(2000, 2000, 1, (2,))]
    first, ack, second = Decoder().receive(b"".join(encode(frame, i) for i, frame in enumerate(frames)))
    assert ack == Ack(3, 0x45)
    assert isinstance(first, Scans)
    assert isinstance(second, Scans)
    assert (first.counts.tolist(), second.counts.tolist()) == ([[1]], [[2]])


def _of_type_3f(sequence: int) -> bytes:
    inner = bytes((0x3F, 3, sequence, 0)) + b"new"
    return cobs.encode(inner + crc_hqx(inner, 0xFFFF).to_bytes(2, "big")) + b"\0"


def test_what_nobody_asks_for_counts_as_it_does_where_it_is_read():
    short = bytes([Document.TYPE, 1, 0, 0, 0])
    short = cobs.encode(short + crc_hqx(short, 0xFFFF).to_bytes(2, "big")) + b"\0"
    stream = encode(HELLO, 0) + encode(Document(0, 1, (65, 66)), 0) + encode(status(), 1) + short
    read, unread = Decoder(), Decoder(unread=(Document.TYPE,))
    messages = read.receive(stream)
    assert unread.receive(stream) == [message for message in messages if not isinstance(message, Document)]
    assert (unread.health, unread.health.crc_errors) == (read.health, 1)
    assert len(messages) == 3
