"""Weights of people as they are typed."""

from __future__ import annotations

import re

from pawpress.cli.failure import WrongUse
from pawpress.core.body_weight import HEAVIEST_KG, LEAST_GIVEN_KG
from pawpress.core.units import POUND_KG

WEIGHT = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(kg|lb|lbs)\s*", re.IGNORECASE)


def kilograms(text: str, least_kg: float = LEAST_GIVEN_KG) -> float:
    """Return a weight given as `62kg` or `137 lb`.

    Raises
    ------
    WrongUse
        If it is neither, or no weight of a person.
    """
    found = WEIGHT.fullmatch(text)
    weight_kg = -1.0 if found is None else float(found[1].replace(",", "."))
    if found is not None and found[2].lower() != "kg":
        weight_kg *= POUND_KG
    if not least_kg <= weight_kg <= HEAVIEST_KG:
        raise WrongUse(f"{text}: is not a weight of a person. Give it with its unit: 62kg or 137lb.")
    return weight_kg
