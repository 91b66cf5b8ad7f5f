"""What the documents say is there: links, commands, targets, files, modules."""

from __future__ import annotations

import importlib
import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pawpress.settings.layout_files import load_layout
from tests.commands import every_command
from tools.make_pictures import SCENES

ROOT = Path(__file__).parents[2]
FOLDERS = ("docs", "hardware", "firmware/pawpress", "tests", "tools/templates")
PAGES = sorted([*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))])
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
TOP_FOLDERS = ("host", "docs", "tools", "tests", "firmware", "protocol", "requirements", "bench", "hardware")
MADE_BY_BUILDING = ("firmware/build/",)
PLACEHOLDER = re.compile(r"[*<>{}…]|NAME|FILE|…")
MODULE = re.compile(r"pawpress(\.(?!ino|tcss)[a-z_]+)+")
MACHINE_PATH = re.compile(r"(?<![\w.])(/(?:work|tmp|root|opt|home|Users|mnt)/|~/|[A-Z]:\\)")

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def prose_of(page: Path) -> str:
    """Return a page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def anchors_of(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", prose_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def shell_lines(page: Path) -> Iterator[str]:
    """Yield the commands of the shell blocks, without their comments."""
    for language, block in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "sh":
            yield from (line.split(" #")[0].strip() for line in block.splitlines() if line.strip())


def commands_of(page: Path, program: str) -> list[str]:
    """Return every command of a program that a page shows, in blocks and in lines."""
    start = re.compile(rf"^(?:\.venv/bin/)?{program}(?: |$)")
    shown = [*shell_lines(page), *SPAN.findall(prose_of(page))]
    return [text for text in shown if start.match(text)]


def parse(command: str) -> None:
    """Let the real command line parse a command without carrying it out."""
    words = [word for word in shlex.split(command.replace("\\|", "|"))[1:] if word != "…"]
    group = every_command()
    if not words or words[0].startswith("--"):
        group.make_context("pawpress", words or ["doctor"], resilient_parsing=words != [])
        return
    assert words[0] in group.commands, f"there is no command {words[0]!r}"  # type: ignore[attr-defined]
    chosen = group.commands[words[0]]  # type: ignore[attr-defined]
    if words[1:2] and (inner := getattr(chosen, "commands", {}).get(words[1])) is not None:
        chosen, words = inner, words[1:]
    options = [word for word in words[1:] if word.startswith("--")]
    assert set(options) <= _options_of(chosen), f"{command!r} has an unknown option"
    if len(words) > 1:  # a command alone is only its name
        chosen.make_context(words[0], words[1:])


def _options_of(command: Any) -> set[str]:
    return {name for one in command.params for name in [*one.opts, *one.secondary_opts]} | {"--help"}


@by_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(prose_of(page)):
        if ":" in target:
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), f"{target} leads nowhere"
        if anchor and there.suffix == ".md":
            assert anchor in anchors_of(there), f"{target}: the page has no such heading"


@by_page
def test_every_command_shown_is_one_the_program_takes(page: Path) -> None:
    for command in commands_of(page, "pawpress"):
        parse(command)


@by_page
def test_every_make_target_shown_exists(page: Path) -> None:
    for command in commands_of(page, "make"):
        words = [word for word in command.split()[1:] if "=" not in word]
        folder = "."
        if words[:1] == ["-C"]:
            folder, words = words[1], words[2:]
        makefiles = [ROOT / folder / "Makefile", *(ROOT / folder).glob("*.mk")]
        rules = "\n".join(makefile.read_text(encoding="utf-8") for makefile in makefiles)
        for word in words:
            assert re.search(rf"^{word}:", rules, re.MULTILINE), f"{command!r}: no target {word!r}"


@by_page
def test_every_file_named_is_there(page: Path) -> None:
    for text in SPAN.findall(prose_of(page)):
        is_path = text.startswith(tuple(f"{folder}/" for folder in TOP_FOLDERS)) and " " not in text
        if is_path and not PLACEHOLDER.search(text) and not text.startswith(MADE_BY_BUILDING):
            assert (ROOT / text).exists(), f"there is no {text}"


@by_page
def test_every_module_named_is_there(page: Path) -> None:
    for text in SPAN.findall(prose_of(page)):
        if MODULE.fullmatch(text):
            parent, _, last = text.rpartition(".")
            assert importlib.util.find_spec(text) or hasattr(importlib.import_module(parent), last), text


@by_page
def test_no_page_names_a_path_of_somebodys_machine(page: Path) -> None:
    assert not MACHINE_PATH.findall(page.read_text(encoding="utf-8"))


def test_the_documents_are_found() -> None:
    assert {"README.md", "first-press.md", "connect-a-rig.md", "0001-record-decisions.md"} <= {p.name for p in PAGES}


def test_every_decision_is_in_the_index_and_every_page_in_the_map() -> None:
    decisions = ROOT / "docs/decisions"
    index = (decisions / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(decisions.glob("0*.md")) if f"({path.name})" not in index] == []
    pages = [
        path
        for kind in ("tutorials", "how-to", "reference", "explanation")
        for path in (ROOT / "docs" / kind).glob("*")
        if path.suffix in {".md", ".rst"}
    ]
    overview = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    assert [path.name for path in pages if f"({path.parent.name}/{path.name})" not in overview] == []


def test_the_readme_leaves_room_for_the_figures() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.index("<!-- figures:begin -->") < readme.index("<!-- figures:end -->")


def test_the_layouts_shown_are_layouts(tmp_path: Path) -> None:
    page = (ROOT / "docs/how-to/add-a-layout.md").read_text("utf-8")
    pads: list[int] = []
    for block in (block for language, block in FENCE.findall(page) if language == "toml"):
        path = tmp_path / "shown.toml"
        path.write_text(block, "utf-8")
        pads.append(len(load_layout(str(path)).pad))
    assert pads == [2, 6]


SCREENS = sorted(path.stem for path in (ROOT / "docs/images").glob("screen-*.svg"))


def test_every_screen_has_its_picture_on_the_page() -> None:
    page = (ROOT / "docs/reference/screens.md").read_text(encoding="utf-8")
    made = sorted(name for scene in SCENES for name in scene.pictures)
    assert sorted(set(re.findall(r"images/([\w-]+)\.svg", page))) == made == sorted([*SCREENS, "dashboard"])


@pytest.mark.parametrize("name", ["dashboard", "press-anatomy", "verdicts", "divider", *SCREENS])
def test_a_picture_is_small_and_asks_nobody_for_a_font(name: str) -> None:
    svg = (ROOT / f"docs/images/{name}.svg").read_text(encoding="utf-8")
    assert len(svg) <= 400_000
    addresses = set(re.findall(r"https?://[^\"'\s)]+", svg))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_every_command_and_option_is_in_the_reference() -> None:
    reference = (ROOT / "docs/reference/command-line.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## pawpress (\w+)\n(.*?)(?=^## )", reference, re.M | re.S))
    everywhere = {"--help", "--log-level"}  # said once, of all commands
    assert "`--log-level" in reference
    group = every_command()
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert name in sections, f"pawpress {name} has no section"
        parameters = [one for each in (command, *getattr(command, "commands", {}).values()) for one in each.params]
        options = {option for parameter in parameters for option in parameter.opts if option.startswith("--")}
        assert {option for option in options - everywhere if f"`{option}" not in sections[name]} == set()
