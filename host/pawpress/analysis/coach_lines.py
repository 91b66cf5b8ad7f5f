"""What the coach says, as lines: a key word first, one fact a line, nothing that moves a cursor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pawpress.core.coach import (
    BlockBegan,
    BlockEnded,
    Coach,
    CoachSetup,
    Cue,
    Output,
    PressHidden,
    PressShown,
    Question,
    SessionOver,
    Skill,
    TargetSet,
    skill_progress,
)
from pawpress.core.safety import ALARMS, Alarm, AlarmState
from pawpress.core.safety import message as alarm_message
from pawpress.texts import Texts


def said_lines(said: Output, texts: Texts) -> list[str]:
    """Return what the coach said as lines; none for what only a screen shows."""
    match said:
        case Cue():
            return [texts.text("word.cue", text=texts.text(f"cue.{said.fault}"))]
        case PressShown():
            verdict = texts.text(f"verdict.{said.judged.verdict.verdict}")
            return [texts.text("press.shown", verdict=verdict, hold=texts.number(said.judged.press.hold_s, 1))]
        case PressHidden():
            return [texts.text("press.hidden")]
        case Question():
            return [texts.text("word.ask", text=texts.text(f"ask.{said.what}"))]
        case TargetSet():
            return [_target(said, texts)]
        case BlockBegan():
            return _began(said, texts)
        case BlockEnded():
            return _ended(said, texts)
        case SessionOver():
            best = [] if said.better is None else [texts.text("word.best", name=said.better)]
            return best + ([] if said.next is None else [texts.text("word.next", name=said.next)])
        case _:
            return []


def event_text(kind: str, fields: Mapping[str, Any], texts: Texts) -> str | None:
    """Return an alarm or a remark on quality as a line; None for everything else."""
    if kind == "quality":
        return texts.text("word.note", text=texts.said(fields["message"]))
    if kind != "alarm":
        return None
    if fields["state"] == AlarmState.UNACKNOWLEDGED.value:
        text = f"{texts.said(fields['message'])} {texts.said(fields['remedy'])}"
        return texts.text("word.alarm", severity=texts.said(fields["severity"]), text=text)
    return texts.text("word.over", text=texts.said(fields["message"]))


def prepare_alarms(texts: Texts) -> None:
    """Look up whatever an alarm may say, before one has to be told."""
    for code, facts in ALARMS.items():
        said = [alarm_message(Alarm(code, "red", pad), 1.0) for pad in (None, "L1")]
        texts.prepare([facts.cause, facts.remedy, *said, *facts.actions.values(), "amber", "red"])


def closing_lines(coach: Coach, texts: Texts) -> list[str]:
    """Return the summary of a session: tests with their intervals, what may be said of change, the partner."""
    lines: list[str] = []
    for drill in coach.setup.drills:
        if drill.name in coach.attempts and (skill := coach.skills.get(drill.name)) is not None:
            lines += standing_lines(drill.name, skill, texts)
    if coach.people.middle_n is not None:
        lines.append(texts.text("word.partner", force=texts.number(coach.people.middle_n)))
    if any(skill.tests for skill in coach.skills.values()):
        lines.append(texts.text("word.again"))
    return lines


def standing_lines(name: str, skill: Skill, texts: Texts) -> list[str]:
    """Return how somebody stands in a skill: tests with their intervals, and what may be said of change."""
    where, lines = skill_progress(skill), []
    if where.tests.of:
        low, high = (texts.number(100 * share) for share in where.tests.interval)
        told = {"name": name, "passed": where.tests.passed, "of": where.tests.of, "low": low, "high": high}
        lines.append(texts.text("word.share", **told))
    if where.retention.of:
        low, high = (texts.number(100 * share) for share in where.retention.interval)
        told = {"name": name, "passed": where.retention.passed, "of": where.retention.of, "low": low, "high": high}
        lines.append(texts.text("word.retention", **told))
    if len(skill.tests) > 1:
        lines.append(texts.text(f"word.{where.change}", name=name))
    return lines


def _target(said: TargetSet, texts: Texts) -> str:
    if said.target is None:
        return texts.text("word.no_target")
    return texts.text("word.target", low=texts.number(said.target.low_n), high=texts.number(said.target.high_n))


def drill_line(setup: CoachSetup, name: str, texts: Texts) -> str:
    """Return a drill of a session with its instruction, in one line."""
    words = next((drill.words for drill in setup.drills if drill.name == name), {})
    return f"{name}: {_instruction(name, words, texts)}"


def _instruction(name: str, own: Mapping[str, str], texts: Texts) -> str:
    words = own.get(texts.language) or own.get("en") or next(iter(own.values()), None)
    return texts.text(f"drill.{name}") if words is None else words


def _began(said: BlockBegan, texts: Texts) -> list[str]:
    instruction = _instruction(said.drill, dict(said.words), texts)
    kind = f"{texts.text(f'kind.{said.kind}')}, {texts.count('presses', said.presses)}"
    lines = [texts.text("word.drill", name=said.drill, kind=kind, text=instruction)]
    if said.feedback is not None:
        lines.append(texts.text("word.shows", text=texts.text(f"feedback.{said.feedback}")))
    return lines


def _ended(said: BlockEnded, texts: Texts) -> list[str]:
    told = {"passed": said.presses_passed, "of": said.presses}
    if said.kind == "practice":
        lines = [texts.text("word.practice", **told)]
    elif said.passed is None:
        lines = [texts.text("word.test_void")]
    else:
        lines = [texts.text("word.test_passed" if said.passed else "word.test_failed", **told)]
    if said.skill_passed and said.test is not None:
        lines.append(texts.text("word.passed", name=said.drill))
    if said.suggestion is not None:
        lines.append(texts.text("word.next", name=said.suggestion))
    return lines
