"""Assignments: every task that names who leads it, carries it out or by when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.document import Assignment, Basis, Mention, Section, SectionKind
from knowledge.fields import FieldKind, FieldLine, find_fields
from knowledge.labels import parse_label
from knowledge.roles import Roles, find_roles, heading_bodies, names_in, partner_names
from knowledge.tables import Column, Table
from knowledge.text import View, view
from knowledge.timing import DEADLINE, STRONG_RHYTHM

_PROSE = (
    SectionKind.HEADING,
    SectionKind.ITEM,
    SectionKind.BULLET,
    SectionKind.PARA,
    SectionKind.CLOSING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A section with its cleaned text; `begin` is where the text after the label starts."""

    section: Section
    looked: View
    begin: int
    fields: tuple[FieldLine, ...]


def read_leaves(text: str, sections: Sequence[Section]) -> tuple[Leaf, ...]:
    """The prose sections of a document, ready for reading duties."""
    leaves = []
    for section in sections:
        if section.kind not in _PROSE:
            continue
        looked = view(text, [section.span])
        label = parse_label(looked.text) if section.label else None
        begin = label.length if label else 0
        leaves.append(
            Leaf(section=section, looked=looked, begin=begin, fields=find_fields(looked.text))
        )
    return tuple(leaves)


def read_assignments(
    text: str, leaves: Sequence[Leaf], tables: Sequence[Table]
) -> tuple[Assignment, ...]:
    """All assignments in reading order; a section may carry several."""
    by_path = {leaf.section.path: leaf for leaf in leaves}
    found = [*_from_fields(text, leaves), *_from_prose(leaves, by_path)]
    found += [a for table in tables for a in _from_table(text, table)]
    found = _with_field_timing(found)
    order = {leaf.section.path: n for n, leaf in enumerate(leaves)}
    return tuple(sorted(found, key=lambda a: (a.span.start, order.get(a.path, 0))))


# Field lines


def _from_fields(text: str, leaves: Sequence[Leaf]) -> list[Assignment]:
    """One assignment for each run of field lines under one task."""
    groups: list[tuple[str, list[tuple[Leaf, FieldLine]]]] = []
    for leaf in leaves:
        for field in leaf.fields:
            path = _task_of(leaf)
            kinds = {f.kind for _, f in groups[-1][1]} if groups and groups[-1][0] == path else None
            if kinds is None or field.kind in kinds:
                groups.append((path, []))
            groups[-1][1].append((leaf, field))
    return [
        a
        for path, group in groups
        if (a := _assignment_of_fields(text, leaves, path, group)) is not None
    ]


def _task_of(leaf: Leaf) -> str:
    """The task that field lines belong to: what they stand under, or the section they end."""
    opens = leaf.fields[0].name <= leaf.begin
    lines = (SectionKind.BULLET, SectionKind.PARA)
    if opens and leaf.section.kind in lines and leaf.section.parent:
        return leaf.section.parent
    return leaf.section.path


def _assignment_of_fields(
    text: str, leaves: Sequence[Leaf], path: str, group: Sequence[tuple[Leaf, FieldLine]]
) -> Assignment | None:
    values = {field.kind: _value(text, leaves, leaf, field) for leaf, field in group}
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
            result = replace(
                result, basis=Basis.LEADS, leads=names_in(looked, field.start, field.end)
            )
        elif field.kind is FieldKind.IMPLEMENTER and not result.leads:
            result = _carried_out(result, leaf, field)
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
            partner_names=_parts(looked, inner),
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


def _value(text: str, leaves: Sequence[Leaf], leaf: Leaf, field: FieldLine) -> Mention | None:
    """A field's value; one that stands in the lines below it is taken whole."""
    start, end = leaf.looked.strip(field.start, field.end)
    if end > start:
        return Mention(text=leaf.looked.text[start:end], span=leaf.looked.span(start, end))
    below = [other for other in leaves if other.section.parent == leaf.section.path]
    if not below:
        return None
    span = below[0].section.span.union(below[-1].section.span)
    return Mention(text=view(text, [span]).text, span=span)


# Prose


def _from_prose(leaves: Sequence[Leaf], by_path: Mapping[str, Leaf]) -> Iterator[Assignment]:
    children = _children(leaves)
    for leaf in leaves:
        if leaf.fields and leaf.fields[0].name <= leaf.begin:
            continue
        if leaf.section.kind is SectionKind.HEADING and not _is_short_item(leaf, children):
            yield from _from_heading(leaf, children)
            continue
        yield from _from_paragraph(leaf, by_path, children)


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


def _from_paragraph(
    leaf: Leaf, by_path: Mapping[str, Leaf], children: Mapping[str, Sequence[Leaf]]
) -> Iterator[Assignment]:
    end = leaf.fields[0].name if leaf.fields else len(leaf.looked.text)
    looked = View(text=leaf.looked.text[:end], offsets=leaf.looked.offsets[:end])
    above = _heading_above(leaf, by_path)
    found = find_roles(looked, leaf.begin)
    kept = [
        r
        for n, r in enumerate(found)
        if r.leads or r.subjectless or r.basis is not Basis.SUBJECT or n == 0
    ]
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for n, roles in enumerate(kept):
        # A deadline counts for the clause it stands in or follows; one before all clauses for the
        # first.
        begin = roles.start if n else leaf.begin
        stop = kept[n + 1].start if n + 1 < len(kept) else len(looked.text)
        timing = _deadline(looked, begin, stop)
        assignment = _with_heading(_assignment(leaf, looked, roles, timing), roles, above)
        key = (
            tuple(m.text for m in assignment.leads),
            tuple(m.text for m in assignment.implementers),
        )
        if key not in seen and (any(key) or assignment.partners is not None):
            seen.add(key)
            yield assignment
    if not seen and above is not None and leaf.section.kind is not SectionKind.BULLET:
        basis, names, leads = above
        start, stop = looked.strip(leaf.begin, len(looked.text), " ")
        if stop > start and not leaf.fields:
            yield Assignment(
                path=leaf.section.path,
                basis=Basis.LEADS if leads else basis,
                leads=names if leads else (),
                implementers=() if leads else names,
                timing=_deadline(looked, leaf.begin, len(looked.text)),
                span=looked.span(start, stop),
            )


def _assignment(leaf: Leaf, looked: View, roles: Roles, timing: Mention | None) -> Assignment:
    start, end = looked.strip(roles.start, roles.end, " ")
    return Assignment(
        path=_assigned_path(leaf),
        basis=roles.basis,
        leads=roles.leads,
        implementers=roles.implementers,
        partners=roles.partners,
        partner_names=_parts(looked, roles),
        guided_by=roles.guided_by,
        timing=timing,
        generic=roles.generic,
        span=looked.span(start, end),
    )


def _assigned_path(leaf: Leaf) -> str:
    """The first paragraph under a numbered heading assigns the headed task itself."""
    parent, path = leaf.section.parent, leaf.section.path
    first = parent is not None and path == f"{parent}/p1" and leaf.section.level > 1
    return parent if first and parent is not None and parent[-1].isdigit() else path


def _parts(looked: View, roles: Roles) -> tuple[Mention, ...]:
    if roles.partners is None:
        return ()
    start = looked.text.find(roles.partners.text)
    return partner_names(looked, start, start + len(roles.partners.text)) if start >= 0 else ()


def _deadline(looked: View, begin: int, end: int) -> Mention | None:
    text = looked.text
    match = DEADLINE.search(text, begin, end) or STRONG_RHYTHM.search(text, begin, end)
    if match is None:
        return None
    start, end = looked.strip(match.start(), match.end())
    return Mention(text=looked.text[start:end], span=looked.span(start, end))


_Above = tuple[Basis, tuple[Mention, ...], bool]


def _heading_above(leaf: Leaf, by_path: Mapping[str, Leaf]) -> _Above | None:
    """The bodies a paragraph stands under: in a heading, or in an item that ends in a colon."""
    path = leaf.section.parent
    while path is not None and path in by_path:
        holder = by_path[path]
        if holder.section.kind is SectionKind.HEADING:
            named = heading_bodies(holder.looked, holder.begin)
            if named is not None:
                return named[0], named[1], False
        elif holder.looked.text.rstrip().endswith(":") and not holder.looked.text.rstrip().endswith(
            "gồm:"
        ):
            for roles in find_roles(holder.looked, holder.begin):
                if roles.leads or roles.implementers:
                    return roles.basis, roles.leads or roles.implementers, bool(roles.leads)
        path = holder.section.parent
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
    return replace(
        assignment, basis=Basis.NONE, partners=names[0] if names else None, partner_names=names
    )


# Tables and joining


_DUTY_COLUMNS = {
    Column.LEAD,
    Column.IMPLEMENTER,
    Column.PARTNER,
    Column.TIMING,
    Column.OUTPUT,
    Column.SUPERVISOR,
}


def _from_table(text: str, table: Table) -> Iterator[Assignment]:
    for row in table.rows:
        if row.is_group or not row.path:
            continue
        looked = {column: view(text, [span]) for column, span in row.cells.items()}
        leads, carried = (_column_names(looked.get(c)) for c in (Column.LEAD, Column.IMPLEMENTER))
        partners = looked.get(Column.PARTNER)
        if not looked.keys() & _DUTY_COLUMNS:
            continue
        yield Assignment(
            path=row.path,
            basis=Basis.COLUMN if leads or carried else Basis.NONE,
            leads=leads,
            implementers=carried,
            partners=_whole(partners),
            partner_names=partner_names(partners, 0, len(partners.text)) if partners else (),
            timing=_whole(looked.get(Column.TIMING)),
            output=_whole(looked.get(Column.OUTPUT)),
            supervisor=_whole(looked.get(Column.SUPERVISOR)),
            span=row.block.span,
        )


def _column_names(looked: View | None) -> tuple[Mention, ...]:
    return names_in(looked, 0, len(looked.text)) if looked is not None and looked.text else ()


def _whole(looked: View | None) -> Mention | None:
    if looked is None or not looked.text:
        return None
    start, end = looked.strip(0, len(looked.text), " .;")
    return (
        Mention(text=looked.text[start:end], span=looked.span(start, end)) if end > start else None
    )


def _with_field_timing(found: Sequence[Assignment]) -> list[Assignment]:
    """Field lines that only give a time or product joined to the assignment of the same section."""
    result: list[Assignment] = []
    bare = {a.path: a for a in found if a.basis is Basis.NONE and not a.partners and a.timing}
    joined: set[str] = set()
    for assignment in found:
        extra = bare.get(assignment.path)
        if (
            extra is not None
            and assignment is not extra
            and (assignment.leads or assignment.implementers)
        ):
            joined.add(assignment.path)
            assignment = replace(
                assignment,
                timing=extra.timing or assignment.timing,
                output=extra.output or assignment.output,
            )
        result.append(assignment)
    return [a for a in result if not (a.path in joined and a is bare.get(a.path))]
