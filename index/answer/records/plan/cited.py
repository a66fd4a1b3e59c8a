"""What the library says of documents that it does not hold but that others cite."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from index.answer.answer import Answer, Status
from index.answer.inquiry import Inquiry
from index.answer.wording import statements
from index.question.intents import Intent
from index.question.references import DocumentReference
from knowledge.citations import find_citations
from knowledge.document import CitedDocument, Document
from knowledge.number_key import number_key
from knowledge.numbers import code_of_type, type_of_code
from knowledge.text import Span, clean, fold

# Kinds of documents that are issued by a decision and called by its number.
_ISSUED_BY_DECISION = ("ĐA", "DA", "CTR")
_ASKED_OF_CITED = (Intent.TIMING, Intent.DATE, Intent.DEFINE, Intent.FREE, Intent.NUMBER)


def answer_cited(inquiry: Inquiry) -> Answer | None:
    """Questions of a document that the library does not hold but that others cite."""
    question, scope = inquiry.question, inquiry.scope
    if not scope.cited or scope.by_number or question.intent not in _ASKED_OF_CITED:
        return None
    if len(question.topic) > 4 and question.intent is not Intent.DATE:
        return None
    return tell_cited(inquiry)


def show_cited(inquiry: Inquiry) -> Answer | None:
    """As `tell_cited`, where something else is asked: it is shown, and answers nothing."""
    told = tell_cited(inquiry)
    return replace(told, status=Status.RELATED) if told is not None else None


def tell_cited(inquiry: Inquiry) -> Answer | None:
    """What is said of the first document that is not held, where it is cited."""
    reference = inquiry.scope.cited[0]
    found: list[tuple[Document, CitedDocument]] = []
    for document_id in inquiry.scope.documents or citing_documents(inquiry):
        document = inquiry.document(document_id)
        found += [(document, c) for c in document.cites if _is_meant(reference, c, document.text)]
    return _tell_cited(inquiry, found) if found else None


def is_cited(inquiry: Inquiry, reference: DocumentReference) -> bool:
    """Whether any document of the library cites one that is not held."""
    passages = inquiry.library.passages(_holding(inquiry, reference)).values()
    return any(_names(reference, passage.text) for passage in passages)


def citing_documents(inquiry: Inquiry) -> list[str]:
    """Ids of the documents that cite the first document that is not held."""
    reference = inquiry.scope.cited[0]
    passages = inquiry.library.passages(_holding(inquiry, reference)).values()
    return list(dict.fromkeys(p.document_id for p in passages if _names(reference, p.text)))


def is_about_cited(inquiry: Inquiry, answer: Answer) -> bool:
    """Whether what proves an answer speaks of the documents named that the library lacks.

    A plan speaks of a document that its title names, all through, and of others where it cites
    them; that it cites one says nothing of what it sets itself.
    """
    for citation in answer.citations[: max(1, answer.shown)]:
        records = inquiry.records(citation.document_id)
        title, section = records.document.identity.title, records.by_path.get(citation.path)
        told = [citation.quoted, clean(title.value) if title else ""]
        told += [section.span.of(records.document.text)] if section is not None else []
        if any(_names(each, text) for each in inquiry.scope.cited for text in told):
            return True
    return False


def _names(reference: DocumentReference, text: str) -> bool:
    """Whether a text cites the document that a question names."""
    return any(_is_meant(reference, each, text) for each in _cited(text))


@lru_cache(maxsize=500)
def _cited(text: str) -> tuple[CitedDocument, ...]:
    return find_citations(text, None, [Span(start=0, end=len(text))])


def _is_meant(reference: DocumentReference, cited: CitedDocument, text: str) -> bool:
    """Whether a cited document is the one that a question names: number, type, year and code.

    Args:
        reference: What the question names.
        cited: What a text cites.
        text: That text.
    """
    key = number_key(cited.number)
    if key is None or str(key.serial) != reference.digits:
        return False
    asked = number_key(reference.canonical) if reference.canonical else None
    if asked is not None and asked.is_other(key):
        return False
    if reference.year and reference.year not in (key.year, (cited.date or "")[:4]):
        return False
    return reference.code is None or _is_of_type(reference.code, cited, text)


def _is_of_type(code: str, cited: CitedDocument, text: str) -> bool:
    key = number_key(cited.number)
    types = set(key.types) if key is not None else set()
    printed = code_of_type(cited.type) if cited.type else None
    if printed:
        types.add(fold(printed))
    if not types:
        return code == "CV"
    name = type_of_code(code)
    if code in _ISSUED_BY_DECISION and name is not None and fold(name) in fold(text):
        types.add(fold(code))
    return any(each.startswith(fold(code)) for each in types)


def _holding(inquiry: Inquiry, reference: DocumentReference) -> list[str]:
    """Ids of the passages that hold the digits of a number, those with its code first."""
    digits = reference.digits
    words = [w for form in (digits, digits.zfill(2)) for w in (form, fold(reference.code or ""))]
    return [pid for pid, _ in inquiry.searcher.lexical([w for w in words if w], k=60)]


def _tell_cited(inquiry: Inquiry, found: Sequence[tuple[Document, CitedDocument]]) -> Answer:
    dated = sorted(found, key=lambda pair: (pair[1].date is None, pair[1].span.start))
    citations = []
    for document, cited in dated[:5]:
        section = next((s for s in document.sections if s.span.contains(cited.span)), None)
        if section is not None:
            citations.append(inquiry.cite_unit(document.id, section.path, cited.span))
        else:
            citations.append(inquiry.cite_span(document.id, "/phần đầu", cited.span))
    document, cited = dated[0]
    sentence = _around(document.text, cited.span)
    head = f"{cited.type or 'Văn bản'} số {cited.number}"
    date = f", {statements.on_day(cited.date)}" if cited.date else ""
    told = statements.cited(f"{head}{date}", inquiry.short(document.id), sentence)
    return inquiry.answer(Status.FOUND, told, citations, quotes=True)


def _around(text: str, span: Span) -> str:
    """The citing words and what follows them up to the next end mark, cleaned."""
    end = min(
        (p for p in (text.find(mark, span.end) for mark in (";", ".\n", ". ", "\n\n")) if p >= 0),
        default=len(text),
    )
    return clean(text[span.start : min(max(end, span.end), span.end + 320)]).strip(" ,")
