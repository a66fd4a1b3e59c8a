"""Questions for one cell of a table row: "thư ký của nhiệm vụ 5", "trưởng đoàn giám sát xã".

Lead, partner, time and product are told from the records; this is for every other column.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.answer.absent import absent_from
from index.answer.answer import Answer, Status
from index.answer.inquiry import ENOUGH, Inquiry
from index.answer.wording import statements
from index.library.records import Records
from index.question.asked_names import holds_sort, is_other_sort, named_part
from index.question.intents import Intent, Wanted
from index.question.labels import label_matches
from knowledge.document import Section
from knowledge.outline.tables import Column, column_of
from knowledge.outline.units import figure_unit, told_unit
from knowledge.text import Span, clean, fold, folded_syllables

# Told with all else that the record of a row holds.
_RECORDED = frozenset(
    (Column.NUMBER, Column.TASK, Column.LEAD, Column.IMPLEMENTER, Column.PARTNER)
    + (Column.TIMING, Column.OUTPUT)
)
# «năm 2028» under the heading "Năm".
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE = re.compile(r"(tong|cong)\b")
# Words of asking for a sum: «hết bao nhiêu tiền».
_OF_MONEY = frozenset("tien het ton mat chi ty trieu dong kinh phi".split())
# Rows that are looked at where no number names one, and the least score beside the best.
_MOST_ROWS = 5
_MOST_DOCUMENTS = 3
_NEARLY = 0.8
# Share of the question that a row must hold where no heading is named.
_WITHOUT_NAME = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A column that the question names: its heading and the question's words that name it."""

    index: int
    heading: str
    words: tuple[str, ...]

    @property
    def fit(self) -> tuple[int, float]:
        """How well it is named: words, and their share of the heading."""
        return len(self.words), len(self.words) / len(folded_syllables(self.heading))


def answer_cell(inquiry: Inquiry) -> Answer | None:
    """The cell under the heading that the question names, in the row that it means."""
    for document_id, row in _rows(inquiry):
        text = inquiry.document(document_id).text
        records = inquiry.records(document_id)
        counted = _is_counted(inquiry, records, row.path)
        named = bool(inquiry.question.labels) or counted
        asked = _column(inquiry, document_id, row)
        if asked is None or asked.index >= len(row.cells):
            continue
        if row.label is None and len(asked.words) < 2 and not _asks_funds(inquiry):
            continue  # A year alone does not tell that these sums are meant.
        cell = row.cells[asked.index]
        if not named and not _is_meant(inquiry, text, row, cell, asked):
            continue
        citation = inquiry.cite_unit(document_id, row.path, cell if cell.end > cell.start else None)
        if cell.end == cell.start:
            told = statements.empty_cell(asked.heading, citation.spot)
            return inquiry.answer(Status.NOT_STATED, told, [citation])
        told = _told(inquiry, document_id, row, asked)
        return inquiry.answer(Status.FOUND, told, [citation])
    return None


def _told(inquiry: Inquiry, document_id: str, row: Section, asked: _Asked) -> str:
    """A cell under its heading, a figure with its unit."""
    text = inquiry.document(document_id).text
    printed = clean(row.cells[asked.index].of(text))
    head = inquiry.records(document_id).rows[row.path]
    unit = figure_unit(text, head, row, asked.index)
    if unit is not None:
        return statements.cell(asked.heading, printed, unit=told_unit(unit.of(text)))
    return statements.cell(asked.heading, printed)


def _rows(inquiry: Inquiry) -> Iterator[tuple[str, Section]]:
    """The rows that the question may mean: those it numbers, else those found."""
    labels = inquiry.question.labels
    documents = inquiry.scope.documents or inquiry.in_scope
    near = [hit.passage.document_id for hit in inquiry.hits]
    for document_id in list(dict.fromkeys([*documents, *near]))[:_MOST_DOCUMENTS]:
        if not inquiry.library.card(document_id).has_rows:
            continue
        records = inquiry.records(document_id)
        for path in records.rows:
            numbered = bool(labels) and label_matches(labels[0], path, records.by_path[path].parent)
            if numbered and document_id in documents or _is_counted(inquiry, records, path):
                yield document_id, records.by_path[path]
    for hit in inquiry.hits[: 0 if labels else _MOST_ROWS]:
        if hit.score < _NEARLY * inquiry.hits[0].score:
            return
        if not inquiry.library.card(hit.passage.document_id).has_rows:
            continue
        found = inquiry.records(hit.passage.document_id).by_path.get(hit.passage.path)
        if found is not None and found.cells and not absent_from(inquiry, hit):
            yield hit.passage.document_id, found


def _is_counted(inquiry: Inquiry, records: Records, path: str) -> bool:
    """Whether the question names a row by the first column: "đoàn 2" under the heading "Đoàn"."""
    row, text = records.by_path[path], records.document.text
    head = records.rows.get(path)
    if head is None or not head.cells or not row.cells:
        return False
    kind = clean(head.cells[0].of(text))
    if column_of(kind) is Column.NUMBER:
        return False
    if row.label is None and not _YEAR.fullmatch(clean(row.cells[0].of(text))):
        return False
    named = fold(f"{kind} {clean(row.cells[0].of(text))}")
    return bool(re.search(rf"\b{re.escape(named)}\b", inquiry.question.folded))


def _column(inquiry: Inquiry, document_id: str, row: Section) -> _Asked | None:
    """The column of the row's table that the question names best, or whose sort it asks for."""
    records = inquiry.records(document_id)
    head = records.rows.get(row.path)
    if head is None:
        return None
    recorded = _RECORDED if records.assignments_at(row.path) else {Column.NUMBER}
    found, holding = [], []
    for index, span in enumerate(head.cells):
        heading = clean(span.of(records.document.text))
        if column_of(heading) in recorded or is_other_sort(heading, inquiry.question):
            continue
        words = named_part(heading, inquiry.question)
        asked = _Asked(index=index, heading=heading, words=words)
        if len(words) > 1 or (index and _is_asked_by(words, inquiry)):
            found.append(asked)
        elif holds_sort(heading, inquiry.question):
            holding.append(asked)
    # Of several sums none of which is named the whole is meant.
    holding.sort(key=lambda asked: not _WHOLE.match(fold(asked.heading)))
    return max(found, key=lambda asked: asked.fit, default=None) or next(iter(holding), None)


def _asks_funds(inquiry: Inquiry) -> bool:
    return Intent.FUNDING in inquiry.question.intents or inquiry.question.wanted is not Wanted.MONEY


def _is_asked_by(words: tuple[str, ...], inquiry: Inquiry) -> bool:
    """Whether one word with a word of asking behind it names a column: «màu gì»."""
    asked = rf"\b{' '.join(words)} (?:gi|nao|may|bao nhieu|the nao)\b"
    return bool(words) and bool(re.search(asked, inquiry.question.folded))


def _is_meant(inquiry: Inquiry, text: str, row: Section, cell: Span, asked: _Asked) -> bool:
    """Whether the rest of the question speaks of this row."""
    asking = _OF_MONEY if inquiry.question.wanted is Wanted.MONEY else frozenset()
    rest = [w for w in inquiry.question.topic if w not in asked.words and w not in asking]
    around = set(
        folded_syllables(text[row.span.start : cell.start] + text[cell.end : row.span.end])
    )
    weights = inquiry.weights
    total = sum(weights.get(w, 1.0) for w in rest)
    held = sum(weights.get(w, 1.0) for w in rest if w in around)
    least = ENOUGH if len(asked.words) > 1 else _WITHOUT_NAME
    return bool(rest) and held >= least * total
