"""Assignments: every task that names who leads it, carries it out or by when."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from knowledge.document import Assignment, Basis, Mention, SectionKind
from knowledge.duties.actors import actor_before_colon, organises
from knowledge.duties.by_number import assignments_by_number
from knowledge.duties.field_tasks import (
    assignments_of_fields,
    has_bodies_below,
    is_bare,
    with_field_timing,
)
from knowledge.duties.headings import heading_bodies
from knowledge.duties.leaf import Leaf
from knowledge.duties.persons import person_told
from knowledge.duties.roles import Roles, find_roles, named_partners
from knowledge.duties.table_tasks import assignments_of_table
from knowledge.duties.timing import STRONG_RHYTHM, find_deadline
from knowledge.outline.tables import Table
from knowledge.text import View, fold

# Basis and bodies of what a paragraph stands under; whether they lead.
_Above = tuple[Basis, tuple[Mention, ...], bool]
# Sections remembered while what stands below them is read: there may be thousands below one.
_HOLDERS_KEPT = 32


def read_assignments(
    text: str, leaves: Sequence[Leaf], tables: Sequence[Table], *, is_report: bool = False
) -> tuple[Assignment, ...]:
    """All assignments in reading order; a section may carry several.

    Args:
        text: Of the document.
        leaves: Its sections.
        tables: Its tables.
        is_report: It tells what was done, so that a mere subject has no task outside proposals.
    """
    by_path = {leaf.section.path: leaf for leaf in leaves}
    found = [*assignments_of_fields(text, leaves), *_from_prose(leaves, by_path)]
    found += [a for table in tables for a in assignments_of_table(text, table)]
    found = [_under_heading(a, by_path) for a in with_field_timing(found)]
    found = [a for a in found if _says_anything(a)]
    if is_report:
        found = [a for a in found if a.basis is not Basis.SUBJECT or _is_ahead(a.path, by_path)]
    order = {leaf.section.path: n for n, leaf in enumerate(leaves)}
    return tuple(sorted(found, key=lambda a: (a.span.start, order.get(a.path, 0))))


def _from_prose(leaves: Sequence[Leaf], by_path: Mapping[str, Leaf]) -> Iterator[Assignment]:
    children = _children(leaves)
    for leaf in leaves:
        holder = by_path.get(leaf.section.parent or "")
        if holder is not None and has_bodies_below(holder):
            continue
        if leaf.fields and leaf.fields[0].name <= leaf.begin:
            continue
        if leaf.section.kind is SectionKind.HEADING and not _is_short_item(leaf, children):
            yield from _from_heading(leaf, children)
            continue
        listed = tuple(assignments_by_number(leaf, leaves, partial(_bodies_above, leaf, by_path)))
        yield from listed or _from_paragraph(leaf, by_path)


def _bodies_above(leaf: Leaf, by_path: Mapping[str, Leaf]) -> tuple[Mention, ...]:
    above = _heading_above(leaf, by_path)
    return above[1] if above is not None else ()


def _children(leaves: Sequence[Leaf]) -> dict[str, list[Leaf]]:
    children: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        if leaf.section.parent is not None:
            children.setdefault(leaf.section.parent, []).append(leaf)
    return children


def _is_short_item(leaf: Leaf, children: Mapping[str, Sequence[Leaf]]) -> bool:
    """A heading with nothing under it is an item that lacks its full stop."""
    return leaf.section.path not in children


def _from_heading(leaf: Leaf, children: Mapping[str, Sequence[Leaf]]) -> Iterator[Assignment]:
    """A heading that is a body's name gives it what stands below, bullets as a whole."""
    named = heading_bodies(leaf.looked, leaf.begin)
    below = children.get(leaf.section.path, [])
    if named is None:
        return
    basis, names = named
    if basis is Basis.HEADING and all(
        child.section.kind is not SectionKind.BULLET for child in below
    ):
        return
    span = leaf.looked.span(leaf.begin, len(leaf.looked.text))
    yield Assignment(path=leaf.section.path, basis=basis, implementers=names, span=span)


def _from_paragraph(leaf: Leaf, by_path: Mapping[str, Leaf]) -> Iterator[Assignment]:
    end = leaf.fields[0].name if leaf.fields else len(leaf.looked.text)
    looked = View(text=leaf.looked.text[:end], offsets=leaf.looked.offsets[:end])
    described = _is_described(leaf, by_path)
    above = None if described else _heading_above(leaf, by_path)
    kept = _telling_roles(leaf, looked, by_path)
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for n, roles in enumerate(kept):
        # A deadline counts for the clause it stands in or follows; one before all clauses for the
        # first.
        begin = roles.start if n else leaf.begin
        stop = kept[n + 1].start if n + 1 < len(kept) else end
        timing = _deadline(looked, begin, stop)
        assignment = _with_heading(_assignment(leaf, looked, roles, timing, by_path), roles, above)
        leads = tuple(m.text for m in assignment.leads)
        key = (leads, tuple(m.text for m in assignment.implementers))
        if key not in seen and (any(key) or assignment.partners is not None):
            seen.add(key)
            yield assignment
    actor = actor_before_colon(looked, leaf.begin) if not kept else None
    if actor is not None and above is None and _is_organised(leaf, by_path):
        yield Assignment(
            path=leaf.section.path,
            basis=Basis.SUBJECT,
            implementers=(actor,),
            timing=_deadline(looked, leaf.begin, end),
            span=looked.span(leaf.begin, len(looked.text)),
        )
    elif not seen and above is not None and leaf.section.kind is not SectionKind.BULLET:
        yield from _under_body(leaf, above)


def _telling_roles(leaf: Leaf, looked: View, by_path: Mapping[str, Leaf]) -> list[Roles]:
    """The roles of a paragraph; of mere subjects only the first, if it is told anything at all."""
    person = person_told(looked, leaf.begin)
    found = (person,) if person is not None else find_roles(looked, leaf.begin)
    told = not _is_described(leaf, by_path)
    return [
        r
        for n, r in enumerate(found)
        if r.leads or r.subjectless or r.basis is not Basis.SUBJECT or (n == 0 and told)
    ]


def _under_body(leaf: Leaf, above: _Above) -> Iterator[Assignment]:
    """The whole paragraph as a task of the body it stands under."""
    basis, names, leads = above
    start, stop = leaf.looked.strip(leaf.begin, len(leaf.looked.text), " ")
    if stop > start and not leaf.fields:
        yield Assignment(
            path=leaf.section.path,
            basis=Basis.LEADS if leads else basis,
            leads=names if leads else (),
            implementers=() if leads else names,
            timing=_deadline(leaf.looked, leaf.begin, stop),
            span=leaf.looked.span(start, stop),
        )


def _assignment(
    leaf: Leaf, looked: View, roles: Roles, timing: Mention | None, by_path: Mapping[str, Leaf]
) -> Assignment:
    start, end = looked.strip(roles.start, roles.end, " ")
    return Assignment(
        path=_assigned_path(leaf, by_path),
        basis=roles.basis,
        leads=roles.leads,
        implementers=roles.implementers,
        partners=roles.partners,
        partner_names=named_partners(looked, roles),
        guided_by=roles.guided_by,
        timing=timing,
        generic=roles.generic,
        span=looked.span(start, end),
    )


def _assigned_path(leaf: Leaf, by_path: Mapping[str, Leaf]) -> str:
    """The first paragraph under a task's heading assigns that task, not itself."""
    path, parent = leaf.section.path, by_path.get(leaf.section.parent or "")
    if parent is None or path != f"{parent.section.path}/p1":
        return path
    label = parent.section.label or ""
    names_body = heading_bodies(parent.looked, parent.begin) is not None
    return path if names_body or not label[0].isdigit() else parent.section.path


def _deadline(looked: View, begin: int, end: int) -> Mention | None:
    text = looked.text
    match = find_deadline(text, begin, end) or STRONG_RHYTHM.search(text, begin, end)
    if match is None or _is_of_report(text, begin, match):
        return None
    start, end = looked.strip(match.start(), match.end())
    return Mention(text=looked.text[start:end], span=looked.span(start, end))


_REPORT_FOLLOWS = re.compile(
    r"(?:,? (?:và )?(?:6 tháng|(?:hằng |hàng )?(?:quý|năm)|đột xuất|tổng hợp|gửi|có|lập))*"
    r",? báo cáo\b"
)


def _is_of_report(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether a rhythm is that of a report, the last of several duties, and not of the task."""
    if match.re is not STRONG_RHYTHM:
        return False
    if ";" in text[begin : match.start()] and _REPORT_FOLLOWS.match(text, match.end()):
        return True
    clause = max(begin, text.rfind(";", begin, match.start()))
    told = text.rfind("báo cáo", clause, match.start())
    return told > begin and any(mark in text[begin:told] for mark in ";,")


# Under these headings a body is described or listed, not told to do anything.
_DESCRIBING = re.compile(
    r"(?:về )?(?:đánh giá|tình hình|(?:những )?kết quả (?:đạt được|thực hiện)|bối cảnh|đối tượng|"
    r"thành phần|(?:vị trí|chức năng|quyền hạn|cơ cấu tổ chức)\b)\b",
    re.IGNORECASE,
)
# A heading that names those who carry out, though not as known bodies: nobody above it does.
_OTHER_DUTIES = re.compile(r"(?:Trách nhiệm|Nhiệm vụ) của\b|Các cơ quan\b|Các đơn vị\b")


def _is_described(leaf: Leaf, by_path: Mapping[str, Leaf]) -> bool:
    path = leaf.section.parent
    while path is not None and path in by_path:
        holder = by_path[path]
        if _DESCRIBING.match(holder.section.heading or ""):
            return True
        path = holder.section.parent
    return False


def _says_anything(task: Assignment) -> bool:
    """Whether a task names anybody or anything: a field may be left empty, or head a list."""
    who = (*task.leads, *task.implementers, *task.guided_by)
    return bool(who or task.partners or task.timing or task.output or task.supervisor)


# Under these headings a report says what is to come.
_AHEAD = re.compile(
    r"phuong huong|nhiem vu|giai phap|kien nghi|de xuat|ke hoach|to chuc thuc hien|trong tam|"
    r"thoi gian toi|tiep theo|du kien|muc tieu"
)


def _is_ahead(path: str | None, by_path: Mapping[str, Leaf]) -> bool:
    while path is not None and path in by_path:
        section = by_path[path].section
        if _AHEAD.search(fold(section.heading or "")):
            return True
        path = section.parent
    return False


def _is_organised(leaf: Leaf, by_path: Mapping[str, Leaf]) -> bool:
    """Whether a heading above tells that parts are given out below."""
    path = leaf.section.parent
    while path is not None and path in by_path:
        if organises(by_path[path].section.heading or ""):
            return True
        path = by_path[path].section.parent
    return False


def _heading_above(leaf: Leaf, by_path: Mapping[str, Leaf]) -> _Above | None:
    """The bodies a paragraph stands under: in a heading, or in an item that ends in a colon."""
    if _OTHER_DUTIES.match(leaf.looked.text, leaf.begin):
        return None
    path = leaf.section.parent
    while path is not None and path in by_path:
        holder = by_path[path]
        named = _named_for_below(holder)
        if named is not None:
            return named
        if _OTHER_DUTIES.match(holder.looked.text, holder.begin):
            return None
        path = holder.section.parent
    return None


@lru_cache(maxsize=_HOLDERS_KEPT)
def _named_for_below(holder: Leaf) -> _Above | None:
    """The bodies that a heading, or an item that ends in a colon, names for what is below it."""
    if holder.section.kind is SectionKind.HEADING:
        named = heading_bodies(holder.looked, holder.begin)
        return (*named, False) if named is not None else None
    text = holder.looked.text.rstrip()
    if text.endswith(":") and not text.endswith("gồm:"):
        for roles in find_roles(holder.looked, holder.begin):
            if roles.leads or roles.implementers:
                return roles.basis, roles.leads or roles.implementers, bool(roles.leads)
    return None


def _with_heading(assignment: Assignment, roles: Roles, above: _Above | None) -> Assignment:
    """A clause without a body of its own takes the one above: as lead, or as partner only."""
    if not roles.subjectless or above is None:
        return assignment
    _, names, leads = above
    if roles.basis is Basis.LEADS:
        return replace(assignment, leads=names)
    if leads:
        return replace(assignment, basis=Basis.LEADS, leads=names)
    if roles.partners is not None and fold(roles.partners.text).startswith(("cac ", "nhung ")):
        # "Phối hợp với các đơn vị liên quan" helps nobody in particular: the task is one's own.
        return replace(assignment, basis=Basis.HEADING, implementers=names)
    return replace(
        assignment, basis=Basis.NONE, partners=names[0] if names else None, partner_names=names
    )


def _under_heading(assignment: Assignment, by_path: Mapping[str, Leaf]) -> Assignment:
    """A task with a time and no body of its own is given to the body it stands under."""
    leaf = by_path.get(assignment.path)
    above = _heading_above(leaf, by_path) if leaf is not None and is_bare(assignment) else None
    if above is None:
        return assignment
    basis, names, leads = above
    if leads:
        return replace(assignment, basis=Basis.LEADS, leads=names)
    return replace(assignment, basis=basis, implementers=names)
