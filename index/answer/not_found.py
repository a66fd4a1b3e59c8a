"""That nothing in the library speaks of what is asked, and what comes nearest to it."""

from index.answer.answer import Answer, Status
from index.answer.inquiry import SOME, Inquiry
from index.answer.wording import statements
from knowledge.dates import spoken


def not_found(inquiry: Inquiry) -> Answer:
    """That nothing in the library speaks of it."""
    return inquiry.answer(
        Status.NOT_FOUND, statements.not_found(*library_extent(inquiry), near_titles(inquiry))
    )


def library_extent(inquiry: Inquiry) -> tuple[int, str | None]:
    """How many documents there are and the day of the newest, as spoken."""
    cards = inquiry.library.documents
    dates = [card.identity.date.value for card in cards if card.identity.date]
    return len(cards), spoken(max(dates)) if dates else None


def near_titles(inquiry: Inquiry) -> list[str]:
    """The names of the documents nearest to the question, two at most."""
    close = [h.passage.document_id for h in inquiry.hits if h.coverage >= SOME]
    return [inquiry.short(d) for d in list(dict.fromkeys(close))[:2]]
