"""The list of new features names what is there: a renamed module or class must not be counted as an old feature."""

from __future__ import annotations

import ast

import pytest

from tools.measure_house import FEATURES, ROOT, Module, by_feature, definitions

PACKAGE = ROOT / "host/pawpress"


@pytest.mark.parametrize("pattern", [pattern for patterns in FEATURES.values() for pattern in patterns])
def test_a_pattern_names_a_module_or_what_is_in_it(pattern: str):
    path, _, name = pattern.partition(":")
    found = list(PACKAGE.glob(path))
    assert found
    if name:
        assert name in dict(definitions(ast.parse(found[0].read_text("utf-8"))))


def test_a_class_of_a_new_feature_is_counted_apart_within_a_module_of_an_old_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(FEATURES, "new", ["old.py:New", "old.py:Old.later"])
    text = "class New:\n    x = 1\n\nclass Old:\n    def first(self): ...\n    def later(self):\n        return 1\n"
    module = Module(PACKAGE / "old.py", text, ast.parse(text))
    assert by_feature(PACKAGE, [module])["new"] == 4
