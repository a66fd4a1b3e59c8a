"""Which other documents a text replaces, repeals, amends or rectifies, and until when it holds."""

import re
from collections.abc import Iterator, Sequence

from knowledge.citations import find_citations
from knowledge.dates import find_dates
from knowledge.document import (
    Change,
    CitedDocument,
    Field,
    Section,
    SectionKind,
    StatedChange,
)
from knowledge.duties.sentences import sentences
from knowledge.names.agencies import starts_with_body
from knowledge.outline.labels import parse_label
from knowledge.text import Span, View, fold, view

_TYPES = (
    "ke hoach|quyet dinh|nghi quyet|chi thi|huong dan|thong bao|chuong trinh|cong van|cong dien|"
    "quy che|quy dinh|de an|phuong an|thong tu|nghi dinh|ket luan|van ban|luat|phap lenh|dieu le"
)
_VERBS = {
    Change.REPLACED: r"thay the(?: cho)?|thay cho",
    Change.REPEALED: r"bai bo|huy bo|cham dut hieu luc(?: cua)?",
    Change.AMENDED: r"sua doi(?:\s*(?:,|va)?\s*bo sung)?|bo sung|dieu chinh",
    Change.RECTIFIED: r"dinh chinh",
}
_VERB = re.compile("|".join(rf"(?P<{each.name}>\b(?:{words})\b)" for each, words in _VERBS.items()))
# "Kế hoạch số 15/KH-UBND hết hiệu lực kể từ ngày …": the number stands in front.
_ENDS = re.compile(r"\b(?:het|mat|cham dut) hieu luc\b")
# What may stand before the verb: nothing, what the document is called, or that this one does it.
_OWN = re.compile(
    r"^\W*(?:dieu \d+\W*)?(?:(?:noi dung|ve viec|ve|v/v|ban hanh|nay|quyet dinh|cong bo)\W*)*$|"
    rf"\b(?:{_TYPES}) nay\b"
)
_STORY = re.compile(
    r"^\W*(?:can cu|xet|theo)\b|\b(?:tham muu|de nghi|de xuat|trinh|ra soat|du thao)\b"
)
_PASSIVE = re.compile(r"\b(?:duoc|bi|da|viec)\s*$")
# Between verb and number: only a part of the other document is meant.
_PART = re.compile(
    r"\b(?:dieu|khoan|diem|muc|phan|chuong|phu luc|mot so|noi dung|cum tu|tu|tiet|bieu|dong|"
    r"nhiem vu|sai sot|so lieu|thoi han|ten|cac quy dinh|quy dinh (?:tai|ve)|thu tuc)\b"
)
_LIST = re.compile(r"\b(?:sau(?: day)?|duoi day|danh muc|phu luc|kem theo|gom)\b\W*")
_SEVERAL = re.compile(rf"\W*(?:toan bo|cac|nhung|mot so|\d+)\s+(?:\w+\s+)?(?:{_TYPES})\b")
_JOINED = re.compile(r"(?:[,;:]|\bva|\n\s*[-+•])\s*(?:cac\s+)?$")
_SINCE = re.compile(r"\b(?:ke )?tu (?:ngay|thoi diem)\b|\bco hieu luc (?:thi hanh )?ngay\b")
_UNTIL = re.compile(
    rf"\b(?:{_TYPES}) nay\b.{{0,80}}\bhieu luc\b.{{0,80}}?\b(?P<day>(?:den|toi)(?: het)?\W+ngay)\b"
)
_ASIDE = (SectionKind.RECIPIENTS, SectionKind.SIGNATURE, SectionKind.ADDRESSEES)
# Characters: the number of another document stands so near the start of an entry in a list, and
# behind the verb.
_NEAR, _BEHIND = 60, 250


def find_changes(
    text: str, sections: Sequence[Section], own: str | None
) -> tuple[StatedChange, ...]:
    """The documents that a text says it changes, each once, what goes furthest first.

    That other documents were amended, as where laws are cited, is no change by this one.

    Args:
        text: Of the document.
        sections: Its sections in reading order.
        own: Its own number.
    """
    found: dict[str, StatedChange] = {}
    for place, section in enumerate(sections):
        if section.kind in _ASIDE or not speaks_of_change(text, section):
            continue
        looked = view(text, [section.span])
        for start, end in sentences(looked.text):
            stated = tuple(_stated(looked, start, end, own))
            for change in stated:
                _keep(found, change)
            opened = None if stated else _opens_list(looked.text[start:end])
            for change in _listed(text, sections, place, opened, own) if opened else ():
                _keep(found, change)
    order = list(Change)
    return tuple(sorted(found.values(), key=lambda each: order.index(each.change)))


def speaks_of_change(text: str, section: Section) -> bool:
    """Whether a section has any of the words by which documents are changed."""
    folded = fold(" ".join(section.span.of(text).split()))
    return _VERB.search(folded) is not None or _ENDS.search(folded) is not None


def _keep(found: dict[str, StatedChange], change: StatedChange) -> None:
    known = found.get(fold(change.number))
    order = list(Change)
    if known is None or order.index(change.change) < order.index(known.change):
        found[fold(change.number)] = change


def _stated(looked: View, start: int, end: int, own: str | None) -> Iterator[StatedChange]:
    """What one sentence says that this document changes."""
    sentence = looked.text[start:end]
    folded = fold(sentence)
    if _STORY.search(folded):
        return
    cites = find_citations(sentence, own, [Span(start=0, end=len(sentence))])
    if not cites:
        return
    span = looked.span(start, end)
    since = _since(sentence, folded)
    verb = next((m for m in _VERB.finditer(folded) if _is_own(sentence, folded, m, cites)), None)
    if verb is not None and verb.lastgroup is not None:
        behind = [each for each in cites if each.span.start >= verb.end()]
        between = folded[verb.end() : behind[0].span.start] if behind else ""
        if len(between) > _BEHIND:
            return
        change = Change[verb.lastgroup]
        if change in (Change.REPLACED, Change.REPEALED) and _PART.search(between):
            change = Change.AMENDED
        for each in _together(folded, behind):
            yield _change(change, each, since, span)
    ends = _ENDS.search(folded)
    ended = [c for c in cites if ends is not None and c.span.end <= ends.start()]
    if ended and verb is None:
        whole = not re.search(r"[a-z]{3}", folded[: ended[0].span.start].replace("cac", ""))
        for each in _together(folded, ended):
            yield _change(Change.REPEALED if whole else Change.AMENDED, each, since, span)


def _is_own(
    sentence: str, folded: str, verb: re.Match[str], cites: Sequence[CitedDocument]
) -> bool:
    """Whether it is this document that does what a verb says."""
    before = folded[: verb.start()]
    if _PASSIVE.search(before) or any(each.span.end <= verb.start() for each in cites):
        return False
    label = parse_label(sentence)
    subject = before[label.length if label is not None else 0 :]
    if _OWN.search(subject):
        return True
    # "Ủy ban nhân dân tỉnh sửa đổi một số nội dung của Kế hoạch số … như sau:"
    body = starts_with_body(sentence[label.length if label is not None else 0 :].lstrip())
    return bool(body) and bool(re.search(r"\bnhu sau\b", folded))


def _together(folded: str, cites: Sequence[CitedDocument]) -> Iterator[CitedDocument]:
    """The first of some citations and those that are listed with it."""
    for place, each in enumerate(cites):
        if place and not _JOINED.search(folded[: each.span.start]):
            continue
        yield each


def _change(change: Change, cited: CitedDocument, since: str | None, span: Span) -> StatedChange:
    return StatedChange(
        change=change,
        number=cited.number,
        type=cited.type,
        date=cited.date,
        issuer=cited.issuer,
        since=since,
        span=span,
    )


def _since(sentence: str, folded: str) -> str | None:
    """The day behind «kể từ ngày», where one is printed."""
    for match in _SINCE.finditer(folded):
        for day in find_dates(sentence):
            if 0 <= day.start - match.start() <= match.end() - match.start() + 1:
                return day.day.isoformat()
    return None


def _opens_list(sentence: str) -> Change | None:
    """What is done to the documents of a list that a sentence opens."""
    folded = fold(sentence)
    verbs = (m for m in _VERB.finditer(folded) if not _PASSIVE.search(folded[: m.start()]))
    verb = next(verbs, None)
    if verb is None or verb.lastgroup not in ("REPLACED", "REPEALED") or _STORY.search(folded):
        return None
    before, behind = folded[: verb.start()], folded[verb.end() :]
    if _SEVERAL.match(behind) is None or not _LIST.search(behind) or not _OWN.search(before):
        return None
    return Change[verb.lastgroup]


def _listed(
    text: str, sections: Sequence[Section], place: int, change: Change, own: str | None
) -> Iterator[StatedChange]:
    """The documents that the entries below a sentence, or the rows of a list, begin with."""
    goes_on = True
    for section in sections[place + 1 :]:
        is_row = section.kind is SectionKind.ROW
        if section.kind in _ASIDE or not (goes_on or is_row):
            continue
        looked = view(text, [section.span])
        cites = find_citations(looked.text, own, [Span(start=0, end=len(looked.text))])
        first = next((each for each in cites if each.span.start <= _NEAR), None)
        goes_on = goes_on and (first is not None or is_row)
        if first is not None:
            yield _change(change, first, None, looked.span(0, len(looked.text)))


def find_expiry(text: str, sections: Sequence[Section]) -> Field | None:
    """The last day on which a document says that it is in force."""
    for section in sections:
        looked = view(text, [section.span])
        match = _UNTIL.search(fold(looked.text))
        if match is None:
            continue
        day = next(
            (each for each in find_dates(looked.text) if match.start("day") <= each.start), None
        )
        if day is not None and day.start - match.end() <= 2:
            return Field(value=day.day.isoformat(), span=looked.span(day.start, day.end))
    return None
