"""What must be said of a plan: what became of it, no original, its place reorganised."""

import re

from bot.wording import page as wording_page
from index.answer.cite import cite
from index.answer.wording.statements import capital
from index.force.notices import notices_of as force_notices
from index.library.card import DocumentCard
from index.library.passages import LETTERHEAD
from index.library.store import Library
from knowledge.names.places import full_name as place_name
from knowledge.names.places import merged_into
from knowledge.text import Span

# The day on which provinces were merged, by resolution 202/2025/QH15.
_REORGANISED = "2025-07-01"
_LEVEL = re.compile(r"^(tỉnh|thành phố) ", re.IGNORECASE)


def notices_of(library: Library, card: DocumentCard, path: str | None) -> tuple[str, ...]:
    """The sentences, the weightiest first.

    Args:
        library: Where it is in, and what may have changed it.
        card: The plan.
        path: The section that is cited; None for none.
    """
    notices = [each.text for each in force_notices(library, card.id, "")]
    document = library.document(card.id)
    at = path if path is not None else LETTERHEAD
    span = next((s.reach for s in document.sections if s.path == path), None)
    whole = Span(start=0, end=len(document.text))
    if document.text.strip():
        remark = cite(document, at, span or whole).remark
        notices += [f"{remark}."] if remark else []
    merged = _merged(card)
    notices += [merged] if merged else []
    return tuple(notices)


def _merged(card: DocumentCard) -> str | None:
    """That the province of a plan is part of another one since."""
    place, day = card.identity.place, card.identity.date
    if place is None or (day is not None and day.value >= _REORGANISED):
        return None
    name = _LEVEL.sub("", place.value)
    now = merged_into(name)
    if now is None:
        return None
    return wording_page.MERGED.format(place=capital(place.value), now=place_name(now))
