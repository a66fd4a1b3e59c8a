"""Tests of which plans say that they replace another one."""

import pytest

from index.library.replacing import replacing

HEAD = """ỦY BAN NHÂN DÂN
TỈNH {place}
Số: {number}
{place}, ngày {day} tháng 5 năm 2024

KẾ HOẠCH
Việc {number}

I. NỘI DUNG
1. {said}
2. Việc khác của năm.
"""


def plan(number, said, place="LẠNG SƠN", day=10):
    """The text of a plan."""
    return HEAD.format(number=number, said=said, place=place, day=day)


OLD = plan("61/KH-UBND", "Làm việc cũ.")


@pytest.mark.parametrize(
    ("said", "other", "found"),
    [
        ("Kế hoạch này thay thế Kế hoạch số 61/KH-UBND ngày 10/5/2024.", {}, True),
        ("Bãi bỏ Kế hoạch số 61/KH-UBND.", {}, True),
        ("Kế hoạch số 61/KH-UBND hết hiệu lực kể từ ngày ký.", {}, True),
        ("Tiếp tục thực hiện Kế hoạch số 61/KH-UBND.", {}, False),
        ("Thay thế Kế hoạch số 161/KH-UBND.", {}, False),
        ("Thay thế Kế hoạch số 61/KH-UBND.", {"place": "CAO BẰNG"}, False),
        ("Thay thế Kế hoạch số 61/KH-UBND.", {"day": 9}, False),
    ],
)
def test_a_plan_is_replaced_by_what_says_so(answerer_of, said, other, found):
    """By its number, in a later plan of the same place."""
    library = answerer_of(OLD, plan("88/KH-UBND", said, **{"day": 20, **other})).library
    old, new = library.documents

    assert replacing(library, old) == ((new,) if found else ())
    assert replacing(library, new) == ()
