"""Which English words are left in what a session in another language says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from babel.messages.pofile import read_po

from pawpress.texts import LANGUAGES
from tools.generate_texts import LOCALES

WORD = re.compile(r"[A-Za-z]{3,}")
TYPED = re.compile(r"`[^`]*`|--[a-z-]+|\S*/\S+|\b[A-Z]{2,}_\w+")
"""What is typed, or named as it is, whatever the language."""


def _catalogue(language: str, name: str) -> Iterator[tuple[str, str]]:
    path = LOCALES / language / "LC_MESSAGES" / f"{name}.po"
    if path.exists():
        with path.open("rb") as file:
            for one in read_po(file, locale=language):
                if one.id:
                    yield str(one.id), " ".join(one.string) if isinstance(one.string, tuple) else str(one.string)


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(TYPED.sub(" ", re.sub(r"\{\w+\}", " ", text)))}


@cache
def only_english(language: str) -> frozenset[str]:
    """Words of the English texts that no text of a language has."""
    assert language in LANGUAGES
    english = {word for key, _ in _catalogue(language, "sentences") for word in _words(key)}
    english |= {word for _, said in _catalogue("en", "pawpress") for word in _words(said)}
    own = {
        word for name in ("pawpress", "sentences") for _, said in _catalogue(language, name) for word in _words(said)
    }
    return frozenset(english - own)


def english_left(text: str, language: str, names: Collection[str] = ()) -> set[str]:
    """Return the English words in a text that its language does not have; `names` are no words."""
    for name in names:
        text = text.replace(name, " ")
    return _words(text) & only_english(language)
