"""Which columns are forces: what is taken, what is left, and that each says why."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import Table, TableError, read_table
from tests.tables import judged, leans, table_text, write

T_S, FORCE_N = leans(50.0)
WAVE = 5.0 + np.sin(T_S) + np.random.default_rng(8).normal(0.0, 0.1, len(T_S))


def read(folder: Path, names: str, *columns: np.ndarray, **options: object) -> Table:
    return read_table(write(folder / "x.csv", table_text(T_S, *columns, names=names)), **options)  # type: ignore[arg-type]


def roles(table: Table) -> dict[str, str]:
    return {column.name: column.role for column in table.columns}


@pytest.mark.parametrize(
    "other", ["ax (m/s^2)", "Mz [Nm]", "COPx [mm]", "battery_mV", "temp_C", "gx (deg/s)", "pressure (kPa)", "DeltaF(N)"]
)
def test_only_forces_are_pads(tmp_path: Path, other: str):
    table = read(tmp_path, f"t,Fz (N),{other}", FORCE_N, WAVE)
    assert roles(table) == {"t": "time", "Fz (N)": "force", other: "ignored"}
    assert all(column.why.endswith(".") and column.why[0].isupper() for column in table.columns)


def test_the_unit_of_the_header_holds_and_a_given_one_wins(tmp_path: Path):
    path = write(tmp_path / "x.csv", table_text(T_S, FORCE_N / 9.80665, names="t,Force (kg)"))
    assert read_table(path).input_unit.symbol == "kgf"
    assert judged(path).presses[0].press.peak_n == pytest.approx(80.0, abs=0.6)
    assert judged(path, unit="n").presses[0].press.peak_n == pytest.approx(80.0 / 9.80665, abs=0.1)


def test_an_overload_in_kilograms_is_an_alarm(tmp_path: Path):
    path = write(tmp_path / "x.csv", table_text(T_S, FORCE_N * 420 / 80 / 9.80665, names="t,Force (kg)"))
    assert ("overload", "red") in {(e.alarm.code, e.alarm.severity) for e in judged(path).episodes}


@pytest.mark.parametrize(("name", "top"), [("fsr", 1023), ("raw", 4095), ("value", 1023)])
def test_a_converter_is_not_taken_for_newtons(tmp_path: Path, name: str, top: int):
    counts = np.clip(np.rint(FORCE_N * top / 60.0), 0, top)
    path = write(tmp_path / "x.csv", table_text(T_S, counts, names=f"t,{name}"))
    assert read_table(path).input_unit.symbol == "counts"
    assert judged(path).episodes == []


def test_volts_are_judged_by_their_shape(tmp_path: Path):
    table = read(tmp_path, "t,Voltage (V)", 0.4 + FORCE_N / 50.0)
    assert table.input_unit.symbol == "counts"


def test_newtons_that_nobody_presses_are_refused_where_the_header_says_them(tmp_path: Path):
    with pytest.raises(TableError, match=r"nobody presses with 80 \d+ N\. Say with --unit"):
        read(tmp_path, "t,Force (kN)", FORCE_N)
    assert read(tmp_path, "t,value", FORCE_N * 1000.0).input_unit.symbol == "counts"


def test_without_a_force_the_line_says_what_the_columns_are(tmp_path: Path):
    with pytest.raises(TableError, match=r"no column is a force: 'ax \(m/s2\)' has m/s2 .* --force-column"):
        read(tmp_path, "t,ax (m/s2)", WAVE)


def test_sums_stand_beside_their_parts_and_are_left(tmp_path: Path):
    parts = FORCE_N * 0.6, FORCE_N * 0.4 + 0.1 * np.sin(T_S)
    table = read(tmp_path, "t,heel (N),ball (N),all (N)", *parts, parts[0] + parts[1])
    assert list(table.readings) == ["heel (N)", "ball (N)"]


def test_two_pads_under_one_hand_are_no_sum(tmp_path: Path):
    noise = np.random.default_rng(4).normal(0.0, 1.0, (3, len(T_S)))
    table = read(
        tmp_path, "t,a (N),b (N),c (N)", *(FORCE_N * share + noise[n] for n, share in enumerate((1, 0.9, 0.8)))
    )
    assert len(table.readings) == 3


def test_the_same_force_in_two_units_is_one_pad(tmp_path: Path):
    table = read(tmp_path, "t,raw,weight_g,force_N", FORCE_N * 1e3 + 8e4, FORCE_N / 0.00980665, FORCE_N)
    assert [name for name, role in roles(table).items() if role == "force"] == ["weight_g"]
    assert list(table.beside) == ["raw"]


def test_counters_and_second_clocks_are_no_pads(tmp_path: Path):
    rows = np.arange(len(T_S), dtype=float)
    table = read(tmp_path, "t,a,b,c", rows % 64, np.floor(rows / 3) * 0.06, FORCE_N)
    assert list(table.readings) == ["c"]


def test_named_columns_are_taken_as_they_are(tmp_path: Path):
    table = read(tmp_path, "t,Voltage (V),Fz (N)", WAVE, FORCE_N, force_columns=["Voltage (V)"], unit="n")
    assert list(table.readings) == ["Voltage (V)"]
    assert table.input_unit.symbol == "n"


@pytest.mark.parametrize(
    "names",
    ["t,raw,filtered", "t,adc,smoothed", "t,rawValue,filteredValue", "t,fsr,fsr_avg", "t,analog,ema", "t,sensor,value"],
)
def test_smoothed_counts_are_no_newtons(tmp_path: Path, names: str):
    raw = np.clip(np.rint(8.0 * FORCE_N), 0, 1023)
    smooth = np.convolve(raw, np.full(5, 0.2), mode="same")
    table = read(tmp_path, names, raw, smooth)
    assert list(table.readings) == [names.split(",")[1]]
    assert table.input_unit.symbol == "counts"
    assert judged(tmp_path / "x.csv").episodes == []


@pytest.mark.parametrize("names", ["t,Force (N),Filtered Force (N)", "t,force,force_smooth"])
def test_a_smoothed_force_is_no_second_pad(tmp_path: Path, names: str):
    table = read(tmp_path, names, FORCE_N, np.convolve(FORCE_N, np.full(5, 0.2), mode="same"))
    assert list(table.readings) == [names.split(",")[1]]
    assert "smoothed" in table.columns[2].why


@pytest.mark.parametrize("name", ["left-right", "left - right", "L/R (%)", "left vs right"])
def test_what_compares_two_pads_is_none(tmp_path: Path, name: str):
    names = "t,L,R," + name if name.startswith("L") else "t,left,right," + name
    table = read(tmp_path, names, FORCE_N, 0.6 * FORCE_N, 0.4 * FORCE_N)
    assert list(table.readings) == names.split(",")[1:3]


@pytest.mark.parametrize("name", ["Vout", "voltaje", "ch1"])
def test_volts_without_a_unit_are_no_newtons(tmp_path: Path, name: str):
    assert read(tmp_path, f"t,{name}", 0.001 + FORCE_N / 200.0).input_unit.symbol == "counts"


@pytest.mark.parametrize(("unit", "newtons"), [("kg", 9.80665), ("lbf", 4.4482216152605), ("N", 1.0)])
def test_a_column_may_say_the_unit_in_every_row(tmp_path: Path, unit: str, newtons: float):
    rows = [
        f"{t_s:.3f},{force / newtons:.4f},{unit}" for t_s, force in zip(T_S.tolist(), FORCE_N.tolist(), strict=True)
    ]
    path = write(tmp_path / "x.csv", "\n".join(["t,value,unit", *rows]))
    assert judged(path).presses[0].press.peak_n == pytest.approx(80.0, abs=0.6)


def test_a_unit_that_changes_is_refused(tmp_path: Path):
    rows = [f"{t_s:.3f},5.0,{'g' if t_s < 3.0 else 'kg'}" for t_s in T_S.tolist()]
    with pytest.raises(TableError, match="the unit changes"):
        read_table(write(tmp_path / "x.csv", "\n".join(["t,value,unit", *rows])))


@pytest.mark.parametrize(
    "above", ["# units: s, kg", "# Units: time=s, force=kgf", "Einheiten: s / kg", "# s; kgf", "Units: [s kg]"]
)
def test_a_list_of_units_above_the_table_holds(tmp_path: Path, above: str):
    path = write(tmp_path / "x.csv", above + "\n" + table_text(T_S, FORCE_N / 9.80665, names="t,f"))
    assert judged(path).presses[0].press.peak_n == pytest.approx(80.0, abs=0.6)


@pytest.mark.parametrize(
    ("name", "newtons"),
    [("Force (t)", 9806.65), ("Weight (tf)", 9806.65), ("F (kip)", 4448.2216), ("W (lbm)", 4.44822)],
)
def test_heavy_units(tmp_path: Path, name: str, newtons: float):
    rows = [f"{t_s:.3f},{force / newtons:.8f}" for t_s, force in zip(T_S.tolist(), FORCE_N.tolist(), strict=True)]
    path = write(tmp_path / "x.csv", "\n".join([f"time,{name}", *rows]))
    assert judged(path).presses[0].press.peak_n == pytest.approx(80.0, abs=0.6)


def test_hexadecimal_counts(tmp_path: Path):
    rows = [f"{t_s:.3f},0x{int(max(0.0, 8.0 * force)):04X}" for t_s, force in zip(T_S, FORCE_N, strict=True)]
    path = write(tmp_path / "x.csv", "\n".join(["t,raw", *rows]))
    assert judged(path).presses[0].press.peak_n == pytest.approx(640.0, abs=5.0)
