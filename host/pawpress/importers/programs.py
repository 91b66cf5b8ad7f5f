"""Which programs' files are read, and what a person has to add: the table of the how-to page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """One program, or a family of them."""

    name: str
    read: str
    """What is read of its files."""
    say: str
    """What a person adds on the command line."""


NOTHING = "nothing"

PROGRAMS: tuple[Program, ...] = (
    Program(
        "Spreadsheets (CSV, TSV, semicolons)",
        "names, a line of units, decimal commas, marks between thousands",
        NOTHING,
    ),
    Program(
        "Excel, LibreOffice (`.xlsx`, `.xls`, `.ods`)",
        "the sheet with the longest table, by the same rules",
        "install the extra `files`",
    ),
    Program(
        "Arduino IDE, serial monitor (`10:15:03.120 -> 7`)",
        "the stamps, and one column per reading; `name:reading` pairs keep their names",
        "`--unit`, for the board sends none",
    ),
    Program(
        "Logs of names (`t=0.010 F=12.5N`, JSON lines, `.json`)",
        "each name as a column; of JSON, rows or columns of numbers",
        "`--unit`, where none is said",
    ),
    Program(
        "Tables with a row for each sensor (`time, channel, value`)",
        "a column for each sensor",
        NOTHING,
    ),
    Program("Tera Term, CoolTerm (`[2026-11-28 10:15:03.120] 7`)", "as for the Arduino IDE", "`--unit`"),
    Program("Serial Studio (`2026/11/28 10:15:03::120`)", "dates with two colons before the milliseconds", NOTHING),
    Program(
        "ThingSpeak (`created_at`, `… UTC`)",
        "stamps with the name of a zone behind them",
        "`--force-column` for `field1` beside others",
    ),
    Program(
        "HX711 loggers (`raw`, `weight_g`)",
        "the calibrated column; raw counts are held against it",
        "`--unit counts` to judge the raw ones",
    ),
    Program(
        "FSR loggers (`fsr`, `adc`, `A0`)",
        "counts: shape, timing and speed, without alarms",
        "`--invert` if they fall with load",
    ),
    Program(
        "Force plates with `Fx`, `Fy`, `Fz`, `Mx`, `COPx`",
        "the forces; torques and centres of pressure are left",
        "`--force-column` for the vertical one alone",
    ),
    Program(
        "In-shoe sensors (`L_heel`, `L_sum`, `L_acc`)",
        "the parts of each foot; sums, accelerations and second clocks are left",
        "`--mode foot`",
    ),
    Program(
        "Vicon, Nexus (`Devices`, `Frame`, `Sub Frame`)",
        "the rate below `Devices`, numbered channels, forces by the line of units",
        NOTHING,
    ),
    Program(
        "Motion Analysis (`.forces`)",
        "`SampleRate=`, names behind `#Sample`, forces; positions and torques are left",
        NOTHING,
    ),
    Program(
        "OpenSim (`.mot`, `.sto`)", "`ground_force_vx` to `vz`; points of application and torques are left", NOTHING
    ),
    Program(
        "C3D (`.c3d`)",
        "the forces of its plates, else its analog channels by label and unit",
        "install the extra `files`",
    ),
    Program("LabVIEW (`.lvm`)", "both headers, `Delta_X`, units of the channels, decimal commas", NOTHING),
    Program("LabVIEW (`.tdms`), MATLAB (`.mat`), HDF5, Parquet", "refused by name", "save the table as CSV"),
    Program("LabChart text", "`ChannelTitle=`, `UnitName=`, `Interval=`", NOTHING),
    Program(
        "ROS (`rostopic echo -p`)",
        "`%time` in nanoseconds, `force.x` to `force.z`; torques and counters are left",
        NOTHING,
    ),
    Program(
        "Lab Streaming Layer (`.xdf`)",
        "every channel of numbers on the common clock, by label and unit",
        "install the extra `files`",
    ),
    Program(
        "Tindeq, PASCO, Vernier, phyphox, Hawkin, ForceDecks, Instron",
        "their CSV exports, units from the header",
        NOTHING,
    ),
    Program(
        "Jump plates and loggers without times",
        "a rate in the lines above the table; a frame counter shows missing rows",
        "`--rate HZ` if none is said",
    ),
)
