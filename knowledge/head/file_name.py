"""Number and day that only the name of a file tells: `KH-2242_23.4.2026_Kiem-tra.docx`.

Files of clerks print «Số:      /KH-SCT» until the registry stamps them. What is taken from a name
is known as `Known.NAMED`, to be confirmed by the admin, and never contradicts what is printed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from knowledge.document import Field, Header, Known
from knowledge.head.letterhead import BLANK_NUMBER
from knowledge.numbers import code_of_type, find_numbers
from knowledge.outline.lines import Line
from knowledge.text import Span, fold, view

_APART = r"[\s._\-]*"
_DAY = re.compile(r"(?<!\d)(\d{1,2})[._\-](\d{1,2})[._\-](20\d{2})(?!\d)")
_BLANK_DAY = re.compile(r"ngay[\s.…_]*(?:thang[\s.…_]*(\d{1,2})?[\s.…_]*)?nam[\s.…_]*(20\d{2})?")
_PRINTED = re.compile(r"so\s*[:.]?[./\s…_-]*?(?=/|-)", re.IGNORECASE)


def named_fields(
    header: Header, text: str, head: Sequence[Line], source_file: str
) -> tuple[Header, list[str]]:
    """The header with what the file's name tells of a blank number and day, and what to confirm.

    Args:
        header: As printed.
        text: Of the file.
        head: The lines of its head.
        source_file: The file's name.
    """
    name = fold(PurePath(source_file).stem)
    blank = next((line for line in head if BLANK_NUMBER.match(fold(line.text))), None)
    if header.number is not None or blank is None or header.type is None:
        return header, []
    looked = view(text, [blank.span])
    printed = _PRINTED.match(fold(looked.text))
    if printed is None:
        return header, []
    issuer = re.findall("[a-z]+", fold(looked.text[printed.end() :]))
    digits = _digits(name, header.type.value, issuer)
    if digits is None:
        return header, []
    found = next(find_numbers(digits + looked.text[printed.end() :].strip()), None)
    if found is None or found.start:
        return header, []
    number = Field(value=found.canonical, span=blank.span, known=Known.NAMED)
    told = [f"số {number.value}"]
    header = replace(header, number=number)
    if header.date is None and (day := _day(name, text, head)) is not None:
        value, span = day
        header = replace(header, date=Field(value=value.isoformat(), span=span, known=Known.NAMED))
        told.append(f"ngày {value.day}/{value.month}/{value.year}")
    return header, [f"Lấy từ tên tệp, chưa in trong văn bản: {', '.join(told)}; cần xác nhận."]


def _digits(name: str, kind: str, issuer: Sequence[str]) -> str | None:
    """The number beside the type or its code in a file's name, if one alone stands there.

    The issuer's code may stand between them; what may be a year is none. In front of the code it
    has three figures at least: fewer are the file's place in a list.
    """
    code = fold(code_of_type(kind) or "")
    if not code:
        return None
    called = _APART.join(map(re.escape, fold(kind).split()))
    beside = re.findall(
        rf"(?<![a-z]){code}(?:{_APART}(?:{'|'.join(issuer)}))*{_APART}(?:so{_APART})?(\d{{1,5}})(?!\d|[.]\d)|"
        rf"(?<![a-z]){called}{_APART}so{_APART}(\d{{1,5}})(?!\d|[.]\d)|"
        rf"(?<![\d.])(\d{{3,5}}){_APART}{code}{_APART}(?:{'|'.join(issuer)})(?![a-z])",
        name,
    )
    found = {"".join(each) for each in beside} - {str(n) for n in range(2000, 2100)}
    return found.pop() if len(found) == 1 else None


def _day(name: str, text: str, head: Sequence[Line]) -> tuple[date, Span] | None:
    """The day in a file's name and the line that leaves it blank, unless that tells otherwise."""
    days = set(_DAY.findall(name))
    if len(days) != 1:
        return None
    try:
        day = date(*map(int, reversed(days.pop())))
    except ValueError:
        return None
    for line in head:
        if (match := _BLANK_DAY.search(fold(line.text))) is not None:
            month, year = match[1], match[2]
            agrees = (not month or int(month) == day.month) and (not year or int(year) == day.year)
            return (day, line.span) if agrees else None
    return None
