"""News items about a plan: a secondary source, whose plan is described, not printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.dates import find_dates
from knowledge.document import Field, Header, Known
from knowledge.head.letterhead import head_end
from knowledge.names.places import find_places, full_name
from knowledge.numbers import find_numbers, type_of_code
from knowledge.outline.furniture import is_furniture
from knowledge.outline.lines import Line
from knowledge.text import LOWER, UPPER, fold, view

_POSTED = re.compile(
    r"^\W*(thu \w+,?\s*)?(ngay\s*)?(\d{1,2}:\d{2}(:\d{2})?[\s,|-]*)?(ngay\s*)?"
    r"\d{1,2}/\d{1,2}/\d{4}([\s,|-]*\d{1,2}:\d{2}(:\d{2})?)?\W*(gmt.*)?$"
)
_PAPER = re.compile(rf"(BÁO|ĐÀI|CỔNG THÔNG TIN|TẠP CHÍ)\s+[{UPPER} ]{{4,60}}")
_ISSUED = re.compile(
    rf"(?:Ngày\s+(\d{{1,2}})/(\d{{1,2}})(?:/(\d{{4}}))?,\s*)?"
    rf"([{UPPER}][^,.;]{{3,70}}?)\s+(?:đã\s+|vừa\s+)?ban hành\s+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsFrame:
    """Line indexes of a news item: `title`, if any, and `posted` single lines, `body` half open."""

    title: int | None
    posted: int
    body: range


def find_news(lines: Sequence[Line]) -> NewsFrame | None:
    """The frame of a news item, or None where no posting time stands near the top.

    A page with the head of a document is no news: its dates are those of a portal's table.
    """
    if head_end(lines, 0, len(lines)):
        return None
    posted = next((n for n, line in enumerate(lines[:25]) if _POSTED.match(fold(line.text))), None)
    if posted is None or posted + 1 >= len(lines):
        return None
    above = [
        n for n in range(posted) if len(lines[n].text) > 25 and not is_furniture(lines[n].text)
    ]
    title = above[-1] if above else None
    end = next((n for n in range(posted + 1, len(lines)) if _ends(lines, n, posted)), len(lines))
    return NewsFrame(title=title, posted=posted, body=range(posted + 1, end))


def _ends(lines: Sequence[Line], n: int, posted: int) -> bool:
    text = lines[n].text
    if n < posted + 2:
        return False
    return bool(_PAPER.search(text)) and len(text) < 120 or is_furniture(text) and n > posted + 2


def read_news(
    text: str, lines: Sequence[Line], frame: NewsFrame
) -> tuple[Header, Header, list[str]]:
    """The header of the item itself, the header of the plan it describes, and warnings."""
    posted_view = view(text, [lines[frame.posted].span])
    posted = next(find_dates(posted_view.text))
    footer = lines[frame.body.stop :]
    paper = _paper(text, footer)
    place = _footer_place(text, footer) if paper else None
    kind = "Bài báo" if paper else "Tin bài"
    title = lines[frame.title] if frame.title is not None else None
    author = _author(text, footer)
    header = Header(
        type=Field(
            value=f"{kind} (giới thiệu Kế hoạch)",
            span=(title or lines[frame.posted]).span,
            known=Known.INFERRED,
        ),
        date=Field(value=posted.day.isoformat(), span=posted_view.span(posted.start, posted.end)),
        issuer=paper,
        place=place,
        title=Field(value=title.text, span=title.span) if title is not None else None,
        signer=author,
        signer_title=Field(value="tác giả bài báo", span=author.span, known=Known.INFERRED)
        if author
        else None,
    )
    described = _described(text, lines, frame, posted.day, place)
    name = described.number.value if described.number else "không nêu số"
    warnings = [f"Nguồn thứ cấp: đây là tin bài về {name}, không phải nguyên văn văn bản."]
    if place is None:
        warnings.append(
            "Chưa đọc được tên tỉnh, thành phố. Nếu văn bản có, anh/chị sửa tệp rồi gửi lại."
        )
    return header, described, warnings


def _paper(text: str, footer: Sequence[Line]) -> Field | None:
    for line in footer[:6]:
        looked = view(text, [line.span])
        if match := _PAPER.search(looked.text):
            span = looked.span(match.start(), match.end())
            name = (
                match.group().title()
                if len(match.group().split()) < 2
                else _paper_name(match.group())
            )
            return Field(value=name, span=span)
    return None


def _paper_name(printed: str) -> str:
    name = printed[0] + printed[1:].lower()
    for mention in find_places(printed.title()):
        name = name[: mention.start] + mention.name + name[mention.end :]
    return name


def _author(text: str, footer: Sequence[Line]) -> Field | None:
    """The author glued in front of the paper's name: "Nguyễn HươngBÁO NAM ĐỊNH ĐIỆN TỬ"."""
    for line in footer[:2]:
        looked = view(text, [line.span])
        match = re.match(rf"((?:[{UPPER}][{LOWER}]+\s?){{2,5}})(?=BÁO|ĐÀI|$)", looked.text)
        if match:
            start, end = looked.strip(0, match.end())
            return Field(value=looked.text[start:end], span=looked.span(start, end))
    return None


def _footer_place(text: str, footer: Sequence[Line]) -> Field | None:
    for line in footer:
        looked = view(text, [line.span])
        mentions = find_places(looked.text.title() if looked.text.isupper() else looked.text)
        if mentions:
            last = mentions[-1]
            return Field(
                value=full_name(last.name),
                span=looked.span(last.start, last.end),
                known=Known.INFERRED,
            )
    return None


def _described(
    text: str, lines: Sequence[Line], frame: NewsFrame, posted: date, place: Field | None
) -> Header:
    """The plan that the first paragraphs say was issued."""
    spans = [lines[n].span for n in frame.body][:4]
    looked = view(text, spans)
    match = next(iter(_ISSUED.finditer(looked.text)), None)
    if match is None:
        return Header(place=place)
    number = next((n for n in find_numbers(looked.text) if 0 <= n.start - match.end() < 60), None)
    issued = None
    if match[1]:
        day = date(int(match[3] or posted.year), int(match[2]), int(match[1]))
        issued = Field(
            value=day.isoformat(),
            span=looked.span(match.start(1), match.end(2)),
            known=Known.PRINTED if match[3] else Known.INFERRED,
        )
    type_name = type_of_code(number.code) if number and number.code else None
    issuer = match[4].strip()
    sentence_end = looked.text.find(".", number.end if number else match.end())
    start = number.end if number else match.end()
    begin, end = looked.strip(start, sentence_end if sentence_end > start else len(looked.text))
    if looked.text[begin:end].startswith("về "):
        begin += 3
    return Header(
        type=Field(value=type_name, span=looked.span(match.end(), number.end))
        if type_name and number
        else None,
        number=Field(value=number.canonical, span=looked.span(number.start, number.end))
        if number
        else None,
        date=issued,
        issuer=Field(value=issuer, span=looked.span(match.start(4), match.start(4) + len(issuer))),
        place=place,
        title=Field(value=looked.text[begin:end], span=looked.span(begin, end))
        if end > begin
        else None,
    )
