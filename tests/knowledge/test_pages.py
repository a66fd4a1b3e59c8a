"""Pictures of pages, and where on them a quoted stretch stands."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from making.pdf import Plan, has_fonts, make_pdf, plan_of
from PIL import Image

from knowledge.errors import UnreadableFileError
from knowledge.extract import Box
from knowledge.pages import Printed, boxes_of, has_pages, page_picture, print_word
from knowledge.reader import read_document
from knowledge.readers.office import find_office
from knowledge.shipped import shipped_documents

needs_fonts = pytest.mark.skipif(not has_fonts(), reason="DejaVu fonts (fonts-dejavu) are absent")
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is absent")

_YELLOW = (255, 238, 110)


@pytest.fixture(scope="module")
def plan_pdf() -> bytes:
    """A shipped plan as a PDF."""
    return make_pdf(plan_of(read_document(shipped_documents()[0].path).text))


def opened(png: bytes) -> Image.Image:
    """A PNG as a picture."""
    picture = Image.open(io.BytesIO(png))
    assert picture.format == "PNG"
    return picture


def share_of(picture: Image.Image, colour: tuple[int, int, int]) -> float:
    """The share of pixels that have a colour."""
    pixels = np.asarray(picture.convert("RGB"))
    return float((pixels == colour).all(axis=2).mean())


@needs_fonts
def test_a_page_is_drawn_with_what_is_quoted_marked(tmp_path, plan_pdf):
    """The marks cover the lines of the stretch and nothing else."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(plan_pdf)
    document = read_document(path)
    section = next(s for s in document.sections if s.path == "I.2")
    boxes = boxes_of(document.places, section.span)
    page = boxes[0].page
    plain = opened(page_picture(plan_pdf, "plan.pdf", page))
    marked = opened(page_picture(plan_pdf, "plan.pdf", page, boxes=boxes))

    assert plain.size == (910, 1287)
    assert share_of(plain, _YELLOW) == 0
    area = sum((b.right - b.left) * (b.bottom - b.top) for b in boxes if b.page == page)
    assert 0.4 < share_of(marked, _YELLOW) / (area / (595.3 * 841.9)) < 1.5


@needs_fonts
@pytest.mark.parametrize("page", [0, 99])
def test_a_page_that_is_not_there_is_refused(plan_pdf, page):
    """The message names the page."""
    with pytest.raises(UnreadableFileError, match=rf"^a\.pdf: tệp không có trang {page}\."):
        page_picture(plan_pdf, "a.pdf", page)


def test_an_image_is_its_own_page():
    """It is drawn at the size of A4, its boxes marked on the same scale."""
    out = io.BytesIO()
    Image.new("RGB", (1654, 2339), "white").save(out, "JPEG")
    box = Box(page=1, left=100, top=100, right=200, bottom=200)
    picture = opened(page_picture(out.getvalue(), "a.jpg", 1, boxes=[box]))

    assert picture.size == (909, 1286)
    assert picture.getpixel((230, 230)) == _YELLOW
    assert picture.getpixel((330, 330)) == (255, 255, 255)


def test_packed_pictures_are_the_pages_of_one():
    """In the order of their names; an archive of anything else has none."""
    packed, texts = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, colour in (("trang-10.png", "blue"), ("trang-2.png", "red")):
            page = io.BytesIO()
            Image.new("RGB", (300, 400), colour).save(page, "PNG")
            archive.writestr(name, page.getvalue())
    with zipfile.ZipFile(texts, "w") as archive:
        archive.writestr("a.txt", "Kế hoạch")

    assert has_pages(packed.getvalue(), "a.zip")
    for number, colour in ((1, (255, 0, 0)), (2, (0, 0, 255))):
        assert share_of(opened(page_picture(packed.getvalue(), "a.zip", number)), colour) == 1
    for data, number in ((packed, 3), (texts, 1)):
        with pytest.raises(UnreadableFileError, match="không có trang"):
            page_picture(data.getvalue(), "a.zip", number)


def test_texts_have_no_pages():
    """Only files with printed pages can be drawn."""
    assert not has_pages("KẾ HOẠCH".encode(), "a.txt")


@needs_fonts
def test_pages_of_a_pdf_can_be_drawn():
    """A PDF has pages."""
    assert has_pages(make_pdf(Plan(body=("KẾ HOẠCH",))), "a.pdf")


@needs_office
def test_words_of_a_word_file_are_found_on_its_pages():
    """The lines that hold the words are marked on the page on which Word's program prints them."""
    path = Path(__file__).parents[3] / "shared/files/05-kh-stttt-phu-tho-2011.doc"
    if not path.exists():
        pytest.skip(f"{path} is not at hand")
    data = path.read_bytes()
    words = "Bố trí cán bộ kỹ thuật phối hợp phòng CNTT đảm bảo các điều kiện kỹ thuật cần thiết"
    pdf = print_word(data, "kh.doc")
    printed = Printed.of(pdf, "kh.doc")
    boxes = printed.boxes(words)

    assert 1 <= len(boxes) <= 3
    assert len({box.page for box in boxes}) == 1
    assert share_of(opened(page_picture(pdf, "kh.doc", boxes[0].page, boxes=boxes)), _YELLOW) > 0
    assert printed.boxes("không có chữ nào như thế này trong tệp") == ()
