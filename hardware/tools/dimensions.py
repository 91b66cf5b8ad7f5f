"""The tables `sensors.toml` and `pads.toml` as frozen records, and as the file that OpenSCAD includes."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, fields
from functools import cache

from hardware.tools.parts import HARDWARE


@dataclass(frozen=True, slots=True)
class FilmSensor:
    """One type of film sensor; lengths in millimetres (see the head of sensors.toml)."""

    key: str
    title: str
    manufacturer: str
    part_number: str
    length: float
    width: float
    tail_width: float
    spot: float
    spot_from_end: float
    thickness: float
    pins: int
    pin_pitch: float
    pin_length: float
    bend_radius: float
    range_n: float
    vented: bool
    where: str
    source: str
    assumed: str

    @property
    def tail_mm(self) -> float:
        """From the middle of the spot to the end of the film."""
        return self.length - self.spot_from_end


@dataclass(frozen=True, slots=True)
class PadShape:
    """One printed pad; lengths in millimetres (see pads.toml)."""

    key: str
    title: str
    sensor: str
    sensors: int
    spot_radius: float
    base_diameter: float
    base_height: float
    lid_height: float
    boss: float
    boss_height: float
    soft: float
    soft_size: float
    pocket: float
    well_diameter: float
    well_depth: float
    channel_width: float
    skirt: float
    skirt_reach: float
    clearance: float
    tab_width: float
    tab_length: float

    @property
    def film(self) -> FilmSensor:
        """The sensor that lies in it."""
        return film_sensors()[self.sensor]

    @property
    def outer_mm(self) -> float:
        """Diameter over the lid's skirt."""
        return self.base_diameter + 2 * (self.clearance + self.skirt)

    @property
    def gap_mm(self) -> float:
        """Between the base and the lid above it, with nothing on the lid."""
        film = self.film.thickness if self.boss else 0.0
        return film + self.soft + self.boss_height - (self.pocket if self.boss else 0.0)

    @property
    def height_mm(self) -> float:
        """From the floor to the lid's face."""
        return self.base_height + self.gap_mm + self.lid_height

    def spots_mm(self) -> tuple[tuple[float, float, float], ...]:
        """Middle of each sensor's spot, and the direction in which its tail points, radians."""
        turns = [2 * math.pi * n / self.sensors + math.pi / 2 for n in range(self.sensors)]
        r = self.spot_radius
        tail = math.pi if r else 0.0
        return tuple((r * math.cos(turn), r * math.sin(turn), turn + tail) for turn in turns)


@dataclass(frozen=True, slots=True)
class JointShape:
    """What is soldered into a pad, millimetres."""

    sleeve: float
    sleeve_length: float
    resistor: float
    resistor_length: float
    cable: float


@cache
def film_sensors() -> dict[str, FilmSensor]:
    """Return all types of sensors by key."""
    table = tomllib.loads((HARDWARE / "sensors.toml").read_text("utf-8"))
    return {key: FilmSensor(key, **row) for key, row in table.items()}


@cache
def pad_shapes() -> dict[str, PadShape]:
    """Return all printed pads by key."""
    table = tomllib.loads((HARDWARE / "pads.toml").read_text("utf-8"))
    return {key: PadShape(key, **row) for key, row in table.items() if key != "joint"}


@cache
def joint_shape() -> JointShape:
    """Return the sizes of what is soldered into a pad."""
    return JointShape(**tomllib.loads((HARDWARE / "pads.toml").read_text("utf-8"))["joint"])


def openscad() -> str:
    """Return the tables as OpenSCAD assigns them: `triple_base_diameter = 64;` and so on."""
    lines = ["// Written by hardware/tools/mechanics.py from pads.toml and sensors.toml; do not edit."]
    for shape in pad_shapes().values():
        for field in fields(shape):
            value = getattr(shape, field.name)
            if isinstance(value, float | int):
                lines.append(f"{shape.key}_{field.name} = {value:g};")
        film = shape.film
        names = ("width", "tail_width", "tail_mm")
        lines += [f"{shape.key}_film_{name} = {getattr(film, name):g};" for name in names]
        lines.append(f"{shape.key}_outer = {shape.outer_mm:g};")
    return "\n".join(lines) + "\n"
