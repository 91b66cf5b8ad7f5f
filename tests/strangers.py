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


def trial(t_s: Array, weight_n: float, take_off_s: float, flight_s: float) -> Array:
    """A jump cut to what matters: somebody stands there already, drops, pushes off, flies, lands hard and sinks in."""
    dip = -0.55 * weight_n * _bell(t_s, take_off_s - 0.78, take_off_s - 0.38)
    push = 1.25 * weight_n * _bell(t_s, take_off_s - 0.48, take_off_s + 0.04)
    since_s = t_s - take_off_s - flight_s
    landing = 4.9 * np.exp(-(((since_s - 0.06) / 0.02) ** 2)) + 1.5 * np.exp(-(((since_s - 0.15) / 0.06) ** 2))
    sinking = 1.0 - 0.5 * np.exp(-(((since_s - 0.38) / 0.09) ** 2))
    after = weight_n * (landing + sinking) * smooth_step(since_s / 0.03)
    before = (weight_n + dip + push) * smooth_step((take_off_s - t_s) / 0.09)
    return np.where(since_s > 0.0, after, before)


def compressions(t_s: Array, count: int, per_min: float, peak_n: float, lean_n: float) -> Array:
    """Chest compressions of somebody who leans on the chest between them."""
    every_s = 60.0 / per_min
    phase_s = (t_s - 2.0) % every_s
    on = (t_s >= 2.0) & (t_s < 2.0 + count * every_s)
    push = np.where(on, np.sin(np.pi * np.clip(phase_s / (0.55 * every_s), 0.0, 1.0)) ** 1.3, 0.0)
    return (peak_n - lean_n) * push + lean_n * smooth_step((t_s - 1.6) / 0.3) * (t_s < 2.0 + count * every_s)


def pulses(t_s: Array, count: int, every_s: float, peak_n: float, kept_n: float) -> Array:
    """A hand follows a target up and down and never comes to rest, as in tracking tasks of grip force."""
    share = np.clip((t_s - 0.3) / (count * every_s), 0.0, 1.0)
    return kept_n + (peak_n - kept_n) * np.sin(np.pi * count * share) ** 2


def jerk_on_a_strap(t_s: Array, pull_n: float) -> Array:
    """Fingers jerk at a load cell on a strap, which rings at eight cycles a second, and hold on for five seconds."""
    since_s = np.maximum(t_s - 1.2, 0.0)
    ring = 0.3 * np.exp(-since_s / 0.22) * np.cos(2 * np.pi * 8.0 * (since_s - 0.14))
    rise = 1.0 - np.exp(-((since_s / 0.09) ** 2))
    return pull_n * rise * (1.0 + ring * (since_s > 0.03)) * (1.0 - smooth_step((since_s - 5.0) / 0.3))


def whole_seconds(t_s: Array, start_s: int = 62_540) -> list[str]:
    """Time of day as a logger writes it that knows no parts of a second."""
    seconds = np.floor(t_s).astype(int) + start_s
    return [f"2026-04-18 {s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in seconds.tolist()]


def held(readings: Array, every: float) -> Array:
    """A slow sensor in the table of a fast one: each reading stays for so many rows, until the next one comes."""
    return readings[(np.floor(np.arange(len(readings)) / every) * every).astype(int)]


def _bell(t_s: Array, begin_s: float, end_s: float) -> Array:
    return np.sin(np.pi * np.clip((t_s - begin_s) / (end_s - begin_s), 0.0, 1.0)) ** 2


def table(
    path: Path,
    columns: Mapping[str, Array | list[str]],
    *,
    delimiter: str = ",",
    comma: bool = False,
    mark: bool = False,
    above: str = "",
) -> Path:
    """Write a table as some program would; empty cells where a reading is NaN, gzipped if the name says so.

    `above` stands above the header: what a program says of itself.
    """
    rows = [*above.splitlines(), delimiter.join(columns)]
    for row in zip(
        *(column if isinstance(column, list) else column.tolist() for column in columns.values()), strict=True
    ):
        cells = delimiter.join(_cell(content) for content in row)
        rows.append(cells.replace(".", ",") if comma else cells)
    content = ("\ufeff" if mark else "").encode() + "\n".join(rows).encode() + b"\n"
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def _cell(content: float | str) -> str:
    if isinstance(content, str):
        return content
    return "" if np.isnan(content) else f"{content:.15g}"
