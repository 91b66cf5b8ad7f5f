"""The page on adding a pad kind, walked in a scratch copy: it is enough for newtons, curves and simulator."""

from __future__ import annotations

from pathlib import Path

from tests.walks import changed, code_of, generate, insert_after, run, scratch_copy, take_away, write

PAGE = "docs/how-to/add-a-pad-kind.md"
SCHEMA = "protocol/pawpress.toml"
MODELS = "host/pawpress/core/calibration/pad_models"
MODULE, TABLE = f"{MODELS}/load_cell.py", f"{MODELS}/__init__.py"
SENSORS = "Sixteen such pads, each with a divider of its own, behind a 74HC4067."
LAST_KIND = f'    {{ name = "FSR_MUX", value = 2, doc = "{SENSORS}" }},'
IMPORT = "from pawpress.core.calibration.pad_models import fsr_divider, fsr_mux"
TESTS = "tests/unit/calibration/test_pad_models.py"
USE = """
import numpy as np
from pawpress.core.calibration import apply_calibration, nominal_calibration
from pawpress.core.calibration.document import RigCalibration
from pawpress.core.calibration.fitting import fit_pad
from pawpress.core.calibration.pad_models import model_of
from pawpress.core.calibration.reference_points import ReferencePoint
from pawpress.simulator.pads import Sensor

model = model_of(3)
assert model.kind.name == "LOAD_CELL"
assert nominal_calibration(1, pad_kind=3).newtons[0, 1023] == 1000.0
loads_n = (20.0, 50.0, 100.0, 200.0, 300.0, 400.0)
read = Sensor(gain=1.1, model=model).codes(np.array(loads_n))
points = [ReferencePoint(n, float(counts)) for n, counts in zip(loads_n, read)]
made = "2026-03-01T12:00:00Z"
curve = fit_pad("L1", 0, points, counts_max=1023, made=made, tare_counts=0.0, model=model)
whole = RigCalibration(rig="cells", placement="bench", created=made, program="walk", pad=(curve,))
found = apply_calibration(whole, ["L1"], 1, 1023, pad_kind=3)
assert found.calibrated
print(round(float(found.newtons[0, read[3]])))
"""


def test_the_page_is_enough_to_add_a_pad_kind_and_to_take_it_away(tmp_path: Path):
    copy = scratch_copy(tmp_path)
    [row] = code_of(PAGE, "toml")
    [module] = code_of(PAGE)
    insert_after(copy, SCHEMA, LAST_KIND, row)
    generate(copy)
    generated = changed(copy) - {SCHEMA}
    assert generated, "header, module and reference follow the schema"
    assert "LOAD_CELL" in (copy / "docs/reference/protocol.md").read_text(encoding="utf-8")
    write(copy, MODULE, module)
    insert_after(
        copy,
        TABLE,
        "from pawpress.core.calibration.pad_models import fsr_divider, fsr_mux",
        "from . import load_cell\n",
    )
    insert_after(copy, TABLE, "    fsr_mux.MODEL,", "    load_cell.MODEL,\n")
    assert run(copy, "-c", USE).out.split() == ["200"]
    run(copy, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", TESTS)
    take_away(copy, SCHEMA, MODULE, TABLE, *generated)
    assert changed(copy) == set()
