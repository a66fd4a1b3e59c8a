"""Assignments in field lines: "Đơn vị chủ trì: …" and the like under a task."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from knowledge.document import Assignment, Basis, Mention, SectionKind
from knowledge.duties.fields import FieldKind, FieldLine
from knowledge.duties.leaf import Leaf
from knowledge.duties.roles import find_roles, named_partners
from knowledge.duties.timing import is_timed, told_time
from knowledge.names.mentions import names_in, partner_names
from knowledge.text import Span, View, view

_UNLABELLED = (SectionKind.BULLET, SectionKind.PARA)
_OF_BODIES = (FieldKind.LEAD, FieldKind.IMPLEMENTER, FieldKind.PARTNER)


# The leaves under each section, by its path.
_Below = dict[str | None, list[Leaf]]


def assignments_of_fields(text: str, leaves: Sequence[Leaf]) -> list[Assignment]:
    """One assignment for each run of field lines under one task."""
    groups: list[tuple[str, list[tuple[Leaf, FieldLine]]]] = []
    below: _Below = {}
    for leaf in leaves:
        below.setdefault(leaf.section.parent, []).append(leaf)
    run = Counter(leaf.section.parent for leaf in leaves if _opens_with_field(leaf))
    titles = _titles(leaves)
    for leaf in leaves:
        for field in leaf.fields:
            if leaf.section.kind is SectionKind.HEADING and field.kind is FieldKind.TIMING:
                continue  # the plan's own time: "3. Thời gian thực hiện:"
            path = titles.get(leaf.section.path) or _task_of(
                leaf, in_run=run[leaf.section.parent] > 1
            )
            kinds = {f.kind for _, f in groups[-1][1]} if groups and groups[-1][0] == path else None
            if kinds is None or field.kind in kinds:
                groups.append((path, []))
            groups[-1][1].append((leaf, field))
    return [
        a
        for path, group in groups
        if (a := _assignment_of_fields(text, below, path, group)) is not None
    ]


def _titles(leaves: Sequence[Leaf]) -> dict[str, str]:
    """The paragraph that tells the task of a field line, for lines of tasks without labels.

    "Nhiệm vụ 1: …", its field lines, "Nhiệm vụ 2: …", its field lines: where one heading has
    several runs of the same fields, each belongs to the paragraph over it, not to the heading.
    """
    titles: dict[str, str] = {}
    tasks: dict[tuple[str, FieldKind], set[str]] = {}
    last: dict[str, str] = {}
    for leaf in leaves:
        parent = leaf.section.parent
        if parent is None or leaf.section.kind not in _UNLABELLED:
            continue
        if not _opens_with_field(leaf):
            last[parent] = leaf.section.path
        elif parent in last:
            titles[leaf.section.path] = last[parent]
            for field in leaf.fields:
                tasks.setdefault((parent, field.kind), set()).add(last[parent])
    several = {parent for (parent, _), paths in tasks.items() if len(paths) > 1}
    parents = {leaf.section.path: leaf.section.parent for leaf in leaves}
    return {line: task for line, task in titles.items() if parents[line] in several}


def _opens_with_field(leaf: Leaf) -> bool:
    return bool(leaf.fields) and leaf.fields[0].name <= leaf.begin


def _task_of(leaf: Leaf, *, in_run: bool) -> str:
    """The task that field lines belong to: what they stand under, or the section they end.

    Fields with labels of their own, "a) Đơn vị chủ trì: …", are several under one task.
    """
    lines = (SectionKind.BULLET, SectionKind.PARA)
    under = leaf.section.kind in lines or in_run
    if _opens_with_field(leaf) and under and leaf.section.parent:
        return leaf.section.parent
    return leaf.section.path


def _assignment_of_fields(
    text: str, below: _Below, path: str, group: Sequence[tuple[Leaf, FieldLine]]
) -> Assignment | None:
    values = {field.kind: _value(text, below, leaf, field) for leaf, field in group}
    duty = next(
        (p for p in group if p[1].kind in (FieldKind.LEAD, FieldKind.IMPLEMENTER)), group[0]
    )
    span = duty[0].looked.span(
        duty[1].name, duty[0].looked.strip(duty[1].name, duty[1].end, " ")[1]
    )
    result = Assignment(path=path, basis=Basis.NONE, span=span)
    for leaf, field in group:
        looked = leaf.looked
        if field.kind is FieldKind.LEAD:
            names = names_in(looked, field.start, field.end) or _names_below(below, leaf)
            result = replace(result, basis=Basis.LEADS, leads=names)
        elif field.kind is FieldKind.IMPLEMENTER and not result.leads:
            result = _carried_out(result, leaf, field)
            if not result.implementers and not result.leads:
                result = replace(result, implementers=_names_below(below, leaf))
        elif field.kind is FieldKind.PARTNER:
            names = partner_names(looked, field.start, field.end)
            result = replace(result, partners=values[field.kind], partner_names=names)
    return replace(
        result,
        timing=values.get(FieldKind.TIMING),
        output=values.get(FieldKind.OUTPUT),
        supervisor=values.get(FieldKind.SUPERVISOR),
    )


def _carried_out(result: Assignment, leaf: Leaf, field: FieldLine) -> Assignment:
    """An "Đơn vị thực hiện" line, which may hold a lead, or guidance, inside."""
    inner = next(iter(find_roles(_cut(leaf.looked, field.start, field.end))), None)
    if inner is not None and inner.leads:
        looked = _cut(leaf.looked, field.start, field.end)
        return replace(
            result,
            basis=Basis.LEADS,
            leads=inner.leads,
            partners=inner.partners,
            partner_names=named_partners(looked, inner),
        )
    if inner is not None and inner.basis is Basis.SUBJECT:
        return replace(
            result,
            basis=Basis.CARRIES_OUT,
            implementers=inner.implementers,
            guided_by=inner.guided_by,
        )
    return replace(
        result, basis=Basis.CARRIES_OUT, implementers=names_in(leaf.looked, field.start, field.end)
    )


def _cut(looked: View, start: int, end: int) -> View:
    start, end = looked.strip(start, end, " ")
    return View(text=looked.text[start:end], offsets=looked.offsets[start:end])


def _names_below(below: _Below, leaf: Leaf) -> tuple[Mention, ...]:
    """The bodies that stand in lines of their own below a field."""
    return tuple(
        name
        for each in below.get(leaf.section.path, ())
        for name in names_in(each.looked, each.begin, len(each.looked.text))
    )


def has_bodies_below(leaf: Leaf) -> bool:
    """Whether the bodies that a field names stand in the lines below it."""
    if not leaf.fields or leaf.fields[-1].kind not in _OF_BODIES:
        return False
    start, end = leaf.looked.strip(leaf.fields[-1].start, leaf.fields[-1].end)
    return end <= start


def _value(text: str, below: _Below, leaf: Leaf, field: FieldLine) -> Mention | None:
    """A field's value; one that stands in the lines below it is taken whole."""
    start, end = leaf.looked.strip(field.start, field.end)
    under = below.get(leaf.section.path, ())
    if any(letter.isalnum() for letter in leaf.looked.text[start:end]):
        told = leaf.looked.text[start : field.end].rstrip()
        if field.kind is FieldKind.TIMING:
            told = told_time(told)
            end = leaf.looked.strip(start, start + len(told))[1]
        if told:
            return Mention(text=leaf.looked.text[start:end], span=leaf.looked.span(start, end))
        # "Chia làm các đợt như sau:"
        if not all(is_timed(each.looked.text) for each in under):
            return None
    if not under:
        return None
    first = under[0].looked
    start = first.span(under[0].begin, len(first.text)).start
    span = Span(start=start, end=under[-1].section.span.end)
    return Mention(text=view(text, [span]).text, span=span)


def with_field_timing(found: Sequence[Assignment]) -> list[Assignment]:
    """Field lines that only give a time or product joined to the assignment of the same section."""
    result: list[Assignment] = []
    bare = {a.path: a for a in found if is_bare(a) and a.timing}
    joined: set[str] = set()
    for assignment in found:
        extra = bare.get(assignment.path)
        if extra is not None and assignment is not extra and not is_bare(assignment):
            joined.add(assignment.path)
            assignment = replace(
                assignment,
                timing=extra.timing or assignment.timing,
                output=extra.output or assignment.output,
            )
        result.append(assignment)
    return [a for a in result if not (a.path in joined and a is bare.get(a.path))]


def is_bare(assignment: Assignment) -> bool:
    """Whether field lines gave a time or product, and nobody to see to it."""
    named = assignment.leads or assignment.implementers or assignment.partners
    return assignment.basis is Basis.NONE and not named
