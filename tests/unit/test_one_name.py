"""No two things of the package have one name: a stranger who finds one of them has found the right one."""

from __future__ import annotations

from tools.measure_house import ROOT, double_classes, double_file_names, modules_of

CONVENTIONS = ["command.py", "options.py", "run.py"]
"""Every command with a folder of its own has these: what Typer sees, the options together, and what is done."""


def test_every_class_and_file_has_a_name_of_its_own():
    modules = modules_of(ROOT / "host/pawpress")
    assert double_classes(modules) == []
    assert double_file_names(modules) == CONVENTIONS
