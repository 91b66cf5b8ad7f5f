"""Writes frames.json and damaged.json: what a good frame looks like, and what a reader must survive.

Run by hand, and only when a message is added or changed; the files it wrote are the reference for the C and the Python
codec, so it shares no code with either: bodies by `struct`, COBS by the cobs package, CRC by `binascii.crc_hqx`.

    python protocol/vectors/make_vectors.py
"""

from __future__ import annotations

import json
import struct
import tomllib
from binascii import crc_hqx
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from cobs import cobs

FOLDER = Path(__file__).parent
SCHEMA = tomllib.loads((FOLDER.parent / "pawpress.toml").read_text(encoding="utf-8"))
MESSAGES = {m["name"]: m for m in SCHEMA["message"]}
CODE = {"u8": "B", "u16": "H", "u32": "I", "u64": "Q"}

HELLO = {
    "protocol_version": 3, "schema_hash": 0xD51387D8, "firmware_major": 1, "firmware_minor": 0, "firmware_patch": 0,
    "board": 1, "pad_kind": 1, "pads": 6, "rate_hz": 500, "counts_max": 1023, "pad_skew_ns": 112000, "baud": 500000,
    "reset_cause": 2, "restarted": 1, "serial": 0, "boots": 1, "oversampling": 0, "calibration_id": 0, "faults": 0,
    "mode": 0, "guard": 0, "pads_max": 6,
}  # fmt: skip
WELL = {"faults": 0, "mode": 0, "guard": 0, "pads_open": 0, "pads_shorted": 0, "supply_mv": 5006}
LIMITS = {
    "calibration_id": 0xCAFE0001, "pads": 6, "groups": 2, "warning_percent": 80, "min_time_ms": 0, "hysteresis": 25,
    "open_below": 0, "short_above": 1020, "options": 3,
    "limits": [600, 610, 620, 0, 65535, 600, 0b000111, 1400, 300, 0b111000, 1500, 0, 240],
}  # fmt: skip
RAMP = list(range(0, 1024, 11))

# name, message, sequence, fields
GOOD: list[tuple[str, str, int, dict[str, Any]]] = [
    ("hello_at_start", "Hello", 0, HELLO),
    ("hello_answer_nano", "Hello", 0x0100,
     {**HELLO, "board": 2, "pads": 6, "pads_max": 8, "rate_hz": 1000, "pad_skew_ns": 56000,
      "reset_cause": 8, "restarted": 0, "serial": 4_000_000_001, "boots": 65535, "oversampling": 2,
      "counts_max": 4092, "calibration_id": 0xCAFE0001, "faults": 1 << 12, "mode": 1, "guard": 4}),
    ("hello_all_zero", "Hello", 0, dict.fromkeys(HELLO, 0)),
    ("samples_uno", "Samples", 1, {"t_us": 2000, "period_us": 2000, "pads": 6, "counts": [0, 1, 255, 256, 512, 1023]}),
    ("samples_all_zero_counts", "Samples", 2, {"t_us": 0, "period_us": 1000, "pads": 6, "counts": [0] * 6}),
    ("samples_all_full", "Samples", 0xFFFF,
     {"t_us": 0xFFFFFFFF, "period_us": 10000, "pads": 8, "counts": [1023] * 8}),
    ("samples_three_scans", "Samples", 3,
     {"t_us": 4_000_000_000, "period_us": 1000, "pads": 6, "counts": RAMP[:18]}),
    ("samples_longest", "Samples", 4,
     {"t_us": 123456, "period_us": 1000, "pads": 8, "counts": (RAMP * 2)[:96]}),
    ("status_quiet", "Status", 5,
     {"t_us": 1_000_000, "uptime_s": 1, "overruns": 0, "tx_dropped": 0, "rx_errors": 0, **WELL}),
    ("status_troubled", "Status", 6,
     {"t_us": 705_032_704, "uptime_s": 5000, "overruns": 3, "tx_dropped": 256, "rx_errors": 65535,
      "faults": 0x18EC0, "mode": 1, "guard": 5, "pads_open": 0x8001, "pads_shorted": 2, "supply_mv": 65535}),
    ("ack_ping", "Ack", 7, {"request": 1, "command": 0x45}),
    ("nak_rate", "Nak", 8, {"request": 0xBEEF, "command": 0x44, "code": 3}),
    ("trip_pad", "Trip", 9, {"t_us": 77_000, "tripped": 1, "cause": 1, "source": 5, "level": 700, "limit": 600}),
    ("trip_supply", "Trip", 9, {"t_us": 77_000, "tripped": 1, "cause": 6, "source": 0, "level": 3010, "limit": 4250}),
    ("trip_after_power_loss", "Trip", 1, {"t_us": 0, "tripped": 1, "cause": 7, "source": 0, "level": 0, "limit": 0}),
    ("trip_acknowledged", "Trip", 10, {"t_us": 99_000, "tripped": 0, "cause": 4, "source": 0, "level": 0, "limit": 0}),
    ("button_good_spot", "Button", 11, {"t_us": 4_294_967_295, "button": 2, "pressed": 1}),
    ("self_test_well", "SelfTest", 12,
     {"t_us": 1_024_000, "faults": 0, "supply_mv": 5006, "ground_counts": 0, "free_stack": 400, "pads_open": 0,
      "pads_shorted": 0, "pads_stuck": 0}),
    ("self_test_bad", "SelfTest", 13,
     {"t_us": 1_024_000, "faults": 0x1FF, "supply_mv": 65535, "ground_counts": 1023, "free_stack": 12,
      "pads_open": 0x8001, "pads_shorted": 2, "pads_stuck": 0x0100}),
    ("settings_none", "Settings", 14, {"generation": 0, "layout": 3, "serial": 0, "calibration_id": 0, "pads": 0}),
    ("settings_stored", "Settings", 15,
     {"generation": 300, "layout": 3, "serial": 4_000_000_001, "calibration_id": 0xCAFE0001, "pads": 6}),
    ("limits_stored", "Limits", 16, LIMITS),
    ("limits_none", "Limits", 17, {**dict.fromkeys(LIMITS, 0), "limits": []}),
    ("pad_name", "PadName", 18, {"pad": 2, "text": list(b"heel")}),
    ("pad_name_none", "PadName", 19, {"pad": 15, "text": []}),
    ("identify", "Identify", 1, {}),
    ("start", "Start", 2, {}),
    ("stop", "Stop", 3, {}),
    ("set_rate_1000", "SetRate", 4, {"rate_hz": 1000}),
    ("set_rate_256", "SetRate", 0x0500, {"rate_hz": 256}),
    ("ping", "Ping", 0, {}),
    ("ping_last_number", "Ping", 0xFFFF, {}),
    ("set_mode_foot", "SetMode", 6, {"mode": 1}),
    ("acknowledge_trip", "AcknowledgeTrip", 7, {}),
    ("run_self_test", "RunSelfTest", 8, {}),
    ("get_settings", "GetSettings", 9, {}),
    ("set_serial", "SetSerial", 10, {"serial": 4_000_000_001}),
    ("set_limits", "SetLimits", 11, LIMITS),
    ("set_pad_name", "SetPadName", 12, {"pad": 2, "text": list(b"heel")}),
    ("save_settings", "SaveSettings", 13, {}),
    ("set_pads", "SetPads", 15, {"pads": 6}),
    ("set_oversampling", "SetOversampling", 14, {"oversampling": 2}),
    ("document_last_piece", "Document", 0, {"kind": 1, "last": 1, "text": list(b"{\"a\": \"\xc3\xa9\"}")}),
    ("document_longest", "Document", 1, {"kind": 2, "last": 0, "text": [i % 256 for i in range(198)]}),
    ("host_time", "HostTime", 2, {"session_us": 1_000_000, "unix_ms": 1_767_225_600_000}),
    ("gap", "Gap", 3, {"duration_us": 0x0102030405060708}),
    ("end", "End", 4, {}),
]  # fmt: skip


def seal(kind: int, length: int, sequence: int, body: bytes) -> bytes:
    """A frame with any length field; only a wrong one can make it bad."""
    inner = struct.pack("<BBH", kind, length, sequence) + body
    return cobs.encode(inner + struct.pack(">H", crc_hqx(inner, 0xFFFF))) + b"\0"


def body_of(message: str, fields: dict[str, Any]) -> bytes:
    body = b""
    for field in MESSAGES[message]["fields"]:
        code, content = CODE[field["type"].removesuffix("[]")], fields[field["name"]]
        items = content if field["type"].endswith("[]") else [content]
        body += struct.pack(f"<{len(items)}{code}", *items)
    return body


def frame_of(message: str, sequence: int, fields: dict[str, Any]) -> bytes:
    body = body_of(message, fields)
    return seal(MESSAGES[message]["id"], len(body), sequence, body)


def with_zero_in_checksum() -> tuple[str, str, int, dict[str, Any]]:
    """The first Ack number whose checksum holds a 0x00."""
    for sequence in count():
        wire = frame_of("Ack", sequence, {"request": 9, "command": 0x42})
        if 0 in cobs.decode(wire[:-1])[-2:]:
            return ("ack_zero_in_checksum", "Ack", sequence, {"request": 9, "command": 0x42})
    raise AssertionError


def flipped(wire: bytes, at: int, mask: int) -> bytes:
    return wire[:at] + bytes([wire[at] ^ mask]) + wire[at + 1 :]


def damaged_streams(wire: dict[str, bytes]) -> list[tuple[str, str, bytes, list[str]]]:
    """Name, what happened, the bytes, the frames that must come out."""
    a, b, c = wire["samples_uno"], wire["status_quiet"], wire["samples_all_zero_counts"]
    noise = Random(1)
    junk = bytes(noise.randrange(1, 256) for _ in range(5000))
    status = body_of("Status", {"t_us": 7, "uptime_s": 7, "overruns": 7, "tx_dropped": 7, "rx_errors": 7, **WELL})
    samples = body_of("Samples", {"t_us": 7, "period_us": 1000, "pads": 2, "counts": [7, 7]})
    ab, abc = ["samples_uno", "status_quiet"], ["samples_uno", "status_quiet", "samples_all_zero_counts"]
    only_b, a_and_c = ["status_quiet"], ["samples_uno", "samples_all_zero_counts"]
    return [
        ("intact", "Nothing wrong.", a + b + c, abc),
        ("flipped_bit_in_body", "One bit of the first body.", flipped(a, 9, 0x10) + b, only_b),
        ("flipped_bit_in_checksum", "One bit of the last checksum byte.", flipped(a, len(a) - 2, 0x01) + b, only_b),
        ("flipped_bit_in_stuffing", "One bit of the first stuffing byte.", flipped(a, 0, 0x02) + b, only_b),
        ("body_byte_became_delimiter", "A body byte turned into 0x00.", flipped(a, 9, a[9]) + b, only_b),
        ("delimiter_became_junk", "Two frames melt into one.", a + flipped(b, len(b) - 1, 0x80) + c + a,
         ["samples_uno", "samples_uno"]),
        ("delimiter_missing", "Two frames without a 0x00 between them.", a[:-1] + b + c, ["samples_all_zero_counts"]),
        ("truncated", "The end of a frame is missing, its delimiter is there.", a + b[:8] + b"\0" + c, a_and_c),
        ("byte_lost", "One byte in the middle is missing.", a + b[:7] + b[8:] + c, a_and_c),
        ("byte_doubled", "One byte in the middle came twice.", a + b[:7] + b[6:] + c, a_and_c),
        ("unfinished", "The last frame is still on its way.", a + b + c[:-1], ab),
        ("joined_in_mid_frame", "The reader came late.", a[11:] + b, only_b),
        ("noise_before_first_delimiter", "Line noise, flushed by the 0x00 the rig sends first.", junk[:13] + b"\0" + a,
         ["samples_uno"]),
        ("junk_between_frames", "Junk with a delimiter of its own.", a + junk[:40] + b"\0" + b, ab),
        ("junk_touching_a_frame", "Junk without a delimiter takes the frame it touches along.", a + junk[:9] + b + c,
         a_and_c),
        ("overlong_by_little", "A little more junk than the longest frame.", a + junk[:208] + b"\0" + b, ab),
        ("overlong_by_much", "A babbling line.", a + junk + b"\0" + b, ab),
        ("empty_frames", "Delimiters in a row.", b"\0\0\0" + a + b"\0\0" + b + b"\0", ab),
        ("only_zero_run_of_stuffing", "Frames of one stuffing byte.", b"\x01\0" + a + b"\x02\0\xff\0" + b, ab),
        ("checksum_only", "Two bytes whose checksum is right, but no header.", cobs.encode(b"\xff\xff") + b"\0" + b,
         only_b),
        ("length_too_small", "The length field says less than there is; checksum right.",
         seal(0x03, len(status) - 1, 1, status) + b, only_b),
        ("length_too_large", "The length field says more than there is; checksum right.",
         seal(0x03, len(status) + 1, 1, status) + b, only_b),
        ("body_too_short_for_type", "Frame in order, but not what the schema says about Status.",
         seal(0x03, len(status) - 1, 1, status[:-1]) + b, only_b),
        ("body_too_long_for_type", "Frame in order, but not what the schema says about Status.",
         seal(0x03, len(status) + 1, 1, status + b"\x01") + b, only_b),
        ("half_an_array_element", "Samples that end in the middle of a count.",
         seal(0x02, len(samples) - 1, 1, samples[:-1]) + b, only_b),
        ("unknown_type", "A message of a later version.", seal(0x3F, 3, 1, b"abc") + b, only_b),
    ]  # fmt: skip


def main() -> None:
    good = [*GOOD, with_zero_in_checksum()]
    wire = {name: frame_of(message, sequence, fields) for name, message, sequence, fields in good}
    frames = [
        {
            "name": name,
            "message": message,
            "direction": MESSAGES[message]["direction"],
            "sequence": sequence,
            "fields": fields,
            "hex": wire[name].hex(),
        }
        for name, message, sequence, fields in good
    ]
    streams = [
        {"name": name, "doc": doc, "frames": out, "hex": stream.hex()}
        for name, doc, stream, out in damaged_streams(wire)
    ]
    write("frames.json", "frames", "One good frame each, with its delimiter.", frames)
    write("damaged.json", "streams", "Bytes as received, and the frames of frames.json that must come out.", streams)


def write(file: str, key: str, doc: str, rows: list[dict[str, Any]]) -> None:
    lines = ",\n".join("  " + json.dumps(row) for row in rows)
    (FOLDER / file).write_text(f'{{\n "doc": {json.dumps(doc)},\n "{key}": [\n{lines}\n ]\n}}\n')


if __name__ == "__main__":
    main()
