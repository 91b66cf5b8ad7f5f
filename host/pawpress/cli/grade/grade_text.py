"""What `pawpress grade` says to a person."""

from __future__ import annotations

from typing import Any

from pawpress.core.counted import press_count
from pawpress.core.grading import verdict_words
from pawpress.recording.damage import FILE_DAMAGE
from pawpress.system.terminal_text import one_line

SHOWN_LEFT = 6
"""Columns that were left, named in the line that says what was read."""


def in_words(answer: dict[str, Any]) -> str:
    """Return an answer as lines for a person."""
    source, presses = answer["source"], answer["presses"]
    unit = "counts" if source["unit"] == "counts" else "N"
    lines = [f"{one_line(source['path'])}: {press_count(len(presses))} in {source['duration_s']:.1f} s"]
    lines += _understood(source)
    lines += [
        f"{press['onset_s']:8.2f} s  {one_line(press['pad']):<12} {press['peak_n']:7.1f} {unit}  "
        f"held {press['hold_s']:5.2f} s  {verdict_words(press['verdict'], press['force']):<9} "
        f"{' '.join(press['reasons'] + press['hints'])}"
        for press in presses
    ]
    lines += map(alarm_line, answer["alarms"])
    lines += _summary_lines(answer["summary"])
    notes = {quality["code"] for quality in answer["quality"]}
    lines += [f"  note: {', '.join(sorted(notes))}"] if notes else []
    lines += _damage_lines(answer)
    return "\n".join(lines)


def _understood(source: dict[str, Any]) -> list[str]:
    """Say in one line what was taken from a table of another program, and what was left."""
    columns = source.get("columns") or []
    taken = [f"{column['name']} in {column['unit']}" for column in columns if column["role"] == "force"]
    left = [column["name"] for column in columns if column["role"] == "ignored"]
    if not taken:
        return []
    more = f" … {len(left) - SHOWN_LEFT} more" if len(left) > SHOWN_LEFT else ""
    beside = f"; left: {', '.join(left[:SHOWN_LEFT])}{more} (--explain says why)" if left else ""
    return [one_line(f"  read: {', '.join(taken)}{beside}")]


def alarm_line(alarm: dict[str, Any]) -> str:
    """Return an alarm as a line for a person."""
    return f"{alarm['start_s']:8.2f} s  ALARM ({alarm['severity']}) {one_line(alarm['message'])}"


def _damage_lines(answer: dict[str, Any]) -> list[str]:
    """Return what is damaged in a recording, each in a line of its own: a word would not say what to do about it."""
    lines = [f"  {quality['message']}" for quality in answer["quality"] if quality["code"] in FILE_DAMAGE]
    damaged = answer.get("link", {}).get("crc_errors", 0)
    return [*lines, *([f"  {damaged} damaged frames were left out."] if damaged else [])]


def _summary_lines(summary: dict[str, Any]) -> list[str]:
    score, route = summary["score"], summary["route"]
    if not summary["presses"]:
        return []
    number = "none" if score["number"] is None else f"{score['number']:.0f} of 100"
    lines = [f"  score: {number}", *(f"    {why}" for why in score["why"])]
    if route is not None and route["steps"]:
        lines += [f"  walk: {route['steps']} steps", *(f"    {hint}" for hint in route["hints"])]
    return lines
