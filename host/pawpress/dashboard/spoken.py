"""In which language the screen says what the engine, and the panels themselves, say in English."""

from __future__ import annotations

from pawpress.texts import Texts

_now = Texts("en")


def use(language: str) -> None:
    """Speak this language from now on."""
    global _now
    if language != _now.language:
        _now = Texts(language)


def said(english: str) -> str:
    """Return a sentence or a word in the language of the screen; what it does not know stays English."""
    return _now.said(english)
