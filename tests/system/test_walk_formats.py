"""Adds the formats of docs/how-to/add-a-file-format.md in a scratch copy, sees them everywhere, and takes them away."""

from __future__ import annotations

import json
from pathlib import Path

from tests.many import one_recording
from tests.walks import changed, code_of, generate, run, scratch_copy, take_away, write

PAGE = "docs/how-to/add-a-file-format.md"
REFERENCE = "docs/reference/files.md"
TO, TO_TEST = "host/pawpress/export/to_jsonl.py", "tests/unit/export/test_to_jsonl.py"
FROM, FROM_TEST = "host/pawpress/importers/forms/from_plate.py", "tests/unit/importers/test_from_plate.py"
COVERED = "tests/unit/export/test_formats.py"
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0")


def test_an_export_format_is_one_module_and_a_test(tmp_path: Path):
    copy, recording = scratch_copy(tmp_path), str(one_recording(tmp_path / "one.paw"))
    module, test, *_ = code_of(PAGE)
    write(copy, TO, module)
    assert "test_to_jsonl.py" in run(copy, *PYTEST, COVERED, "-k", "jsonl", status=1).out
    write(copy, TO_TEST, test)
    run(copy, *PYTEST, TO_TEST, COVERED, "-k", "jsonl")
    generate(copy)

    assert "csv|jsonl|mat" in run(copy, "-m", "pawpress", "export", "--help").out
    target = tmp_path / "one.jsonl"
    run(copy, "-m", "pawpress", "export", recording, "--to", "jsonl", "--output", str(target))
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert rows[-1]["press"]["verdict"] == "steady"
    assert "| `jsonl` | JSON Lines: one object per scan" in (copy / REFERENCE).read_text(encoding="utf-8")
    assert changed(copy) == {TO, TO_TEST, REFERENCE}

    take_away(copy, TO, TO_TEST)
    generate(copy)
    assert changed(copy) == set()
    assert "is none of csv, mat" in run(copy, "-m", "pawpress", "export", recording, "--to", "jsonl", status=2).err


def test_an_import_format_is_one_module_and_a_test(tmp_path: Path):
    copy = scratch_copy(tmp_path)
    *_, module, test = code_of(PAGE)
    write(copy, FROM, module)
    write(copy, FROM_TEST, test)
    run(copy, *PYTEST, FROM_TEST)
    generate(copy)
    table = tmp_path / "x.plate"
    ramp = [0.0] * 20 + [10.0 * step for step in range(9)] + [90.0] * 20 + [40.0, 0.0, 0.0, 0.0]
    rows = "".join(f"{row / 10}/{force}\n" for row, force in enumerate(ramp))
    table.write_text(f"PLATE1 time_s force_N\n{rows}")

    answer = json.loads(run(copy, "-m", "pawpress", "grade", "--json", str(table)).out)
    assert answer["source"]["kind"] == "plate"
    assert answer["summary"]["presses"] == 1
    assert "plate, 53 rows" in run(copy, "-m", "pawpress", "grade", "--explain", str(table)).out
    assert "| a plate's log | `plate` | `.plate` |" in (copy / REFERENCE).read_text(encoding="utf-8")
    assert changed(copy) == {FROM, FROM_TEST, REFERENCE}

    take_away(copy, FROM, FROM_TEST)
    generate(copy)
    assert changed(copy) == set()
