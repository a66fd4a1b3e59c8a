"""Words of an office's own, and bodies that took over from others."""

from datetime import date

import pytest

from index.question.house_names import HouseNames, HouseWord
from knowledge.names.agencies import find_bodies
from knowledge.names.agency_table import Agency, Succession

WORDS = HouseNames(
    [
        HouseWord(said="họp giao ban", meant="hội nghị giao ban hằng tháng"),
        HouseWord(said="BCĐ 35", meant="Ban Chỉ đạo 35"),
        HouseWord(said="giao ban", meant="hội nghị giao ban"),
    ]
)
BODIES = HouseNames(
    [],
    [
        Agency(
            name="Sở Kế hoạch và Đầu tư",
            valid_to=date(2025, 2, 28),
            successors=(Succession(name="Sở Tài chính", source="Quyết định 12/QĐ-UBND"),),
        )
    ],
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Họp giao ban do ai chủ trì?", "hội nghị giao ban hằng tháng do ai chủ trì?"),
        ("hop giao ban do ai chu tri", "hội nghị giao ban hằng tháng do ai chu tri"),
        ("bcđ 35 gồm ai, BCD 35 họp khi nào", "Ban Chỉ đạo 35 gồm ai, Ban Chỉ đạo 35 họp khi nào"),
        ("giao ban", "hội nghị giao ban"),
        ("hội nghị giao ban hằng tháng", "hội nghị giao ban hằng tháng"),
        ("hợp giao ban", "hợp hội nghị giao ban"),
        ("bcđ 350 làm gì", "bcđ 350 làm gì"),
        ("", ""),
    ],
)
def test_words_of_the_house_are_written_out(typed, written):
    """The longest first, with or without accents, once, and not inside their own meaning."""
    assert WORDS.written_out(typed) == written


def test_a_new_body_is_found_in_older_plans():
    """From the first day of the new one on."""
    (body,) = find_bodies("sở tài chính làm gì")

    assert "Sở Kế hoạch và Đầu tư" in BODIES.known_before([body], date(2025, 3, 1))[0].names
    assert BODIES.known_before([body], date(2025, 2, 28)) == (body,)


def test_an_old_body_is_told_with_the_new_one():
    """Since when, and by what decision; other bodies are not."""
    told = "Chủ trì: Sở KH&ĐT, Sở Nội vụ; Sở Kế hoạch và Đầu tư\nMục II.3.2: Đẩy mạnh"
    (renamed,) = BODIES.renamed(told, date.today())

    assert (renamed.old, renamed.new, renamed.since) == (
        "Sở KH&ĐT",
        ("Sở Tài chính",),
        date(2025, 3, 1),
    )
    assert renamed.sources == ("Quyết định 12/QĐ-UBND",)
    below = "Chủ trì: Sở Kế hoạch và Đầu tư\nMục II.3.2: Đẩy mạnh"
    assert BODIES.renamed(below, date.today())[0].old == "Sở Kế hoạch và Đầu tư"
    assert BODIES.renamed("Chủ trì: Sở Nội vụ", date.today()) == ()
