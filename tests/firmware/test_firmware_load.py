"""No build takes more of controller, converter, line or stack than its budget, and the page says what it takes."""

from __future__ import annotations

import pytest

from bench import firmware_load
from firmware.tools import images
from pawpress.rig import firmware_images
from tests.firmware.conftest import skip_without_emulator
from tests.firmware.toolchain import needs


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    skip_without_emulator()
    needs("make", "avr-gcc", "avr-objcopy", "avr-size")
    if images.compiler() != firmware_images.manifest().compiler:
        pytest.skip(f"the images were built with {firmware_images.manifest().compiler}")
    firmware_load.build()


@pytest.mark.parametrize("case", firmware_load.CASES, ids=lambda case: f"{case.build}-{case.rate_hz}")
def test_a_build_at_a_rate_is_within_its_budgets_and_on_the_page(case: firmware_load.Case) -> None:
    load = firmware_load.measured(case)
    assert firmware_load.broken_budgets(case, load) == []
    page = firmware_load.PAGE.read_text(encoding="utf-8")
    assert firmware_load.row(case, load) in page, "stale: run `python -m bench.firmware_load --write`"
