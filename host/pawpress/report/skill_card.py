"""The skill card: one page that says where a person stands in each skill, with room for a school to sign.

It holds shares with their 95 % intervals, hidden presses of days of practice apart from those after days of rest, and
never a score: what adds up over people or sessions is not on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from pawpress.core.coach import Drill, Skill, SkillProgress, skill_progress
from pawpress.core.coach.records import next_retention_day
from pawpress.core.coach.skill_progress import Change, Share
from pawpress.report.paper import UNBROKEN, Paper, PaperBlock, Words, print_pages, space
from pawpress.report.style import SOFT, STYLE
from pawpress.system.new_file import open_private, open_private_text
from pawpress.texts import Texts

SHARES = (0.27, 0.12, 0.2, 0.2, 0.21)
CHANGES: Mapping[Change, str] = {"better": "card.better", "worse": "card.worse", "unclear": "card.unclear"}
SIGNED = ("card.teacher", "card.school", "card.date", "card.signature")
SIGNED_IN = 0.42
"""Room for a hand to write in, inches."""


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One skill, in words."""

    skill: str
    words: str
    """What the drill asks for."""
    practice: str
    tests: str
    retention: str
    state: str
    change: str
    passed: bool


@dataclass(frozen=True, slots=True)
class SkillCard:
    """What the card of one person says."""

    name: str
    day: str
    language: str
    sessions: str
    rows: tuple[SkillRow, ...]
    notices: tuple[str, ...]
    labels: Mapping[str, str]


def skill_card(
    name: str,
    sessions: int,
    skills: Mapping[str, Skill],
    drills: Sequence[Drill],
    texts: Texts,
    today: date,
    emulated: str,
) -> SkillCard:
    """Return the card of a person.

    Parameters
    ----------
    name : str
        The person.
    sessions : int
        How many they were coached in.
    skills : mapping
        What is known of each skill, by drill.
    drills : sequence of Drill
        In the order of the course; one that nothing is known of is left out.
    texts : Texts
        In the language of the card.
    today : date
        When it is made.
    emulated : str
        Name of the emulated rig: presses on it are no people's.
    """
    rows = tuple(
        _row(drill, skills[drill.name], texts, today)
        for drill in drills
        if drill.name in skills and (skills[drill.name].presses or skills[drill.name].tests)
    )
    rigs = {test.rig for skill in skills.values() for test in skill.tests}
    notices = [texts.text("card.limits")]
    if emulated in rigs:
        notices.insert(0, texts.text("card.emulated"))
    labels = {
        key.partition(".")[2]: texts.text(key) for key in (*SIGNED, *HEADS, "card.title", "card.signed", "card.none")
    }
    return SkillCard(
        name, today.isoformat(), texts.language, texts.count("sessions", sessions), rows, tuple(notices), labels
    )


HEADS = ("card.skill", "card.practice", "card.tests", "card.retention", "card.state")


def _row(drill: Drill, skill: Skill, texts: Texts, today: date) -> SkillRow:
    where = skill_progress(skill)
    own = drill.words.get(texts.language) or drill.words.get("en") or next(iter(drill.words.values()), None)
    return SkillRow(
        skill=drill.name,
        words=texts.text(f"drill.{drill.name}") if own is None else own,
        practice=_share(where.practice, texts),
        tests=_share(where.tests, texts, interval=True),
        retention=_share(where.retention, texts, interval=True),
        state=_state(where, skill, texts, today),
        change=texts.text(CHANGES[where.change]),
        passed=where.passed,
    )


def _share(share: Share, texts: Texts, *, interval: bool = False) -> str:
    if not share.of:
        return texts.text("card.untested")
    told = texts.text("card.of", passed=share.passed, of=share.of)
    if not interval:
        return told
    low, high = (texts.number(100.0 * bound) for bound in share.interval)
    means = texts.text("card.means", low=low, high=high)
    return f"{told}, {means}".replace(" %", f"{UNBROKEN}%")


def _state(where: SkillProgress, skill: Skill, texts: Texts, today: date) -> str:
    told = texts.text("card.passed" if where.passed else "card.open")
    day = next_retention_day(skill)
    if day is None:
        return told
    due = texts.text("card.due", day=max(date.fromordinal(day), today).isoformat())
    return f"{told}; {due}"


def card_html(card: SkillCard) -> str:
    """Return the card as one self-contained page."""
    import jinja2

    source = resources.files("pawpress.report.templates").joinpath("skill_card.html.j2").read_text("utf-8")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    signed = [card.labels[key.partition(".")[2]] for key in SIGNED]
    return environment.from_string(source).render(card=card, labels=card.labels, signed=signed)


def write_card_html(card: SkillCard, path: Path) -> None:
    """Write the card as a page; raises OSError."""
    with open_private_text(path) as file:
        file.write(card_html(card))


def write_card_pdf(card: SkillCard, path: Path, paper: Paper) -> int:
    """Write the card as PDF and return its number of pages; raises OSError."""
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages

    about = {"Title": f"{card.labels['title']}: {card.name}", "CreationDate": None}
    with (
        mpl.rc_context({**STYLE, "pdf.fonttype": 42}),
        open_private(path) as file,
        PdfPages(file, metadata=about) as pages,
    ):
        return print_pages(pages, paper, _blocks(card, paper), f"{card.labels['title']} · {card.name} · {card.day}")


def _blocks(card: SkillCard, paper: Paper) -> list[PaperBlock]:
    labels = card.labels
    blocks = [
        *paper.paragraph(f"{labels['title']}: {card.name}", 20.0, bold=True),
        *paper.paragraph(f"{card.day} · {card.sessions}", 8.0, colour=SOFT),
        space(0.12),
    ]
    for notice in card.notices:
        blocks += [*paper.paragraph(notice, 9.5, colour="#7a4a00"), space(0.1)]
    if not card.rows:
        return blocks + paper.paragraph(labels["none"])
    head = [labels[key.partition(".")[2]] for key in HEADS]
    cells = [
        (f"{row.skill}: {row.words}", row.practice, row.tests, row.retention, f"{row.state}. {row.change}")
        for row in card.rows
    ]
    blocks += paper.table(head, cells, SHARES)
    blocks += paper.heading(labels["signed"])
    signed = [labels[key.partition(".")[2]] for key in SIGNED]
    return [*blocks, *(_to_sign(*signed[at : at + 2]) for at in range(0, len(signed), 2))]


def _to_sign(left: str, right: str) -> PaperBlock:
    return PaperBlock(SIGNED_IN, (Words(left, 9.0, SOFT), Words(right, 9.0, SOFT, left=0.5)), ruled=True)
