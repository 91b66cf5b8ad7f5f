"""Adds the drill of docs/how-to/add-a-drill.md in a scratch copy, is coached with it, and takes it away."""

from __future__ import annotations

from pathlib import Path

from tests.walks import changed, code_of, generate, run, scratch_copy, take_away, write

PAGE = "docs/how-to/add-a-drill.md"
SHIPPED = "host/pawpress/settings/drills/pauses.toml"
CATALOGUES = [f"host/pawpress/texts/locales/{language}/LC_MESSAGES/pawpress" for language in ("en", "fil")]
TEXTS = ("-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "tests/unit/texts")
COACH = ("-m", "pawpress", "coach", "--demo", "--emulate", "core", "--headless", "--seconds", "2", "--drill")


def test_a_drill_is_a_file_and_its_words(tmp_path: Path):
    copy = scratch_copy(tmp_path)
    [toml], words = code_of(PAGE, "toml"), code_of(PAGE, "po")
    own = tmp_path / "pauses.toml"
    own.write_text(toml, encoding="utf-8")
    assert "Lean in, stay, and leave again." in run(copy, *COACH, str(own)).out

    write(copy, SHIPPED, toml)
    assert "drill.pauses" in run(copy, *TEXTS, status=1).out
    for catalogue, its_words in zip(CATALOGUES, words, strict=True):
        path = copy / f"{catalogue}.po"
        path.write_text(path.read_text(encoding="utf-8") + its_words, encoding="utf-8")
    generate(copy)
    run(copy, *TEXTS)
    assert "pauses" in run(copy, "-m", "pawpress", "coach", "--drill", "list").out.splitlines()
    assert "Sumandal" not in run(copy, *COACH, "pauses").out
    sources = {f"{catalogue}.{ending}" for catalogue in CATALOGUES for ending in ("po", "mo")}
    assert changed(copy) == {SHIPPED} | sources

    take_away(copy, SHIPPED, *sources)
    assert changed(copy) == set()
    assert "pauses" not in run(copy, "-m", "pawpress", "coach", "--drill", "list").out
