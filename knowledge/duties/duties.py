"""The duties of a document: its assignments and its reporting clauses."""

from collections.abc import Sequence

from knowledge.document import Assignment, Reporting, Section
from knowledge.duties.assignments import read_assignments
from knowledge.duties.leaf import read_leaves
from knowledge.duties.reports import read_reports
from knowledge.outline.tables import Table


def read_duties(
    text: str, sections: Sequence[Section], tables: Sequence[Table], *, is_report: bool = False
) -> tuple[tuple[Assignment, ...], tuple[Reporting, ...]]:
    """The assignments and reporting clauses of a document, each in reading order.

    Args:
        text: Of the document.
        sections: Its outline.
        tables: Its tables.
        is_report: It is a "Báo cáo".
    """
    leaves = read_leaves(text, sections)
    return read_assignments(text, leaves, tables, is_report=is_report), read_reports(leaves)
