"""Where to look in a plan that does not say what is asked for."""

import re
from collections.abc import Sequence

from index.answer.answer import Answer, Citation, Status
from index.answer.inquiry import Inquiry
from index.answer.records.section_words import part_choices
from index.answer.wording import statements
from index.question.intents import TIMES, Intent, Wanted
from knowledge.document import Section, SectionKind
from knowledge.names.title_case import sentence_cased
from knowledge.text import clean, fold

_ORGANISING = re.compile(r"\b(to chuc (thuc hien|trien khai)|phan cong|trach nhiem)\b")
_OF_MONEY = re.compile(r"\b(kinh phi|nguon luc|ngan sach|tai chinh)\b")
_OF_TIME = re.compile(r"\b(thoi gian|thoi han|tien do|lo trinh)\b")
_HEADED = (SectionKind.HEADING, SectionKind.GROUP, SectionKind.ITEM)
# Characters of a heading.
_LONGEST = 60


def denied(
    inquiry: Inquiry, document_id: str, denial: str, citations: Sequence[Citation] = ()
) -> Answer:
    """A denial, and on a line of its own the part of the plan where the like would stand.

    It is told by its heading alone: words under a denial would be taken for its proof. A news item
    has no such part.

    Args:
        inquiry: The question.
        document_id: The plan.
        denial: That it does not say it.
        citations: What was read; it is not shown.
    """
    part = _part(inquiry, document_id)
    statement, parts = denial, [part] if part is not None else []
    if part is not None:
        heading = sentence_cased(clean(part.heading or ""), inquiry.document(document_id).text)
        cut = f"{heading[:_LONGEST].rsplit(' ', 1)[0]} …" if len(heading) > _LONGEST else heading
        place = f"{inquiry.place(document_id, part.path)} ({cut})"
        statement = f"{denial}\n{statements.see_also([place])}"
    choices = part_choices(inquiry, document_id, parts)
    return inquiry.answer(Status.NOT_STATED, statement, citations, choices, shown=0)


def _part(inquiry: Inquiry, document_id: str) -> Section | None:
    """The outermost part headed by what is asked for, else by who does what."""
    headed = [s for s in inquiry.document(document_id).sections if s.heading and s.kind in _HEADED]
    for pattern in (_sort(inquiry), _ORGANISING):
        found = [s for s in headed if pattern.search(fold(s.heading or ""))]
        if found:
            return min(found, key=lambda s: (s.path.startswith("PL"), s.level, s.span.start))
    return None


def _sort(inquiry: Inquiry) -> re.Pattern[str]:
    question = inquiry.question
    if question.wanted is Wanted.MONEY or Intent.FUNDING in question.intents:
        return _OF_MONEY
    timed = question.wanted in TIMES and Intent.REPORTING not in question.intents
    return _OF_TIME if timed else _ORGANISING
