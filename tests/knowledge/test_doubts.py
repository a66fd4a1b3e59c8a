"""What becomes of words that recognition was unsure of."""

from knowledge.document import Assignment, Basis, Field, Header, Mention
from knowledge.doubts import doubt_warning, without_doubtful
from knowledge.text import Span

TEXT = "Số: 61/KH-UBND ngày 18/3/2024. Giao Sở Nội vụ chủ trì rà soát thật kỹ."


def span(words: str) -> Span:
    """Where the words stand in the text."""
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


HEADER = Header(
    number=Field(value="61/KH-UBND", span=span("61/KH-UBND")),
    date=Field(value="2024-03-18", span=span("18/3/2024")),
)
TASK = Assignment(
    path="1",
    basis=Basis.LEADS,
    leads=(Mention(text="Sở Nội vụ", span=span("Sở Nội vụ")),),
    span=span("Giao Sở Nội vụ chủ trì"),
)


def test_a_number_read_unsurely_is_asked_for():
    """It is left out rather than shown wrong; the day, read surely, stays."""
    header, warnings = without_doubtful(TEXT, HEADER, [span("61/KH-UBND")])

    assert (header.number, header.date) == (None, HEADER.date)
    assert warnings == [
        "Số, ký hiệu đọc không chắc («61/KH-UBND»); cần quản trị xem lại và bổ sung."
    ]


def test_doubtful_words_elsewhere_leave_the_header_alone():
    """Only what touches the number or the day counts."""
    assert without_doubtful(TEXT, HEADER, [span("thật")]) == (HEADER, [])


def test_doubtful_numbers_and_names_are_quoted():
    """Other words may be misread without misleading anybody."""
    doubtful = [span("18/3/2024"), span("Nội"), span("kỹ")]

    warning = doubt_warning(TEXT, doubtful, [TASK])

    assert warning is not None and "«18/3/2024», «Nội»;" in warning and "kỹ" not in warning
    assert doubt_warning(TEXT, [span("kỹ")], [TASK]) is None
