"""Assignments in task tables: one a row."""

import re
from collections.abc import Iterator

from knowledge.document import Assignment, Basis, Mention
from knowledge.duties.cell_roles import CellRoles, read_cell
from knowledge.names.mentions import as_mention, partner_names
from knowledge.outline.matrix import Role
from knowledge.outline.tables import Column, Row, Table
from knowledge.text import Span, View, view

_DUTY_COLUMNS = {
    Column.LEAD,
    Column.IMPLEMENTER,
    Column.PARTNER,
    Column.TIMING,
    Column.OUTPUT,
    Column.SUPERVISOR,
}


def assignments_of_table(text: str, table: Table) -> Iterator[Assignment]:
    """One assignment for each placed row that names a body, a time or a product."""
    for row in table.rows:
        if row.is_group or not row.path:
            continue
        looked = {column: view(text, [span]) for column, span in row.cells.items()}
        if not looked.keys() & _DUTY_COLUMNS and not row.marks:
            continue
        roles = _roles(text, row)
        yield Assignment(
            path=row.path,
            basis=Basis.COLUMN if roles.leads or roles.named else Basis.NONE,
            leads=roles.leads,
            implementers=roles.named,
            partners=roles.partners,
            partner_names=roles.partner_names,
            timing=_time(_whole(looked.get(Column.TIMING))),
            output=_whole(looked.get(Column.OUTPUT)),
            supervisor=_whole(looked.get(Column.SUPERVISOR)),
            span=row.block.span,
        )


def _roles(text: str, row: Row) -> CellRoles:
    """The roles of a row: of its columns for bodies, of its marks, of what cells say themselves."""
    leading, carrying, helping = (
        read_cell(text, row.cells[column]) if column in row.cells else CellRoles()
        for column in (Column.LEAD, Column.IMPLEMENTER, Column.PARTNER)
    )
    marked = _marked(text, row)
    leads = (*(leading.leads or leading.named), *carrying.leads, *marked.leads)
    partners = row.cells.get(Column.PARTNER)
    whole = _whole(view(text, [partners])) if partners is not None else None
    inner = next((r for r in (leading, carrying, marked) if r.partners is not None), CellRoles())
    names = (*helping.named, *helping.partner_names)
    return CellRoles(
        leads=leads,
        named=(*carrying.named, *marked.named),
        partners=whole or inner.partners,
        partner_names=(names if len(names) > 1 else _known(text, partners))
        if whole is not None
        else inner.partner_names,
    )


def _known(text: str, cell: Span | None) -> tuple[Mention, ...]:
    """The parts of a partner cell, where all of them are known."""
    looked = view(text, [cell]) if cell is not None else None
    return partner_names(looked, 0, len(looked.text)) if looked is not None else ()


def _marked(text: str, row: Row) -> CellRoles:
    """The roles that marks in columns of bodies give: CT, PH, x."""
    by_role: dict[Role, list[Mention]] = {role: [] for role in Role}
    for mark in row.marks:
        looked = view(text, [mark.body])
        if mark.role is not None and looked.text:
            by_role[mark.role].append(as_mention(looked, 0, len(looked.text)))
    helpers = by_role[Role.PARTNER]
    return CellRoles(
        leads=tuple(by_role[Role.LEAD]),
        named=tuple(by_role[Role.IMPLEMENTER]),
        partners=helpers[0] if helpers else None,
        partner_names=tuple(helpers),
    )


# "50%", "Đang triển khai": how far a task has got, not by when it is due.
_PROGRESS = re.compile(r"\d+(?:,\d+)?\s*%|(?:đã|đang|chưa)\b|(?:hoàn thành|xong)$", re.IGNORECASE)


def _time(cell: Mention | None) -> Mention | None:
    return None if cell is not None and _PROGRESS.match(cell.text) else cell


def _whole(looked: View | None) -> Mention | None:
    if looked is None or not looked.text:
        return None
    start, end = looked.strip(0, len(looked.text), " .;•▪●")
    return (
        Mention(text=looked.text[start:end], span=looked.span(start, end)) if end > start else None
    )
