"""Tests of what pages say of plans that are not in force any more."""

from dataclasses import replace

from bot.page.plan.notices import notices_of
from knowledge.document import Change, Standing
from knowledge.reader import parse_document

HEAD = """ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: {number}
Lạng Sơn, ngày {day} tháng 5 năm 2026

KẾ HOẠCH
Việc {number}

I. NỘI DUNG
1. {said}
2. Việc khác của năm.
"""


def plan(number, said, day):
    """A plan, read."""
    return parse_document(HEAD.format(number=number, said=said, day=day).encode(), f"{day}.txt")


def test_a_page_says_what_became_of_its_plan_as_the_answers_do(answerer_of):
    """What another plan says is told; an admin's denial is heard on the pages, too."""
    old = plan("61/KH-UBND", "Làm việc cũ.", 10)
    new = plan("88/KH-UBND", "Kế hoạch này thay thế Kế hoạch số 61/KH-UBND ngày 10/5/2026.", 20)
    library = answerer_of(old, new).library
    told = notices_of(library, library.card(old.id), None)
    assert "thay thế" in told[0] and "88/KH-UBND" in told[0] and "chưa xác nhận" in told[0]
    assert notices_of(library, library.card(new.id), None) == ()

    denied = replace(old, standing=(Standing(change=Change.REPLACED, by=new.id, denied=True),))
    library = answerer_of(denied, new).library
    assert notices_of(library, library.card(old.id), None) == ()
