"""Tests of the date behind a document's number."""

import pytest

from index.question.issued import issued_behind, issued_in_words


@pytest.mark.parametrize(
    ("text", "issued", "words"),
    [
        (" năm 2025 ai chủ trì", "2025", "năm 2025"),
        (" (2025)", "2025", "năm 2025"),
        (" ban hành ngày 5/3/2024", "2024-03-05", "ngày 05/3/2024"),
        (", ký ngày 15 tháng 12 năm 2023", "2023-12-15", "ngày 15/12/2023"),
        (" tháng 3 năm 2024", "2024-03", "tháng 3/2024"),
        (" ngày 5/3", "-03-05", "ngày 5/3"),
    ],
)
def test_dates_are_read_in_each_spelling(text, issued, words):
    """A year, month or day right behind the number is told as offices write it."""
    assert issued_behind(text) == issued
    assert issued_in_words(issued) == words


@pytest.mark.parametrize(
    "text", [" ai chủ trì năm 2025", " ngày 31/2/2024", " 2025-2030", " năm 2025-2030", ""]
)
def test_other_times_are_none(text):
    """A time further on, a stretch of years or an impossible day is no date of issue."""
    assert issued_behind(text) is None
