"""Which plans of a library say that they replace another one."""

import re

from index.library.card import DocumentCard
from index.library.passage import Passage
from index.library.store import Library
from knowledge.numbers import find_numbers
from knowledge.text import fold

# Characters between the word and the number that it is said of.
_NEAR = 250
_SAYS = re.compile(r"\b(?:thay the(?: cho)?|bai bo|huy bo)\b")
_ENDED = re.compile(r"\bhet hieu luc\b")


def replacing(library: Library, card: DocumentCard) -> tuple[DocumentCard, ...]:
    """The plans that replace or end a plan by its number, the latest first.

    A number alone does not tell a plan: one of another place, or of an earlier day, replaces
    another plan of that number.
    """
    number = card.identity.number
    if number is None:
        return ()
    found = {
        passage.document_id
        for passage in library.passages_holding(number.value)
        if passage.document_id != card.id and _replaces(passage, number.value)
    }
    cards = [each for each in library.documents if each.id in found and _may(each, card)]
    return tuple(sorted(cards, key=_day, reverse=True))


def _replaces(passage: Passage, number: str) -> bool:
    folded = fold(passage.text)
    for each in find_numbers(passage.text):
        if each.canonical != number:
            continue
        before = folded[max(0, each.start - _NEAR) : each.start]
        if _SAYS.search(before) or _ENDED.search(folded[each.end : each.end + _NEAR]):
            return True
    return False


def _may(later: DocumentCard, card: DocumentCard) -> bool:
    """Whether a plan may replace another one, by place and day."""
    ours, theirs = card.identity.place, later.identity.place
    if ours is not None and theirs is not None and fold(ours.value) != fold(theirs.value):
        return False
    return not _day(card) or not _day(later) or _day(later) > _day(card)


def _day(card: DocumentCard) -> str:
    return card.identity.date.value if card.identity.date else ""
