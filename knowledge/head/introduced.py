"""Documents that a page prints without their head, after telling of them in a sentence.

"Ngày 14-11-2026, Tỉnh ủy đã ban hành Nghị quyết số 10-NQ/TU về …" or, as a headline, "Nghị quyết
số 22-NQ/TU ngày 08/6/2026 của Tỉnh ủy về …". What is told so is inferred, not printed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.dates import find_dates
from knowledge.document import Field, Known
from knowledge.numbers import TYPE_NAMES, find_numbers
from knowledge.outline.labels import Style, parse_label
from knowledge.outline.lines import Line
from knowledge.text import UPPER, View, view

_TYPE = "|".join(sorted(TYPE_NAMES, key=len, reverse=True))
_TOLD = re.compile(
    rf"(?:^|[-–:]\s)Ngày\s+(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?(\d{{4}}),\s*"
    rf"(?P<issuer>[{UPPER}][^,.;:]{{3,90}}?)\s+(?:đã\s+|vừa\s+)?(?:ký\s+)?ban hành\s+"
    rf"(?P<type>{_TYPE})\s+số\s*:?\s*(?=\d)",
    re.IGNORECASE,
)
_HEADLINE = re.compile(rf"^(?P<type>{_TYPE})\s+(?:số\s*:?\s*)?(?=\d)", re.IGNORECASE)
_BY = re.compile(
    rf"\W*(?:(?:của|ban hành bởi|do)\s+(?P<issuer>[{UPPER}][^,.;:]{{3,70}}?)\s+(?:ban hành\s+)?)?"
    rf"(?P<about>(?:về|năm \d{{4}}|v/v)\b.*)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\s*(?:năm\s+)?\d{4}\b")
_PUBLISHED = re.compile(r"\s+do\s+[^,.;:]{3,70}\s+ban hành\W*$")
_SHORTEST_TITLE = 15  # characters
_SEARCHED = 6  # lines
_LONGEST = 500  # characters of a line that introduces


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """What a page tells of the document below; each field None where it tells none."""

    type: Field
    number: Field
    date: Field | None
    issuer: Field | None
    title: Field | None


def read_introduced(text: str, lines: Sequence[Line]) -> Introduced | None:
    """What the first lines tell of the document, or None."""
    for n, line in enumerate(lines[:_SEARCHED]):
        label = parse_label(line.text)
        if len(line.text) > _LONGEST or label is not None and label.style < Style.BULLET:
            return None
        looked = view(text, [line.span])
        if (told := _TOLD.search(looked.text)) is not None:
            return _told(looked, told)
        below = parse_label(lines[n + 1].text) if n + 1 < len(lines) else None
        if n == 0 and below is not None and (match := _HEADLINE.match(looked.text)):
            return _headline(looked, match)
    return None


def headline_title(text: str, head: Sequence[Line], number: str) -> Field | None:
    """What the headline over a head says of the document with that number, or None.

    "Quyết định 12/QĐ-BXD năm 2026 phê duyệt Đề án …" is how collections of law head their pages.
    """
    for line in head:
        looked = view(text, [line.span])
        match = _HEADLINE.match(looked.text)
        found = _number(looked, match.end()) if match is not None else None
        if found is None or found[0].value != number:
            continue
        rest = looked.text[found[1] :]
        begin = _YEAR.match(rest)
        end = _PUBLISHED.search(rest)
        title = _field(
            looked,
            found[1] + (begin.end() if begin else 0),
            found[1] + (end.start() if end else len(rest)),
        )
        if title is not None and len(title.value) > _SHORTEST_TITLE:
            return title
    return None


def _told(looked: View, told: re.Match[str]) -> Introduced | None:
    number = _number(looked, told.end())
    if number is None:
        return None
    try:
        day = date(int(told[3]), int(told[2]), int(told[1]))
    except ValueError:
        return None
    after = looked.text[number[1] :]
    about = re.match(r"(?:[^.]{0,40}?\bvề (?:việc )?)?", after)
    end = looked.text.find(". ", number[1])
    begin = number[1] + (about.end() if about else 0)
    title = _field(looked, begin, end if end > 0 else len(looked.text))
    return Introduced(
        type=_type(looked, told),
        number=number[0],
        date=_inferred(looked, day.isoformat(), told.start(1), told.end(3)),
        issuer=_field(looked, told.start("issuer"), told.end("issuer")),
        title=title,
    )


def _headline(looked: View, match: re.Match[str]) -> Introduced | None:
    number = _number(looked, match.end())
    if number is None:
        return None
    found = next((d for d in find_dates(looked.text) if d.start - number[1] < 12), None)
    stop = found.end if found is not None else number[1]
    by = _BY.match(looked.text[stop:])
    issuer = title = None
    if by is not None:
        if by["issuer"]:
            issuer = _field(looked, stop + by.start("issuer"), stop + by.end("issuer"))
        title = _field(looked, stop + by.start("about"), stop + by.end("about"))
    return Introduced(
        type=_type(looked, match),
        number=number[0],
        date=_inferred(looked, found.day.isoformat(), found.start, found.end) if found else None,
        issuer=issuer,
        title=title,
    )


def _number(looked: View, start: int) -> tuple[Field, int] | None:
    found = next((n for n in find_numbers(looked.text) if n.start == start), None)
    if found is None:
        return None
    return _inferred(looked, found.canonical, found.start, found.end), found.end


def _type(looked: View, match: re.Match[str]) -> Field:
    name = match["type"]
    value = next(each for each in TYPE_NAMES if each.lower() == name.lower())
    return _inferred(looked, value, match.start("type"), match.end("type"))


def _field(looked: View, start: int, end: int) -> Field | None:
    start, end = looked.strip(start, end)
    return _inferred(looked, looked.text[start:end], start, end) if end > start else None


def _inferred(looked: View, value: str, start: int, end: int) -> Field:
    return Field(value=value, span=looked.span(start, end), known=Known.INFERRED)
