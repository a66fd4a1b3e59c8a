"""Header fields of an official document, each with its evidence, nothing guessed.

Left column of the head: superior body, issuing body, number; right column: national or Party
motto, place and day. Flattened columns and misread letters are allowed for.
"""

import re
from collections.abc import Sequence

from knowledge.dates import find_dates
from knowledge.document import Family, Field, Header, Known
from knowledge.head.frame import Part, opens_address
from knowledge.head.introduced import headline_title, read_introduced
from knowledge.head.issuer import read_issuer
from knowledge.head.letterhead import (
    BLANK_NUMBER,
    DAY_START,
    NUMBER_LINE,
    is_motto,
    is_own_number,
    whole_lines,
)
from knowledge.head.titled import read_titled
from knowledge.head.type_lines import issued_type, line_type, titled_type
from knowledge.names.body_case import cased
from knowledge.numbers import find_numbers, parse_number, short_numbers, type_of_code
from knowledge.outline.lines import Line
from knowledge.syllable import is_syllable
from knowledge.text import Span, clean, fold, view

_PASSED = re.compile(r"\bthong qua\W*$")
# Characters before a day in which that may stand.
_BEFORE_DAY = 60
_SIGNED = re.compile(r"^\W*(da ky|ky ten)\W*$")
_COLUMN_GAP = re.compile(r"[ \u00a0]{4,}(?=\S)")
_NOISE = re.compile(r"[\d§*|~=<>{}\[\]#@^°©®¥£€$%&+\\]")
_PARTY_NUMBER = re.compile(r"\d+\s*-\s*[A-ZĐ]")


def read_header(text: str, lines: Sequence[Line], part: Part) -> tuple[Header, Family, list[str]]:
    """The header of a part, its family of signs, and warnings for the admin."""
    head = whole_lines(text, [lines[n] for n in part.head])
    warnings: list[str] = []
    number = _number(text, head, warnings)
    date = (
        _date(text, head)
        or _passed(text, [lines[n] for n in part.body])
        or _signed_on(text, lines, part)
    )
    place, issuer = read_issuer(text, lines, part)
    type_field = _type(lines, part, number)
    name, office, authority = _signer(text, lines, part)
    title = _title(text, lines, part)
    if number is None and (titled := read_titled(text, [lines[n] for n in part.title])):
        number, date = titled.number, date or titled.date
        name_printed, span = titled.issuer
        issuer = issuer or Field(value=cased(text, name_printed), span=span)
    if number is None and type_field is None and not part.head:
        told = read_introduced(text, [lines[n] for n in part.body])
        if told is not None:
            type_field, number, date = told.type, told.number, date or told.date
            issuer, title = told.issuer or issuer, title or told.title
    if title is None and number is not None:
        title = headline_title(text, head, number.value)
    header = Header(
        type=type_field, number=number, date=date, issuer=issuer, place=place, title=title,
        signer=name, signer_title=office, authority=authority,
    )  # fmt: skip
    for field, name_vi in (
        (number, "số, ký hiệu"),
        (date, "ngày ban hành"),
        (issuer, "cơ quan ban hành"),
    ):
        if field is None:
            warnings.append(
                f"Chưa đọc được {name_vi}. Nếu văn bản có, anh/chị sửa tệp rồi gửi lại."
            )
    if name is None:
        warnings.append("Chưa đọc được người ký.")
    return header, _family(head, header, lines, part), warnings


def _number(text: str, head: Sequence[Line], warnings: list[str]) -> Field | None:
    table: Field | None = None
    for n, line in enumerate(head):
        folded = fold(line.text)
        if BLANK_NUMBER.match(folded):
            warnings.append("Dòng số, ký hiệu để trống.")
        if not NUMBER_LINE.match(folded):
            label_above = n > 0 and fold(head[n - 1].text).startswith("so hieu")
            if not label_above:
                continue
        for found in [*find_numbers(line.text)] or short_numbers(line.text):
            span = view(text, [line.span]).span(found.start, found.end)
            portal = "so hieu" in folded or (n > 0 and fold(head[n - 1].text).startswith("so hieu"))
            if not portal:
                return Field(value=found.canonical, span=span)
            table = table or Field(value=found.canonical, span=span, known=Known.INFERRED)
            break
    return table or _lone_number(text, head)


def _lone_number(text: str, head: Sequence[Line]) -> Field | None:
    """The number that stands on a line of its own without "Số", if one alone does."""
    alone = [
        (line, found)
        for line in head
        if (found := parse_number(line.text)) is not None
        and found.start == 0
        and not line.text[found.end :].strip(" .")
    ]
    if len({found.canonical for _, found in alone}) != 1:
        return None
    line, found = alone[0]
    span = view(text, [line.span]).span(found.start, found.end)
    return Field(value=found.canonical, span=span, known=Known.INFERRED)


def _date(text: str, head: Sequence[Line]) -> Field | None:
    """The day after "<place>, ngày"; portal tables and signing stamps do not count.

    Web pages print the day of posting above the head, so the head itself goes first.
    """
    first = next((n for n, line in enumerate(head) if _opens_head(line)), 0)
    return _day_in(text, head[first:]) or _day_in(text, head[:first])


def _opens_head(line: Line) -> bool:
    folded = fold(line.text)
    return is_motto(folded) or is_own_number(folded)


def _day_in(text: str, head: Sequence[Line]) -> Field | None:
    looked = view(text, [line.span for line in head])
    for found in find_dates(looked.text):
        before = fold(looked.text[max(0, found.start - _BEFORE_DAY) : found.start])
        printed = looked.text[found.start : found.end]
        signed = re.search(r"(ban hanh|hieu luc|thoi gian ky|cap nhat|cong bao)\W*$", before)
        if not signed and (fold(printed).startswith("ngay") or re.search(r",\s*ngay\s*$", before)):
            return Field(value=found.day.isoformat(), span=looked.span(found.start, found.end))
    return None


def _passed(text: str, body: Sequence[Line]) -> Field | None:
    """The day on which a law or resolution "được … thông qua ngày …", told in its last lines."""
    for line in body[-12:]:
        looked = view(text, [line.span])
        folded = fold(looked.text)
        for found in find_dates(looked.text):
            if _PASSED.search(folded[max(0, found.start - _BEFORE_DAY) : found.start]):
                return Field(value=found.day.isoformat(), span=looked.span(found.start, found.end))
    return None


def _signed_on(text: str, lines: Sequence[Line], part: Part) -> Field | None:
    """The place and day over the signature, where the head prints none."""
    stop = max([part.body.stop, *(r.stop for r in (part.recipients, part.signature) if r)])
    for line in lines[max(part.body.start, part.body.stop - 3) : stop]:
        looked = view(text, [line.span])
        placed = DAY_START.search(looked.text)
        before = fold(looked.text[: placed.start()].strip(" *_>-|")) if placed else ""
        # "… của UBND tỉnh Gia Lai, ngày 5 tháng 3" cites another document.
        if placed is None or (before and not is_motto(before)):
            continue
        for found in find_dates(looked.text):
            if placed.end() <= found.start + len("ngày"):
                return Field(value=found.day.isoformat(), span=looked.span(found.start, found.end))
    return None


def _type(lines: Sequence[Line], part: Part, number: Field | None) -> Field | None:
    if part.type_line is not None:
        line = lines[part.type_line]
        titled = titled_type(line) or (None, 0)
        name = line_type(line) or issued_type(line) or titled[0]
        return Field(value=name, span=line.span) if name else None
    if part.body and opens_address(lines, part.body.start):
        return Field(value="Công văn", span=lines[part.body.start].span, known=Known.INFERRED)
    if number is None or _PARTY_NUMBER.match(number.value):
        return None  # The codes of the Party mean other types: QĐ is a quy định, too.
    found = parse_number(number.value)
    name = type_of_code(found.code) if found is not None and found.code else None
    return Field(value=name, span=number.span, known=Known.INFERRED) if name else None


def _title(text: str, lines: Sequence[Line], part: Part) -> Field | None:
    if not part.title:
        return None
    looked = view(text, [lines[n].span for n in part.title])
    begin = 0
    if part.title.start == part.type_line and (titled := titled_type(lines[part.title.start])):
        begin = titled[1]
    begin, end = looked.strip(begin, len(looked.text), " -*")
    if begin >= end:
        return None
    return Field(value=looked.text[begin:end], span=looked.span(begin, end))


def _right_column(text: str, lines: Sequence[Line], stretch: range) -> list[Line]:
    """What stands to the right of a recipients list, where the two columns were flattened."""
    found: list[Line] = []
    for n in stretch:
        span = lines[n].span
        gaps = list(_COLUMN_GAP.finditer(text, span.start, span.end))
        if gaps:
            right = Span(start=gaps[-1].end(), end=span.end)
            found.append(Line(span=right, text=clean(right.of(text)), gap=False))
    return found


# On whose behalf one signs.
_UNDER = re.compile(r"^\W*(T/M|TM\.|KT\.|K/T|TL\.|T/L|TUQ\.|T/UQ|Q\.)")


def _signer(
    text: str, lines: Sequence[Line], part: Part
) -> tuple[Field | None, Field | None, Field | None]:
    """(name, office, authority)."""
    block = [lines[n] for n in part.signature] or _right_column(text, lines, part.recipients)
    if not block or block[-1].text.isupper():
        return None, None, None
    *offices, last = [line for line in block if not _SIGNED.match(fold(line.text))] or block
    if not _is_name(last.text):
        return None, None, None
    name = Field(value=last.text, span=last.span)
    offices = [line for line in offices if _is_printed(line.text)]
    under = [line for line in offices if _UNDER.match(line.text)]
    authority = None
    if under:
        span = under[0].span.union(offices[-2].span) if len(offices) > 2 else under[0].span
        authority = Field(
            value=" / ".join(line.text for line in (offices[:-1] or under)), span=span
        )
    office = offices[-1] if offices else None
    return name, Field(value=office.text, span=office.span) if office else None, authority


def _is_name(text: str) -> bool:
    """Whether a line may be a person's name, and no seal or stroke taken for letters."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper()]
    return len(words) > 1 and not _NOISE.search(text) and any(map(is_syllable, words))


def _is_printed(text: str) -> bool:
    """Whether a line over a name is of words or a short form, not what a seal was taken for."""
    words = re.findall(r"[^\W\d_]+", text)
    known = any(len(word) > 1 and is_syllable(word) for word in words)
    return (
        known
        or bool(_UNDER.match(text))
        or (len(words) == 1 and len(words[0]) > 2 and words[0].isupper())
    )


def _family(head: Sequence[Line], header: Header, lines: Sequence[Line], part: Part) -> Family:
    if header.number is not None:
        return Family.PARTY if _PARTY_NUMBER.match(header.number.value) else Family.STATE
    if any("cong hoa xa hoi" in fold(line.text) for line in head):
        return Family.STATE
    words = " ".join(line.text for line in head) + " ".join(lines[n].text for n in part.signature)
    if re.search(r"\bT/M\b|\bK/T\b|\bT/L\b", words) or "dang cong san" in fold(words):
        return Family.PARTY
    return Family.STATE
