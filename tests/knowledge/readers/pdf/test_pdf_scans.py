"""PDF files whose pages are pictures, in whole or in part."""

import io

import pypdfium2
import pytest
from making.pdf import FONTS, HEIGHT, WIDTH, Plan, has_fonts, make_pdf, plan_of
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from knowledge.errors import UnreadableFileError
from knowledge.extract import Method
from knowledge.reader import parse_document, read_document
from knowledge.readers.pdf.pdf import read_pdf
from knowledge.readers.pdf.scans import listed
from knowledge.readers.scan.tesseract import require_tesseract
from knowledge.shipped import shipped_documents

pytestmark = pytest.mark.skipif(not has_fonts(), reason="DejaVu fonts (fonts-dejavu) are absent")

_BODY = (
    "KẾ HOẠCH",
    "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát số liệu trong quý II năm 2026.",
    "Các sở, ban, ngành báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 hằng năm.",
)


def has_tesseract() -> bool:
    """Whether scans can be recognised here."""
    try:
        require_tesseract("")
    except UnreadableFileError:
        return False
    return True


needs_tesseract = pytest.mark.skipif(
    not has_tesseract(), reason="tesseract with Vietnamese is absent"
)


def pictures(data: bytes):
    """The pages of a PDF as pictures of 200 dots to the inch."""
    return [
        page.render(scale=200 / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(data)
    ]


class Folder:
    """A PDF put together of pages with letters and of pictures."""

    def __init__(self):
        if "DejaVuSerif" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont("DejaVuSerif", str(FONTS / "DejaVuSerif.ttf")))
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=(WIDTH, HEIGHT))

    def scan(self, picture, *, layer="", text=""):
        """A page that is a picture, with an invisible layer or a few letters of a stamp."""
        self._canvas.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)
        for n, line in enumerate(layer.splitlines() or text.splitlines()):
            drawn = self._canvas.beginText(85, HEIGHT - (100 if layer else 600) - 20 * n)
            drawn.setFont("DejaVuSerif", 12)
            drawn.setTextRenderMode(3 if layer else 0)
            drawn.textLine(line)
            self._canvas.drawText(drawn)
        self._canvas.showPage()

    def letters(self, *lines, picture=None):
        """A page of lines, with a picture on its lower half."""
        self._canvas.setFont("DejaVuSerif", 12)
        for n, line in enumerate(lines):
            self._canvas.drawString(85, HEIGHT - 100 - 18 * n, line)
        if picture is not None:
            half = picture.crop((0, 0, picture.width, picture.height // 2))
            self._canvas.drawImage(ImageReader(half), 0, 60, WIDTH, HEIGHT / 2)
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """The file."""
        self._canvas.save()
        return self._out.getvalue()


@needs_tesseract
def test_a_scanned_plan_is_recognised():
    """At least 44 of 46 numbered nodes of all shipped plans come back; here the largest plan."""
    source = shipped_documents()[2]
    plan = read_document(source.path, source_file=source.source_file)
    folder = Folder()
    for picture in pictures(make_pdf(plan_of(plan.text), second_font=False)):
        folder.scan(picture)
    read = parse_document(folder.pdf(), "scan.pdf")

    assert read.method is Method.OCR and read.recognised
    labels = {s.path for s in plan.sections if s.label and s.kind.value != "bullet"}
    assert len(labels - {s.path for s in read.sections}) <= 1
    assert read.header.number is not None
    assert read.header.number.value == plan.header.number.value
    assert {p.box.page for p in read.places} == set(range(1, len(read.pages) + 1))


@needs_tesseract
def test_facing_pages_of_a_scan_are_read_one_after_the_other():
    """A sheet that shows an opened booklet keeps its number, and its places their side."""
    pages = [
        (
            "Nâng cao nhận thức của cán bộ, đảng viên về thông tin.",
            "Xây dựng tài liệu tuyên truyền bằng nhiều thứ tiếng.",
            "Quảng bá hình ảnh vùng đất, con người Lạng Sơn ra thế giới.",
            "Tổ chức các đoàn phóng viên nước ngoài vào tỉnh tác nghiệp.",
        ),
        (
            "Bố trí kinh phí từ ngân sách nhà nước và nguồn xã hội hóa.",
            "Theo dõi, đôn đốc, kiểm tra việc thực hiện Kế hoạch này.",
            "Kịp thời báo cáo Ủy ban nhân dân tỉnh những khó khăn.",
            "Sơ kết, tổng kết và đề xuất khen thưởng theo quy định.",
        ),
    ]
    folder = Folder()
    folder.letters(*pages[0])
    folder.letters(*pages[1])
    left, right = pictures(folder.pdf())
    sheet = Image.new("RGB", (left.width * 2, left.height), "white")
    sheet.paste(left, (0, 0))
    sheet.paste(right, (left.width, 0))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(2 * WIDTH, HEIGHT))
    canvas.drawImage(ImageReader(sheet), 0, 0, 2 * WIDTH, HEIGHT)
    canvas.showPage()
    canvas.save()
    extract = read_pdf(out.getvalue(), "a.pdf")
    found = [line for line in extract.text.split("\n") if line]

    assert found == [*pages[0], *pages[1]]
    assert len(extract.pages) == 1 and extract.method is Method.OCR
    assert {place.box.page for place in extract.places} == {1}
    lefts = [place.box.left for place in extract.places]
    assert max(lefts[:4]) < WIDTH < min(lefts[4:]) and max(lefts) < WIDTH + 100


@needs_tesseract
def test_a_scanned_page_between_pages_of_text_is_recognised():
    """Its words stand where the page stands, and the admin is told which page it was."""
    folder = Folder()
    folder.letters("KẾ HOẠCH", "I. MỤC ĐÍCH", "Nâng cao nhận thức của cán bộ.")
    folder.scan(pictures(make_pdf(Plan(body=_BODY)))[0], text="Ký bởi: Sở Nội vụ")
    folder.letters("III. TỔ CHỨC THỰC HIỆN", "Các đơn vị triển khai thực hiện.")
    extract = read_pdf(folder.pdf(), "a.pdf")

    assert extract.method is Method.PDF and extract.recognised
    text = extract.text
    assert text.index("Nâng cao") < text.index("Giao Sở Nội vụ chủ trì") < text.index("III. TỔ")
    assert "Trang 2 là ảnh quét" in " ".join(extract.warnings)


@needs_tesseract
def test_a_picture_with_text_on_a_page_of_text_is_recognised():
    """Its lines follow those of the page."""
    folder = Folder()
    folder.letters("PHỤ LỤC", "Danh mục nhiệm vụ", picture=pictures(make_pdf(Plan(body=_BODY)))[0])
    extract = read_pdf(folder.pdf(), "a.pdf")

    assert extract.text.index("Danh mục nhiệm vụ") < extract.text.index("chủ trì, phối hợp với")
    assert "Trang 1 có hình chứa chữ" in " ".join(extract.warnings)


def test_a_layer_of_recognised_text_is_said_to_be_one():
    """Letters hidden under a picture of the page are used, look-alikes of Latin letters mended."""
    layer = "\n".join(
        ["Số: 15/КН-UВND", *["Các cơ quan báo cáo kết quả về Ủy ban nhân dân tỉnh"] * 12]
    )
    folder = Folder()
    folder.scan(pictures(make_pdf(Plan(body=_BODY)))[0], layer=layer)
    extract = read_pdf(folder.pdf(), "a.pdf")

    assert extract.recognised
    assert "Số: 15/KH-UBND" in extract.text
    assert "lớp chữ nhận dạng" in " ".join(extract.warnings)


@needs_tesseract
def test_letters_that_make_no_words_are_recognised_anew():
    """A page that looks well but whose file names the wrong letters is read from its picture."""
    layer = "\n".join(["7K͡c hi͏n K͇ ho̩ch cͯa Ch͑nh ph Zyq wrtf gkxp vbnm"] * 12)
    folder = Folder()
    folder.scan(pictures(make_pdf(Plan(body=_BODY)))[0], layer=layer)
    extract = read_pdf(folder.pdf(), "a.pdf")

    assert "Giao Sở Nội vụ chủ trì" in extract.text
    assert "wrtf" not in extract.text


@pytest.mark.parametrize(
    ("numbers", "printed"), [((1,), "1"), ((1, 2, 3, 7), "1-3, 7"), ((2, 4), "2, 4")]
)
def test_page_numbers_are_listed_as_people_do(numbers, printed):
    """Neighbours become a stretch."""
    assert listed(numbers) == printed


def test_without_the_program_a_scan_is_refused(tmp_path):
    """Which pages are pictures and what to install is said; nothing is left out in silence."""
    import os
    import subprocess
    import sys

    folder = Folder()
    folder.letters("KẾ HOẠCH", "Nâng cao nhận thức của cán bộ.")
    folder.scan(pictures(make_pdf(Plan(body=_BODY)))[0])
    path = tmp_path / "a.pdf"
    path.write_bytes(folder.pdf())
    code = (
        "import sys, pathlib\n"
        "from knowledge.errors import UnreadableFileError\n"
        "from knowledge.readers.pdf.pdf import read_pdf\n"
        "try:\n"
        "    read_pdf(pathlib.Path(sys.argv[1]).read_bytes(), 'a.pdf')\n"
        "except UnreadableFileError as error:\n"
        "    print(error)\n"
    )
    environment = {**os.environ, "PATH": str(tmp_path), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, env=environment
    )

    assert done.stdout.startswith("a.pdf: ")
    assert "tesseract-ocr" in done.stdout
    assert "Trang ảnh: 2" in done.stdout
