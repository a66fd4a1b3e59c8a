"""The sorts of records that may claim an answer, in the order in which they are asked."""

from index.answer.gather import Record
from index.answer.records.cell import answer_cell
from index.answer.records.duties.body import answer_body
from index.answer.records.duties.count import answer_count
from index.answer.records.duties.field import answer_field
from index.answer.records.duties.monitoring import answer_monitoring
from index.answer.records.duties.report import answer_report
from index.answer.records.duties.role import answer_role
from index.answer.records.duties.task import answer_task
from index.answer.records.label import answer_label
from index.answer.records.plan.basis import answer_basis
from index.answer.records.plan.cited import answer_cited
from index.answer.records.plan.definition import answer_definition
from index.answer.records.plan.effect import answer_effect
from index.answer.records.plan.header import answer_header, answer_recipients
from index.answer.records.plan.overview import answer_overview
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
