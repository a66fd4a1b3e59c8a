"""Reporting clauses: who reports to whom, by way of whom, when."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from knowledge.document import Mention, Reporting, SectionKind, Trigger
from knowledge.duties.headings import heading_bodies
from knowledge.duties.leaf import Leaf
from knowledge.duties.roles import Roles, find_roles
from knowledge.duties.sentences import sentences
from knowledge.duties.timing import DEADLINE, FULL_DAY, RHYTHM
from knowledge.names.agencies import starts_with_body
from knowledge.text import UPPER, View

# The roles of a paragraph, found once it is asked for them.
_RolesOf = Callable[[], Sequence[Roles]]

# "báo cáo" as a verb; "báo cáo viên", "báo cáo tài chính", "chế độ báo cáo" and reports that are
# read or written as papers are none.
_REPORT = re.compile(
    r"(?<![Cc]hế độ )(?<!đã )(?<!dự thảo )(?<!công tác )(?<!trong )(?<!biểu mẫu )(?<!các )(?<!\()"
    r"\b[Bb]áo cáo\b"
    r"(?!\s+(?:viên|tài chính|nghiên cứu|tổng kết năm|tháng|quý|thực hành|chính trị|tại|"
    r"đánh giá tác động|giám sát, đánh giá|cấp có thẩm quyền|cấp thẩm quyền|"
    r"tổng hợp tình hình triển khai|của))"
)
# "Ngày 19 tháng 12 năm 2025, Sở X có Văn bản số …": what was asked for once, in another letter.
_STORY = re.compile(
    r"\W*Ngày \d{1,2}\b[^,;.]{3,30},[^;.]{3,120}?\b(?:có|ban hành) "
    r"(?:Văn bản|Công văn|Tờ trình|Thông báo|Công điện)\b"
)
# "…, Ủy ban nhân dân tỉnh yêu cầu …": behind the story, who orders something now.
_ORDER = re.compile(rf";\s+|,\s+(?=[{UPPER}][^,;]{{3,120}}?\b(?:yêu cầu|đề nghị|giao)\b)")
_ORDERS = re.compile(r"\s+(?:yêu cầu|đề nghị|giao)\s+")
_TELL = re.compile(
    r"\b(?:phản ánh|thông tin kịp thời|phản hồi|kịp thời thông tin|gửi (?:kết quả|báo cáo|văn bản|"
    r"ý kiến)[^;.]{0,60}?)\s+"
    r"(?:bằng văn bản\s+)?(?=(?:về|cho|đến|tới)\s)"
)
_EVENT = re.compile(
    r"(?:[Tt]rong )?[Qq]uá trình (?:tổ chức )?(?:thực hiện|triển khai)[^;.]{0,60}?nếu có|"
    r"\bnếu có\b|\bkhi có\b|\bphát sinh\b|\bvướng mắc\b|\bđột xuất\b|nếu không thể"
)
_TO = re.compile(r"\s*(?:về|cho|đến|tới|gửi(?: về)?|lên)\s+")
_VIA = re.compile(r"\((?:thông\s+)?qua\s+([^)]+)\)|\b(?:thông\s+)?qua\s+(?=[A-ZĐ])", re.IGNORECASE)
_PERIODIC = re.compile(r"định kỳ|hằng |hàng ", re.IGNORECASE)
# "báo cáo về Bộ trước ngày …": the issuer by its kind alone.
_OWN = re.compile(
    r"\b(?:về|cho|đến|tới|gửi)\s+(Tổng công ty|Công ty|Tập đoàn|Nhà trường|Trường|Tổng cục|Cục|"
    r"Chi cục|Bộ|Sở|Phòng|Ban|Viện|Học viện|Bệnh viện|Trung tâm|Trung ương|Hội đồng)"
    r"(?=\s*(?:[(,;.]|$)|\s+(?:trước|để|qua|theo|chậm nhất|định kỳ|hằng|hàng|bằng|trong|và)\b)"
)
# Characters around the verb beyond which nothing belongs to a clause.
_FAR = 1_000
# Characters in which the name of a body stands.
_NAME = 200
_OBJECT = re.compile(r"^\s*(?:(?:đề xuất|kết quả|tình hình)\s+(?:thực hiện\s+)?)?")
_CLAUSE = re.compile(r";\s+|\s(?=trong quá trình\b)")
_OPENING = re.compile(
    r"(?:[Đđ]ịnh kỳ|[Kk]ịp thời|[Cc]hủ động|[Tt]ổng hợp|chủ trì tổng hợp|[Hh]ằng|[Hh]àng|"
    r"[Tt]hường xuyên|phải|có trách nhiệm|hoặc|đột xuất|gửi|đồng thời|và|,|\s|kết quả|tình hình|"
    r"trước|ngày|\d+/\d+|năm|"
    r"\([^)]*\)|[Đđ]ề nghị|thực hiện|rà soát)+$"
)


def read_reports(leaves: Sequence[Leaf]) -> tuple[Reporting, ...]:
    """The reporting clauses of a document in reading order."""
    by_path = {leaf.section.path: leaf for leaf in leaves}
    found: list[Reporting] = []
    for leaf in leaves:
        if leaf.section.kind is SectionKind.HEADING and leaf.looked.text.isupper():
            continue
        roles = cache(partial(find_roles, leaf.looked, leaf.begin))
        for start, end in sentences(leaf.looked.text, leaf.begin):
            begin = _behind_story(leaf.looked.text, start, end)
            if begin < end:
                found += _in_sentence(leaf, begin, end, by_path, roles)
    return tuple(found)


def _behind_story(text: str, start: int, end: int) -> int:
    """Where what is ordered now begins; `end` where a sentence only tells of an earlier letter."""
    story = _STORY.match(text, start, end)
    if story is None:
        return start
    for mark in _ORDER.finditer(text, story.end(), end):
        begin = mark.end()
        if mark[0].startswith(";"):
            return begin
        order = _ORDERS.match(text, begin + starts_with_body(text[begin : begin + _NAME]), end)
        if order is not None:
            return order.end()
    return end


def _in_sentence(
    leaf: Leaf, start: int, end: int, by_path: Mapping[str, Leaf], roles: _RolesOf
) -> list[Reporting]:
    looked = leaf.looked
    found: list[Reporting] = []
    taken = start
    for pattern in (_TELL, _REPORT):
        for match in pattern.finditer(looked.text, start, end):
            if match.start() < taken or _is_title(looked.text, start, match.start()):
                continue
            clause = _clause(looked, match, taken, end)
            if clause is None:
                continue
            report = _reporting(leaf, clause, match, (start, end), by_path, roles)
            if found and re.search(r"\bđể (?:tổng hợp,? )?$", looked.text[start : match.start()]):
                report = replace(report, reporter=found[-1].recipient or report.reporter)
                if found[-1].cadence is None:
                    # One time at the end of the sentence counts for both reports.
                    found[-1] = replace(found[-1], cadence=report.cadence, trigger=report.trigger)
            found.append(report)
            taken = clause[1]
    return found


def _is_title(text: str, start: int, position: int) -> bool:
    """Whether a capital within a sentence marks the name of a report: "các Báo cáo giám sát"."""
    return text[position].isupper() and bool(text[start:position].strip(' -+“"'))


def _clause(looked: View, match: re.Match[str], start: int, end: int) -> tuple[int, int] | None:
    """The clause around a reporting verb, or None where nobody is told anything."""
    text = looked.text
    start, end = max(start, match.start() - _FAR), min(end, match.end() + _FAR)
    begin = max([start, *(m.end() for m in _CLAUSE.finditer(text, start, match.start()))])
    stop_match = re.search(r";|\./\.|\.$|\s(?=để tổng hợp,? báo cáo\b)", text[match.end() : end])
    stop = match.end() + stop_match.start() if stop_match else end
    after = text[match.end() : stop]
    recipient = (
        _TO.match(after)
        or re.search(r"\b(?:về|cho|tới|gửi về|gửi)\s+(?=[A-ZĐ])", after)
        or starts_with_body(_OBJECT.sub("", after[:_NAME]))
    )
    timed = RHYTHM.search(text, begin, stop) or DEADLINE.search(text, begin, stop)
    must = re.search(r"\b(?:phải|kịp thời)\s*$", text[begin : match.start()])
    if must and _EVENT.search(text, begin, stop):
        recipient = recipient or must
    if not recipient and not (
        timed and re.match(r"\s+(?:kết quả|việc|tình hình|công tác|tiến độ)", after)
    ):
        return None
    if re.search(r"\b(?:xem|nghe|dự|tại|của|trong)\s*$", text[start : match.start()]):
        return None
    return begin, stop


def _reporting(
    leaf: Leaf,
    clause: tuple[int, int],
    match: re.Match[str],
    sentence: tuple[int, int],
    by_path: Mapping[str, Leaf],
    roles: _RolesOf,
) -> Reporting:
    looked, (begin, stop) = leaf.looked, clause
    opening = _OPENING.search(looked.text[begin : match.start()])
    first = begin + opening.start() if opening else match.start()
    for rhythm in RHYTHM.finditer(looked.text, begin, match.start()):
        if rhythm.start() < first <= rhythm.end() + 2:
            first = rhythm.start()
    event = _EVENT.search(looked.text, begin, stop)
    if event and event.start() < first:
        first = event.start()
    first, stop = looked.strip(first, stop)
    if looked.text.startswith("và ", first):
        first += 3
    recipient = _recipient(looked, match.end(), stop)
    cadence = _cadence(looked, first, stop)
    early = _cadence(looked, begin, first) if first > begin else None
    opens = cadence is None and early is not None and bool(DEADLINE.match(early.text))
    if (
        early is not None
        and (_PERIODIC.match(early.text) or opens)
        and not re.search(r"\d", cadence.text if cadence else "")
    ):
        # "định kỳ 6 tháng, các đảng ủy báo cáo": the time stands before those who report.
        cadence, first = early, bisect_left(looked.offsets, early.span.start)
    return Reporting(
        path=leaf.section.path,
        reporter=_reporter(leaf, sentence, match.start(), by_path, roles),
        recipient=recipient,
        via=_via(looked, match.end(), stop),
        cadence=cadence,
        trigger=_trigger(looked.text[first:stop], cadence, event is not None),
        span=looked.span(first, stop),
    )


def _recipient(looked: View, begin: int, end: int) -> Mention | None:
    text = looked.text
    starts = [
        begin + m.end()
        for m in re.finditer(r"\b(?:về|cho|đến|tới|gửi(?: về)?)\s+", text[begin:end])
    ]
    opening = _OBJECT.match(text[begin:end])
    for start in [begin + (opening.end() if opening else 0), *starts]:
        length = starts_with_body(text[start:end])
        if length:
            start, stop = looked.strip(start, start + length)
            return Mention(text=text[start:stop], span=looked.span(start, stop))
    own = _OWN.search(text, begin, end)
    return Mention(text=own[1], span=looked.span(*own.span(1))) if own else None


def _via(looked: View, begin: int, end: int) -> Mention | None:
    match = _VIA.search(looked.text, begin, end)
    if match is None:
        return None
    if match[1]:
        start, stop = looked.strip(match.start(1), match.end(1))
    else:
        start, stop = match.end(), match.end() + starts_with_body(looked.text[match.end() : end])
    return (
        Mention(text=looked.text[start:stop], span=looked.span(start, stop))
        if stop > start
        else None
    )


def _cadence(looked: View, begin: int, end: int) -> Mention | None:
    """When to report, as printed: from the first to the last time words close together."""
    marks = [*DEADLINE.finditer(looked.text, begin, end), *RHYTHM.finditer(looked.text, begin, end)]
    if not marks:
        return None
    marks.sort(key=lambda m: m.start())
    dated = [m for m in marks if re.search(r"\d|hằng|hàng", m.group().lower())] or marks[:1]
    start, stop = dated[0].start(), dated[0].end()
    for mark in dated[1:]:
        if "báo cáo" in looked.text[stop : mark.start()]:
            break  # What follows is the time of another report.
        if mark.start() - stop <= 60:
            stop = max(stop, mark.end())
    start, stop = looked.strip(start, stop)
    if "(" in looked.text[start:stop] and looked.text[stop : stop + 1] == ")":
        stop += 1
    return Mention(text=looked.text[start:stop], span=looked.span(start, stop))


def _trigger(clause: str, cadence: Mention | None, event: bool) -> Trigger:
    if re.search(
        r"định kỳ|hằng|hàng (?:tháng|quý|năm)|6 tháng|tháng một lần|tháng sau",
        clause,
        re.IGNORECASE,
    ):
        return Trigger.PERIODIC
    if event:
        return Trigger.EVENT
    if cadence is not None and FULL_DAY.search(cadence.text):
        return Trigger.ONE_OFF
    return Trigger.UNSPECIFIED


def _reporter(
    leaf: Leaf,
    sentence: tuple[int, int],
    verb: int,
    by_path: Mapping[str, Leaf],
    roles: _RolesOf,
) -> Mention | None:
    """The body that reports: named before the verb, else in the paragraph, else above it."""
    looked = leaf.looked
    named = _asked(looked, sentence[0], verb)
    if named is not None:
        return named
    for before in reversed(roles()):
        if before.start < verb and (before.leads or before.implementers):
            return _joined(looked, before.leads or before.implementers)
    return _above(leaf, by_path)


def _joined(looked: View, names: Sequence[Mention]) -> Mention:
    """Several names of one list as they stand, from the first to the last."""
    span = names[0].span.union(names[-1].span)
    start = bisect_left(looked.offsets, span.start)
    end = bisect_left(looked.offsets, span.end - 1) + 1
    return Mention(text=looked.text[start:end], span=span)


def _asked(looked: View, start: int, verb: int) -> Mention | None:
    """The body right before the verb: "đề nghị các cơ quan, đơn vị kịp thời báo cáo"."""
    text = looked.text
    for match in reversed(
        list(
            re.finditer(
                r"(?:đề nghị|yêu cầu|thì|mắc,|sinh,|sinh|mắc|năm,|tháng,|quý,|\),|;|:|^)\s*",
                text[start:verb],
            )
        )
    ):
        begin = start + match.end()
        length = starts_with_body(text[begin:verb])
        if length:
            begin, stop = looked.strip(begin, begin + length)
            return Mention(text=text[begin:stop], span=looked.span(begin, stop))
    return None


def _above(leaf: Leaf, by_path: Mapping[str, Leaf]) -> Mention | None:
    path = leaf.section.parent
    while path is not None and path in by_path:
        holder = by_path[path]
        named = (
            heading_bodies(holder.looked, holder.begin)
            if holder.section.kind is SectionKind.HEADING
            else None
        )
        if named is not None and named[1]:
            return _joined(holder.looked, named[1])
        for roles in find_roles(holder.looked, holder.begin)[:1]:
            if roles.leads or roles.implementers:
                return _joined(holder.looked, roles.leads or roles.implementers)
        path = holder.section.parent
    return None
