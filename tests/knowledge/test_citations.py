"""Other documents that a text names."""

from knowledge.citations import find_abbreviations, find_citations
from knowledge.text import Span


def cited(
    text: str, own: str | None = None
) -> list[tuple[str, str | None, str | None, str | None]]:
    """Number, type, date and issuer of each document cited in `text`."""
    found = find_citations(text, own, [Span(start=0, end=len(text))])
    assert all(c.number.split("/")[0].split("-")[0] in c.span.of(text) for c in found)
    return [(c.number, c.type, c.date, c.issuer) for c in found]


def test_a_citation_has_type_date_and_issuer():
    """What stands around the number is read with it."""
    text = (
        "Thực hiện Kế hoạch số 149- KH/TU, ngày 29/01/2024 của Ban Thường vụ Tỉnh ủy; Nghị quyết "
        "số 47/NQ-CP ngày 15 tháng 4 năm 2024 của Chính phủ và Luật số 91/2025/QH15."
    )

    assert cited(text) == [
        ("149-KH/TU", "Kế hoạch", "2024-01-29", "Ban Thường vụ Tỉnh ủy"),
        ("47/NQ-CP", "Nghị quyết", "2024-04-15", "Chính phủ"),
        ("91/2025/QH15", "Luật", None, "Quốc hội"),
    ]


def test_each_number_is_cited_once_with_the_fullest_words():
    """A short mention and a full one are one citation; the own number is none."""
    text = "Kết luận 57-KL/TW. Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị. Số 61/KH-UBND."

    assert cited(text, own="61/KH-UBND") == [("57-KL/TW", "Kết luận", "2023-06-15", "Bộ Chính trị")]


def test_abbreviations_are_those_that_their_words_spell():
    """A bracketed word is an abbreviation only if the words before it spell it."""
    text = (
        "công tác thông tin đối ngoại (TTĐN), doanh nghiệp nhỏ và vừa (DNNVV), Bắc Giang (BG) "
        "và báo cáo (B/c), văn bản (ABC)"
    )
    found = find_abbreviations(text, [Span(start=0, end=len(text))])

    assert [(a.short, a.long) for a in found] == [
        ("TTĐN", "thông tin đối ngoại"),
        ("DNNVV", "doanh nghiệp nhỏ và vừa"),
        ("BG", "Bắc Giang"),
    ]
    assert all(a.span.of(text).endswith(f"({a.short})") for a in found)
