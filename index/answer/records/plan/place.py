"""What stands at a place that is named as the source lines print it, or by an old code."""

from collections.abc import Sequence

from index.answer.answer import Answer, Choice, Citation, Status
from index.answer.inquiry import Inquiry
from index.answer.records.section_words import words_of
from index.answer.wording import statements
from index.library.passages import LETTERHEAD, letterhead_span
from knowledge.text import clean


def tell_place(inquiry: Inquiry, places: Sequence[tuple[str, str]]) -> Answer:
    """What stands at a place; which one is meant where several have the name that was typed.

    Args:
        inquiry: What was typed.
        places: Document id and section path of each, at least one.
    """
    if len(places) > 1:
        cited = [_cite(inquiry, *place) for place in places]
        choices = [
            Choice(label=each.name, question=each.name, documents=(each.document_id,))
            for each in cited
        ]
        lines = [each.name for each in cited]
        told = statements.choose_place(lines)
        return inquiry.answer(Status.CHOOSE, told, cited, choices)
    document_id, path = places[0]
    section = inquiry.records(document_id).by_path.get(path)
    if section is not None:
        return words_of(inquiry, document_id, section)
    head = _cite(inquiry, document_id, path)
    return inquiry.answer(Status.FOUND, statements.quoted(clean(head.excerpt)), [head], quotes=True)


def _cite(inquiry: Inquiry, document_id: str, path: str) -> Citation:
    head = letterhead_span(inquiry.document(document_id)) if path == LETTERHEAD else None
    if head is not None:
        return inquiry.cite_span(document_id, path, head)
    return inquiry.cite_unit(document_id, path)
