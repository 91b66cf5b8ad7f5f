"""Recordings as strangers might make them: the physics of hands, feet, robots and sensors, and their file formats.

No number here is a threshold of the judge, and none was chosen by looking at its answers. Times in seconds, forces in
newtons, all functions of a time axis of shape (n,).
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from tests.waveforms import Array, minimum_jerk, smooth_step


def unrest(t_s: Array, rng: np.random.Generator, below_hz: float, rms: float) -> Array:
    """Slow wander of a living body: a handful of sines below a frequency, with this root mean square."""
    hz, phase = rng.uniform(0.2, 1.0, 7) * below_hz, rng.uniform(0.0, 2 * np.pi, 7)
    return rms * np.sqrt(2 / 7) * np.sin(2 * np.pi * np.outer(t_s, hz) + phase).sum(axis=1)


def squeezes(t_s: Array, rng: np.random.Generator, count: int, every_s: float = 5.3) -> Array:
    """A hand squeezes a ball: in half a second to a second, held for one to three, with the unrest of a grip."""
    force_n = np.full(len(t_s), 0.4)
    for number in range(count):
        up_s, hold_s, down_s = rng.uniform(0.75, 1.2), rng.uniform(1.1, 2.4), rng.uniform(0.3, 0.6)
        grip = minimum_jerk(t_s, 2.1 + every_s * number, up_s, hold_s, down_s, rng.uniform(22.0, 58.0))
        force_n += grip * (1.0 + unrest(t_s, rng, 3.0, 0.015))
    return force_n


def sensor_counts(force_n: Array, bits: int, rng: np.random.Generator, falls: bool = False) -> Array:
    """A force-sensing resistor in a divider, read by a converter; 30 N are half of the range."""
    conductance = (np.maximum(force_n + rng.normal(0.0, 0.2, len(force_n)), 0.0) / 30.0) ** 0.85
    top = (1 << bits) - 1
    counts = np.rint(top * conductance / (1.0 + conductance))
    return top - counts if falls else counts


def robot(t_s: Array, ramps_s: tuple[float, ...], hold_s: float = 2.6) -> Array:
    """A robot drives a flat tool into a soft pad and waits: straight ramps, and a load that relaxes in log time."""
    force_n = np.zeros(len(t_s))
    for number, ramp_s in enumerate(ramps_s):
        since_s = t_s - 2.4 - 6.8 * number
        up, down = np.clip(since_s / ramp_s, 0, 1), np.clip((since_s - ramp_s - hold_s) / 0.6, 0, 1)
        relaxed = 1.0 - 0.04 * np.log10(1.0 + np.maximum(since_s - ramp_s, 0.0) / 0.05)
        force_n += (45.0 + 12.0 * number) * up * (1.0 - down) * relaxed
    return force_n


def strikes(
    t_s: Array, rng: np.random.Generator, count: int, length_s: tuple[float, float], peak_n: tuple[float, float]
) -> Array:
    """Taps or pinches: half-sines whose length and peak lie in these spans."""
    force_n = np.zeros(len(t_s))
    for number in range(count):
        share = np.clip((t_s - 1.37 - 2.1 * number) / rng.uniform(*length_s), 0.0, 1.0)
        force_n += rng.uniform(*peak_n) * np.sin(np.pi * share) ** 1.2
    return force_n


def pulls(t_s: Array, rng: np.random.Generator, peaks_n: tuple[float, ...], steepest_n_per_s: float) -> Array:
    """Maximal isometric pulls: exponential rises, held for seven seconds while strength fades."""
    force_n = np.zeros(len(t_s))
    for number, peak_n in enumerate(peaks_n):
        since_s = t_s - 3.7 - 12.5 * number
        rise = np.where(since_s > 0.0, 1.0 - np.exp(-np.maximum(since_s, 0.0) * steepest_n_per_s / peak_n), 0.0)
        fade = 1.0 - 0.013 * np.clip(since_s, 0.0, 7.3)
        shake = 1.0 + unrest(t_s, rng, 2.5, 0.012) + unrest(t_s, rng, 11.0, 0.003)
        force_n += peak_n * rise * fade * shake * (1.0 - smooth_step((since_s - 7.0) / 0.3))
    return force_n


def footstep(t_s: Array, onset_s: float, contact_s: float, weight_n: float, spike: float) -> Array:
    """A step on a plate: a heel strike of some hundredths of a second, and two humps with a dip between them."""
    share = (t_s - onset_s) / contact_s
    on = (share > 0.0) & (share < 1.0)
    humps = (
        1.1 * np.exp(-(((share - 0.23) / 0.12) ** 2))
        + 1.08 * np.exp(-(((share - 0.77) / 0.12) ** 2))
        + 0.66 * np.exp(-(((share - 0.5) / 0.23) ** 2))
    )
    edges = np.clip(share / 0.06, 0.0, 1.0) * np.clip((1.0 - share) / 0.06, 0.0, 1.0)
    strike = spike * np.exp(-(((t_s - onset_s - 0.02) / 0.008) ** 2))
    return weight_n * np.where(on, humps * edges + strike, 0.0)


def jump(t_s: Array, weight_n: float, on_s: float, take_off_s: float, flight_s: float) -> Array:
    """Somebody steps on a plate, stands, drops, pushes off, flies, lands and stands: the force of both feet."""
    land_s = take_off_s + flight_s
    dip = -0.5 * weight_n * _bell(t_s, take_off_s - 0.8, take_off_s - 0.35)
    push = 1.3 * weight_n * _bell(t_s, take_off_s - 0.46, take_off_s + 0.03)
    standing = weight_n * smooth_step((t_s - on_s) / 0.6)
    before = np.where(t_s < take_off_s, standing + dip + push, 0.0)
    since_s = t_s - land_s
    impact = 2.2 * np.exp(-(((since_s - 0.05) / 0.022) ** 2)) + 0.8 * np.exp(-(((since_s - 0.17) / 0.07) ** 2))
    after = weight_n * (smooth_step(since_s / 0.06) + impact * smooth_step(since_s / 0.02))
    return before + np.where(since_s > 0.0, after, 0.0)


def _bell(t_s: Array, begin_s: float, end_s: float) -> Array:
    return np.sin(np.pi * np.clip((t_s - begin_s) / (end_s - begin_s), 0.0, 1.0)) ** 2


def table(
    path: Path, columns: Mapping[str, Array], *, delimiter: str = ",", comma: bool = False, mark: bool = False
) -> Path:
    """Write a table as some program would; empty cells where a reading is NaN, gzipped if the name says so."""
    rows = [delimiter.join(columns)]
    for row in zip(*(column.tolist() for column in columns.values()), strict=True):
        cells = delimiter.join("" if np.isnan(number) else f"{number:.15g}" for number in row)
        rows.append(cells.replace(".", ",") if comma else cells)
    content = ("\ufeff" if mark else "").encode() + "\n".join(rows).encode() + b"\n"
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path
