"""Annexes in files of their own: «(Kèm theo Kế hoạch số 15/KH-UBND ngày 05/3/2024 của …)»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.dates import find_dates
from knowledge.document import Field, Header
from knowledge.head.frame import Part
from knowledge.numbers import TYPE_NAMES, find_numbers
from knowledge.outline.lines import Line
from knowledge.text import View, fold, view

_TYPE = "|".join(sorted(map(fold, TYPE_NAMES), key=len, reverse=True))
_ATTACHED = re.compile(
    rf"[\W_]*(?:ban hanh )?(?:kem theo|dinh kem)(?: theo)? (?P<type>{_TYPE}) so\s*:?\s*(?=\d)"
)
_TITLE = re.compile(r"(phu luc|bieu|mau|danh muc|danh sach|bang|phan cong)\b")
# Lines in which an annex tells what it belongs to, and over how many of them it may do so.
_SEARCHED, _LONGEST = 15, 4
# Characters between a number and its day: ", ngày" or "ngày".
_NEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """What a file says of the document to which it is an annex.

    Attributes:
        of: That document's header, as the annex tells it.
        title: The annex's own title.
    """

    of: Header
    title: Field | None


def read_annex(text: str, lines: Sequence[Line], part: Part, header: Header) -> Annex | None:
    """What the first lines of a file without number and type tell; None for no annex.

    Args:
        text: Of the file.
        lines: Its lines.
        part: Its first part.
        header: What was read of its head.
    """
    if header.number is not None or header.type is not None:
        return None
    first = part.head.start
    for n in range(first, min(len(lines), first + _SEARCHED)):
        looked = view(text, [line.span for line in lines[n : n + _LONGEST]])
        match = _ATTACHED.match(fold(looked.text))
        if match is not None:
            of = _of(looked, match, header)
            return Annex(of=of, title=_title(text, lines[first:n])) if of is not None else None
    return None


def _of(looked: View, match: re.Match[str], header: Header) -> Header | None:
    found = next((n for n in find_numbers(looked.text) if n.start == match.end()), None)
    if found is None:
        return None
    day = next((d for d in find_dates(looked.text) if 0 <= d.start - found.end <= _NEAR), None)
    name = next(each for each in TYPE_NAMES if fold(each) == match["type"])
    return Header(
        type=Field(value=name, span=looked.span(*match.span("type"))),
        number=Field(value=found.canonical, span=looked.span(found.start, found.end)),
        date=Field(value=day.day.isoformat(), span=looked.span(day.start, day.end))
        if day
        else None,
        issuer=header.issuer,
        place=header.place,
    )


def _title(text: str, above: Sequence[Line]) -> Field | None:
    start = next((n for n, line in enumerate(above) if _TITLE.match(fold(line.text))), None)
    if start is None:
        return None
    looked = view(text, [line.span for line in above[start:]])
    begin, end = looked.strip(0, len(looked.text), " -*")
    return Field(value=looked.text[begin:end], span=looked.span(begin, end))
