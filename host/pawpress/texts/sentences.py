"""What other parts of the program say in English, such as alarms, errors and findings, in the language of a learner.

Such a sentence stands once, where it is said; its translation stands under the English itself in a catalogue of its
own, with a name in braces for each gap: `{pad}: is not calibrated.` All of it is read when a language is first used,
and what was said once is remembered: who says alarms looks them up ahead (`Texts.prepare`), and none waits for a file.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final

DOMAIN: Final = "sentences"
GAP = re.compile(r"\{(\w+)\}")
COUNTED: Final = {
    "press": "presses",
    "presses": "presses",
    "session": "sessions",
    "sessions": "sessions",
    "day": "days",
    "days": "days",
}
"""Which plural form of the catalogue of keys counts what English says."""
COUNT = re.compile(rf"(\d+) ({'|'.join(COUNTED)})")
END_OF_SENTENCE = re.compile(r"(?<=[.!?;]) +")
LISTED: Final = (" or ", "; ", ", ")
"""What stands between the things of a list."""
FILLED: Final = {
    "n": r"\d[\d.,]*",
    "page": r"docs/\S+",
    **dict.fromkeys(("why", "what", "message", "advice", "text"), ".+?"),
}
"""What fills a gap of this name: a number; more than one sentence, where any other gap ends with its sentence."""
LONGEST: Final = 500
"""Letters of one sentence; what is longer is nothing that the program says."""
LONGEST_IN_ALL: Final = 1500
"""Letters of all that is said at once."""
BEHIND_A_NAME = re.compile(r"(.{1,80}?): (.+)", re.DOTALL)
REMEMBERED: Final = 2000
MOST_AS_ONE: Final = 4
"""Sentences that are known together, at most."""
DEEPEST: Final = 4
"""A gap may hold a sentence, and that one a gap."""


class Sentences:
    """The sentences of one language.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`; in English, everything is said as it is.
    count : callable
        Says a number of something, by the key of its plural.
    known : mapping
        What is known by its English from elsewhere: texts without a gap.
    """

    def __init__(self, language: str, count: Callable[[str, int], str], known: Mapping[str, str]) -> None:
        self._count = count
        self._known: dict[str, str] = {}
        self._found: dict[tuple[str, int], str] = {}
        """Parts of what is said now: the same part is met again and again."""
        whole = dict(_read(language))
        self._or = whole.get("or", "or")
        self._whole = {**known, **{english: said for english, said in whole.items() if not GAP.search(english)}}
        self._with_gaps = _Patterns(whole.items())
        self._any = bool(whole)

    def said(self, english: str) -> str:
        """Return a sentence, or several, in the language; what is not known is left as it is."""
        if not self._any or not english or len(english) > LONGEST_IN_ALL:
            return english
        found = self._known.get(english)
        if found is None:
            self._found.clear()
            found = self._find(english, DEEPEST)
            if len(self._known) < REMEMBERED:
                self._known[english] = found
        return found

    def _find(self, english: str, depth: int) -> str:
        if (found := self._found.get((english, depth))) is None:
            known = self._as_one(english, depth)
            found = self._in_parts(english, depth) if known is None else known
            self._found[english, depth] = found
        return found

    def _as_one(self, english: str, depth: int) -> str | None:
        """Return what is known as a whole, with its gaps or as a list; None where it is not."""
        if (whole := self._whole.get(english)) is not None:
            return whole
        if counted := COUNT.fullmatch(english):
            return self._count(COUNTED[counted[2]], int(counted[1]))
        if depth == 0 or len(english) > LONGEST:
            return None
        for said, gaps in self._with_gaps.matching(english):
            return said.format(**{name: self._find(filled, depth - 1) for name, filled in gaps.items()})
        return self._listed(english, depth)

    def _listed(self, english: str, depth: int) -> str | None:
        """Translate a list that begins with what is known; None where it is none."""
        for between in LISTED:
            parts = english.split(between)
            for upto in range(len(parts) - 1, 0, -1):
                first, rest = between.join(parts[:upto]), between.join(parts[upto:])
                if first in self._whole:
                    said = between if between != " or " else f" {self._or} "
                    return f"{self._whole[first]}{said}{self._find(rest, depth)}"
        return None

    def _in_parts(self, english: str, depth: int) -> str:
        """Translate sentence by sentence, the longest that is known first; else what stands behind a name."""
        ends = [end.start() for end in END_OF_SENTENCE.finditer(english)] if depth else []
        for end in reversed(ends[:MOST_AS_ONE]):
            said = self._as_one(english[:end], depth)
            if said is not None:
                return f"{said} {self._find(english[end:].lstrip(), depth)}"
        if depth and (behind := BEHIND_A_NAME.fullmatch(english)):
            said = self._find(behind[2], depth)
            if said != behind[2]:
                return f"{self._find(behind[1], 0)}: {said}"
        if ends:
            return f"{english[: ends[0]]} {self._find(english[ends[0] :].lstrip(), depth)}"
        return english


class _Patterns:
    """Sentences with gaps, found by their first word where it is fixed."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._by_word: dict[str, list[tuple[str, str, str]]] = {}
        gapped = [(english, said) for english, said in pairs if GAP.search(english)]
        # The more of a sentence is fixed, the surer it is meant.
        for english, said in sorted(gapped, key=lambda pair: -len(GAP.sub("", pair[0]))):
            first = english.partition(" ")[0]
            fixed = max(re.split(r"\{\w+\}", english), key=len)
            self._by_word.setdefault("" if "{" in first else first, []).append((fixed, english, said))

    def matching(self, english: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield translations that fit, with what fills their gaps."""
        for first in (english.partition(" ")[0], ""):
            for fixed, pattern, said in self._by_word.get(first, ()):
                if fixed in english and (found := _pattern(pattern).fullmatch(english)):
                    yield said, found.groupdict()


@cache
def _pattern(english: str) -> re.Pattern[str]:
    parts = GAP.split(english)
    seen: set[str] = set()
    made = ""
    for at, part in enumerate(parts):
        if at % 2 == 0:
            made += re.escape(part)
        else:
            filled = FILLED.get(part, r"(?:(?![.!?;] ).)+?")
            made += f"(?P={part})" if part in seen else f"(?P<{part}>{filled})"
            seen.add(part)
    return re.compile(made, re.DOTALL)


def _read(language: str) -> Iterator[tuple[str, str]]:
    place = resources.files("pawpress.texts") / "locales" / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not place.is_file():
        return
    with place.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    yield from listed(catalogue)


def listed(catalogue: gettext.GNUTranslations) -> Iterator[tuple[str, str]]:
    """Yield the pairs of a catalogue, plurals left out."""
    pairs: dict[object, str] = catalogue._catalog  # type: ignore[attr-defined]
    for key, said in pairs.items():
        if isinstance(key, str) and key:
            yield key, said
