"""What to do stands whole in the banner of an alarm, however small the window; what happened yields first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.geometry import Size

from pawpress.core.safety import ALARMS
from pawpress.dashboard import spoken
from pawpress.dashboard.drawing.big import big
from pawpress.dashboard.panels.banner import SILENT, BannerPanel, BannerPicture
from pawpress.dashboard.words import SEEN
from pawpress.texts import LANGUAGES

SIZES = (Size(60, 3), Size(70, 3), Size(80, 3), Size(120, 6), Size(200, 7))
MESSAGE = "shoulder blade right: 331 N, the limit is 300 N."
FACTS = [(code, mode, severity) for code, facts in ALARMS.items() for mode, severity in facts.actions]


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    spoken.use("en")


def rows_of(picture: BannerPicture, size: Size) -> list[str]:
    return ["".join(text for text, _ in line) for line in BannerPanel().draw(picture, size)]


def words_of(rows: list[str]) -> list[str]:
    return " ".join(rows).split()


def holds(rows: list[str], sentence: str) -> bool:
    """Whether the words of a sentence follow one another, apart from the letters of the big word beside them."""
    letters = set("█▀▄")
    words = [word for word in words_of(rows) if not set(word) <= letters]
    wanted = sentence.split()
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_remedy_of_every_alarm_is_whole_beside_its_action(size: Size, language: str) -> None:
    spoken.use(language)
    for code, mode, severity in FACTS:
        facts = ALARMS[code]
        word = facts.action(mode, severity)
        rows = rows_of(BannerPicture(word, (MESSAGE, facts.remedy, SEEN), severity, True, urgent=1), size)
        assert len(rows) == size.height
        assert all(len(row) <= size.width for row in rows), (code, rows)
        assert holds(rows, spoken.said(facts.remedy)), (code, rows)
        shown = big(spoken.said(word))[0].strip() in rows[(size.height - 3) // 2] or spoken.said(word) in rows[0]
        assert shown or size.height > 3, (code, rows)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_silent_engine_is_told_whole(size: Size) -> None:
    assert holds(rows_of(BannerPicture("STEP OFF", SILENT, "red", True), size), SILENT[0])
