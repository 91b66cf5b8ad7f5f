"""The many ways in which other programs write the same table."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import Table, read_table
from tests.tables import write

PLAIN = "t,F\n10.0,1.5\n10.5,-2.0\n11.0,3.25\n"
T_S, F = [0.0, 0.5, 1.0], [1.5, -2.0, 3.25]


def read(folder: Path, content: str | bytes, **options: object) -> Table:
    return read_table(write(folder / "x.csv", content), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", "|"),
        PLAIN.replace(",", ";").replace(".", ","),
        PLAIN.replace(",", "\t").replace(".", ","),
        PLAIN.replace(",", "   "),
        PLAIN.replace("\n", ",\n").replace("F,", "F"),
        PLAIN.replace("\n", ",,,\n"),
        PLAIN.replace("F\n", "F;;\n").replace(",", ";"),
        "# made by a machine\n# " + PLAIN,
        "%" + PLAIN.replace(",", " "),
        "a trial\nversion=1\nnRows=3\nendheader\n" + PLAIN.replace(",", "\t"),
        '"t","F"\n"10,0","1,5"\n"10,5","-2,0"\n"11,0","3,25"\n',
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace(",", " , "),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        gzip.compress(PLAIN.encode()),
        PLAIN.encode("utf-16"),
        codecs.BOM_UTF16_BE + PLAIN.encode("utf-16-be"),
        "Device:,a plate\nRate:,1000\nTrial:,seven\n" + PLAIN,
        "Interval=,0.5 s\nChannelTitle=,F\nRange=,10 N\nUnitName=,N\nTopValue=,*\nBottomValue=,-0.4\n"
        + PLAIN.partition("\n")[2],
        "# made by a machine\n\n" + PLAIN + "\n\n",
        '"t","F"\n"10.0","1.5"\n"10.5","-2.0"\n"11.0","3.25"\n',
        PLAIN + "11.5\n",
        "t,F\n1e1,15e-1\n10.5,-2\n11,3.25\n",
    ],
    ids=[
        "commas",
        "semicolons",
        "tabs",
        "bars",
        "decimal commas",
        "decimal commas and tabs",
        "blanks",
        "a delimiter at the end of every row",
        "delimiters at the end of every line",
        "delimiters at the end of the header",
        "names in a comment",
        "names in a comment, blanks",
        "lines of a motion file above",
        "quoted decimal commas",
        "Windows line ends",
        "blanks around cells",
        "byte-order mark",
        "gzip",
        "UTF-16",
        "UTF-16, the other way round",
        "settings of the width of the table",
        "titles among settings",
        "comments and blank lines",
        "quotes",
        "a last row that was cut off",
        "exponents",
    ],
)
def test_the_same_numbers_are_read(tmp_path: Path, content: str | bytes):
    table = read(tmp_path, content)
    assert table.t_s.tolist() == pytest.approx(T_S)
    assert {name: column.tolist() for name, column in table.readings.items()} == {"F": F}


@pytest.mark.parametrize(
    ("name", "stamps", "seconds"),
    [
        ("t_s", (0, 2), 2.0),
        ("Time", (0, 2), 2.0),
        ("Time(s)", (0, 2), 2.0),
        ("t_ms", (0, 2000), 2.0),
        ("Time [ms]", (0, 2000), 2.0),
        ("millis", (0, 2000), 2.0),
        ("t_us", (0, 2_000_000), 2.0),
        ("time (µs)", (0, 2_000_000), 2.0),
        ("stamp_ns", (0, 2_000_000_000), 2.0),
        ("Zeit in min", (0, 2), 120.0),
    ],
)
def test_the_unit_of_time_stands_in_its_columns_name(
    tmp_path: Path, name: str, stamps: tuple[int, int], seconds: float
):
    table = read(tmp_path, f"{name},F\n{stamps[0]},1\n{stamps[1]},2\n")
    assert table.t_s.tolist() == pytest.approx([0.0, seconds])


def test_a_calendar_time_is_a_time(tmp_path: Path):
    table = read(tmp_path, "when,F\n2026-01-05T10:00:00.250,1\n2026-01-05T10:00:01.000,2\n")
    assert table.t_s.tolist() == pytest.approx([0.0, 0.75])


def test_a_header_in_another_code_page_is_read(tmp_path: Path):
    assert list(read(tmp_path, "t;Kraft_für_Fuß\n0;1\n1;2\n".encode("latin-1")).readings) == ["Kraft_für_Fuß"]


def test_cells_that_are_no_numbers_are_holes(tmp_path: Path):
    table = read(tmp_path, "t,F\n0,1\n1,\n2,n/a\n3,4\n4,5\n")
    assert np.isnan(table.readings["F"]).tolist() == [False, True, True, False, False]


def test_a_row_without_a_time_is_left_out(tmp_path: Path):
    table = read(tmp_path, "t,F\n0,1\n,2\n2,3\n")
    assert (table.t_s.tolist(), table.readings["F"].tolist()) == ([0.0, 2.0], [1.0, 3.0])


def test_every_other_numeric_column_is_a_pad_and_words_are_not(tmp_path: Path):
    table = read(tmp_path, "t,left,note,right\n0,1,hello,2\n1,3,there,4\n")
    assert list(table.readings) == ["left", "right"]


def test_columns_may_be_named(tmp_path: Path):
    table = read(tmp_path, "id,F,when,G\n7,1,0.0,9\n8,2,0.5,9\n", time_column="when", force_columns=["F"])
    assert table.t_s.tolist() == [0.0, 0.5]
    assert {name: column.tolist() for name, column in table.readings.items()} == {"F": [1.0, 2.0]}


def test_a_named_column_may_be_sparse(tmp_path: Path):
    rows = "".join(f"{i},{i if i % 5 == 0 else ''},{i}\n" for i in range(20))
    table = read(tmp_path, "t,slow,fast\n" + rows, force_columns=["slow"])
    assert np.isfinite(table.readings["slow"]).sum() == 4


@pytest.mark.parametrize("units", ["s,N,N", "[Sek],[N],[N]", "sec,kgf,kgf", "(s),(counts),(counts)", ",N,N"])
@pytest.mark.parametrize("above", ["", "Trial 7\n", "Operator,anna,\n"])
def test_a_line_of_units_below_the_header_is_no_header(tmp_path: Path, units: str, above: str):
    rows = "".join(f"{0.1 * i:.1f},{i},{2 * i}\n" for i in range(6))
    table = read(tmp_path, f"{above}time,left,right\n{units}\n{rows}")
    assert table.t_s.tolist() == pytest.approx([0.1 * i for i in range(6)])
    assert table.readings["right"].tolist() == [2.0 * i for i in range(6)]


@pytest.mark.parametrize("above", ["", "ets Jun  8 2016 00:22:57\n\nrst:0x1 (POWERON_RESET),boot:0x13 (FAST)\n"])
def test_what_a_board_says_when_it_starts_is_passed_over(tmp_path: Path, above: str):
    below = '"load:0x3fff0030,len:1184"\nload:0x40078000,len:13132\nentry 0x400805e4\n'
    rows = "".join(f"{101 * i},{270 + i % 9},{1411 - i % 5}\n" for i in range(60))
    table = read(tmp_path, f"{above}Time,S1,S2\n{below}{rows}")
    assert list(table.readings) == ["S1", "S2"]
    assert len(table.t_s) == 60


def test_names_that_stand_twice_are_numbered(tmp_path: Path):
    table = read(tmp_path, "t,F,F,F (2),F\n0,1,2,3,4\n1,2,3,4,5\n")
    assert {name: column[0] for name, column in table.readings.items()} == {"F": 1, "F (3)": 2, "F (2)": 3, "F (4)": 4}


FALLING = [0, 0, 0, 300, 800, 810, 805, 500, 120, 0, 0, 0]


@pytest.mark.parametrize("named", ["time_ms", "millis", "Time"])
@pytest.mark.parametrize(
    "counts", [FALLING, FALLING[:6], [0] * 12], ids=["let go", "pressed at the end", "never pressed"]
)
def test_times_behind_the_forces_are_found_by_their_name(tmp_path: Path, named: str, counts: list[int]):
    rows = "".join(f"{count},{count // 2},{20 * i}\n" for i, count in enumerate(counts))
    table = read(tmp_path, f"fsr1,fsr2,{named}\n{rows}")
    assert list(table.readings) == ["fsr1", "fsr2"]
    assert table.readings["fsr1"].tolist() == counts


@pytest.mark.parametrize("date", ["2026-04-18", "18.04.2026", "4/18/2026"])
def test_a_time_of_day_stands_beside_its_date(tmp_path: Path, date: str):
    rows = "".join(f"{date},11:30:{0.05 * i:06.3f},{i}\n" for i in range(40))
    table = read(tmp_path, f"date,time,F\n{rows}")
    assert table.t_s == pytest.approx([0.05 * i for i in range(40)])


def test_the_first_column_stays_the_time_where_another_is_named_so(tmp_path: Path):
    rows = "".join(f"{0.1 * i:.1f},{i // 10},{i * 7 % 5}\n" for i in range(30))
    assert read(tmp_path, f"elapsed_s,timestamp,F\n{rows}").t_s[-1] == pytest.approx(2.9)
    assert read(tmp_path, f"since_start,timestamp,F\n{rows}").t_s[-1] == pytest.approx(2.9)
    bursts = "".join(f"{0.2 * (i // 2):.1f},{i // 10},{i * 7 % 5}\n" for i in range(30))
    assert read(tmp_path, f"host_time_s,timestamp,F\n{bursts}").t_s[-1] == pytest.approx(2.8)
    assert read(tmp_path, f"esp_ms,timestamp,F\n{bursts}").t_s[-1] == pytest.approx(0.0028)


@pytest.mark.parametrize("nothing", ["9.9e37", "-9.91E+37", "1e300", "inf", "nan", "-", ""])
def test_what_instruments_write_for_nothing_is_no_reading(tmp_path: Path, nothing: str):
    table = read(tmp_path, f"t,F\n10.0,1.5\n10.5,{nothing}\n11.0,3.25\n11.5,2.0\n")
    reading = table.readings["F"]
    assert not np.isfinite(reading[1])
    assert reading[[0, 2, 3]].tolist() == [1.5, 3.25, 2.0]
