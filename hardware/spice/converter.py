"""What hangs at the drawn nets besides pads: the sample-and-hold, the sounder's transistor, the switches."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hardware.spice.deck import run_ngspice, with_sense
from hardware.spice.sensors import SUPPLY_V

HOLD_F = 14e-12
MUX_OHM = 10e3
"""Sample-and-hold of the ATmega328P: 14 pF (data sheet); the switch's resistance, 1 to 100 kOhm there, is assumed."""
SAMPLE_S = 6e-6
"""One and a half clocks of the converter at 250 kHz: the shortest the firmware uses."""
FILTER_F = 100e-9
NPN = ".model npn NPN(IS=6.7e-15 BF=150 VAF=74 IKF=0.067 RB=10 RC=1)"
"""A 2N3904 with the gain of a poor one."""


def lines_of(drawn: tuple[str, ...], *references: str) -> list[str]:
    """Return the drawn lines of some parts, in that order."""
    found = {line.split()[0]: line for line in drawn}
    return [found[reference] for reference in references]


def settle_error_counts(
    drawn: tuple[str, ...],
    sense_ohm: float,
    pad_ohm: float,
    rate_hz: float,
    filter_f: float | None = None,
    cable_f: float = 0.0,
) -> float:
    """Return by how many counts the worst neighbour (a pad at 5 V) moves the first pad's reading, after many scans.

    Parameters
    ----------
    drawn : tuple of str
        Resistors and capacitors of the drawn sheet.
    sense_ohm, pad_ohm : float
        Sense resistor of the build, and resistance of the pad, ohm.
    rate_hz : float
        Scans a second.
    filter_f : float, optional
        Another capacitor than the drawn one, farad.
    cable_f : float
        Capacitance of the pad's cable, at the socket, farad: 80 to 160 pF for one of one to two metres.
    """
    period = 1.0 / rate_hz
    settled_v = SUPPLY_V * sense_ohm / (sense_ohm + pad_ohm)
    sense, series, capacitor = lines_of(drawn, "R11", "R12", "C11")
    if filter_f is not None:
        capacitor = " ".join([*capacitor.split()[:3], f"{filter_f:g}"])
    lines = [
        f"Vs vs 0 {SUPPLY_V}",
        f"Rpad vs PAD0 {pad_ohm:g}",
        with_sense(sense, sense_ohm),
        series,
        *([f"Ccable PAD0 0 {cable_f:g} IC={settled_v:.9g}"] if cable_f else []),
        f"{capacitor} IC={settled_v:.9g}",
        f"Chold hold 0 {HOLD_F:g} IC={SUPPLY_V}",
        f"S1 hold m1 take 0 gate\nR1 m1 ADC0 {MUX_OHM:g}",
        f"S2 hold m2 other 0 gate\nR2 m2 vs {MUX_OHM:g}",
        f"Vtake take 0 PULSE(0 1 {period / 2:g} 10n 10n {SAMPLE_S:g} {period:g})",
        f"Vother other 0 PULSE(0 1 {period / 4:g} 10n 10n {SAMPLE_S:g} {period:g})",
        ".model gate SW(VT=0.5 VH=0.1 RON=1 ROFF=1e13)",
    ]
    rounds = max(20, int(8 * (sense_ohm + 1e3) * (filter_f or FILTER_F) / period) + 1)
    read_at = (rounds - 0.5) * period + SAMPLE_S
    commands = [f"tran {period / 40:g} {rounds * period:g} 0 {min(period / 40, 2e-6):g} uic"]
    commands += [f"meas tran held FIND v(hold) AT={read_at:.9g}"]
    match = re.search(r"held\s*=\s*(\S+)", run_ngspice(lines, commands))
    assert match is not None
    return (float(match[1]) - settled_v) / SUPPLY_V * 1024


def sounder_driver(drawn: tuple[str, ...]) -> dict[str, float]:
    """Return base and collector current, milliamperes, and the collector's voltage with the pin high, volts."""
    lines = lines_of(drawn, "R1", "R2", "R3")
    base = lines[0].split()[2]
    lines += ["Vcc +5V 0 5", "Vpin BUZZER 0 5", f"Q1 BZ_LOW {base} 0 npn", NPN]
    printed = run_ngspice(lines, ["op", "print @q1[ib] @q1[ic] v(bz_low)"])
    ib, ic, low = (float(text) for text in re.findall(r"= (\S+)", printed)[-3:])
    return {"base_ma": 1000 * ib, "collector_ma": 1000 * ic, "low_v": low}


SOUNDER_F = 17e-9
"""Of the piezo disc: assumed, the order of what discs of 12 mm have; the checks hold from 5 to 40 nF."""


def sounder_swing_v(drawn: tuple[str, ...], rate_hz: float, sounder_f: float = SOUNDER_F) -> float:
    """Return the voltage across the sounder from its lowest to its highest, once the tone is steady, volts."""
    half = 0.5 / rate_hz
    lines = lines_of(drawn, "R1", "R2", "R3")
    base = lines[0].split()[2]
    lines += ["Vcc +5V 0 5", f"Vpin BUZZER 0 PULSE(0 5 0 50n 50n {half:g} {2 * half:g})", "Rpin_ 0 BUZZER 1meg"]
    lines += [f"Q1 BZ_LOW {base} 0 npn", NPN, f"Cpiezo +5V BZ_LOW {sounder_f:g}"]
    commands = [f"tran {half / 200:g} {20 * half:g} {12 * half:g}"]
    commands += ["meas tran high MAX v(bz_low)", "meas tran low MIN v(bz_low)"]
    printed = run_ngspice(lines, commands)
    high, low = (float(re.search(rf"{name}\s*=\s*(\S+)", printed)[1]) for name in ("high", "low"))  # type: ignore[index]
    return high - low


@dataclass(frozen=True, slots=True)
class LoopCase:
    """One state of the stop loop and of what the controller may be."""

    at_socket_ohm: float | None
    """Between the socket's pins 1 and 2: the end resistor and the cable, a short, or None when open."""
    supply_v: float = 5.0
    inner_pull_up_ohm: float | None = None
    off: float = 0.0
    """By which share the board's resistors are too large, and the one at the loop's end too small."""


def stop_level_v(drawn: tuple[str, ...], case: LoopCase) -> float:
    """Return what D2 and D7 see of the stop loop, volts."""
    lines = []
    for reference in ("R6", "R7"):
        name, first, second, ohm = lines_of(drawn, reference)[0].split()
        lines.append(f"{name} {first} {second} {_ohm(ohm) * (1 + case.off):g}")
    lines += [f"Vcc +5V 0 {case.supply_v:g}", "Rpin STOP 0 100meg"]
    if case.inner_pull_up_ohm:
        lines.append(f"Rinner +5V STOP {case.inner_pull_up_ohm:g}")
    if case.at_socket_ohm is not None:
        socket = next(net for net in lines[1].split()[1:3] if net != "STOP")
        lines.append(f"Rloop {socket} 0 {case.at_socket_ohm * (1 - case.off):g}")
    return float(re.findall(r"= (\S+)", run_ngspice(lines, ["op", "print v(stop)"]))[-1])


def _ohm(text: str) -> float:
    """Return a drawn value: 47k, 4k7, 220."""
    found = re.fullmatch(r"(\d+)(?:([kM])(\d*))?", text)
    if found is None:
        raise ValueError(f"{text!r} is not a resistance as our sheets write it")
    whole, unit, rest = found.groups()
    return float(f"{whole}.{rest or 0}") * {"k": 1e3, "M": 1e6, None: 1.0}[unit]


def switch_level_v(drawn: tuple[str, ...], net: str, *, closed: bool) -> float:
    """Return what the controller's pin sees of the partner's switch, volts."""
    pullup, series = {"STOP": ("R6", "R7"), "SPOT": ("R8", "R9")}[net]
    lines = [*lines_of(drawn, pullup, series), "Vcc +5V 0 5", f"Rpin {net} 0 100meg"]
    if closed:
        socket = next(name for name in lines[1].split()[1:3] if name != net)
        lines.append(f"Rswitch {socket} 0 1")
    printed = run_ngspice(lines, ["op", f"print v({net.lower()})"])
    return float(re.findall(r"= (\S+)", printed)[-1])
