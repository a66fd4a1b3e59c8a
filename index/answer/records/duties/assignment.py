"""Telling one assignment: the slot that was asked for first, the others after it."""

import re
from collections.abc import Sequence

from index.answer.answer import Answer, Citation, Status
from index.answer.inquiry import Inquiry
from index.answer.wording import statements
from index.question.intents import TIMES, Intent
from knowledge.contradictions import difference_of
from knowledge.document import Assignment, Section
from knowledge.text import Span

# Characters of a quotation that are shown at once, and of a task's title.
_LONGEST_QUOTE, _LONGEST_TITLE = 420, 90
_ASKS_BESIDE = re.compile(r"\b(lanh dao|phu trach|huong dan)\b")
_LEAD = re.compile(r"\b(chu tri|dau moi)\b")
_DOES = re.compile(
    r"\b(ai|nao) (phai |se |duoc giao )?(lam|thuc hien|trien khai|chiu trach nhiem|co trach nhiem|"
    r"tham muu|huong dan|to chuc|lo|kiem tra|cap|tiep nhan)\b|\bai lam\W*$"
)


def tell_assignment(
    inquiry: Inquiry, document_id: str, assignment: Assignment, path: str
) -> Answer:
    """The answer that an assignment gives to a lead, partner, timing or product question."""
    question = inquiry.question
    # «ai làm», «bộ nào chịu trách nhiệm» ask for no lead, which then need not be said to lack.
    lead_asked = bool(_LEAD.search(question.folded)) or not _DOES.search(question.folded)
    who = statements.who(assignment, lead_asked=lead_asked) if _names_anyone(assignment) else None
    slots = {
        Intent.LEAD: who,
        Intent.MONITORING: who,
        Intent.PARTNER: statements.partners(assignment),
        Intent.TIMING: statements.timing(assignment),
        Intent.OUTPUT: statements.output(assignment),
    }
    asked = [i for i in question.intents if i in slots] or [Intent.LEAD]
    if question.wanted in TIMES and Intent.TIMING not in asked:
        asked.append(Intent.TIMING)
    told = [slots[i] for i in asked if slots[i]]
    citation = citation_of(inquiry, document_id, assignment, path, asked=asked)
    if not told or slots.get(asked[0]) is None:
        return _lacking(inquiry, asked[0], assignment, citation)
    section = inquiry.records(document_id).by_path[assignment.path]
    if section.cells:
        # A row of a table cannot be read as a sentence: all that it holds is told.
        told += [*slots.values(), *_beside(assignment)]
    else:
        told += _beside(assignment) if _ASKS_BESIDE.search(question.folded) else []
    lines = list(dict.fromkeys(line for line in told if line))
    lines += _title(inquiry, document_id, section, citation)
    citations = [citation]
    document = inquiry.document(document_id)
    found = difference_of(document.text, document.sections, document.assignments, assignment)
    if found is not None:
        citations.append(citation_of(inquiry, document_id, found.other, found.other.path))
        lines.append(statements.elsewhere(found, citations[-1].spot))
    return inquiry.answer(Status.FOUND, "\n".join(lines), citations)


def _beside(assignment: Assignment) -> list[str | None]:
    return [statements.supervisor(assignment), statements.guided(assignment)]


def _title(inquiry: Inquiry, document_id: str, section: Section, citation: Citation) -> list[str]:
    """Which task it is, where the words that are quoted do not say so: a field line, a cell."""
    if section.span.start <= citation.quote.start < section.span.end and not section.cells:
        return []
    place = statements.capital(inquiry.place(document_id, section.path))
    return [f"{place}: {inquiry.task_title(document_id, section.path, _LONGEST_TITLE)}"]


def _names_anyone(assignment: Assignment) -> bool:
    return bool(assignment.leads or assignment.implementers)


def citation_of(
    inquiry: Inquiry,
    document_id: str,
    assignment: Assignment,
    path: str,
    *,
    asked: Sequence[Intent] = (),
) -> Citation:
    """The whole task with its field lines; quoted are the words that assign, and what is asked."""
    quote = assignment.span
    by_path = inquiry.records(document_id).by_path
    held, own = by_path.get(path), by_path.get(assignment.path)
    if held and own and not any(held.reach.contains(each) for each in (own.span, quote)):
        path = assignment.path  # Short tasks share the passage that was found.
    for value in _values(assignment, asked):
        if not quote.contains(value):
            text = inquiry.document(document_id).text
            line = _line_around(text, value)
            both = quote.union(line)
            short = both.end - both.start <= _LONGEST_QUOTE
            quote = both if short else line
    return inquiry.cite_unit(document_id, path, quote)


def _values(assignment: Assignment, asked: Sequence[Intent]) -> list[Span]:
    """Where the values stand that are asked for, the first one last."""
    held = {
        Intent.PARTNER: assignment.partners,
        Intent.TIMING: assignment.timing,
        Intent.OUTPUT: assignment.output,
    }
    return [value.span for each in reversed(asked) if (value := held.get(each)) is not None]


def _line_around(text: str, value: Span) -> Span:
    """The line that a value stands in, or its sentence where the line is long."""
    start = text.rfind("\n", 0, value.start) + 1
    end = text.find("\n", value.end)
    end = len(text) if end < 0 else end
    if end - start > _LONGEST_QUOTE:
        start = max(start, text.rfind(". ", start, value.start) + 2)
        stop = text.find(". ", value.end, end)
        end = stop + 1 if stop >= 0 else end
    return Span(start=start, end=end)


def _lacking(inquiry: Inquiry, asked: Intent, assignment: Assignment, citation: Citation) -> Answer:
    what = {
        Intent.PARTNER: "đơn vị phối hợp",
        Intent.TIMING: "thời gian",
        Intent.OUTPUT: "sản phẩm, kết quả",
    }.get(asked, "đơn vị chủ trì")
    lines = [statements.not_written(what, citation.spot)]
    if asked is not Intent.LEAD and _names_anyone(assignment):
        lines.append(statements.who(assignment, lead_asked=False))
    return inquiry.answer(Status.NOT_STATED, "\n".join(lines), [citation])
