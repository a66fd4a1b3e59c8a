"""Other documents that a text names: number, type, date, issuer."""

import re
from collections import deque
from collections.abc import Sequence

from knowledge.dates import find_dates
from knowledge.document import Abbreviation, CitedDocument
from knowledge.names.agencies import starts_with_body
from knowledge.numbers import TYPE_NAMES, find_numbers, type_of_code
from knowledge.text import Span, View, fold, view

_TYPES = re.compile(
    rf"({'|'.join(sorted(map(re.escape, TYPE_NAMES), key=len, reverse=True))})\s*(?:số|số:)?\s*$",
    re.IGNORECASE,
)
_OF = re.compile(r"[\s,(]*(?:của|do)\s+")
# The National Assembly numbers its laws as n/year/QHterm and seldom prints "của Quốc hội".
_ASSEMBLY = re.compile(r"/QH\d+$")
# Characters that an abbreviation of ten letters is spelt out in, at most.
_LONGEST_SPELT = 600
# Characters between a number and its day, at most.
_NEAR = 10
_BRACKETED = re.compile(r"\(([A-ZĐ][A-ZĐa-z&]{1,9})\)")


def find_citations(text: str, own: str | None, spans: Sequence[Span]) -> tuple[CitedDocument, ...]:
    """The documents cited within `spans`, each number once, with the fullest date and issuer found.

    Args:
        text: The document's text.
        own: The document's own number, which is no citation.
        spans: Stretches of prose to look in.
    """
    found: dict[str, CitedDocument] = {}
    for span in spans:
        looked = view(text, [span])
        for cited in _in_view(looked):
            if cited.number == own:
                continue
            known = found.get(fold(cited.number))
            if known is None:
                found[fold(cited.number)] = cited
            elif (known.date is None and cited.date) or (known.issuer is None and cited.issuer):
                found[fold(cited.number)] = CitedDocument(
                    number=known.number,
                    type=known.type or cited.type,
                    date=known.date or cited.date,
                    issuer=known.issuer or cited.issuer,
                    span=known.span if known.date else cited.span,
                )
    return tuple(found.values())


def _in_view(looked: View) -> list[CitedDocument]:
    result = []
    dates = deque(find_dates(looked.text))
    for number in find_numbers(looked.text):
        before = _TYPES.search(looked.text[max(0, number.start - 40) : number.start])
        start = max(0, number.start - 40) + before.start() if before else number.start
        end = number.end
        while dates and dates[0].start < end:
            dates.popleft()
        day = dates[0] if dates and _is_behind(looked.text, end, dates[0].start) else None
        if day is not None:
            end = day.end
        issuer = _issuer(looked.text[end : end + 120])
        if issuer is not None:
            end = looked.text.index(issuer, end) + len(issuer)
        result.append(
            CitedDocument(
                number=number.canonical,
                type=_type(before[1] if before else None, number.code),
                date=day.day.isoformat() if day else None,
                issuer=issuer or ("Quốc hội" if _ASSEMBLY.search(number.canonical) else None),
                span=looked.span(start, end),
            )
        )
    return result


def _is_behind(text: str, number_end: int, day_start: int) -> bool:
    """Whether a day is that of the number before it."""
    between = text[number_end:day_start] if day_start - number_end <= _NEAR else None
    return between is not None and between.strip(" ,") in ("", "ngày")


def _type(printed: str | None, code: str | None) -> str | None:
    if printed:
        return next((name for name in TYPE_NAMES if fold(name) == fold(printed)), printed)
    return type_of_code(code) if code else None


def _issuer(after: str) -> str | None:
    """The body named right after "của"."""
    match = _OF.match(after)
    length = starts_with_body(after[match.end() :]) if match else 0
    return after[match.end() : match.end() + length].strip(" ,") if match and length else None


def find_abbreviations(text: str, spans: Sequence[Span]) -> tuple[Abbreviation, ...]:
    """Abbreviations that the text defines: `thông tin đối ngoại (TTĐN)`, `(viết tắt là …)`.

    The long form of a bracketed one is the run of words before the bracket whose initials spell it.
    """
    found: dict[str, Abbreviation] = {}
    for span in spans:
        looked = view(text, [span])
        for match in _BRACKETED.finditer(looked.text):
            if match[1] in found:
                continue
            begin = max(0, match.start() - _LONGEST_SPELT)
            start = _spelt(looked.text[begin : match.start()].rstrip(), match[1])
            if start is not None:
                start += begin
                found[match[1]] = Abbreviation(
                    short=match[1],
                    long=looked.text[start : match.start()].strip(),
                    span=looked.span(start, match.end()),
                )
    return tuple(found.values())


def _spelt(before: str, short: str) -> int | None:
    """Where the words start whose initials spell `short`; "và" and punctuation may be left out."""
    letters = [c for c in fold(short) if c.isalnum()]
    words = list(re.finditer(r"[^\W_]+", before))
    position = len(letters) - 1
    for word in reversed(words[-2 * len(letters) :]):
        if position >= 0 and fold(word.group())[0] == letters[position]:
            position -= 1
            if position < 0:
                return word.start()
        elif fold(word.group()) not in ("va", "cua", "cac"):
            return None
    return None
