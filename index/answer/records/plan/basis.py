"""Which document a plan carries out or rests on: its citations, by type and issuer."""

import re

from index.answer.answer import Answer, Status
from index.answer.inquiry import Inquiry
from index.answer.wording import statements
from index.question.intents import Intent
from knowledge.document import CitedDocument, Document
from knowledge.names.agencies import same_body
from knowledge.text import fold

_MOST = 6


def answer_basis(inquiry: Inquiry) -> Answer | None:
    """The documents that the plan meant cites, of the type and issuer that are asked for."""
    if inquiry.question.intent is not Intent.BASIS or inquiry.likely is None:
        return None
    if set(inquiry.question.intents) & {Intent.FUNDING, Intent.REPORTING, Intent.TIMING}:
        return None
    document = inquiry.document(inquiry.likely)
    found = _asked(inquiry, document)
    if not found:
        return None
    lines = [_told(cited) for cited in found]
    citations = []
    for cited in found:
        section = next((s for s in document.sections if s.span.contains(cited.span)), None)
        path = section.path if section else "/phần đầu"
        span = section.span if section else cited.span
        citations.append(inquiry.cite_span(document.id, path, span, cited.span))
    statement = statements.counted(f"{inquiry.short(document.id)} viện dẫn", lines)
    return inquiry.answer(Status.FOUND, statement, citations, quotes=True)


def _asked(inquiry: Inquiry, document: Document) -> list[CitedDocument]:
    """The cited documents that fit; those of the opening before later ones."""
    question = inquiry.question
    found = sorted(document.cites, key=lambda c: c.span.start)
    of_type = [
        c
        for c in found
        if c.type and re.search(rf"\b{fold(c.type)} (so )?(nao|gi|may)\b", question.folded)
    ]
    found = of_type or found
    issuer = document.identity.issuer.value if document.identity.issuer else ""
    names = [n for b in question.bodies for n in (*b.names, b.printed) if not same_body(n, issuer)]
    of_body = [c for c in found if c.issuer and any(_is_of(c.issuer, n) for n in names)]
    if names and of_body:
        found = of_body
    return found[:_MOST]


def _is_of(issuer: str, name: str) -> bool:
    """Whether a citation's issuer is a body or part of it, as a standing board of its committee."""
    return same_body(issuer, name) or fold(name).removesuffix(" tinh") in fold(issuer)


def _told(cited: CitedDocument) -> str:
    parts = [cited.type or "Văn bản", f"số {cited.number}"]
    if cited.date:
        parts.append(statements.on_day(cited.date))
    if cited.issuer:
        parts.append(f"của {cited.issuer}")
    return " ".join(parts)
