"""When a document was issued, as a question says it behind its number: "KH 61 năm 2025"."""

import re
from datetime import date

from index.library.card import DocumentCard
from index.question.intents import Wanted
from knowledge.dates import find_dates, spoken
from knowledge.document import Document
from knowledge.numbers import find_numbers
from knowledge.text import fold

_START = r"\s*[,(]?\s*(?:(?:duoc\s+)?(?:ban hanh|ky|ra|phat hanh)\s+)?"
_DAY = re.compile(
    rf"{_START}(?:ngay\s+)?(\d{{1,2}})(?:\s*[/.\-]\s*|\s+thang\s+)(\d{{1,2}})"
    r"(?:\s*[/.\-]\s*|\s+nam\s+)(\d{4})(?!\d)"
)
_DAY_ALONE = re.compile(
    rf"{_START}ngay\s+(\d{{1,2}})(?:\s*[/.\-]\s*|\s+thang\s+)(\d{{1,2}})(?![\d/.\-])"
)
_MONTH = re.compile(rf"{_START}thang\s+(\d{{1,2}})(?:\s*[/.\-]\s*|\s+nam\s+)(\d{{4}})(?!\d)")
_YEAR = re.compile(rf"{_START}(?:(?:cua\s+|trong\s+)?nam\s+)?(19\d\d|20\d\d)(?![\d/.\-–])")
_STRETCH = re.compile(r"\b(20\d\d)\s*(?:-|–|den|toi)\s*(?:het )?(?:nam )?(20\d\d)\b")
# What may be asked of a year that is no year of issue: "kinh phí KH 61 năm 2025 bao nhiêu".
_BY_YEAR = (Wanted.MONEY, Wanted.PERCENT, Wanted.QUANTITY)


def issued_behind(text: str) -> str | None:
    """The date that a text begins with: `2025`, `2023-03`, `2023-03-18`, or `-03-18`."""
    folded = fold(text)
    if match := _DAY.match(folded):
        return _valid(f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}")
    if match := _MONTH.match(folded):
        return f"{match[2]}-{int(match[1]):02}"
    if match := _DAY_ALONE.match(folded):
        return f"-{int(match[2]):02}-{int(match[1]):02}"
    match = _YEAR.match(folded)
    return match[1] if match else None


def _valid(day: str) -> str | None:
    try:
        date.fromisoformat(day)
    except ValueError:
        return None
    return day


def issued_in_words(issued: str) -> str:
    """`năm 2025`, `tháng 3/2023`, `ngày 18/3/2023`."""
    year, *rest = issued.split("-")
    if not rest:
        return f"năm {year}"
    if len(rest) == 1:
        return f"tháng {int(rest[0])}/{year}"
    return f"ngày {spoken(issued)}" if year else f"ngày {int(rest[1])}/{int(rest[0])}"


def is_issued(card: DocumentCard, issued: str) -> bool:
    """Whether a document is, or by its title may be, of a date; one without a date is."""
    held, number = card.identity.date, card.identity.number
    if held is None or _is_day(held.value, issued):
        return True
    if "-" in issued:
        return False
    in_number = number is not None and f"/{issued}/" in number.value
    return in_number or _is_titled(card, issued)


def _is_titled(card: DocumentCard, year: str) -> bool:
    """Whether a title is about a year: "… năm 2025"; not whether it cites a document of that."""
    if card.identity.title is None:
        return False
    title = card.identity.title.value
    for found in reversed(list(find_dates(title))):
        title = title[: found.start] + title[found.end :]
    for number in reversed(list(find_numbers(title))):
        title = title[: number.start] + title[number.end :]
    folded = fold(title)
    stretches = _STRETCH.findall(folded)
    return year in folded or any(first <= year <= last for first, last in stretches)


def speaks_of(document: Document, issued: str, wanted: Wanted | None) -> bool:
    """Whether a date that is no date of issue may be one that a document speaks of itself.

    A day that it prints for no document, or a year of which a figure is asked.
    """
    if "-" not in issued:
        return wanted in _BY_YEAR and issued in document.text
    cited = {cite.date for cite in document.cites if cite.date}
    days = {found.day.isoformat() for found in find_dates(document.text)}
    return any(day not in cited and _is_day(day, issued) for day in days)


def _is_day(day: str, issued: str) -> bool:
    return day.endswith(issued) if issued.startswith("-") else day.startswith(issued)
