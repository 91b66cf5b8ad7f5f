"""What the converter's sample-and-hold takes from a pad's node, and how far that moves the reading."""

from __future__ import annotations

import re

from hardware.spice.deck import run_ngspice
from hardware.spice.sensors import SUPPLY_V

HOLD_F = 14e-12
MUX_OHM = 10e3
"""Sample-and-hold of the ATmega328P: 14 pF (data sheet); the switch's resistance, 1 to 100 kOhm there, is assumed."""
SAMPLE_S = 6e-6
"""One and a half clocks of the converter at 250 kHz: the shortest the firmware uses."""


def settle_error_counts(sense_ohm: float, pad_ohm: float, rate_hz: float, filter_f: float = 100e-9) -> float:
    """Return by how many counts the worst neighbour (a pad at 5 V) moves the reading, after many scans."""
    period = 1.0 / rate_hz
    settled_v = SUPPLY_V * sense_ohm / (sense_ohm + pad_ohm)
    lines = [
        f"Vs vs 0 {SUPPLY_V}",
        f"Rpad vs pad {pad_ohm:g}",
        f"Rsense pad 0 {sense_ohm:g}",
        "Rseries pad adc 1k",
        f"Cfilter adc 0 {filter_f:g} IC={settled_v:.9g}",
        f"Chold hold 0 {HOLD_F:g} IC={SUPPLY_V}",
        f"S1 hold m1 take 0 gate\nR1 m1 adc {MUX_OHM:g}",
        f"S2 hold m2 other 0 gate\nR2 m2 vs {MUX_OHM:g}",
        f"Vtake take 0 PULSE(0 1 {period / 2:g} 10n 10n {SAMPLE_S:g} {period:g})",
        f"Vother other 0 PULSE(0 1 {period / 4:g} 10n 10n {SAMPLE_S:g} {period:g})",
        ".model gate SW(VT=0.5 VH=0.1 RON=1 ROFF=1e13)",
    ]
    rounds = max(20, int(8 * (sense_ohm + 1e3) * filter_f / period) + 1)
    read_at = (rounds - 0.5) * period + SAMPLE_S
    commands = [f"tran {period / 40:g} {rounds * period:g} 0 {min(period / 40, 2e-6):g} uic"]
    commands += [f"meas tran held FIND v(hold) AT={read_at:.9g}"]
    match = re.search(r"held\s*=\s*(\S+)", run_ngspice(lines, commands))
    assert match is not None
    return (float(match[1]) - settled_v) / SUPPLY_V * 1024


def sounder_driver() -> dict[str, float]:
    """Return base and collector current, milliamperes, and the collector's voltage with the pin high, volts."""
    lines = [
        "Vcc vcc 0 5",
        "Vpin pin 0 5",
        "Rbase pin base 1k",
        "Rdown base 0 10k",
        "Rload vcc low 1k",
        "Q1 low base 0 npn",
        ".model npn NPN(IS=6.7e-15 BF=150 VAF=74 IKF=0.067 RB=10 RC=1)",
    ]
    printed = run_ngspice(lines, ["op", "print @q1[ib] @q1[ic] v(low)"])
    ib, ic, low = (float(text) for text in re.findall(r"= (\S+)", printed)[-3:])
    return {"base_ma": 1000 * ib, "collector_ma": 1000 * ic, "low_v": low}
