"""The tables of many sessions: `presses`, one row per press, and `sessions`, one row per session, as Parquet in parts.

Strategy: a batch becomes a part in each table, in folders named by school, rig and month, as DuckDB, pandas, polars
and Spark know them. The part of the presses gets its name first and that of the sessions last, each in one step: a
session stands in `sessions` only when all its presses are there, and whatever has no session is left over from a kill
and thrown away.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

import msgspec

from pawpress.recording.naming import session_name
from pawpress.system.new_file import write_in_place

PRESSES, SESSIONS = "presses", "sessions"
UNKNOWN = "unknown"
WORDS = frozenset(
    {"session", "path", "pad", "speed", "hold", "steadiness", "release", "zone", "verdict", "force", "mode"}
)
"""Columns of words; the metrics and the score are numbers."""
LEFT_OUT = frozenset({"reasons", "hints"})
"""Sentences; they stand in the answer of the session."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes when a file does."""

    size_bytes: int
    modified_ns: int


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of a file.

    Raises
    ------
    OSError
        If it is not there.
    """
    told = path.stat()
    return Stamp(told.st_size, told.st_mtime_ns)


def write_parts(
    folder: Path, answers: Iterable[tuple[Path, dict[str, Any]]], *, school: str | None = None, rig: str | None = None
) -> None:
    """Add the answers of a batch to the tables, one part per school, rig and month.

    The name of a part follows from the files in it: the same batch judged twice is the same part.

    Raises
    ------
    OSError
        If they cannot be written.
    """
    import pyarrow as pa

    places: dict[str, list[tuple[Path, dict[str, Any]]]] = defaultdict(list)
    for path, answer in answers:
        places[_place(answer["source"], school, rig)].append((path, answer))
    for place, held in places.items():
        sessions = [_session_row(path, answer) for path, answer in held]
        name = _name(sessions)
        presses = [row for path, answer in held for row in _press_rows(path, answer)]
        if presses:
            _write(folder / PRESSES / place / name, pa.Table.from_pylist(presses, schema=_press_schema(presses[0])))
        _write(folder / SESSIONS / place / name, pa.Table.from_pylist(sessions, schema=session_schema()))


def _place(source: dict[str, Any], school: str | None, rig: str | None) -> str:
    month = (source.get("started") or UNKNOWN)[:7]
    named = {"school": school or source.get("school"), "rig": rig or source.get("rig"), "month": month}
    return "/".join(f"{name}={quote(word or UNKNOWN, safe='')}" for name, word in named.items())


def _name(sessions: list[dict[str, Any]]) -> str:
    held = [(row["path"], row["size_bytes"], row["modified_ns"]) for row in sessions]
    return f"part-{hashlib.sha256(repr(held).encode()).hexdigest()[:16]}.parquet"


def _write(path: Path, table: Any) -> None:
    import pyarrow.parquet as pq

    write_in_place(path, lambda file: pq.write_table(table, file, compression="zstd"))


def _press_rows(path: Path, answer: dict[str, Any]) -> list[dict[str, Any]]:
    source = answer["source"]
    about = {
        "session": session_name(path),
        "path": str(path),
        "started_utc": _moment(source),
        "mode": source.get("mode"),
        "calibrated": source.get("calibrated"),
    }
    return [
        about | {"number": number} | {name: told for name, told in press.items() if name not in LEFT_OUT}
        for number, press in enumerate(answer["presses"], 1)
    ]


def _press_schema(row: dict[str, Any]) -> Any:
    import pyarrow as pa

    kinds = {
        "started_utc": pa.timestamp("ms"),
        "calibrated": pa.bool_(),
        "number": pa.int32(),
        "flags": pa.list_(pa.string()),
        **dict.fromkeys(WORDS, pa.string()),
    }
    return pa.schema([(name, kinds.get(name, pa.float64())) for name in row])


def _session_row(path: Path, answer: dict[str, Any]) -> dict[str, Any]:
    source, summary, presses = answer["source"], answer["summary"], answer["presses"]
    severities = [alarm["severity"] for alarm in answer["alarms"]]
    stamp = stamp_of(path)
    return {
        "session": session_name(path),
        "path": str(path),
        "size_bytes": stamp.size_bytes,
        "modified_ns": stamp.modified_ns,
        "kind": source["kind"],
        "program": source.get("program"),
        "mode": source.get("mode"),
        "style": source.get("style"),
        "started_utc": _moment(source),
        "duration_s": source["duration_s"],
        "rate_hz": source["rate_hz"],
        "calibrated": source.get("calibrated"),
        "recovered": source.get("recovered"),
        "presses": len(presses),
        "steady": summary["by_verdict"].get("steady", 0),
        **{f"pass_{name}": summary["pass_share"][name] for name in ("speed", "hold", "steadiness", "all")},
        "score": summary["score"]["number"],
        "hold_s": median(press["hold_s"] for press in presses) if presses else None,
        "nrfd_per_s": median(press["nrfd_per_s"] for press in presses) if presses else None,
        "red_alarms": severities.count("red"),
        "amber_alarms": severities.count("amber"),
        "gaps": sum(quality["code"] == "gap" for quality in answer["quality"]),
        "answer": msgspec.json.encode(answer).decode(),
    }


def session_schema() -> Any:
    """Return the columns of `sessions`."""
    import pyarrow as pa

    words, number, count = pa.string(), pa.float64(), pa.int32()
    return pa.schema(
        [
            *((name, words) for name in ("session", "path")),
            *((name, pa.int64()) for name in ("size_bytes", "modified_ns")),
            *((name, words) for name in ("kind", "program", "mode", "style")),
            ("started_utc", pa.timestamp("ms")),
            *((name, number) for name in ("duration_s", "rate_hz")),
            *((name, pa.bool_()) for name in ("calibrated", "recovered")),
            *((name, count) for name in ("presses", "steady")),
            *((f"pass_{name}", number) for name in ("speed", "hold", "steadiness", "all")),
            *((name, number) for name in ("score", "hold_s", "nrfd_per_s")),
            *((name, count) for name in ("red_alarms", "amber_alarms", "gaps")),
            ("answer", words),
        ]
    )


def _moment(source: dict[str, Any]) -> datetime | None:
    started = source.get("started")
    # Without a zone, since DuckDB wants one more package for those that have one.
    return None if started is None else datetime.fromisoformat(started).astimezone(UTC).replace(tzinfo=None)
