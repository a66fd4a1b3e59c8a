"""Questions for one cell of a table row: "thư ký của nhiệm vụ 5", "trưởng đoàn giám sát xã".

Lead, partner, time and product are told from the records; this is for every other column.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index import statements
from index.absent import absent_from
from index.answer import Answer, Status
from index.inquiry import ENOUGH, Inquiry
from index.references import label_matches
from knowledge.document import Section
from knowledge.tables import Column, column_of
from knowledge.text import Span, clean, folded_syllables

# Told with all else that the record of a row holds.
_RECORDED = (Column.NUMBER, Column.TASK, Column.LEAD, Column.IMPLEMENTER, Column.PARTNER)
_TIMED = (Column.TIMING, Column.OUTPUT)
# Rows that are looked at where no number names one, and the least score beside the best.
_MOST_ROWS = 5
_NEARLY = 0.8


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
        asked = _column(inquiry, document_id, row)
        if asked is None or asked.index >= len(row.cells):
            continue
        cell = row.cells[asked.index]
        if not inquiry.question.labels and not _is_meant(inquiry, text, row, cell, asked):
            continue
        citation = inquiry.cite_unit(document_id, row.path, cell if cell.end > cell.start else None)
        if cell.end == cell.start:
            name = f"mục {row.path} {inquiry.name(document_id)}"
            told = statements.not_stated(asked.heading, name)
            return inquiry.answer(Status.NOT_STATED, told, [citation])
        told = statements.cell(asked.heading, clean(cell.of(text)))
        return inquiry.answer(Status.FOUND, told, [citation])
    return None


def _rows(inquiry: Inquiry) -> Iterator[tuple[str, Section]]:
    """The rows that the question may mean: those of its number, else those found."""
    question = inquiry.question
    if question.labels:
        for document_id in inquiry.scope.documents or inquiry.in_scope:
            for section in inquiry.records(document_id).numbered():
                if section.cells and label_matches(question.labels[0], section.path):
                    yield document_id, section
        return
    for hit in inquiry.hits[:_MOST_ROWS]:
        if hit.score < _NEARLY * inquiry.hits[0].score:
            return
        found = inquiry.records(hit.passage.document_id).by_path.get(hit.passage.path)
        if found is not None and found.cells and not absent_from(inquiry, hit):
            yield hit.passage.document_id, found


def _column(inquiry: Inquiry, document_id: str, row: Section) -> _Asked | None:
    """The column of the row's table that the question names best."""
    records = inquiry.records(document_id)
    head = records.head_of(row)
    if head is None:
        return None
    typed = folded_syllables(inquiry.question.restored.text)
    found: list[_Asked] = []
    for index, span in enumerate(head.cells):
        heading = clean(span.of(records.document.text))
        if column_of(heading) in (*_RECORDED, *_TIMED):
            continue
        words = _shared_run(folded_syllables(heading), typed)
        if len(words) > 1:
            found.append(_Asked(index=index, heading=heading, words=words))
    return max(found, key=lambda asked: asked.fit, default=None)


def _shared_run(heading: list[str], typed: list[str]) -> tuple[str, ...]:
    """The longest run of a heading's syllables that the question types one after the other."""
    best: tuple[str, ...] = ()
    for start in range(len(heading)):
        for end in range(len(heading), start + len(best), -1):
            run = heading[start:end]
            if any(typed[n : n + len(run)] == run for n in range(len(typed))):
                best = tuple(run)
                break
    return best


def _is_meant(inquiry: Inquiry, text: str, row: Section, cell: Span, asked: _Asked) -> bool:
    """Whether the rest of the question speaks of this row."""
    rest = [w for w in inquiry.question.topic if w not in asked.words]
    around = set(
        folded_syllables(text[row.span.start : cell.start] + text[cell.end : row.span.end])
    )
    weights = inquiry.weights
    total = sum(weights.get(w, 1.0) for w in rest)
    held = sum(weights.get(w, 1.0) for w in rest if w in around)
    return bool(rest) and held >= ENOUGH * total
