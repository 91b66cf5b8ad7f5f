"""Physical constants are written once; every other number follows from them."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import pawpress
from pawpress.core import units
from pawpress.core.calibration.reference_points import NEWTONS_IN
from pawpress.core.presses import PressThresholds
from pawpress.dashboard.words import CONTACT_N
from pawpress.importers.roles.unit_names import given_unit

HOST = Path(pawpress.__file__).parent
CHANCE = {
    "COLUMNS",
    "FEW",
    "LOADED_SHARE",
    "LONGEST",
    "LOOK_S",
    "MOST",
    "MOST_WAITING",
    "READ_BYTES",
    "SUFFIX",
    "TRIES",
}
"""Names of a word or two whose numbers agree by chance: each is about something else where it stands."""


@pytest.mark.parametrize("digits", ["9.80665", "9.81", "0.45359237", "4.44822"])
def test_a_constant_is_written_in_one_file(digits: str):
    own = HOST / "core" / "units.py"
    literal = re.compile(rf"^[^\"#]*(?<![\w.]){re.escape(digits)}", re.MULTILINE)
    found = [path for path in HOST.rglob("*.py") if path != own and literal.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(HOST)) for path in found] == []


def test_the_pound_of_force_is_the_pound_times_gravity_to_the_last_bit():
    assert units.NEWTONS_PER_LBF == 4.4482216152605
    assert NEWTONS_IN == {"n": 1.0, "kgf": units.NEWTONS_PER_KGF, "lbf": units.NEWTONS_PER_LBF}
    assert given_unit("lbf").newtons == units.NEWTONS_PER_LBF


def test_the_screen_calls_a_pad_touched_from_the_onset_threshold_on():
    """A view loads no numbers library, so it cannot ask the detector."""
    assert PressThresholds().onset_n == CONTACT_N


def constants(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the constants of a file that are written out, with their values."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        value = getattr(node, "value", None)
        names = [target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper()]
        if names and isinstance(value, ast.Constant | ast.Tuple | ast.BinOp):
            yield names[0], ast.unparse(value)


def test_no_constant_is_written_in_two_files_under_one_name():
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in HOST.rglob("*.py"):
        if not path.stem.endswith("_generated"):
            for constant in constants(path):
                places[constant].append(str(path.relative_to(HOST)))
    twice = {name: files for (name, _), files in places.items() if len(files) > 1 and name not in CHANCE}
    assert twice == {}
