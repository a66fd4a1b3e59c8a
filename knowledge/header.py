"""Header fields of an official document, each with its evidence, nothing guessed.

Left column of the head: superior body, issuing body, number; right column: national or Party
motto, place and day. Flattened columns and misread letters are allowed for.
"""

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.agencies import find_bodies
from knowledge.dates import find_dates
from knowledge.document import Family, Field, Header, Known
from knowledge.frame import Part, is_motto, issued_type, line_type
from knowledge.furniture import is_furniture
from knowledge.lines import Line
from knowledge.numbers import find_numbers
from knowledge.places import find_places, full_name
from knowledge.text import LOWER, UPPER, Span, clean, fold, squash, view
from knowledge.titled import read_titled

_NUMBER_LINE = re.compile(
    r"^\W*(so|so hieu)\s*[:.]?\s*(?=[\d/])|^(luat|phap lenh|nghi quyet)\s+so\s*:"
)
_PASSED = re.compile(r"\bthong qua\W*$")
_BLANK_NUMBER = re.compile(r"^\W*so\s*[:.]?[./\s…_-]*(?:/|-\s?[a-z]{1,5}/)")
_URGENCY = re.compile(r"^\W*(hoa toc|thuong khan|khan|mat|toi mat|tuyet mat|du thao)\b")
_BODY_OPENERS = re.compile(
    r"^(uy ban|hoi dong|bo |so |ban |dang uy|dang bo|tinh uy|thanh uy|huyen uy|quan uy|van phong|"
    r"chinh phu|thu tuong|cuc |chi cuc|tong cuc|vu |truong |vien |trung tam|hoi |lien doan|doan |"
    r"mat tran|cong an|quoc hoi|toa an|kiem toan|thanh tra|bao hiem|ngan hang|tap doan|"
    r"tong cong ty|cong ty|hiep hoi|ubnd|hdnd|bo chinh tri|ban bi thu|chi bo|bo chi huy|benh vien|"
    r"dai |bao )"
)
_CENTRAL = re.compile(
    r"\b(chinh phu|thu tuong|trung uong|quoc hoi|bo chinh tri|ban bi thu|chu tich nuoc)\b|^bo "
)
_ISSUES = re.compile(
    r"((?:Ban|Ủy ban|UBND|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Thủ tướng|Chính phủ|Bộ|Sở|Hội đồng|"
    r"Văn phòng|Bộ Chính)"
    r"[^.;:]{0,70}?)\s+(?:ban hành|hướng dẫn|xây dựng|yêu cầu|quyết định|thông báo|chỉ thị|"
    r"có ý kiến)\b"
)
_ATTACHED_TO = re.compile(
    r"\(\s*(?:ban hành )?kèm theo\b[^()]{0,150}?\bcủa\s+([^()]{4,90}?)\s*\)", re.IGNORECASE
)
_SIGNED = re.compile(r"^\W*(da ky|ky ten)\W*$")
# Bodies whose name says nothing without the body they serve, printed above them.
_OFFICE_OF = re.compile(
    r"van phong|ban (to chuc|tuyen giao|dan van|noi chinh|tuyen giao va dan van|thuong vu|chi dao)|"
    r"uy ban kiem tra|thanh tra"
)
_COLUMN_GAP = re.compile(r"[ \u00a0]{4,}(?=\S)")
_PARTY_NUMBER = re.compile(r"\d+\s*-\s*[A-ZĐ]")


def read_header(text: str, lines: Sequence[Line], part: Part) -> tuple[Header, Family, list[str]]:
    """The header of a part, its family of signs, and warnings for the admin."""
    head = [lines[n] for n in part.head]
    warnings: list[str] = []
    number = _number(text, head, warnings)
    date = _date(text, head) or _passed(text, [lines[n] for n in part.body])
    place, issuer = _issuer(text, lines, part, head)
    type_field = _type(lines, part)
    name, office, authority = _signer(text, lines, part)
    title = _title(text, lines, part)
    if number is None and (titled := read_titled(text, [lines[n] for n in part.title])):
        number, date = titled.number, date or titled.date
        name_printed, span = titled.issuer
        issuer = issuer or Field(value=_cased(text, name_printed), span=span)
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
            warnings.append(f"Không thấy {name_vi} trong tệp; cần quản trị bổ sung.")
    if name is None:
        warnings.append("Không thấy người ký trong tệp.")
    return header, _family(head, header, lines, part), warnings


def _number(text: str, head: Sequence[Line], warnings: list[str]) -> Field | None:
    table: Field | None = None
    for n, line in enumerate(head):
        folded = fold(line.text)
        if _BLANK_NUMBER.match(folded):
            warnings.append("Dòng số, ký hiệu để trống.")
        if not _NUMBER_LINE.match(folded):
            label_above = n > 0 and fold(head[n - 1].text).startswith("so hieu")
            if not label_above:
                continue
        for found in find_numbers(line.text):
            span = view(text, [line.span]).span(found.start, found.end)
            portal = "so hieu" in folded or (n > 0 and fold(head[n - 1].text).startswith("so hieu"))
            if not portal:
                return Field(value=found.canonical, span=span)
            table = table or Field(value=found.canonical, span=span, known=Known.INFERRED)
            break
    return table


def _date(text: str, head: Sequence[Line]) -> Field | None:
    """The day after "<place>, ngày"; portal tables and signing stamps do not count."""
    looked = view(text, [line.span for line in head]) if head else None
    if looked is None:
        return None
    for found in find_dates(looked.text):
        before = fold(looked.text[max(0, found.start - 60) : found.start])
        printed = looked.text[found.start : found.end]
        signed = re.search(r"(ban hanh|hieu luc|thoi gian ky|cap nhat|cong bao)\W*$", before)
        if not signed and (fold(printed).startswith("ngay") or re.search(r",\s*ngay\s*$", before)):
            return Field(value=found.day.isoformat(), span=looked.span(found.start, found.end))
    return None


def _passed(text: str, body: Sequence[Line]) -> Field | None:
    """The day on which a law or resolution "được … thông qua ngày …", told in its last lines."""
    for line in body[-12:]:
        looked = view(text, [line.span])
        for found in find_dates(looked.text):
            if _PASSED.search(fold(looked.text[: found.start])):
                return Field(value=found.day.isoformat(), span=looked.span(found.start, found.end))
    return None


def _type(lines: Sequence[Line], part: Part) -> Field | None:
    if part.type_line is not None:
        line = lines[part.type_line]
        name = line_type(line) or issued_type(line)
        return Field(value=name, span=line.span) if name else None
    opening = lines[part.body.start] if part.body else None
    if opening is not None and fold(opening.text).startswith("kinh gui"):
        return Field(value="Công văn", span=opening.span, known=Known.INFERRED)
    return None


def _title(text: str, lines: Sequence[Line], part: Part) -> Field | None:
    if not part.title:
        return None
    span = Span(start=lines[part.title.start].span.start, end=lines[part.title[-1]].span.end)
    value = view(text, [lines[n].span for n in part.title]).text.strip(" -*")
    return Field(value=value, span=span) if value else None


def head_bodies(text: str, head: Sequence[Line]) -> list[tuple[str, Span]]:
    """The bodies of the head's left column, superior first, as printed, with their spans."""
    bodies: list[tuple[str, Span]] = []
    for line in head:
        words, span = _without_right_column(text, line)
        folded = fold(words)
        if not words or _NUMBER_LINE.match(folded) or re.match(r"^\W*so\s*:", folded):
            continue
        if (
            is_motto(folded)
            or _URGENCY.match(folded)
            or is_furniture(words)
            or find_date(folded)
            or not words.isupper()
        ):
            continue
        if _BODY_OPENERS.match(folded + " ") and not _continues_body(bodies, folded):
            bodies.append((words, span))
        elif bodies and len(words) < 60:
            name, before = bodies[-1]
            bodies[-1] = (f"{name} {words}", before.union(span))
    return bodies


def _continues_body(bodies: Sequence[tuple[str, Span]], folded: str) -> bool:
    """Whether a line continues the one above: "THỦ TƯỚNG" over "CHÍNH PHỦ"."""
    return (
        bool(bodies)
        and fold(bodies[-1][0]) in ("thu tuong", "van phong", "van phong thu tuong")
        and folded.startswith("chinh phu")
    )


def find_date(folded: str) -> bool:
    """Whether a folded line is the head's "<place>, ngày … tháng … năm"."""
    return bool(re.search(r"ngay\s*[\d.…]*\s*thang", folded))


_MOTTO_START = re.compile(r"\s*\**(CỘNG H[ÒOÕ]|ĐẢNG C[ỘÔ]NG SẢN|Độc lập)")
_DAY_START = re.compile(rf"\s(?:[{UPPER}][{LOWER}.]+\s?){{1,4}},\s*ngày\b")


def _without_right_column(text: str, line: Line) -> tuple[str, Span]:
    """A head line without what the flattened right column left on it."""
    looked = view(text, [line.span])
    cut = min(
        [m.start() for p in (_MOTTO_START, _DAY_START) if (m := p.search(looked.text))],
        default=len(looked.text),
    )
    start, end = looked.strip(0, cut, " *-–_")
    if end <= start:
        return "", line.span
    return looked.text[start:end], looked.span(start, end)


def _issuer(
    text: str, lines: Sequence[Line], part: Part, head: Sequence[Line]
) -> tuple[Field | None, Field | None]:
    """(place, issuer)."""
    bodies = head_bodies(text, head)
    body = [lines[n] for n in [*part.title, *part.body]]
    if not bodies:
        return _issuer_of_attached(text, body) or _issuer_from_prose(text, body)
    printed, span = bodies[-1]
    name = _cased(text, printed)
    if "trung uong" in fold(" ".join(b for b, _ in bodies[:-1])) and "trung uong" not in fold(name):
        name = _extended(text, name)
    place = _place(" / ".join(b for b, _ in bodies), bodies[0][1].union(span))
    if place is None and not _CENTRAL.search(fold(name)):
        place = _place_in_prose(text, body)
    if len(bodies) > 1 and _OFFICE_OF.fullmatch(fold(name)):
        name = f"{name} {_cased(text, bodies[-2][0])}"
    if place is not None and fold(name).endswith((" tinh", " thanh pho")):
        name = f"{name} {place.value.split(' ', 1 if place.value.startswith('tỉnh') else 2)[-1]}"
    return place, Field(value=name, span=span)


def _extended(text: str, name: str) -> str:
    match = re.search(re.escape(name) + r" Trung ương(?: Đảng)?", squash(text))
    return match.group() if match else f"{name} Trung ương"


def _place(printed: str, span: Span) -> Field | None:
    if _CENTRAL.search(fold(printed)) and not re.search(r"\b(tinh|thanh pho)\b", fold(printed)):
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
            span = looked.span(start, start + len(name))
            place = None if _CENTRAL.search(fold(name)) else _place_in_prose(text, body)
            if place is not None and re.search(r"(tinh uy|tinh|thanh uy)$", fold(name)):
                name = f"{name} {re.sub(r'^(tỉnh|thành phố) ', '', place.value)}"
                return place, Field(value=name, span=span, known=Known.INFERRED)
            return place, Field(value=name, span=span)
    return None, None


def _cased(text: str, printed: str) -> str:
    """A name printed in capitals as the text spells it elsewhere, else as it is usually spelt."""
    folded_text, folded = fold(text), fold(printed)
    spellings: Counter[str] = Counter()
    position = folded_text.find(folded)
    while position >= 0:
        spelt = text[position : position + len(folded)]
        if not spelt.isupper() and spelt[0].isupper() and "\n" not in spelt:
            spellings[spelt.replace("Uỷ ban", "Ủy ban")] += 1
        position = folded_text.find(folded, position + 1)
    if spellings:
        return max(spellings, key=lambda s: (spellings[s], sum(c.isupper() for c in s)))
    known = find_bodies(printed)
    if len(known) == 1 and known[0].end - known[0].start == len(printed):
        return known[0].names[0]
    name = printed[0] + printed[1:].lower()
    for mention in find_places(printed.title()):
        # A mention of "thành phố X" covers its first words; the name is X alone.
        start = max(mention.start, mention.end - len(mention.name))
        name = name[:start] + mention.name[: mention.end - start] + name[mention.end :]
    return re.sub(
        r"\b(đảng|chính phủ|trung ương|quốc hội)\b", lambda m: m[1][0].upper() + m[1][1:], name
    )


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


def _signer(
    text: str, lines: Sequence[Line], part: Part
) -> tuple[Field | None, Field | None, Field | None]:
    """(name, office, authority)."""
    block = [lines[n] for n in part.signature] or _right_column(text, lines, part.recipients)
    if not block or block[-1].text.isupper():
        return None, None, None
    *offices, last = [line for line in block if not _SIGNED.match(fold(line.text))] or block
    name = Field(value=last.text, span=last.span)
    under = [
        line
        for line in offices
        if re.match(r"^\W*(T/M|TM\.|KT\.|K/T|TL\.|T/L|TUQ\.|T/UQ|Q\.)", line.text)
    ]
    authority = None
    if under:
        span = under[0].span.union(offices[-2].span) if len(offices) > 2 else under[0].span
        authority = Field(
            value=" / ".join(line.text for line in (offices[:-1] or under)), span=span
        )
    office = offices[-1] if offices else None
    return name, Field(value=office.text, span=office.span) if office else None, authority


def _family(head: Sequence[Line], header: Header, lines: Sequence[Line], part: Part) -> Family:
    if header.number is not None and _PARTY_NUMBER.match(header.number.value):
        return Family.PARTY
    words = " ".join(line.text for line in head) + " ".join(lines[n].text for n in part.signature)
    if re.search(r"\bT/M\b|\bK/T\b|\bT/L\b", words) or "dang cong san" in fold(words).replace(
        "sản", "san"
    ):
        return Family.PARTY
    return Family.STATE
