"""A plan named by its number or its place and no more: what it is and which parts it has."""

from collections.abc import Sequence

from index.answer.answer import Answer, Choice, Citation, Status
from index.answer.inquiry import Inquiry
from index.answer.wording import statements
from index.library.document_names import about_title
from index.question.intents import Intent
from knowledge.document import Section, SectionKind
from knowledge.names.title_case import sentence_cased
from knowledge.text import clean

_MOST_PARTS = 10
# Words that ask for no matter in a plan: "nói về gì", "nội dung", "đề cập gì".
_OF_THE_WHOLE = frozenset("noi dung chinh de cap".split())
# Characters of a title.
_LONGEST_TITLE = 150


def answer_overview(inquiry: Inquiry) -> Answer | None:
    """The title and the outermost parts of a plan; None unless it is named and no more is asked."""
    question = inquiry.question
    if (
        question.intents not in ((Intent.FREE,), (Intent.DEFINE,))
        or not _OF_THE_WHOLE.issuperset(question.topic)
        or question.labels
        or not _is_named(inquiry)
        or question.bodies
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
    citations = [inquiry.cite_unit(document_id, s.path) for s in parts[:1]]
    if title is not None and title.span is not None:
        citations.insert(0, inquiry.cite_span(document_id, "/tên gọi", title.span))
    lines = [_head(inquiry, document_id, citations)]
    if title is not None:
        lines.append(statements.about(_cut(about_title(title.value, document.text))))
    lines += [f"• {_named(inquiry, document_id, s)}" for s in parts]
    choices = [
        Choice(label=_named(inquiry, document_id, s), question=s.path, documents=(document_id,))
        for s in parts
    ]
    # The name stands in the first line; a source line would say it again.
    told = "\n".join(lines)
    return inquiry.answer(Status.FOUND, told, citations, choices, quotes=True, shown=0)


def _is_named(inquiry: Inquiry) -> bool:
    """Whether a plan is meant, and not one that only cites what is asked about."""
    scope = inquiry.scope
    return scope.by_number or (len(scope.documents or ()) == 1 and not scope.cited)


def _head(inquiry: Inquiry, document_id: str, citations: Sequence[Citation]) -> str:
    """The full name, with what must be said of the source; the title has a line of its own."""
    remark = citations[0].remark if citations else None
    name = inquiry.name(document_id)
    if inquiry.document(document_id).identity.number is None:
        name = name.partition(" về ")[0]
    return f"{name}\n({remark})" if remark else name


def _cut(title: str) -> str:
    longest = _LONGEST_TITLE
    return title if len(title) <= longest else f"{title[:longest].rsplit(' ', 1)[0]} …"


def _named(inquiry: Inquiry, document_id: str, section: Section) -> str:
    """A part with its heading, capitals gone: "Phần I. Mục đích, yêu cầu"."""
    heading = sentence_cased(clean(section.heading or ""), inquiry.document(document_id).text)
    return f"{statements.capital(inquiry.place(document_id, section.path))}. {heading}"
