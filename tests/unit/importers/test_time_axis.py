"""Times from a rate, from a counter and a rate, and from columns with a garbled stamp."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import Table, TableError, read_table
from tests.tables import write

FORCE = [0.1, 0.2, 5.0, 9.0, 4.0, 0.3, 0.2, 0.1]


def read(folder: Path, text: str, **options: object) -> Table:
    return read_table(write(folder / "x.csv", text), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("names", ["Fz (N),Fy (N)", "Fz (N)"])
def test_a_given_rate_reads_a_table_without_times(tmp_path: Path, names: str):
    rows = "".join(f"{','.join([str(force)] * len(names.split(',')))}\n" for force in FORCE)
    assert read(tmp_path, f"{names}\n{rows}", rate_hz=80.0).t_s == pytest.approx(np.arange(8) / 80.0)


def test_a_counter_shows_the_rows_that_are_missing(tmp_path: Path):
    rows = "".join(f"{number},{force}\n" for number, force in zip([1, 2, 3, 6, 7, 8, 9, 10], FORCE, strict=True))
    assert read(tmp_path, f"Frame,Fz\n{rows}", rate_hz=10.0).t_s[-1] == pytest.approx(0.9)


@pytest.mark.parametrize(
    "line",
    ["SampleRate=200", "Sampling rate: 200 Hz", "Frequency (Hz),200", "# 200 samples per second", "Interval: 5 ms",
     "fs;0.2 kHz", "Abtastrate 200", "Delta_X\t0.005"],
)  # fmt: skip
def test_a_rate_above_the_table_is_read(tmp_path: Path, line: str):
    rows = "".join(f"{number + 1}\t{force}\n" for number, force in enumerate(FORCE))
    assert read(tmp_path, f"Plate A\n{line}\nRow\tFz (N)\n{rows}").t_s[-1] == pytest.approx(7 / 200.0)


def test_two_rates_are_not_chosen_from(tmp_path: Path):
    rows = "".join(f"{number + 1}\t{force}\n" for number, force in enumerate(FORCE))
    with pytest.raises(TableError, match=r"several rates \(100 Hz, 1000 Hz\): give the right one with --rate"):
        read(tmp_path, f"Marker rate: 100 Hz\nAnalog rate: 1000 Hz\nRow\tFz (N)\n{rows}")


def test_neither_times_nor_a_rate_is_refused_with_what_to_add(tmp_path: Path):
    rows = "".join(f"{number + 1},{force}\n" for number, force in enumerate(FORCE))
    with pytest.raises(TableError, match=r"counts rows and holds no times.*--rate HZ"):
        read(tmp_path, f"Frame,Fz (N)\n{rows}")


@pytest.mark.parametrize("stray", ["120160", "99999999", "1"])
def test_one_garbled_stamp_is_a_hole(tmp_path: Path, stray: str):
    stamps = [str(5000 + 40 * number) for number in range(60)]
    stamps[30] = stray
    rows = "".join(f"{stamp},{number % 7}.5\n" for number, stamp in enumerate(stamps))
    table = read(tmp_path, f"millis,force\n{rows}")
    assert len(table.t_s) == 59
    assert table.t_s[-1] == pytest.approx(2.36)


@pytest.mark.parametrize(
    "stamp",
    ["2026/11/28 10:15:{:02d}::{:03d}", "2026-11-28 10:15:{:02d}.{:03d} UTC", "28.11.2026 10:15:{:02d},{:03d}",
     "2026-11-28 10:15:{:02d}.{:03d} +01:00", "10:15:{:02d}:{:03d}", "[10:15:{:02d}.{:03d}]",
     "Nov 28 10:15:{:02d}.{:03d}"],
)  # fmt: skip
def test_stamps_of_loggers_are_read(tmp_path: Path, stamp: str):
    rows = "".join(f"{stamp.format(n // 10, 100 * (n % 10))};{n % 7}.5\n" for n in range(40))
    assert read(tmp_path, f"when;force\n{rows}").t_s == pytest.approx(np.arange(40) / 10.0)


@pytest.mark.parametrize(
    "line", ["10:15:{:02d}.{:03d} -> {}", "[10:15:{:02d}.{:03d}] {}", "[2026-11-28 10:15:{:02d}.{:03d}] {}"]
)
@pytest.mark.parametrize(
    ("sent", "names"), [("{0}.5", ["reading"]), ("{0}.5,7", ["reading 1", "reading 2"]), ("a:{0}.5 b:7", ["a", "b"])]
)
def test_the_log_of_a_terminal_is_read(tmp_path: Path, line: str, sent: str, names: list[str]):
    text = "\n".join(line.format(n // 10, 100 * (n % 10), sent.format(n % 7)) for n in range(40))
    table = read(tmp_path, text, unit="n")
    assert table.t_s == pytest.approx(np.arange(40) / 10.0)
    assert [column.name for column in table.columns] == ["time", *names]
