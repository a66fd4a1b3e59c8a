"""PDF files that ask for too much: none ends the reader, each is refused in words."""

import random

import pytest
from making.hostile_pdf import drawn_often, endless, nested, pdf_of
from making.pdf import Plan, has_fonts, make_pdf

from knowledge.errors import UnreadableFileError
from knowledge.pages import page_picture
from knowledge.readers.sandbox import extract_apart


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (drawn_often(150_000), "quá nhiều nét vẽ"),
        (nested(3, 10), "không có chữ nào"),
        (endless(), "không có chữ nào"),
        (pdf_of(b"10 10 2 2 re f", box="0 0 1e9 1e9"), "không có chữ nào"),
        (pdf_of(b"10 10 2 2 re f", box="0 0 0 0"), "không có chữ nào"),
        (pdf_of(b"q " * 100_000), "không có chữ nào"),
        (pdf_of(b" " * 1_500_000_000), "hãy lưu lại"),
    ],
    ids=["squares", "nested", "endless", "huge page", "no page", "states", "expanding"],
)
def test_a_file_that_asks_for_too_much_is_refused(data, said):
    """The message names the file and says why."""
    with pytest.raises(UnreadableFileError, match=rf"^a\.pdf: .*{said}"):
        extract_apart(data, "a.pdf")


@pytest.mark.parametrize("box", ["0 0 1e9 1e9", "0 0 1 14400", "0 0 0 0"])
def test_a_page_of_odd_size_is_drawn_small_or_refused(box):
    """A picture never holds more pixels than a sheet of paper."""
    data = pdf_of(b"10 10 2 2 re f", box=box)
    try:
        picture = page_picture(data, "a.pdf", 1)
    except UnreadableFileError as error:
        assert str(error).startswith("a.pdf: ")
    else:
        assert len(picture) < 1_000_000


@pytest.mark.skipif(not has_fonts(), reason="DejaVu fonts (fonts-dejavu) are absent")
@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_is_read_or_refused_in_words(seed):
    """Bytes changed, cut out and doubled at random end in a text or in a message."""
    chance = random.Random(seed)
    data = bytearray(make_pdf(Plan(body=("KẾ HOẠCH", *["Nâng cao nhận thức của cán bộ."] * 60))))
    for _ in range(chance.choice((1, 20, 300))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    start = chance.randrange(len(data))
    stretch = data[start : start + chance.randrange(3000)]
    data[start : start + len(stretch)] = stretch * chance.choice((0, 1, 2))
    try:
        extract = extract_apart(bytes(data), "a.pdf")
    except UnreadableFileError as error:
        assert str(error).startswith("a.pdf")
    else:
        assert extract.text.strip()
