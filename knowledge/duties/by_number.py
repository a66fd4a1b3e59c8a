"""Tasks given out by their numbers, away from the list: "Sở Y tế chủ trì nhiệm vụ 1; …"."""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence

from knowledge.document import Assignment, Basis, Mention, Section, SectionKind
from knowledge.duties.headings import heading_bodies
from knowledge.duties.leaf import Leaf
from knowledge.duties.roles import Roles, find_roles, named_partners
from knowledge.duties.timing import find_deadline
from knowledge.names.agencies import is_body, starts_with_body
from knowledge.names.mentions import listed_names
from knowledge.text import View, fold

_LABEL = r"(?:[IVX]+\.)?\d{1,2}(?:\.\d{1,2})*(?![\d/%])"
_TASKS = re.compile(
    r"(?:các\s+|những\s+)?(?:nhiệm vụ|nội dung|công việc|phần việc|đầu việc|dự án|hoạt động|"
    r"giải pháp|tiểu mục|mục|điểm|khoản|bước)(?:\s+(?:tại|ở|nêu tại)\s+(?:mục|điểm|khoản))?\s+"
    rf"(?:số\s+|thứ\s+)?(?:từ\s+)?(?:số\s+)?"
    rf"(?P<labels>{_LABEL}(?:\s*(?:,|và|;|&|[-–]|đến)\s*(?:(?:nhiệm vụ|mục|điểm|khoản)\s+)?"
    rf"(?:số\s+)?{_LABEL})*)"
    r"(?:\s*,?\s*(?:của\s+|thuộc\s+|tại\s+)?(?:[Pp]hần|[Mm]ục)\s+(?P<part>[IVX]+)\b)?",
    re.IGNORECASE,
)
# What may follow the tasks: "… nêu trên", "… của Kế hoạch này", a deadline, those who are given it.
_BEHIND = re.compile(
    r"\s*(?:$|[.,;:)]|\b(?:nêu|đã nêu|nói|do|giao|trước|trong|xong|hoàn thành|theo)\b|"
    r"(?:của|tại|thuộc|ở)\s+(?:kế hoạch này|phụ lục|mục [ivx]|phần [ivx]|danh mục)|"
    r"(?:(?:của|tại|thuộc|ở)\s+)?(?:mục|phần|khoản|kế hoạch) này)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"[^;]{0,20}\b(?:Điều|Nghị|Thông tư|Công văn|Quyết định|Luật|Chỉ thị|Kết luận)\b"
)
# What may stand between "chủ trì" and the tasks.
_LED = re.compile(
    r"(?:\b(?:tổ chức|triển khai|thực hiện|theo dõi|tham mưu|hoàn thành|phụ trách|và|các)\s*|"
    r"[,:]\s*)*$",
    re.IGNORECASE,
)
_LEAD_WORD = re.compile(r"\b(?:chủ trì|đầu mối|phụ trách|thực hiện)\b", re.IGNORECASE)
# "báo cáo kết quả thực hiện nhiệm vụ 1": what is told is the report, not the task.
_TOLD_OF = re.compile(
    r"\b(?:kết quả|tình hình|tiến độ|việc)(?: triển khai)?(?: và)?\s*$", re.IGNORECASE
)
_CLAUSE = re.compile(r";\s+|(?<=[.])\s+(?=[A-ZĐ])|(?P<comma>,)\s+")
_GIVEN = re.compile(r"\s*(?::|do\b|giao(?: cho)?\b)\s*")
_LISTED = re.compile(r"nhiem vu|noi dung|giai phap|cong viec|hoat dong|du an|danh muc|phu luc")
_LONGEST_NAME = 200  # characters in which a body's name ends
_FEW = 4  # words beside names: ", phối hợp cùng với"
_RANGE = re.compile(r"\s*(?:[-–]|đến)\s*(?:(?:nhiệm vụ|mục|điểm|khoản)\s+)?(?:số\s+)?")
_LONGEST_RANGE = 100
_NUMBERED = (SectionKind.ITEM, SectionKind.HEADING, SectionKind.ROW)


def assignments_by_number(
    leaf: Leaf, leaves: Sequence[Leaf], above: Callable[[], tuple[Mention, ...]]
) -> Iterator[Assignment]:
    """The assignments that a paragraph makes of tasks listed elsewhere, at the tasks' paths.

    Args:
        leaf: The paragraph.
        leaves: All of the document.
        above: Gives the bodies it stands under, who are meant where a clause names none.
    """
    text = leaf.looked.text
    for start, end in _clauses(text, leaf.begin):
        tasks = _TASKS.search(text, start, end)
        if tasks is not None and _is_of_this_plan(text, tasks.end(), end):
            looked = _cut(leaf.looked, start, end)
            roles = _roles_of(looked, tasks.start() - start, tasks.end() - start)
            if roles is not None:
                labels = list(_labels(tasks["labels"]))
                for path in _paths_of(leaf, leaves, labels, tasks["part"]):
                    yield _assignment(looked, roles, path, above)


def _clauses(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Where clauses begin and end; at a comma one ends that has its task, if a body follows."""
    tasks = deque(match.span() for match in _TASKS.finditer(text, begin))
    start = begin
    for mark in _CLAUSE.finditer(text, begin):
        while tasks and tasks[0][0] < start:
            tasks.popleft()
        follows = text[mark.end() : mark.end() + _LONGEST_NAME]
        if (
            mark["comma"]
            and not (
                tasks
                and tasks[0][1] <= mark.start()
                # Behind "Nhiệm vụ 1 do …" bodies are listed.
                and text[start : min(tasks[0][0], start + _FEW)].strip(" -+")
                and starts_with_body(follows)
            )
        ):
            continue
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def _is_of_this_plan(text: str, begin: int, end: int) -> bool:
    """Whether a number is that of a task listed here, not of a part of another document."""
    return bool(_BEHIND.match(text, begin, end)) and not _ELSEWHERE.match(text, begin, end)


def _cut(looked: View, start: int, end: int) -> View:
    start, end = looked.strip(start, end, " -+")
    return View(text=looked.text[start:end], offsets=looked.offsets[start:end])


def _labels(printed: str) -> Iterator[str]:
    """The labels named, those between two of them included: "từ 2 đến 4", "2-4"."""
    found = list(re.finditer(_LABEL, printed))
    for n, match in enumerate(found):
        yield match[0]
        following = found[n + 1] if n + 1 < len(found) else None
        if following is None or not _RANGE.fullmatch(printed[match.end() : following.start()]):
            continue
        stem, _, first = match[0].rpartition(".")
        last = following[0].rpartition(".")[2]
        if following[0].rpartition(".")[0] == stem:
            for number in range(int(first) + 1, min(int(last), int(first) + _LONGEST_RANGE)):
                yield f"{stem}.{number}" if stem else str(number)


def _roles_of(looked: View, begin: int, end: int) -> Roles | None:
    """Who is given the tasks that stand from `begin` to `end`; None where it is not said so."""
    text = looked.text
    given = _GIVEN.match(text, end)
    if given is not None and not text[:begin].strip(" -+"):
        return _given(looked, given.end())
    roles = next(iter(find_roles(looked)), None)
    words = list(_LEAD_WORD.finditer(text, 0, begin))
    if roles is None or not words or roles.generic or _TOLD_OF.search(text[: words[-1].start()]):
        return None
    behind = words[-1].end()
    if roles.partners is not None and roles.partners.text in text[behind:begin]:
        behind = text.index(roles.partners.text, behind) + len(roles.partners.text)
    return roles if _LED.fullmatch(text[behind:begin].strip()) else None


def _given(looked: View, begin: int) -> Roles | None:
    """The roles behind "Nhiệm vụ 1:" or "Nhiệm vụ 1 do", where nothing but bodies follows."""
    text = looked.text
    if is_body(text[begin:]):
        names = listed_names(looked, begin, looked.strip(begin, len(text))[1])
        return Roles(basis=Basis.ASSIGNED, implementers=names, start=0, end=len(text))
    roles = next(iter(find_roles(looked, begin)), None)
    if roles is None or not roles.leads:
        return None
    rest = text[text.find(roles.leads[-1].text) + len(roles.leads[-1].text) :]
    if roles.partners is not None:
        rest = rest.replace(roles.partners.text, "")
    return roles if len(re.findall(r"\w+", _LEAD_WORD.sub("", rest))) <= _FEW else None


def _paths_of(
    leaf: Leaf, leaves: Sequence[Leaf], labels: Sequence[str], part: str | None
) -> Iterator[str]:
    """The paths of the listed tasks with these numbers, but for those that may be several.

    Numbers named together are of one list: of the lists that count so, the one with most of them.
    """
    before = [
        other
        for other in leaves
        if other.section.path != leaf.section.path
        and other.section.span.end <= leaf.section.span.start
        and (part is None or other.section.path.startswith(f"{part}."))
    ]
    called = {n: [x.section for x in before if _is_called(x, n)] for n in labels}
    held = Counter(_list_of(s, n) for n, found in called.items() for s in found)
    for n, found in called.items():
        most = max((held[_list_of(s, n)] for s in found), default=0)
        found = [s for s in found if held[_list_of(s, n)] == most]
        for narrow in (
            lambda path: path.split(".")[0] == leaf.section.path.split(".")[0],
            lambda path: bool(_LISTED.search(_root_heading(leaves, path))),
        ):
            if len(found) > 1:
                found = [s for s in found if narrow(s.path)] or found
        if len(found) == 1:
            yield found[0].path


def _list_of(section: Section, label: str) -> str | None:
    """What the list that a task stands in is known by."""
    own = section.kind in _NUMBERED and section.path.endswith(label)
    return section.path.removesuffix(label) if own else section.parent


def _is_called(leaf: Leaf, label: str) -> bool:
    section = leaf.section
    if section.kind in _NUMBERED:
        named = heading_bodies(leaf.looked, leaf.begin) is not None
        bare = section.path.rsplit("/", 1)[-1]
        return not named and bool(re.fullmatch(rf"(?:[IVX]+\.)?{re.escape(label)}", bare))
    opening = fold(leaf.looked.text[:20])
    return bool(re.match(rf"\W*(?:nhiem vu|noi dung|du an|buoc|cong viec) {label}[:.]", opening))


def _root_heading(leaves: Sequence[Leaf], path: str) -> str:
    root = path.split(".")[0]
    return next((fold(x.section.heading or "") for x in leaves if x.section.path == root), "")


def _assignment(
    looked: View, roles: Roles, path: str, above: Callable[[], tuple[Mention, ...]]
) -> Assignment:
    leads = roles.leads
    if roles.subjectless and roles.basis is Basis.LEADS:
        leads = above()
    deadline = find_deadline(looked.text, 0, len(looked.text))
    start, end = looked.strip(0, len(looked.text), " ")
    return Assignment(
        path=path,
        basis=roles.basis,
        leads=leads,
        implementers=roles.implementers,
        partners=roles.partners,
        partner_names=named_partners(looked, roles),
        timing=Mention(
            text=deadline.group().strip(),
            span=looked.span(*looked.strip(deadline.start(), deadline.end(), " ")),
        )
        if deadline is not None
        else None,
        span=looked.span(start, end),
    )
