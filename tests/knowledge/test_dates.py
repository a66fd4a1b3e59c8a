"""Dates as printed."""

import pytest

from knowledge.dates import find_dates, spoken


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Lạng Sơn, ngày 18 tháng 3 năm 2024", ["2024-03-18"]),
        ("ngày 05 tháng tư năm 2021", ["2021-04-05"]),
        ("ngày 9/03/2021 và 02-8-2023", ["2021-03-09", "2023-08-02"]),
        ("15.6.2023", ["2023-06-15"]),
        ("Đồng Xoài, ngày 14 tháng5 năm 2008", ["2008-05-14"]),
        ("ngày 31 tháng 02 năm 2024", []),
        ("32/1/2024", []),
        ("12/9", []),
        ("Quý III năm 2023", []),
        ("tháng 12/2025", []),
        ("giai đoạn 2021 - 2030", []),
        ("ngày      tháng 6 năm 2026", []),
    ],
)
def test_find_dates(text, days):
    """Only full, possible dates count; periods stay text."""
    found = list(find_dates(text))

    assert [each.day.isoformat() for each in found] == days
    assert all(text[each.start].isalnum() for each in found)


def test_spoken_dates_have_zeros_as_office_texts_do():
    """A zero stands before days to 9 and before January and February, so nothing can be added."""
    assert spoken("2024-03-08") == "08/3/2024"
    assert spoken("2024-01-29") == "29/01/2024"
    assert spoken("2024-11-30") == "30/11/2024"
