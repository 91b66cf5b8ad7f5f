"""A comparison of two trees says which of them could not be measured and why, and tells the rest."""

from __future__ import annotations

from pathlib import Path

from bench.against import ratios

SHARES = """
import json, pathlib
print(json.dumps({"work": float(pathlib.Path("share").read_text())}))
"""


def trees(folder: Path, *shares: str) -> tuple[Path, Path]:
    found = (folder / "before", folder / "after")
    for tree, share in zip(found, shares, strict=True):
        tree.mkdir()
        (tree / "share").write_text(share)
    return found


def test_the_ratio_of_two_trees_is_told(tmp_path: Path) -> None:
    [line] = ratios(trees(tmp_path, "0.02", "0.01"), SHARES, turns=2)
    assert line == "work: 0.50 (0.50 to 0.50); 2.00 % to 1.00 % of a core"


def test_a_measurement_that_fails_is_tried_again(tmp_path: Path) -> None:
    once = (
        SHARES
        + """
failed = pathlib.Path("failed")
if not failed.exists():
    failed.touch()
    raise SystemExit("the view was told 3 things only")
"""
    )
    [line] = ratios(trees(tmp_path, "0.02", "0.01"), once, turns=1)
    assert line.startswith("work: 0.50")


def test_a_tree_that_cannot_be_measured_is_named_with_its_complaint(tmp_path: Path) -> None:
    both = trees(tmp_path, "0.02", "nothing")
    [line] = ratios(both, SHARES, turns=2)
    assert line == f"not measured in {both[1]}: ValueError: could not convert string to float: 'nothing'"
