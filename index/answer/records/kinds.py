"""The sorts of records that may claim an answer, in the order in which they are asked."""

from index.answer.gather import Record
from index.answer.records.basis import answer_basis
from index.answer.records.body import answer_body
from index.answer.records.cell import answer_cell
from index.answer.records.cited import answer_cited
from index.answer.records.count import answer_count
from index.answer.records.definition import answer_definition
from index.answer.records.effect import answer_effect
from index.answer.records.field import answer_field
from index.answer.records.header import answer_header, answer_recipients
from index.answer.records.label import answer_label
from index.answer.records.monitoring import answer_monitoring
from index.answer.records.overview import answer_overview
from index.answer.records.report import answer_report
from index.answer.records.role import answer_role
from index.answer.records.task import answer_task
from index.answer.records.text import answer_heading, answer_text

RECORDS: tuple[Record, ...] = (
    answer_overview,
    answer_definition,
    answer_cited,
    answer_recipients,
    answer_basis,
    answer_effect,
    answer_header,
    answer_count,
    answer_cell,
    answer_label,
    answer_role,
    answer_body,
    answer_monitoring,
    answer_report,
    answer_heading,
    answer_field,
    answer_task,
    answer_text,
)
