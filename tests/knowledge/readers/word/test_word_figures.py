"""Pictures and files in Word files."""

import io
import zipfile

import pytest
from making.docx import docx, p
from making.scan import FONTS, png, table_page
from making.sheet import data_of
from openpyxl import Workbook

from index.answer.cite import cite
from knowledge.reader import parse_document
from knowledge.readers.scan.tesseract import missing_recogniser
from knowledge.readers.word.word import read_word

needs_tesseract = pytest.mark.skipif(
    not (FONTS / "DejaVuSerif.ttf").exists() or missing_recogniser() is not None,
    reason="tesseract with Vietnamese, or fonts-dejavu, is absent",
)

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
O = "urn:schemas-microsoft-com:office:office"  # noqa: E741
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def picture(across, down, *, inside=f'<a:blip xmlns:a="{A}"/>'):
    """A run with a picture so many centimetres large."""
    extent = f'<wp:extent cx="{across * 360000}" cy="{down * 360000}"/>'
    return f"<w:r><w:drawing><wp:inline>{extent}{inside}</wp:inline></w:drawing></w:r>"


def embedded(relation, program="Excel.Sheet.12"):
    """A run with an embedded file."""
    return (
        '<w:r><w:object><v:shape style="width:400pt;height:200pt"/>'
        f'<o:OLEObject xmlns:o="{O}" ProgID="{program}" r:id="{relation}"/></w:object></w:r>'
    )


def with_file(data, member, content, kind="package"):
    """A Word file with one more member, related as "e1"."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            text = old.read(each)
            if each.endswith("document.xml.rels"):
                one = f'<Relationship Id="e1" Type="{R}/{kind}" Target="{member}"/></Relationships>'
                text = text.replace(b"</Relationships>", one.encode())
            new.writestr(each, text)
        new.writestr(f"word/{member}", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("run", "told"),
    [
        (picture(16, 20), True),
        (picture(15, 4), True),
        (picture(4, 4), False),
        (picture(16, 9, inside='<c:chart xmlns:c="urn:c"/>'), True),
        (picture(16, 9, inside="<wp:line/>"), False),
        ('<w:r><w:pict><v:shape style="width:450pt;height:300pt"><v:imagedata/></v:shape>'
         "</w:pict></w:r>", True),
        (embedded("e7", "Equation.3"), False),
        (embedded("e7", "Visio.Drawing.15"), True),
        (f"<mc:AlternateContent><mc:Choice>{picture(16, 20)}</mc:Choice><mc:Fallback>"
         f"{picture(16, 20)}</mc:Fallback></mc:AlternateContent>", True),
    ],
)  # fmt: skip
def test_what_is_not_read_is_told(run, told):
    """A picture that may hold an annex is named by what stands above it; a stamp is not."""
    extract = read_word(docx(p("Danh mục nhiệm vụ") + f"<w:p>{run}</w:p>" + p("Hết.")), "a.docx")
    warnings = [each for each in extract.warnings if "Có 1 hình" in each]

    assert len(warnings) == told
    assert not told or "«Danh mục nhiệm vụ»" in warnings[0]


def book_with(rows, *, frame=None):
    """A workbook of two sheets, open at the second."""
    book = Workbook()
    book.active.append(["Nháp", "không hiện"])
    sheet = book.create_sheet("Nhiệm vụ")
    for row in rows:
        sheet.append(row)
    book.active = 1
    data = data_of(book)
    if frame is None:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            size = f'<oleSize ref="{frame}"/></workbook>'.encode()
            new.writestr(each, old.read(each).replace(b"</workbook>", size))
    return out.getvalue()


ROWS = [
    ("TT", "Nhiệm vụ", "Đơn vị chủ trì"),
    (1, "Số hóa tài liệu", "Sở Nội vụ"),
    (2, "Tập huấn", "Sở Y tế"),
]


@pytest.mark.parametrize(("frame", "last"), [(None, "| 2 | Tập huấn | Sở Y tế |"), ("A1:C2", "")])
def test_an_embedded_sheet_is_read_as_it_is_shown(frame, last):
    """The rows stand where the object does; other sheets and what its frame hides are no text."""
    body = p("II. NHIỆM VỤ") + f"<w:p>{embedded('e1')}</w:p>" + p("III. TỔ CHỨC")
    data = with_file(docx(body), "embeddings/b.xlsx", book_with(ROWS, frame=frame))
    extract = read_word(data, "a.docx")

    rows = ["| TT | Nhiệm vụ | Đơn vị chủ trì |", "| 1 | Số hóa tài liệu | Sở Nội vụ |", last]
    assert extract.text.split() == " ".join(["II. NHIỆM VỤ", *rows, "III. TỔ CHỨC"]).split()
    assert not extract.warnings


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"PK\x03\x04 damaged", "package"), (b"\xd0\xcf\x11\xe0", "oleObject"), (b"", "package")],
)
def test_an_embedded_file_that_cannot_be_read_is_told(content, kind):
    """A damaged or old embedded file costs the plan nothing but a warning."""
    body = p("II. NHIỆM VỤ") + f"<w:p>{embedded('e1')}</w:p>"
    extract = read_word(with_file(docx(body), "embeddings/b.bin", content, kind), "a.docx")

    assert extract.text.strip() == "II. NHIỆM VỤ"
    assert any("chưa được đọc" in each for each in extract.warnings)


TASKS = [
    ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời gian"),
    ("1", "Số hóa hồ sơ lưu trữ của các sở", "Sở Nội vụ", "Trước ngày 15/6/2026"),
    ("2", "Tập huấn kỹ năng số cho cán bộ xã", "Sở Y tế", "Quý III/2026"),
]


@needs_tesseract
@pytest.mark.parametrize("cropped", [False, True])
def test_an_annex_pasted_as_a_picture_is_read_and_doubted(cropped):
    """Its rows stand where the picture does; of one that is shown in part it is told."""
    crop = '<a:srcRect b="40000"/>' if cropped else ""
    blip = f'<a:blipFill xmlns:a="{A}"><a:blip r:embed="e1"/>{crop}</a:blipFill>'
    body = p("KẾ HOẠCH") + p("Số hóa năm 2026") + p("I. MỤC ĐÍCH") + p("1. Phục vụ người dân.")
    body += p("PHỤ LỤC") + f"<w:p>{picture(16, 20, inside=blip)}</w:p>"
    image = png(table_page(TASKS, (1.2, 6, 4, 4)))
    data = with_file(docx(body), "media/image1.png", image, kind="image")
    document = parse_document(data, "a.docx")

    assert not document.recognised
    assert any("chưa được đọc" in each for each in document.warnings) == cropped
    assert any("do máy nhận dạng" in each for each in document.warnings) != cropped
    if not cropped:
        assert [(a.leads[0].text, a.timing.text) for a in document.assignments] == [
            ("Sở Nội vụ", "Trước ngày 15/6/2026"), ("Sở Y tế", "Quý III/2026"),
        ]  # fmt: skip
        typed, read = (next(s for s in document.sections if s.path == x) for x in ("I.1", "PL/1"))
        assert cite(document, typed.path, typed.span).remark is None
        assert "đọc tự động" in cite(document, read.path, read.span).remark
