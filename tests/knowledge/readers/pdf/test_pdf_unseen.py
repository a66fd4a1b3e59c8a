"""What of a PDF page is struck out, seen by nobody, a mark of a note, or of a font of signs."""

import io
import time

import pytest
from making.pdf import FONTS, has_fonts
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from knowledge.readers.pdf.pdf import read_pdf

pytestmark = pytest.mark.skipif(not has_fonts(), reason="needs the DejaVu fonts")

WHITE, BLACK = (1, 1, 1), (0, 0, 0)
TASK = "Mở rộng mạng truyền số liệu chuyên dùng đến cấp xã."


def read(draw, **options):
    """What is read of a page that `draw` draws on below a line of text."""
    pdfmetrics.registerFont(TTFont("Body", str(FONTS / "DejaVuSerif.ttf")))
    stream = io.BytesIO()
    canvas = Canvas(stream)
    write(canvas, 80, 700, TASK)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return read_pdf(stream.getvalue(), "a.pdf", **options)


def write(canvas, x, y, text, *, size=12, colour=BLACK, mode=0):
    """Write text and say where it ends."""
    canvas.saveState()
    line = canvas.beginText(x, y)
    line.setFont("Body", size)
    line.setFillColorRGB(*colour)
    line.setTextRenderMode(mode)
    line.textOut(text)
    canvas.drawText(line)
    canvas.restoreState()
    return x + pdfmetrics.stringWidth(text, "Body", size)


def box(canvas, x, y, text, colour):
    """Paint over text of the usual size."""
    canvas.saveState()
    canvas.setFillColorRGB(*colour)
    wide = pdfmetrics.stringWidth(text, "Body", 12)
    canvas.rect(x - 1, y - 4, wide + 2, 16, stroke=0, fill=1)
    canvas.restoreState()


def covered(canvas, colour):
    """A body below a painted area, another one behind it."""
    end = write(canvas, 80, 650, "Chủ trì: ")
    write(canvas, end, 650, "Sở Nội vụ")
    box(canvas, end, 650, "Sở Nội vụ", colour)
    write(canvas, end + 75, 650, "Sở Y tế.")


def overprinted(canvas):
    """A correction printed over the words that were painted out."""
    end = write(canvas, 80, 650, "Chủ trì: ")
    write(canvas, end, 650, "Sở Nội vụ")
    box(canvas, end, 650, "Sở Nội vụ", WHITE)
    write(canvas, end, 650, "Sở Y tế.")


def beside(canvas, **look):
    """A body that a look hides, and another one."""
    end = write(canvas, 80, 650, "Chủ trì: ")
    write(canvas, end + 70, 650, "Sở Y tế.")
    write(canvas, end, 650, "Sở Nội vụ", **look)


def off_page(canvas):
    """A body beyond the edge of the page."""
    write(canvas, 80, 650, "Chủ trì: Sở Y tế.")
    write(canvas, 620, 650, "Sở Nội vụ")
    write(canvas, 80, -50, "Sở Nội vụ")


def see_through(canvas):
    """A body in letters that let all through."""
    write(canvas, 80, 650, "Chủ trì: Sở Y tế.")
    canvas.setFillAlpha(0)
    write(canvas, 300, 650, "Sở Nội vụ")
    canvas.setFillAlpha(1)


def cut_away(canvas):
    """A body that a clip leaves nothing of."""
    write(canvas, 80, 650, "Chủ trì: Sở Y tế.")
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(10, 10, 5, 5)
    canvas.clipPath(path, stroke=0)
    write(canvas, 300, 650, "Sở Nội vụ")
    canvas.restoreState()


@pytest.mark.parametrize(
    "draw",
    [
        see_through,
        cut_away,
        lambda canvas: covered(canvas, WHITE),
        lambda canvas: covered(canvas, BLACK),
        overprinted,
        lambda canvas: beside(canvas, colour=WHITE),
        lambda canvas: beside(canvas, colour=(0.98, 0.98, 0.95)),
        lambda canvas: beside(canvas, mode=3),
        lambda canvas: beside(canvas, size=0.5),
        off_page,
    ],
    ids=[
        "see-through",
        "cut-away",
        "white-box",
        "black-box",
        "overprint",
        "white",
        "near-white",
        "mode-3",
        "tiny",
        "off",
    ],
)
def test_what_nobody_sees_is_not_read(draw):
    """It is left out whole, and the warning does not quote it."""
    extract = read(draw)

    assert [line for line in extract.text.split("\n") if line] == [TASK, "Chủ trì: Sở Y tế."]
    assert len(extract.warnings) == 1 and "không ai thấy" in extract.warnings[0]


def clipped(canvas):
    """A white area that is clipped to somewhere else."""
    write(canvas, 80, 650, "Chủ trì: Sở Y tế.")
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(10, 10, 20, 20)
    canvas.clipPath(path, stroke=0, fill=0)
    box(canvas, 80, 650, "Chủ trì: Sở Y tế." * 2, WHITE)
    canvas.restoreState()


def marked(canvas):
    """A marker pen that lets the words below it show."""
    write(canvas, 80, 650, "Chủ trì: Sở Y tế.")
    canvas.saveState()
    canvas.setFillAlpha(0.4)
    box(canvas, 80, 650, "Chủ trì: Sở Y tế.", (1, 1, 0))
    canvas.restoreState()


def on_dark(canvas):
    """White letters on a dark ground."""
    box(canvas, 80, 650, "Chủ trì: Sở Y tế.", (0, 0.2, 0.4))
    write(canvas, 80, 650, "Chủ trì: Sở Y tế.", colour=WHITE)


@pytest.mark.parametrize("draw", [clipped, marked, on_dark], ids=["clipped", "marked", "on-dark"])
def test_what_is_seen_is_read(draw):
    """Areas that cover nothing, or let letters show, hide nothing."""
    extract = read(draw)

    assert "Chủ trì: Sở Y tế." in extract.text
    assert not extract.warnings


def test_a_line_over_the_edge_is_read_whole():
    """Half a number would be a wrong one."""
    extract = read(lambda canvas: write(canvas, 450, 650, "trước ngày 15/12/2024."))

    assert "trước ngày 15/12/2024." in extract.text
    assert not extract.warnings


@pytest.mark.parametrize("height", [3.0, 4.2])
def test_struck_words_are_not_read(height):
    """Words with a rule through them are left out, those over a rule are not."""

    def draw(canvas):
        end = write(canvas, 80, 650, "Chủ trì: ")
        behind = write(canvas, end, 650, "Sở Nội vụ")
        canvas.setLineWidth(0.7)
        canvas.line(end, 650 + height, behind, 650 + height)
        write(canvas, behind + 5, 650, "Sở Y tế.")
        last = write(canvas, 80, 620, "Thời gian: năm 2024.")
        canvas.line(80, 618.5, last, 618.5)
        canvas.line(40, 624, 560, 624)

    extract = read(draw)

    lines = [line for line in extract.text.split("\n") if line]
    assert lines[1:] == ["Chủ trì: Sở Y tế.", "Thời gian: năm 2024."]
    assert len(extract.warnings) == 1 and "«Sở Nội vụ»" in extract.warnings[0]


@pytest.mark.parametrize(
    ("before", "raised", "behind", "read_as"),
    [
        ("Hỗ trợ 150", "1", " triệu đồng.", "Hỗ trợ 150 triệu đồng."),
        ("trước ngày 15/12/2024", "3", ".", "trước ngày 15/12/2024."),
        ("Chủ trì: Sở Tài chính", "12", ".", "Chủ trì: Sở Tài chính."),
        ("Diện tích 20 m", "2", " đất.", "Diện tích 20 m2 đất."),
        ("Lưu lượng 5 m", "3", "/ngày.", "Lưu lượng 5 m3/ngày."),
    ],
)
def test_marks_of_notes_are_no_digits(before, raised, behind, read_as):
    """A raised mark is no part of the number before it; a power is one of its unit."""

    def draw(canvas):
        end = write(canvas, 80, 650, before)
        end = write(canvas, end, 655, raised, size=7)
        write(canvas, end, 650, behind)

    assert read_as in read(draw).text.split("\n")


def test_signs_of_a_symbol_font():
    """What its letters are called in the file is not what is seen: «£» is ≤, «³» is ≥."""
    pdfmetrics.registerFont(TTFont("Signs", str(FONTS / "DejaVuSans.ttf")))
    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=0)
    for n, (before, sign, behind) in enumerate(
        [("Thời hạn", "£", "20 ngày"), ("Diện tích", "³", "5 ha"), ("Dung sai", "°", "C")]
    ):
        write(canvas, 80, 700 - 20 * n, before)
        canvas.setFont("Signs", 12)
        canvas.drawString(160, 700 - 20 * n, sign)
        write(canvas, 175, 700 - 20 * n, behind)
    canvas.save()
    data = stream.getvalue().replace(b"DejaVuSans", b"SymbolMT-A")

    assert read_pdf(data, "a.pdf").text.split("\n")[:3] == [
        "Thời hạn ≤ 20 ngày",
        "Diện tích ≥ 5 ha",
        "Dung sai ° C",
    ]


def test_a_page_of_overlapping_invisible_text_is_read_soon():
    """Thousands of hidden lines under hundreds of areas leave the line that is seen."""

    def draw(canvas):
        for n in range(400):
            write(canvas, 60, 100 + n % 50, "Sở Nội vụ chủ trì mọi nhiệm vụ", mode=3 * (n % 2))
            box(canvas, 60, 100 + n % 50, "Sở Nội vụ chủ trì mọi nhiệm vụ", WHITE)

    begin = time.monotonic()
    extract = read(draw)

    assert extract.text.strip() == TASK
    assert time.monotonic() - begin < 30
