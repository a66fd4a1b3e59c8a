"""Telling one assignment: the slot that was asked for first, the others after it."""

import re

from index.answer import statements
from index.answer.answer import Answer, Citation, Status
from index.answer.inquiry import Inquiry
from index.question.intents import TIMES, Intent
from knowledge.contradictions import difference_of
from knowledge.document import Assignment

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
    citation = citation_of(inquiry, document_id, assignment, path)
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
    if not told or slots.get(asked[0]) is None:
        return _lacking(inquiry, asked[0], assignment, citation)
    rest = [
        who,
        statements.partners(assignment),
        statements.timing(assignment),
        statements.supervisor(assignment),
        statements.guided(assignment),
    ]
    lines = list(dict.fromkeys(line for line in [*told, *rest] if line))
    citations = [citation]
    document = inquiry.document(document_id)
    found = difference_of(document.text, document.sections, document.assignments, assignment)
    if found is not None:
        citations.append(citation_of(inquiry, document_id, found.other, found.other.path))
        lines.append(statements.elsewhere(found, citations[-1].spot))
    return inquiry.answer(Status.FOUND, "\n".join(lines), citations)


def _names_anyone(assignment: Assignment) -> bool:
    return bool(assignment.leads or assignment.implementers)


def citation_of(inquiry: Inquiry, document_id: str, assignment: Assignment, path: str) -> Citation:
    """The whole task with its field lines, the assigning words quoted."""
    return inquiry.cite_unit(document_id, path, assignment.span)


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
