"""Dates as Vietnamese office texts print them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_WORDS = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_WORDS = "|".join(sorted(_MONTH_WORDS, key=len, reverse=True))
_LONG = re.compile(
    rf"\bngày\s*(\d{{1,2}})\s*tháng\s*(\d{{1,2}}|{_WORDS})\s*năm\s*(\d{{4}})\b", re.IGNORECASE
)
_SHORT = re.compile(r"(?<![\d/.\-])(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*\2\s*(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A full date and the half-open stretch of the text that prints it."""

    day: date
    start: int
    end: int


def find_dates(text: str) -> Iterator[FoundDate]:
    """Full dates (day, month and year all printed) in reading order; impossible ones are skipped.

    Periods such as "Quý III năm 2023" or "tháng 12/2025" are no dates and stay text.
    """
    found = [_found(m, m[1], m[2], m[3]) for m in _LONG.finditer(text)]
    found += [_found(m, m[1], m[3], m[4]) for m in _SHORT.finditer(text)]
    yield from sorted((f for f in found if f is not None), key=lambda f: f.start)


def _found(match: re.Match[str], day: str, month: str, year: str) -> FoundDate | None:
    number = int(month) if month.isdigit() else _MONTH_WORDS[month.lower()]
    try:
        value = date(int(year), number, int(day))
    except ValueError:
        return None
    return FoundDate(day=value, start=match.start(), end=match.end())


def spoken(iso: str) -> str:
    """An ISO date as office texts print it, `05/3/2024`; a 0 before days to 9, months 1 and 2."""
    value = date.fromisoformat(iso)
    month = f"{value.month:02}" if value.month <= 2 else str(value.month)
    return f"{value.day:02}/{month}/{value.year}"
