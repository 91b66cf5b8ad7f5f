"""Logs in which each reading stands behind its name, and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pawpress.importers import TableError, read_table
from tests.tables import judged, leans, write

T_S, FORCE_N = leans(50.0)
ROWS = [(round(t_s, 3), round(force, 3)) for t_s, force in zip(T_S.tolist(), FORCE_N.tolist(), strict=True)]


@pytest.mark.parametrize(
    "line",
    [
        "t={t} F={f}N",
        "time:{t},force:{f}",
        "T: {t}; Load: {f} N",
        '{{"t": {t}, "f": {f}}}',
        '{{"t":{t},"f":{f},"unit":"N"}}',
    ],
)
def test_names_before_readings(tmp_path: Path, line: str):
    path = write(tmp_path / "x.log", "\n".join(line.format(t=t_s, f=force) for t_s, force in ROWS))
    assert judged(path).presses[0].press.peak_n == pytest.approx(80.0, abs=0.6)


@pytest.mark.parametrize(
    "document",
    [
        [{"time_s": t_s, "force_n": force} for t_s, force in ROWS],
        {"time_s": [t_s for t_s, _ in ROWS], "force_n": [force for _, force in ROWS]},
        {"device": "a plate", "data": [{"time_s": t_s, "force_n": force} for t_s, force in ROWS]},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_json(tmp_path: Path, document: object, indent: int | None):
    path = write(tmp_path / "x.json", json.dumps(document, indent=indent))
    assert read_table(path).kind == "json"
    assert judged(path).presses[0].press.peak_n == pytest.approx(80.0, abs=0.6)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[{"t": 0, "f": 1}, {"t": 1, "f"}]', r"JSON that cannot be read"),
        ('{"a": 1}', r"JSON without a table"),
        ('[{"t": 0}, {"t": 1}]', r"JSON without a table"),
        ('{"a": ' * 5_000 + "1" + "}" * 5_000, r"JSON that cannot be read"),
    ],
    ids=["damaged", "no table", "one column", "nested"],
)
def test_other_json_is_refused_with_a_way_out(tmp_path: Path, text: str, reason: str):
    with pytest.raises(TableError, match=reason):
        read_table(write(tmp_path / "x.json", text))
