"""The one registry of units: how each is spelled, what it measures, and how many newtons a unit of force has.

A table of our own, not a units library, because a header has to be *recognised* rather than computed with: `mN` and
`MN` differ by case alone, `KG`, `kg` and `kp` do not differ, and `g` is a mass or an acceleration. See decision 0029.

Factors are exact by definition; kilogram and pound of force come from `pawpress.core.units`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, get_args

from pawpress.core.units import NEWTONS_PER_KGF, NEWTONS_PER_LBF

Quantity = Literal[
    "force",
    "counts",
    "time",
    "voltage",
    "pressure",
    "share",
    "strain",
    "current",
    "torque",
    "acceleration",
    "speed",
    "turning rate",
    "angle",
    "length",
    "temperature",
    "frequency",
    "resistance",
    "magnetic field",
    "power",
    "energy",
    "stiffness",
    "impulse",
    "rate of force",
    "area",
    "sound",
]

GivenUnit = Literal["n", "kn", "mn", "kgf", "g", "lbf", "counts"]
"""What `--unit` takes."""
GIVEN_UNITS: tuple[GivenUnit, ...] = get_args(GivenUnit)

SHAPE_ONLY: frozenset[Quantity] = frozenset({"voltage", "pressure", "share", "strain"})
"""What pads put out where nobody calibrated them: shape and timing can be judged, as of counts."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it may stand in a file."""

    symbol: str
    """As the answer spells it."""
    quantity: Quantity
    newtons: float = 1.0
    """Newtons in one unit of force; 1 for everything else."""
    seconds: float = 1.0
    """Seconds in one unit of time; 1 for everything else."""


N = Unit("n", "force")
COUNTS = Unit("counts", "counts")

_FORCES: dict[str, tuple[float, str]] = {
    "n": (1.0, "N newton newtons ニュートン"),
    "kn": (1e3, "kN kilonewton kilonewtons"),
    "mn": (1e-3, "mN millinewton millinewtons"),
    "cn": (1e-2, "cN"),
    "dan": (10.0, "daN"),
    "meganewton": (1e6, "MN"),
    "kgf": (
        NEWTONS_PER_KGF,
        "kgf kg kgs kp kg-f kilogram kilograms kilogramm kilo kilos kilogrammes kilogramos chilogrammi кг кгс",
    ),
    "g": (NEWTONS_PER_KGF / 1e3, "g gf gr gram grams gramm gramme grammes gramos grammi gr-f г гс"),
    "lbf": (NEWTONS_PER_LBF, "lbf lb lbs lbm lb-f pound pounds # pound-force"),
    "tf": (NEWTONS_PER_KGF * 1e3, "tf tonf tonne-force тс"),
    "kip": (NEWTONS_PER_LBF * 1e3, "kip kips klbf klb"),
    "ozf": (NEWTONS_PER_LBF / 16.0, "ozf oz ounce ounces"),
}
_TIMES: dict[str, tuple[float, str]] = {
    "s": (1.0, "s sec secs second seconds sek sekunde sekunden seg segundo segundos secondes secondi с 秒"),
    "ms": (1e-3, "ms msec msecs millis milli millisecond milliseconds millisekunden мс ミリ秒 毫秒"),
    "us": (1e-6, "us usec usecs micros microsecond microseconds мкс"),
    "ns": (1e-9, "ns nsec nsecs nanos nanosecond nanoseconds"),
    "min": (60.0, "min mins minute minutes minuten"),
    "h": (3600.0, "h hr hrs hour hours"),
    "d": (86_400.0, "day days tage jours dias giorni"),
}
_OTHERS: dict[Quantity, str] = {
    "counts": "counts count cts ct raw adc adu lsb bits bit digits digit dig a.u. au a.u arb arb. ticks adc-counts",
    "voltage": "V mV uV kV volt volts millivolt millivolts Vdc",
    "pressure": "Pa hPa kPa MPa psi psia psig bar mbar mmHg cmH2O atm torr N/cm2 N/mm2 N/m2 kg/cm2"
    " kgf/cm2 g/cm2 lb/in2",
    "share": "% percent pct prozent %bw bw xbw bodyweight bodyweights %max %mvc %fs n/kg",
    "strain": "mV/V uV/V ustrain strain ue microstrain um/m",
    "current": "A mA uA amp amps ampere",
    "torque": "Nm N.m N-m Nmm N.mm mNm N.cm Ncm kNm kN.m Nm/kg ft-lb ftlb lb-ft lbft in-lb inlb kgm kg.m"
    " kgfm kgf.m kgf.cm kgcm ozin oz-in",
    "acceleration": "m/s2 m/s/s m.s-2 ms-2 m_s2 ms2 mps2 mm/s2 cm/s2 ft/s2 G mg-acc g-force gn mG m/sec2"
    " m/sec^2 meter/s2",
    "speed": "m/s cm/s mm/s km/h kmh mph m.s-1 mps in/s knots",
    "turning rate": "deg/s rad/s dps rps rpm deg/sec rad/sec deg.s-1 rad.s-1 mdps deg_s rad_s",
    "angle": "deg rad degree degrees grad mrad radian radians",
    "length": "m mm cm um nm km inch inches in ft feet yd meter meters metre metres",
    "temperature": "C degC F degF K celsius fahrenheit kelvin",
    "frequency": "Hz kHz MHz bpm 1/min 1/s fps sps",
    "resistance": "ohm ohms kohm Mohm kOhms k\u03a9 \u03a9 S uS siemens",
    "magnetic field": "T mT uT gauss mgauss tesla",
    "power": "W mW kW watt watts mAh Ah",
    "energy": "J mJ kJ joule joules cal kcal",
    "stiffness": "N/m N/mm kN/m N/cm lb/in kg/mm",
    "impulse": "Ns N.s N*s kg.m/s",
    "rate of force": "N/s kN/s N/ms kg/s kgf/s lb/s lbf/s",
    "area": "mm2 cm2 m2 in2",
    "sound": "dB dBm dBA lux lx ppm",
}  # fmt: skip


def normalised(text: str) -> str:
    """Return a spelling without what only its typesetting changes: raised digits, dots, micro signs, blanks."""
    text = re.sub(r"[\u00b5\u03bc]", "u", text.replace("\u00b0", "deg").replace("\u2103", "degC"))
    text = unicodedata.normalize("NFKC", text).replace("\u2212", "-")
    return re.sub(r"[\u00b7\u22c5\u2219*]", ".", re.sub(r"[\s^]", "", text))


def _spellings() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for symbol, (factor, words) in _FORCES.items():
        found |= {normalised(word): Unit(symbol, "force", newtons=factor) for word in words.split()}
    for symbol, (factor, words) in _TIMES.items():
        found |= {normalised(word): Unit(symbol, "time", seconds=factor) for word in words.split()}
    for quantity, words in _OTHERS.items():
        found |= {
            normalised(word): Unit("counts" if quantity == "counts" else word, quantity) for word in words.split()
        }
    return found


EXACT = _spellings()
"""Unit by spelling, letters as large as they are."""
_SMALL = {spelling.lower(): unit for spelling, unit in reversed(EXACT.items())}
"""Unit by spelling in small letters; the first of the registry where two differ by case alone."""


def unit_of(text: str) -> Unit | None:
    """Return the unit that a text is; None where it is none.

    Case separates `mN` from `MN` and `g` from `G`; where the exact spelling is not known, case is ignored (`KG`,
    `Lbs`).
    """
    spelling = normalised(text)
    return EXACT.get(spelling) or _SMALL.get(spelling.lower())


def given_unit(name: GivenUnit) -> Unit:
    """Return the unit that `--unit` names, by its symbol in the answer."""
    return COUNTS if name == "counts" else Unit(name, "force", newtons=_FORCES[name][0])
