"""Documents that a page prints without their head."""

import pytest

from knowledge.document import Header, Known
from knowledge.reader import parse_document

BODY = "\nI. MỤC ĐÍCH\n1. Rà soát văn bản của các cơ quan, đơn vị trên địa bàn.\n"


def header(opening: str) -> Header:
    """The header of a text that opens so."""
    return parse_document((opening + BODY).encode(), "a.txt").header


@pytest.mark.parametrize(
    "opening",
    [
        "Trồng rừng đầu xuân\n\n(BGL) - Ngày 02/3/2026, Tỉnh ủy Gia Lai đã ban hành Nghị quyết số "
        "10-NQ/TU về trồng rừng đầu xuân. Toàn văn như sau:",
        "Nghị quyết số 10-NQ/TU ngày 02/3/2026 của Tỉnh ủy Gia Lai về trồng rừng đầu xuân",
    ],
)
def test_a_sentence_or_a_headline_tells_the_fields(opening):
    """Number, day, issuer and title are taken from it, as inferred."""
    found = header(opening)

    assert found.type is not None and found.type.value == "Nghị quyết"
    assert found.number is not None and found.number.value == "10-NQ/TU"
    assert found.number.known is Known.INFERRED
    assert found.date is not None and found.date.value == "2026-03-02"
    assert found.issuer is not None and found.issuer.value == "Tỉnh ủy Gia Lai"
    assert found.title is not None and found.title.value.endswith("trồng rừng đầu xuân")


@pytest.mark.parametrize(
    "opening",
    [
        "Thực hiện Nghị quyết số 10-NQ/TU ngày 02/3/2026 của Tỉnh ủy Gia Lai về trồng rừng,",
        "Nghị quyết số 10-NQ/TU ngày 02/3/2026 của Tỉnh ủy Gia Lai về trồng rừng đã nêu rõ.\n\n"
        "Sau một năm, các huyện đã trồng mới nhiều cây.",
        "Để thực hiện, ngày 02/3/2026 Tỉnh ủy Gia Lai đã ban hành Nghị quyết số 10-NQ/TU về rừng.",
    ],
)
def test_what_is_only_cited_is_not_introduced(opening):
    """A document that the prose builds on or tells of is another one."""
    assert header(opening).number is None
