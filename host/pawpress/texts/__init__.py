"""Texts of the learner's path by key, in every language there is; gettext catalogues, written by hand as `.po` files.

The core says keys; only here do they become words. A key that a language lacks is said in English. What other parts say
in English, such as alarms and errors, is translated by `said`.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Final

from pawpress.texts.sentences import Sentences, listed

LANGUAGES: Final = ("en", "fil")
"""English is the source; the Filipino is a draft."""
LANGUAGE_VARIABLE: Final = "PAWPRESS_LANGUAGE"
DOMAIN: Final = "pawpress"


class Texts:
    """The texts of one language.

    Parameters
    ----------
    language : str
        One of `LANGUAGES`.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = _catalogue(language)
        self._sentences = _sentences(language)

    def text(self, key: str, **words: object) -> str:
        """Return a text with its gaps filled.

        Raises
        ------
        KeyError
            If no language has it, or a gap is not filled.
        """
        said = self._catalogue.gettext(key)
        if said == key:
            raise KeyError(key)
        return said.format(**words)

    def count(self, key: str, n: int) -> str:
        """Return a number with what is counted, in the right form."""
        return self._catalogue.ngettext(key, key, n).format(n=n)

    def said(self, english: str) -> str:
        """Return what another part of the program says in English, in this language; what is not known stays."""
        return self._sentences.said(english)

    def prepare(self, english: Iterable[str]) -> None:
        """Look up what may have to be said at once, and other sentences of its form."""
        for sentence in english:
            self.said(sentence)

    def number(self, amount: float, decimals: int = 0) -> str:
        """Return a number as this language writes it; its unit stands in the text around it."""
        return f"{amount:.{decimals}f}".replace(".", self.text("number.point"))

    def leaves(self, said: str) -> bool:
        """Whether somebody wants to leave."""
        return said.strip().lower() in (*LEAVING, "end", self.text("say.end"))

    def meant(self, said: str) -> str | None:
        """Return the word, in English as programs know it, that somebody typed in this language or in English."""
        if self.leaves(said):
            return "end"
        typed = said.strip().lower()
        return next((word for word in SAYABLE if typed in (word, self.text(f"say.{word}"))), None)


def usual_language() -> str:
    """Return the language that the environment asks for; English where it asks for none that there is."""
    wanted = os.environ.get(LANGUAGE_VARIABLE, "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


SAYABLE: Final = ("nice", "same", "less", "more", "stop", "spot", "show", "next", "done", "end", "yes", "no")
"""Words that can be typed to the coach."""
LEAVING: Final = ("quit", "exit")
"""What people type to leave, whatever the program calls it."""


@cache
def _sentences(language: str) -> Sentences:
    catalogue = _catalogue(language)
    english = dict(listed(_catalogue(LANGUAGES[0])))
    known = {english[key]: said for key, said in listed(catalogue) if key in english and "{" not in english[key]}
    return Sentences(language, lambda key, n: catalogue.ngettext(key, key, n).format(n=n), known)


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    place = resources.files("pawpress.texts") / "locales" / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    with place.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    if language != LANGUAGES[0]:
        catalogue.add_fallback(_catalogue(LANGUAGES[0]))
    return catalogue
