"""Adds the metric of docs/how-to/add-a-metric.md in a scratch copy, sees it everywhere, and takes it away."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq

from tests.many import one_recording
from tests.walks import changed, code_of, generate, run, scratch_copy, take_away, write

PAGE = "docs/how-to/add-a-metric.md"
SOURCE = "host/pawpress/core/presses/metrics/timing.py"
TEST = "tests/unit/presses/test_timing_metrics.py"
COVERED = "tests/unit/presses/test_metrics_on_paper.py::test_each_metric_is_worked_out_in_some_test"
NAME, HEADER = "time_to_peak_s", "time_to_peak_s [s]"
IN_PYTHON = f"""
import sys, pawpress
from pathlib import Path
press = pawpress.grade_file(Path(sys.argv[1])).presses[0]
print(press.{NAME}, [row.unit for row in pawpress.METRICS if row.name == {NAME!r}], dir(press).count({NAME!r}))
"""


def test_a_metric_is_one_source_file_and_a_test(tmp_path: Path):
    copy, recording = scratch_copy(tmp_path), str(one_recording(tmp_path / "one.paw"))
    source, test = code_of(PAGE)
    write(copy, SOURCE, source)
    assert "stale" in run(copy, "-m", "tools.generate_press", "--check", status=1).err
    generate(copy)
    uncovered = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", COVERED, status=1)
    assert NAME in uncovered.out
    write(copy, TEST, test)
    run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", COVERED, TEST)

    sees_it_everywhere(copy, recording, tmp_path)
    generated = {"host/pawpress/core/presses/press_generated.py", "docs/reference/metrics.md"}
    assert changed(copy) == {SOURCE, TEST} | generated

    take_away(copy, SOURCE, TEST)
    generate(copy)
    assert changed(copy) == set()
    (press,) = json.loads(run(copy, "-m", "pawpress", "grade", "--json", recording).out)["presses"]
    assert NAME not in press


def sees_it_everywhere(copy: Path, recording: str, folder: Path) -> None:
    (press,) = json.loads(run(copy, "-m", "pawpress", "grade", "--json", recording).out)["presses"]
    assert 0.5 < press[NAME] < 2.5
    assert list(press).index(NAME) == list(press).index("peak_s") + 1
    assert run(copy, "-c", IN_PYTHON, recording).out.split(maxsplit=1) == [str(press[NAME]), "['s'] 1\n"]

    run(copy, "-m", "pawpress", "export", recording, "--to", "csv", "--output", str(folder / "x.csv"))
    with (folder / "x.presses.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert float(row[HEADER]) == press[NAME]
    run(copy, "-m", "pawpress", "export", recording, "--to", "parquet", "--output", str(folder / "x.parquet"))
    assert pq.read_table(folder / "x.presses.parquet")[NAME].to_pylist() == [press[NAME]]
    run(copy, "-m", "pawpress", "grade", recording, "--into", str(folder / "tables"))
    (part,) = (folder / "tables" / "presses").rglob("*.parquet")
    assert pq.ParquetFile(part).read([NAME])[NAME].to_pylist() == [press[NAME]]

    run(copy, "-m", "pawpress", "report", recording, "--output", str(folder / "x.html"))
    assert "<td>time to the peak</td>" in (folder / "x.html").read_text(encoding="utf-8")
    assert f"| `{NAME}` | s |" in (copy / "docs/reference/metrics.md").read_text(encoding="utf-8")
