"""Who issued a document and where: from its head, from what it belongs to, or from its prose."""

import re
from collections.abc import Sequence
from itertools import islice

from knowledge.document import Field, Known
from knowledge.head.frame import Part
from knowledge.head.letterhead import head_bodies
from knowledge.names.agencies import starts_with_body
from knowledge.names.body_case import cased
from knowledge.names.places import find_places, full_name
from knowledge.outline.lines import Line
from knowledge.text import UPPER, Span, fold, squash, view

_CENTRAL = re.compile(
    r"\b(chinh phu|thu tuong|trung uong|quoc hoi|bo chinh tri|ban bi thu|chu tich nuoc|"
    r"tong cuc|tong lien doan|toi cao|kiem toan nha nuoc|viet nam)\b|^bo (?!chi huy|doi)"
)
_ISSUES = re.compile(
    r"((?:Ban|Ủy ban|UBND|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Thủ tướng|Chính phủ|Bộ|Sở|Hội đồng|"
    r"Văn phòng|Bộ Chính)"
    r"[^.;:]{0,70}?)\s+(?:ban hành|hướng dẫn|xây dựng|yêu cầu|quyết định|thông báo|chỉ thị|"
    r"có ý kiến)\b"
)
# What stands before a body that is not the subject: "trình Chính phủ ban hành".
_NO_SUBJECT = re.compile(r"\b(trinh|thuoc|cua|do|voi|tai|cho|giup|tham muu|de nghi|boi)\s+$")
_CLAUSE = re.compile(r"\b(đang|trình|thuộc|phải|được|có|gửi|nhận)\b|\b(về|tại|theo|cho|để)$")
_ADVERB = re.compile(r"\s+(đã|vừa|vừa qua|mới|chủ động|tiếp tục|sẽ|cần)$")
_ATTACHED_TO = re.compile(
    r"\(\s*(?:ban hành )?kèm theo\b[^()]{0,150}?\bcủa\s+([^()]{4,90}?)\s*\)", re.IGNORECASE
)
# Bodies whose name says nothing without the body they serve, printed above them.
_OFFICE_OF = re.compile(
    r"van phong|ban (to chuc|tuyen giao|dan van|noi chinh|tuyen giao va dan van|thuong vu|"
    r"thuong truc|chi dao)|"
    r"uy ban kiem tra|thanh tra"
)
# "BCH TỈNH …" under the name of the union whose board it is.
_BOARD = re.compile(
    r"(?:BCH|BTV|Ban Chấp hành|Ban Thường vụ) (?=tỉnh|thành phố|huyện|xã|phường|quận)"
)
_UNION = re.compile(r"(doan|hoi|cong doan|lien doan)\b")
# Bodies that every province has; the head may leave out of which one they are.
_OF_SOME_PLACE = re.compile(r"(thuong truc )?(uy ban|hoi dong) nhan dan")

# «TĨNH LẠNG SƠN» is what recognition makes of a province; Hà Tĩnh has its capital.
_MISREAD_PROVINCE = re.compile(rf"\btĩnh (?=[{UPPER}])")
# Mentions of an office that are looked at, and characters of a name.
_MOST_MENTIONS, _LONGEST_NAME = 20, 120


def read_issuer(text: str, lines: Sequence[Line], part: Part) -> tuple[Field | None, Field | None]:
    """(place, issuer) of a part."""
    bodies = head_bodies(text, [lines[n] for n in part.head])
    body = [lines[n] for n in [*part.title, *part.body]]
    if not bodies:
        return _issuer_of_attached(text, body) or _issuer_from_prose(text, body)
    printed, span = bodies[-1]
    above = [name for name, _ in bodies[:-1]]
    name = _MISREAD_PROVINCE.sub("tỉnh ", cased(text, printed))
    if "trung uong" in fold(" ".join(above)) and "trung uong" not in fold(name):
        name = _extended(text, name)
    place = _place(" / ".join(b for b, _ in bodies), bodies[0][1].union(span))
    if place is None and _OF_SOME_PLACE.fullmatch(fold(name)):
        place = _place_of_day(text, lines, part)
    if place is None and not any(_CENTRAL.search(fold(each)) for each in (name, *above)):
        place = _place_in_prose(text, body)
    if above and _OFFICE_OF.fullmatch(fold(name)):
        name = f"{name} {cased(text, above[-1])}"
    elif _OFFICE_OF.fullmatch(fold(name)):
        name = _told_in_full(text, name) or name
    elif above and (board := _BOARD.match(name)) and _UNION.match(fold(above[-1])):
        name = f"{board[0]}{cased(text, above[-1])} {name[board.end() :]}"
    return place, Field(value=_with_place(text, lines, part, name, place), span=span)


def _place_of_day(text: str, lines: Sequence[Line], part: Part) -> Field | None:
    """The province before "…, ngày": where a body of some province signs."""
    for line in (lines[n] for n in part.head):
        looked = view(text, [line.span])
        before, comma, _ = looked.text.partition(", ngày")
        mentions = find_places(before) if comma else ()
        if mentions and mentions[-1].end == len(before):
            last = mentions[-1]
            span = looked.span(last.start, last.end)
            return Field(value=full_name(last.name), span=span, known=Known.INFERRED)
    return None


def _with_place(
    text: str, lines: Sequence[Line], part: Part, name: str, place: Field | None
) -> str:
    """The name of a body with the place that its head leaves out."""
    if _OF_SOME_PLACE.fullmatch(fold(name)):
        for line in (lines[n] for n in part.body[:2]):
            # The authority of a decision, under its title, is printed in full.
            match = re.search(rf"{fold(name)} \S.*", fold(line.text))
            if match and line.text.isupper():
                return cased(text, line.text[match.start() :])
        return f"{name} {place.value}" if place is not None else name
    if place is not None and name.lower().endswith((" tỉnh", " thành phố")):
        return f"{name} {place.value.removeprefix('tỉnh ').removeprefix('thành phố ')}"
    return name


def _extended(text: str, name: str) -> str:
    match = re.search(re.escape(name) + r" Trung ương(?: Đảng)?", squash(text))
    return match.group() if match else f"{name} Trung ương"


def _told_in_full(text: str, name: str) -> str | None:
    """An office as the prose calls it, with the body that it serves: "Văn phòng UBND tỉnh"."""
    # The first mention with more words: the head is passed over, which is printed in capitals.
    for match in islice(re.finditer(rf"{re.escape(name)} (?=[{UPPER}])", text), _MOST_MENTIONS):
        told = text[match.start() : match.start() + _LONGEST_NAME]
        length = starts_with_body(told)
        if length > match.end() - match.start():
            return squash(told[:length])
    return None


def _place(printed: str, span: Span) -> Field | None:
    if _CENTRAL.search(fold(printed)) and not re.search(r"\b(tinh|thanh pho|tp)\b", fold(printed)):
        return None
    mentions = find_places(printed.title())
    return Field(value=full_name(mentions[-1].name), span=span) if mentions else None


def _place_in_prose(text: str, body: Sequence[Line]) -> Field | None:
    """The one province that the text names as "tỉnh X" or "địa bàn … X"; None for several."""
    counts: dict[str, list[Span]] = {}
    for line in body:
        looked = view(text, [line.span])
        for mention in find_places(looked.text):
            before = fold(looked.text[max(0, mention.start - 24) : mention.start])
            if re.search(r"\b(tinh|thanh pho|tp\.?|con nguoi)\s*$", before) or "dia ban" in before:
                counts.setdefault(mention.name, []).append(looked.span(mention.start, mention.end))
    if not counts:
        return None
    best = max(counts, key=lambda name: len(counts[name]))
    others = sum(len(spans) for name, spans in counts.items() if name != best)
    if others * 3 > len(counts[best]):
        return None
    return Field(value=full_name(best), span=counts[best][0], known=Known.INFERRED)


def _issuer_of_attached(
    text: str, body: Sequence[Line]
) -> tuple[Field | None, Field | None] | None:
    """Place and issuer of a bare annex: "(Kèm theo Quyết định … của X)"."""
    looked = view(text, [line.span for line in body[:8]]) if body else None
    match = _ATTACHED_TO.search(looked.text) if looked is not None else None
    if match is None or looked is None:
        return None
    span = looked.span(match.start(1), match.end(1))
    return _place(match[1], span), Field(value=match[1], span=span, known=Known.INFERRED)


def _issuer_from_prose(text: str, body: Sequence[Line]) -> tuple[Field | None, Field | None]:
    """The issuer from "… X ban hành Kế hoạch" where the file has no head."""
    # The rows of a task table tell what others are to issue.
    for line in (line for line in body[:12] if not line.cells):
        looked = view(text, [line.span])
        matches = list(_ISSUES.finditer(looked.text))
        if matches:
            match = matches[-1]
            name = re.split(r",\s*(?=(?:Ban|Ủy ban|UBND|Tỉnh ủy|Đảng ủy)\b)", match[1])[-1]
            start = match.start(1) + match[1].rindex(name)
            if _NO_SUBJECT.search(fold(looked.text[:start])) or _CLAUSE.search(name):
                continue
            name = _ADVERB.sub("", name)
            span = looked.span(start, start + len(name))
            place = None if _CENTRAL.search(fold(name)) else _place_in_prose(text, body)
            if place is not None and re.search(r"(tinh uy|tinh|thanh uy)$", fold(name)):
                name = f"{name} {re.sub(r'^(tỉnh|thành phố) ', '', place.value)}"
                return place, Field(value=name, span=span, known=Known.INFERRED)
            return place, Field(value=name, span=span)
    return None, None
