"""Excel workbooks."""

import io
import json
import random
import re
import subprocess
import zipfile
from datetime import datetime, time
from pathlib import Path

import pytest
from making.sheet import HEAD, TASKS, bordered, data_of, task_sheet, two_row_header
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from knowledge.errors import UnreadableFileError
from knowledge.reader import parse_document, read_document
from knowledge.readers.office import find_office
from knowledge.readers.sheet.sheet import read_sheet
from knowledge.readers.sheet.values import Style, shown
from knowledge.text import nfc, squash

SHARED = Path(__file__).parents[5] / "shared" / "files"


def assigned(document):
    """(path, leads, partners, timing) of each assignment."""
    return [
        (
            a.path,
            [m.text for m in a.leads],
            a.partners and a.partners.text,
            a.timing and a.timing.text,
        )
        for a in document.assignments
    ]


def rewritten(data, member, change):
    """The package with one member changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if name == member else content)
    return result.getvalue()


def test_task_table_gives_one_assignment_a_row():
    """Groups, merged leads, dates, counters, repeated headers and rows of a number alone."""
    document = parse_document(data_of(task_sheet()), "phu-luc.xlsx")

    assert assigned(document) == [
        ("I.1", [TASKS[0][1]], TASKS[0][2], "30/06/2024"),
        ("I.2", [TASKS[0][1]], TASKS[1][2], "Quý III/2024"),
        ("II.1", [TASKS[2][1]], TASKS[2][2], "01/12/2024"),
    ]
    header = document.identity
    assert (header.type.value, header.number.value) == ("Kế hoạch", "61/KH-UBND")
    assert header.date.value == "2024-03-18"
    assert "Tổng số: 03 nhiệm vụ" in document.text.splitlines()


def test_two_row_header_and_codes_in_several_columns():
    """A heading over two columns and an outline by code are told by what stands below."""
    document = parse_document(data_of(two_row_header()), "ma.xlsx")

    assert assigned(document) == [
        ("1", ["Sở Nội vụ"], "Sở Tài chính", "Tháng 6"),
        ("1.1", ["Sở Tư pháp"], None, "Tháng 7"),
    ]
    assert [s.path for s in document.sections if s.kind == "group"] == ["I"]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("45473", "dd/mm/yyyy", "30/06/2024"),
        ("45473.5", "dd/mm/yyyy h:mm", "30/06/2024 12:00"),
        ("45473", "mm-dd-yy", "30/06/2024"),
        ("45473", "mm/yyyy", "06/2024"),
        ("0.5", "h:mm", "12:00"),
        ("3", "General", "3"),
        ("1.1000000000000001", "General", "1,1"),
        ("1.1", "0.00", "1,10"),
        ("1250", '#,##0 "triệu đồng"', "1.250 triệu đồng"),
        ("1250", "#,##0\\ [$₫-42A]", "1.250 ₫"),
        ("1250000", "#,##0,", "1.250"),
        ("2500000", '[>=1000000]#,##0.0,," tr";#,##0', "2,5 tr"),
        ("900", '[>=1000000]#,##0.0,," tr";#,##0', "900"),
        ("-1250", "#,##0;(#,##0)", "(1.250)"),
        ("-1250.5", "#,##0.0", "-1.250,5"),
        ("0", '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        ("1250", '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "1.250"),
        ("1250", ";;;", ""),
        ("780.5", "#,##0.##", "780,5"),
        ("780", "#,##0.##", "780"),
        ("30", '0" ngày"', "30 ngày"),
        ("1250.75", 'General" ha"', "1250,75 ha"),
        ("0.125", "0.0%", "12,5%"),
        ("912345678", "000\\-000\\-000", "912345678"),
        ("7", "00", "07"),
        ("0.25", "0%", "25%"),
        ("1500000", "#,##0", "1.500.000"),
        ("1500000.5", "#,##0.00", "1.500.000,50"),
        ("99999999999999", "dd/mm/yyyy", "99999999999999"),
        ("không", "0", "không"),
    ],
)
def test_numbers_are_shown_as_excel_shows_them(value, code, text):
    """Dates, shares, padded and grouped numbers come out as printed, with their unit."""
    assert shown(value, Style(code=code)) == text


@pytest.mark.parametrize(("code", "text"), [("General", "1.1"), ("0.00", "1.10")])
def test_the_number_of_a_row_has_a_point(code, text):
    """Sums have a decimal comma, as the other marks of Vietnamese sheets; labels do not."""
    assert shown("1.1", Style(code=code), label=True) == text


def test_struck_cells_and_words_are_not_read():
    """A row that is struck out is no task, nor is a body that was replaced."""
    gone = Font(strike=True)
    book = Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append([1, "Số hóa", "Sở A"])
    sheet.append([2, "Tập huấn", "Sở B"])
    new = CellRichText(TextBlock(InlineFont(strike=True), "Sở C"), " Sở D")
    sheet.append([3, "Mở rộng mạng", new])
    for cell in sheet[3]:
        cell.font = gone
    sheet["B6"] = "Ẩn"
    sheet["B6"].font = Font(color="FFFFFFFF")
    sheet["C2"].font = Font(color="FFFFFFFF")
    sheet["C2"].fill = PatternFill("solid", fgColor="FF003366")
    extract = read_sheet(data_of(book), "a.xlsx")

    assert [line for line in extract.text.split("\n")[1:]] == [
        "| 1 | Số hóa | Sở A |  |  |  |",
        "| 3 | Mở rộng mạng | Sở D |  |  |  |",
    ]
    assert any("«Sở C»" in warning for warning in extract.warnings)
    assert any("không ai thấy" in warning for warning in extract.warnings)


def test_several_sheets_stand_under_their_names():
    """Each visible sheet with text is headed by its name; hidden ones are told."""
    book = task_sheet()
    second = book.create_sheet("Phụ lục 2")
    second.append(HEAD)
    second.append([1, *TASKS[1], time(7, 30), datetime(2024, 1, 2)])
    secret = book.create_sheet("Nháp")
    secret.append(["Không gửi"])
    secret.sheet_state = "hidden"
    book.create_sheet("Trống")

    extract = read_sheet(data_of(book), "nhieu.xlsx")

    lines = extract.text.splitlines()
    assert lines[0] == "Phụ lục" and "Phụ lục 2" in lines
    assert "Không gửi" not in extract.text and "Trống" not in lines
    assert any("Nháp" in warning for warning in extract.warnings)


def test_hidden_rows_and_columns_are_left_out_and_told():
    """What Excel doesn't show isn't read, and the admin is told how much that is."""
    book = task_sheet()
    sheet = book.active
    sheet.row_dimensions[13].hidden = True
    sheet.column_dimensions["F"].hidden = True

    extract = read_sheet(data_of(book), "an.xlsx")

    assert TASKS[2][0] not in extract.text and "Lớp tập huấn" not in extract.text
    assert any("1 dòng ẩn và 1 cột ẩn" in warning for warning in extract.warnings)


def test_formulas_without_values_are_told():
    """A formula that no program has computed is named with its cell."""
    book = task_sheet()
    book.active["E10"] = "=E9+30"

    extract = read_sheet(data_of(book), "cong-thuc.xlsx")

    assert any("E10" in warning and "công thức" in warning for warning in extract.warnings)


def test_legacy_letters_in_cells_are_mended():
    """Cells typed in .VnTime letters come back in Unicode."""
    book = Workbook()
    book.active.append(["TT", "NhiÖm vô", "C¬ quan chñ tr×", "Thêi h¹n"])
    book.active.append([1, "X©y dùng kÕ ho¹ch", "Së Tµi chÝnh", "Quý I"])

    document = parse_document(data_of(book), "cu.xlsx")

    assert assigned(document) == [("1", ["Sở Tài chính"], None, "Quý I")]


def test_lying_dimensions_and_a_million_empty_rows():
    """Neither the size that a sheet claims nor rows without text make it slow or large."""
    data = data_of(bordered(200_000))
    sheet = "xl/worksheets/sheet1.xml"
    lie = b'<dimension ref="A1:XFD1048576"/><sheetData>'
    last = '<row r="1048576"><c r="B1048576" t="str"><v>cuối</v></c></row></sheetData>'.encode()
    claimed = rewritten(data, sheet, lambda xml: xml.replace(b"<sheetData>", lie))
    far = rewritten(data, sheet, lambda xml: xml.replace(b"</sheetData>", last))

    assert len(read_sheet(claimed, "to.xlsx").text.splitlines()) == 2
    assert read_sheet(far, "xa.xlsx").text.splitlines()[-1] == "cuối"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml.split(b"?>")[-1], "thực thể"),
        (lambda xml: xml[: len(xml) // 2], "hỏng"),
        (lambda xml: xml.replace(b"</sheetData>", b"<row/>" * 9_000_000), "50 MB"),
        (lambda xml: re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", xml), "không có ô"),
        (lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b"<row>" * 3000), "hỏng"),
    ],
)
def test_bad_workbooks_are_refused(change, reason):
    """Entities, cut members, bombs, depth and emptiness are refused in words."""
    data = rewritten(data_of(task_sheet()), "xl/worksheets/sheet1.xml", change)

    with pytest.raises(UnreadableFileError, match=reason) as refused:
        read_sheet(data, "xau.xlsx")

    assert "xau.xlsx" in str(refused.value)


def test_too_many_rows_are_refused():
    """A sheet of data, not of tasks, is refused."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for n in range(20_001):
        sheet.append([n])

    with pytest.raises(UnreadableFileError, match="20000 dòng"):
        read_sheet(data_of(book), "du-lieu.xlsx")


def test_old_workbook_is_read_by_way_of_the_new_format(tmp_path):
    """An .xls file, here one that LibreOffice wrote, gives the tasks of its .xlsx twin."""
    program = find_office()
    if program is None:
        pytest.skip("LibreOffice is not installed; .xls files are refused without it")
    (tmp_path / "bang.xlsx").write_bytes(data_of(task_sheet()))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xls"]
        + ["--outdir", str(tmp_path), str(tmp_path / "bang.xlsx")],
        check=True,
        capture_output=True,
    )

    new, old = (read_document(tmp_path / f"bang.{ending}") for ending in ("xlsx", "xls"))

    assert assigned(old) == assigned(new) != []


def test_mutated_workbooks_are_read_or_refused():
    """Damaged XML in any member gives a text or a refusal, never another error."""
    source = random.Random(11)
    data = data_of(task_sheet())
    members = [m for m in zipfile.ZipFile(io.BytesIO(data)).namelist() if m.startswith("xl/")]

    def mutate(content):
        damaged = bytearray(content)
        for _ in range(source.randint(1, 6)):
            at = source.randrange(len(damaged))
            digits = b"0123456789-x<&"
            damaged[at : at + source.randint(0, 2)] = bytes(source.choices(digits, k=2))
        return bytes(damaged)

    for n in range(150):
        try:
            read_sheet(rewritten(data, members[n % len(members)], mutate), "hong.xlsx")
        except UnreadableFileError as error:
            assert "hong.xlsx" in str(error)


def test_originals():
    """Judged original sheets give their first rows as paths, and the cells of their rows."""
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not at hand; these files don't ship with the project")
    rows = [json.loads(line) for line in (SHARED / "truth.jsonl").open(encoding="utf-8")]
    judged = [row for row in rows if row["kind"] == "xlsx"]
    assert judged
    for row in judged:
        document = read_document(SHARED / row["file"])
        assert set(row["numbered_paths"]) <= {s.path for s in document.sections}
        assert document.identity.number is None and document.identity.date is None
        lines = [squash(line) for line in document.text.splitlines()]
        for sentence in row["must_contain"]:
            cells = [squash(nfc(cell)) for cell in sentence.split(" | ")]
            assert any(_in_order(cells, line) for line in lines), sentence


def _in_order(cells, line):
    at = 0
    for cell in cells:
        at = line.find(cell, at) + len(cell)
        if at < len(cell):
            return False
    return True
