"""The package keeps its shape: few entries at the top, no import cycle."""

from __future__ import annotations

from tools.measure_house import ROOT, cycles, imports_of, top_level

TOP_LEVEL_MOST = 20


def test_the_top_level_can_be_seen_at_a_glance():
    assert top_level(ROOT / "host/pawpress") <= TOP_LEVEL_MOST


def test_no_module_can_be_reached_from_itself():
    assert cycles(imports_of(ROOT / "host/pawpress")) == []
