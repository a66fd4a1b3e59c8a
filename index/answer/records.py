"""The sorts of records that may claim an answer, in the order in which they are asked."""

from index.answer.gather import Record
from index.answer_basis import answer_basis
from index.answer_body import answer_body
from index.answer_cell import answer_cell
from index.answer_count import answer_count
from index.answer_definition import answer_definition
from index.answer_effect import answer_effect
from index.answer_field import answer_field
from index.answer_header import answer_cited, answer_header, answer_recipients
from index.answer_label import answer_label
from index.answer_monitoring import answer_monitoring
from index.answer_overview import answer_overview
from index.answer_report import answer_report
from index.answer_role import answer_role
from index.answer_task import answer_task
from index.answer_text import answer_heading, answer_text

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
