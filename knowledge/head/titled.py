"""Heads set as a title: «QUYẾT ĐỊNH / CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 115/2004/QĐ-TTg NGÀY …».

The official gazette and older law collections print documents so, without a number line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.dates import find_dates
from knowledge.document import Field
from knowledge.numbers import find_numbers
from knowledge.outline.lines import Line
from knowledge.text import Span, fold, view

_ISSUER = re.compile(r"\W*cua\s+(\S.{2,90}?)\s+so\s*:?\s*(?=\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """What a title says of its document.

    Attributes:
        number: Of the document.
        date: Its day, where it follows the number.
        issuer: The body as printed, with its span.
    """

    number: Field
    date: Field | None
    issuer: tuple[str, Span]


def read_titled(text: str, title: Sequence[Line]) -> Titled | None:
    """Issuer, number and day at the beginning of a title; None where it begins otherwise."""
    if not title:
        return None
    looked = view(text, [line.span for line in title])
    opening = _ISSUER.match(fold(looked.text))
    number = next(find_numbers(looked.text), None)
    if opening is None or number is None or number.start != opening.end():
        return None
    found = next(find_dates(looked.text), None)
    date = None
    if found is not None and re.fullmatch(
        r"\W*(ngay)?\W*", fold(looked.text[number.end : found.start])
    ):
        date = Field(value=found.day.isoformat(), span=looked.span(found.start, found.end))
    # Titles in capitals print the code of the Prime Minister so.
    value = re.sub(r"\bTTG\b", "TTg", number.canonical)
    issuer = opening.span(1)
    return Titled(
        number=Field(value=value, span=looked.span(number.start, number.end)),
        date=date,
        issuer=(looked.text[slice(*issuer)], looked.span(*issuer)),
    )
