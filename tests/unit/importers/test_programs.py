"""Files in the forms of well-known programs, made as their manuals describe them."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from pawpress.importers import Table, TableError, read_table
from tests.tables import leans, write

RATE_HZ = 50.0
T_S, FORCE_N = leans(RATE_HZ)
ROWS = len(T_S)
WAVE = np.sin(T_S) + np.random.default_rng(2).normal(0.0, 0.05, ROWS)


def lines(*columns: list[str] | np.ndarray, delimiter: str = "\t") -> str:
    cells = [column if isinstance(column, list) else [f"{x:.5f}" for x in column] for column in columns]
    return "\n".join(delimiter.join(row) for row in zip(*cells, strict=True)) + "\n"


def forces(table: Table) -> list[str]:
    assert float(np.median(np.diff(table.t_s))) == pytest.approx(1.0 / RATE_HZ, rel=0.01)
    return list(table.readings)


def test_rostopic(tmp_path: Path):
    stamps = [str(1_764_324_903_120_000_000 + int(1e9 * t)) for t in T_S]
    names = "%time,field.header.seq,field.header.stamp,field.header.frame_id," + ",".join(
        f"field.wrench.{kind}.{axis}" for kind in ("force", "torque") for axis in "xyz"
    )
    rows = lines(
        stamps,
        [str(n) for n in range(ROWS)],
        stamps,
        ["tool"] * ROWS,
        WAVE,
        WAVE,
        FORCE_N,
        WAVE,
        WAVE,
        WAVE,
        delimiter=",",
    )
    table = read_table(write(tmp_path / "x.csv", f"{names}\n{rows}"))
    assert forces(table) == [f"field.wrench.force.{axis}" for axis in "xyz"]


@pytest.mark.parametrize("ending", [".mot", ".sto"])
def test_opensim(tmp_path: Path, ending: str):
    head = f"forces\nversion=1\nnRows={ROWS}\nnColumns=10\ninDegrees=yes\nendheader\n"
    names = "time\t" + "\t".join(f"ground_force_{kind}{axis}" for kind in "vp" for axis in "xyz")
    names += "\t" + "\t".join(f"ground_torque_{axis}" for axis in "xyz")
    rows = lines(T_S, WAVE, FORCE_N, WAVE, *[WAVE] * 6)
    table = read_table(write(tmp_path / f"x{ending}", f"{head}{names}\n{rows}"))
    assert forces(table) == [f"ground_force_v{axis}" for axis in "xyz"]


def test_motion_analysis(tmp_path: Path):
    head = f"[Force Data]\nNumberOfForcePlates=1\nSampleRate={RATE_HZ:.6f}\nNumberOfSamples={ROWS}\n"
    names = "#Sample\tFX1\tFY1\tFZ1\tX1\tY1\tZ1\tMZ1\n"
    rows = lines([str(n + 1) for n in range(ROWS)], WAVE, WAVE, FORCE_N, WAVE, WAVE, WAVE, WAVE)
    table = read_table(write(tmp_path / "x.forces", head + names + rows))
    assert forces(table) == ["FX1", "FY1", "FZ1"]


@pytest.mark.parametrize("columns", ["No", "One"])
@pytest.mark.parametrize("point", [".", ","])
def test_labview(tmp_path: Path, columns: str, point: str):
    end = "***End_of_Header***\t\t\n"
    head = f"LabVIEW Measurement\t\nSeparator\tTab\nDecimal_Separator\t{point}\nX_Columns\t{columns}\n{end}\n"
    about = f"Channels\t2\nSamples\t{ROWS}\t{ROWS}\nY_Unit_Label\tKilograms\tVolts\nDelta_X\t0.02\t0.02\n{end}"
    stamps = [f"{t:.4f}" if columns == "One" else "" for t in T_S]
    rows = lines(stamps, FORCE_N / 9.80665, WAVE, [""] * ROWS)
    text = head + (about + "X_Value\tLoad\tShake\tComment\n" + rows).replace(".", point)
    table = read_table(write(tmp_path / "x.lvm", text))
    assert (forces(table), table.kind, table.input_unit.symbol) == (["Load"], "lvm", "kgf")


def test_labchart(tmp_path: Path):
    head = "Interval=\t0.02 s\nChannelTitle=\tGrip\tShake\nRange=\t10 N\t1 V\nUnitName=\tkg\tV\n"
    table = read_table(write(tmp_path / "x.txt", head + lines(T_S, FORCE_N / 9.80665, WAVE)))
    assert (forces(table), table.input_unit.symbol) == (["Grip"], "kgf")


def test_c3d(tmp_path: Path):
    ezc3d = pytest.importorskip("ezc3d")
    made = ezc3d.c3d()
    made["parameters"]["POINT"]["RATE"]["value"] = [RATE_HZ]
    made["parameters"]["ANALOG"]["RATE"]["value"] = [RATE_HZ]
    made["parameters"]["ANALOG"]["LABELS"]["value"] = ["Force.Fz1", "EMG 1"]
    made["parameters"]["ANALOG"]["UNITS"]["value"] = ["N", "V"]
    made["data"]["points"] = np.zeros((4, 0, ROWS))
    made["data"]["analogs"] = np.stack([FORCE_N, WAVE])[None]
    made.write(str(tmp_path / "x.c3d"))
    table = read_table(tmp_path / "x.c3d")
    assert (forces(table), table.kind) == (["Force.Fz1"], "c3d")


def chunk(tag: int, content: bytes) -> bytes:
    return b"\x04" + struct.pack("<IH", len(content) + 2, tag) + content


def test_xdf(tmp_path: Path):
    pytest.importorskip("pyxdf")
    channels = "".join(
        f"<channel><label>{label}</label><unit>{unit}</unit></channel>"
        for label, unit in (("left", "kgf"), ("acc", "m/s2"))
    )
    about = (
        "<?xml version='1.0'?><info><name>plate</name><type>Force</type><channel_count>2</channel_count>"
        f"<nominal_srate>{RATE_HZ:g}</nominal_srate><channel_format>double64</channel_format>"
        f"<desc><channels>{channels}</channels></desc></info>"
    )
    samples = b"".join(
        b"\x08" + struct.pack("<ddd", 100.0 + t, f, w) for t, f, w in zip(T_S, FORCE_N / 9.80665, WAVE, strict=True)
    )
    content = b"XDF:" + chunk(1, b"<?xml version='1.0'?><info><version>1.0</version></info>")
    content += chunk(2, struct.pack("<I", 1) + about.encode())
    content += chunk(3, struct.pack("<I", 1) + b"\x04" + struct.pack("<I", ROWS) + samples)
    content += chunk(6, struct.pack("<I", 1) + b"<?xml version='1.0'?><info><sample_count>0</sample_count></info>")
    table = read_table(write(tmp_path / "x.xdf", content))
    assert (forces(table), table.kind, table.input_unit.symbol) == (["left"], "xdf", "kgf")


def test_a_spreadsheet(tmp_path: Path):
    pytest.importorskip("python_calamine")
    cells = [
        ["time (s)", "Load (lbs)", "note"],
        *([f"{t:.3f}", f"{f / 4.4482216:.4f}", "x"] for t, f in zip(T_S, FORCE_N, strict=True)),
    ]

    def cell(text: str) -> str:
        number = text.replace(".", "").lstrip("-").isdigit()
        return f"<c><v>{text}</v></c>" if number else f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    rows = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in cells)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    links = f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}'
    sheets = '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": f'{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as book:
        for name, part in parts.items():
            book.writestr(name, part)
    table = read_table(tmp_path / "x.xlsx")
    assert (forces(table), table.kind, table.input_unit.symbol) == (["Load (lbs)"], "xlsx", "lbf")


def zipped(*members: str) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as container:
        for name in members:
            container.writestr(zipfile.ZipInfo(name), b"\x83\x01")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.zip", b"PK\x03\x04" + b"\0" * 60, "is a zip archive, which is not read. Unpack it."),
        ("x.mat", b"MATLAB 5.0 MAT-file" + b"\0" * 200, "is a MATLAB file"),
        ("x.tdms", b"TDSm" + b"\0" * 60, "save it as .lvm or CSV"),
        ("x.pdf", b"%PDF-1.7\n", "is a PDF document"),
        ("x.xlsb", zipped("xl/workbook.bin"), "is a binary Excel workbook, which is not read. Save the sheet as CSV"),
        ("x.xlsx", b"PK\x03\x04" + b"\0" * 60, "Save the sheet as CSV"),
        ("x.c3d", b"\x02\x50" + b"\0" * 600, "is a C3D file"),
        ("x.xdf", b"XDF:" + b"\x01\x02\x03" * 9, "XDF file"),
    ],
    ids=lambda part: "content" if isinstance(part, bytes) else None,
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_its_name_with_the_way_out(
    tmp_path: Path, name: str, content: bytes, words: str
):
    with pytest.raises(TableError) as error:
        read_table(write(tmp_path / name, content))
    assert words.lower() in str(error.value).lower()
    assert "\n" not in str(error.value)
