"""S-expressions, the notation of every KiCad file: read to nested lists, written back in one canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Union

Node = Union[str, "Quoted", list["Node"]]
Form = list[Node]


class Quoted(str):
    """A string that stands in quotes in the file; other strings are bare words and numbers."""


_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([()])|([^\s()"]+)')


def parse(text: str) -> Form:
    """Return the one form that a file holds."""
    stack: list[Form] = [[]]
    for match in _TOKEN.finditer(text):
        quoted, bracket, word = match.groups()
        if bracket == "(":
            stack.append([])
        elif bracket == ")":
            form = stack.pop()
            stack[-1].append(form)
        elif word is not None:
            stack[-1].append(word)
        else:
            stack[-1].append(Quoted(_plain(quoted) if "\\" in quoted else quoted))
    form = stack[0][0]
    assert isinstance(form, list)
    return form


def _plain(quoted: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m.group(1) == "n" else m.group(1), quoted)


def dump(node: Node, depth: int = 0) -> str:
    """Return the text of a form, short forms on one line."""
    if isinstance(node, Quoted):
        escaped = node.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(node, str):
        return node
    flat = "(" + " ".join(dump(child) for child in node) + ")"
    if len(flat) + 2 * depth <= 110:
        return flat
    indent = "\n" + "  " * (depth + 1)
    head = [child for child in node if not isinstance(child, list)]
    tail = [child for child in node if isinstance(child, list)]
    return "(" + " ".join(dump(child) for child in head) + "".join(indent + dump(c, depth + 1) for c in tail) + ")"


def children(form: Form, name: str) -> list[Form]:
    """Return the direct child forms of a name."""
    return [child for child in form if isinstance(child, list) and child and child[0] == name]


def child(form: Form, name: str) -> Form | None:
    """Return the first direct child form of a name."""
    found = children(form, name)
    return found[0] if found else None


def texts(form: Form) -> list[str]:
    """Return what a form holds besides child forms, without its name."""
    return [str(item) for item in form[1:] if not isinstance(item, list)]


def walk(form: Form) -> Iterator[Form]:
    """Yield a form and every form inside it."""
    yield form
    for item in form:
        if isinstance(item, list):
            yield from walk(item)
