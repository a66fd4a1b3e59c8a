"""A plan named by nothing but its number: what it is and which parts it has."""

from index.answer import statements
from index.answer.answer import Answer, Choice, Status
from index.answer.inquiry import Inquiry
from index.question.intents import Intent
from knowledge.document import Section, SectionKind
from knowledge.text import clean

_MOST_PARTS = 10


def answer_overview(inquiry: Inquiry) -> Answer | None:
    """The title and the outermost parts of a plan; None unless it is named and no more is asked."""
    question = inquiry.question
    if (
        question.intents not in ((Intent.FREE,), (Intent.DEFINE,))
        or question.topic
        or question.labels
        or not inquiry.scope.by_number
    ):
        return None
    document_id = inquiry.in_scope[0]
    records = inquiry.records(document_id)
    document = records.document
    parts = [
        s
        for s in document.sections
        if s.heading and s.kind in (SectionKind.HEADING, SectionKind.GROUP) and s.parent is None
    ][:_MOST_PARTS]
    title = document.identity.title
    lines = [inquiry.name(document_id)]
    if title is not None:
        lines.append(f"Về: {statements.quoted(clean(title.value))}")
    lines += [f"• {_named(inquiry, document_id, s)}" for s in parts]
    citations = [inquiry.cite_unit(document_id, s.path) for s in parts[:1]]
    if title is not None and title.span is not None:
        citations.insert(0, inquiry.cite_span(document_id, "/tên gọi", title.span))
    choices = [
        Choice(label=_named(inquiry, document_id, s), question=s.path, documents=(document_id,))
        for s in parts
    ]
    return inquiry.answer(Status.FOUND, "\n".join(lines), citations, choices, quotes=True)


def _named(inquiry: Inquiry, document_id: str, section: Section) -> str:
    """A part with its heading, capitals gone: "Phần I. Mục đích, yêu cầu"."""
    heading = clean(section.heading or "")
    heading = statements.capital(heading.lower()) if heading.isupper() else heading
    return f"{statements.capital(inquiry.place(document_id, section.path))}. {heading}"
