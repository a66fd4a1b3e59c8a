"""Field lines of tasks: "Đơn vị chủ trì: …", "Thời gian: …", alone or several on a line."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.text import fold


class FieldKind(StrEnum):
    """What a field line states."""

    LEAD = "lead"
    IMPLEMENTER = "implementer"
    PARTNER = "partner"
    TIMING = "timing"
    OUTPUT = "output"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """A field within a cleaned text: `name` to `end` is the whole, `start` to `end` its value."""

    kind: FieldKind
    name: int
    start: int
    end: int


_ACTOR = r"(?:cơ quan|đơn vị|bộ phận|phòng|sở|ngành|chủ thể|cấp|trách nhiệm|phân công)"
_NAME = re.compile(
    rf"(?:^|(?<=[.;] )|(?<=^[-+•–] )|(?<=[)] ))("
    rf"(?:{_ACTOR}[^:.;]{{0,60}}|chủ trì[^:.;]{{0,25}}|phối hợp[^:.;]{{0,25}}|"
    r"(?:thời (?:gian|hạn|điểm)|tiến độ|hạn hoàn thành)[^:.;]{0,40}|"
    r"hoàn thành(?= ?: *(?:trước(?! mắt\b)|trong|đến|vào|cuối|hết|quý|tháng|năm|ngày|"
    r"\d{1,2} ?(?:/ ?\d|[.-](?:\d{1,2}[.-])?\d{4})))|"
    r"(?:sản phẩm|kết quả)[^:.;]{0,30}|lãnh đạo[^:.;]{0,40}))\s*:",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(co quan|don vi)( duoc giao)? (chu tri|phoi hop|thuc hien)( thuc hien)?")
_KINDS: tuple[tuple[FieldKind, re.Pattern[str]], ...] = (
    (FieldKind.SUPERVISOR, re.compile(r"lanh dao.*(phu trach|chi dao|theo doi)")),
    (FieldKind.TIMING, re.compile(r"(thoi (gian|han|diem)|tien do|(han )?hoan thanh)")),
    (
        FieldKind.OUTPUT,
        re.compile(r"(san pham|ket qua)( dau ra| du kien| dat duoc| thuc hien| can dat)?$"),
    ),
    (FieldKind.PARTNER, re.compile(r"(?!.*chu tri).*phoi hop")),
    (FieldKind.LEAD, re.compile(r".*(chu tri|dau moi)")),
    (
        FieldKind.IMPLEMENTER,
        re.compile(
            r"(co quan|don vi|bo phan|chu the|trach nhiem(?! cua)|phan cong|cap).*"
            r"(thuc hien|trien khai)|don vi duoc giao"
        ),
    ),
)  # fmt: skip


_DUE = re.compile(
    r"[;.,]\s+(?:và\s+)?(?:[Hh]oàn thành|[Tt]hực hiện|[Xx]ong)\s+(?=trong |trước |vào |quý )"
)
_OF_ROLES = (FieldKind.LEAD, FieldKind.IMPLEMENTER, FieldKind.PARTNER)


def find_fields(text: str) -> tuple[FieldLine, ...]:
    """The fields of a cleaned paragraph in reading order; a value reaches to the next field."""
    marks = [(kind, m) for m in _NAME.finditer(text) if (kind := field_kind(m[1])) is not None]
    if not marks:
        return ()
    ends = [m.start(1) for _, m in marks[1:]] + [len(text)]
    fields = [
        FieldLine(kind=kind, name=m.start(1), start=m.end(), end=end)
        for (kind, m), end in zip(marks, ends, strict=True)
    ]
    due = _DUE.search(text, fields[-1].start)
    if due is not None and all(field.kind in _OF_ROLES for field in fields):
        # "Chủ trì: A; phối hợp: B; hoàn thành trong quý II": a time without a name of its own.
        fields[-1] = replace(fields[-1], end=due.start())
        timing = FieldLine(kind=FieldKind.TIMING, name=due.start(), start=due.end(), end=len(text))
        fields.append(timing)
    return tuple(fields)


def field_heading(text: str, begin: int) -> tuple[FieldLine, ...]:
    """The field that a heading names without a colon, its value in the lines below."""
    name = fold(text[begin:]).strip(" .*")
    kind = field_kind(name) if _HEADING.fullmatch(name) else None
    if kind is None:
        return ()
    return (FieldLine(kind=kind, name=begin, start=len(text), end=len(text)),)


def field_kind(name: str) -> FieldKind | None:
    """What a field name stands for, or None."""
    folded = fold(name).strip()
    return next((kind for kind, pattern in _KINDS if pattern.match(folded)), None)
