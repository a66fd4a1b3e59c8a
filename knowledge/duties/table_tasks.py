"""Assignments in task tables: one a row."""

from collections.abc import Iterator

from knowledge.document import Assignment, Basis, Mention
from knowledge.names.mentions import names_in, partner_names
from knowledge.outline.tables import Column, Table
from knowledge.text import View, view

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
