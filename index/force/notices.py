"""What an answer must be told with: the documents that it cites may not be in force any more."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from index.answer.answer import Answer, Citation, Notice, Status
from index.answer.cite import cite
from index.answer.contradictions import lies_at
from index.force import statements
from index.force.fates import Fate
from index.force.statements import by_admin
from index.library.document_names import full_name
from index.library.store import Library
from index.question.labels import find_labels
from index.question.language import Language
from index.question.place_words import place_in_words
from knowledge.document import Change, Document, Section
from knowledge.force.corrections import value_of
from knowledge.text import clean, fold

# Documents of an answer that are spoken of, and places of an amending document that are quoted.
_MOST_DOCUMENTS, _MOST_PLACES = 4, 3
# What changes parts of a document and leaves the rest, and the words in which it does so.
_PARTLY = (Change.AMENDED, Change.RECTIFIED)
_EDITS = re.compile(r"\b(?:sua|thay|bo|bo sung|dinh chinh|dieu chinh|doc la|viet la)\b")


def with_notices(answer: Answer, library: Library, today: date | None = None) -> Answer:
    """The answer with what has become of the documents that it cites.

    Args:
        answer: In its language.
        library: From which it is; what is not shown in it is not named.
        today: The day of the question; that of the clock if None.
    """
    found: list[Notice] = []
    told = _told(answer)
    once = {each.document_id: each for each in reversed(told)}
    for citation in [each for each in told if once[each.document_id] is each][:_MOST_DOCUMENTS]:
        found += notices_of(library, citation.document_id, citation.path, answer.language, today)
    for citation in told[:_MOST_DOCUMENTS]:
        found += _corrections_at(library, citation, answer.language)
    return replace(answer, notices=tuple(found)) if found else answer


def _told(answer: Answer) -> tuple[Citation, ...]:
    """The citations that an answer is told from."""
    whole = answer.status is Status.CHOOSE or not answer.shown
    return answer.citations if whole else answer.citations[: answer.shown]


def _corrections_at(library: Library, citation: Citation, language: Language) -> Iterator[Notice]:
    """What admins say of the task that is cited, in front of what the text says."""
    document = library.document(citation.document_id)
    parents = {each.path: each.parent for each in document.sections}
    for each in document.corrections:
        if each.path and citation.path in (each.path, parents.get(each.path)):
            told = by_admin(each.slot, each.value, value_of(document, each), language)
            place = place_in_words(document, each.path)
            yield Notice(text=statements.of_task(told, place, language))


def notices_of(
    library: Library,
    document_id: str,
    path: str,
    language: Language = Language.VIETNAMESE,
    today: date | None = None,
) -> list[Notice]:
    """What has become of a document, and what later ones say of one of its parts."""
    found: list[Notice] = []
    now = (today or date.today()).isoformat()
    name = library.short_name(document_id)
    for each in library.fates(document_id):
        if each.change is Change.EXPIRED and not each.confirmed and (each.since or "") >= now:
            continue
        by = full_name(library.card(each.by)) if each.by else each.name or None
        citations: tuple[Citation, ...] = ()
        if each.by and each.change in _PARTLY:
            citations = tuple(_of_part(library, each, path))
        text = statements.fate(each, name, by, language)
        if citations:
            place = place_in_words(library.document(document_id), path)
            text += "\n" + statements.CHANGED_HERE[language].format(
                name=library.short_name(each.by), place=place
            )
        found.append(Notice(text=text, citations=citations))
    return found


def _of_part(library: Library, fate: Fate, path: str) -> Iterator[Citation]:
    """Where an amending document speaks of one part of the other."""
    document = library.document(fate.by)
    found = [each for each in document.sections if _changes(document, each, path)]
    inner = [each for each in found if not any(_is_above(each, other) for other in found)]
    for section in inner[:_MOST_PLACES]:
        yield cite(document, section.path, section.reach, known_as=library.short_name(fate.by))


def _is_above(section: Section, other: Section) -> bool:
    return other is not section and section.reach.contains(other.reach)


def _changes(document: Document, section: Section, path: str) -> bool:
    """Whether a section changes a part: its words name it, in front of those that are new."""
    whole = clean(section.span.of(document.text))
    if _EDITS.search(fold(whole)) is None:
        return False
    words = whole.partition("“")[0]
    return any(lies_at(each, path) or _is_inside(path, each.path) for each in find_labels(words))


def _is_inside(path: str, label: str) -> bool:
    return label.startswith(f"{path}.")
