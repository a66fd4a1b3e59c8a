"""Whether two heads speak of one plan."""

from dataclasses import replace

import pytest

from index.library.sameness import Identity, Sameness, sameness

PLAN = Identity(
    number="61/KH-UBND",
    date="2024-03-18",
    issuer="Ủy ban nhân dân tỉnh X",
    title="Triển khai công tác thông tin đối ngoại năm 2024",
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Sameness.SAME),
        ({"number": "061-KH/UBND"}, Sameness.SAME),
        ({"issuer": "UBND TỈNH X"}, Sameness.SAME),
        ({"issuer": "uybannhandantinhx"}, Sameness.SAME),
        ({"issuer": None, "date": None}, Sameness.SAME),
        ({"title": "Khác hẳn"}, Sameness.SAME),
        ({"number": "61/KH"}, Sameness.UNSURE),
        ({"number": "6/KH-UBND"}, Sameness.UNSURE),
        ({"number": "61/ΚΗ-UBND"}, Sameness.UNSURE),
        ({"number": None}, Sameness.UNSURE),
        ({"date": "2025-03-18"}, Sameness.UNSURE),
        ({"issuer": "Sở Y tế"}, Sameness.UNSURE),
        ({"issuer": "Sở Y tế", "title": "Khác hẳn"}, Sameness.OTHER),
        ({"issuer": "Sở Y tế", "date": "2025-03-18"}, Sameness.OTHER),
        ({"number": "62/KH-UBND", "date": "2024-04-18"}, Sameness.OTHER),
        ({"number": "61/QĐ-UBND", "title": "Khác hẳn"}, Sameness.OTHER),
        ({"number": None, "title": "Khác hẳn"}, Sameness.OTHER),
        ({"number": None, "date": "2025-03-18"}, Sameness.OTHER),
    ],
)
def test_heads_that_may_be_of_one_plan(changes, expected):
    """Sure, unsure and other; whichever of the two comes first."""
    other = replace(PLAN, **changes)

    assert sameness(PLAN, other) is sameness(other, PLAN) is expected
