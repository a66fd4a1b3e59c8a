"""PDF files that ask for too much: none ends the reader, each is refused in words."""

import pytest
from make_hostile_pdf import drawn_often, endless, nested, pdf_of

from knowledge.errors import UnreadableFileError
from knowledge.pages import page_picture
from knowledge.sandbox import extract_apart


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
