"""Parts of a plan that are asked for by what they are: its purpose, its funding."""

import re
from collections.abc import Sequence

from index.answer.answer import Answer, Status
from index.answer.inquiry import Inquiry
from index.answer.records.section_words import is_field_line
from index.answer.wording import statements
from index.library.passage import Passage
from index.question.intents import Intent
from index.search.extract import best_sentences, statement_text
from index.search.search import coverage, tokens
from knowledge.text import fold

# "lấy từ đâu", "nguồn nào", "tiền đâu": what is answered by where money comes from, not by sums.
_ASKS_SOURCE = re.compile(
    r"\b(tu dau|o dau|lay dau|dau ra|tien dau|nguon nao|nguon gi|ai (chi|cap|tra))\b"
)
_SOURCE = re.compile(r"\b(ngan sach|nguon|von|xa hoi hoa|van dong|tai tro|du toan|tu bao dam)\b")
# Topic coverage from which a sentence of the part is what was asked for.
_TOPICAL = 0.3


def tell_part(inquiry: Inquiry, document_id: str, words: Sequence[str]) -> Answer | None:
    """The passages under a heading that holds one of the words, the most fitting first.

    Args:
        inquiry: The question.
        document_id: The plan that is meant.
        words: Folded words of the heading, the likeliest first.
    """
    passages = inquiry.library.passages_of(document_id)
    if inquiry.question.intent is Intent.TIMING:
        passages = tuple(p for p in passages if not _is_of_task(inquiry, p))
    for word in words:
        under = [p for p in passages if _is_under(p, word) or _is_headed(inquiry, p, word)]
        found = _fitting(inquiry, under, word)
        if found:
            return _tell(inquiry, found, word)
    return None


def _is_of_task(inquiry: Inquiry, passage: Passage) -> bool:
    """Whether a passage is the field line that sets the time of one task, not of the plan."""
    times = [a.timing.span for a in inquiry.document(passage.document_id).assignments if a.timing]
    opens = is_field_line(passage.text)
    return opens and len(times) > 1 and any(passage.span.contains(time) for time in times)


def tell_mention(inquiry: Inquiry, document_id: str, words: Sequence[str]) -> Answer | None:
    """The passages whose sentences speak of one of the words, in plans without a part for it."""
    passages = inquiry.library.passages_of(document_id)
    for word in words:
        found = [p for p in passages if re.search(rf"\b{word}\b", fold(p.text))]
        # The sentence that sets it out begins with it.
        first = [p for p in found if re.search(rf"(?:^|[.;:/\n])\W*{word}\b", fold(p.text))]
        if found:
            return _tell(inquiry, first or found, word)
    return None


def _is_under(passage: Passage, word: str) -> bool:
    headings = fold(" › ".join(passage.breadcrumb.split(" › ")[1:]))
    opening = fold(passage.text[:70])
    return bool(
        re.search(rf"\b{word}\b", headings)
        or re.match(rf"\W*(\w{{1,4}}[.)\-]*\s*)?(nham |doi voi )?{word}\b", opening)
    )


def _is_headed(inquiry: Inquiry, passage: Passage, word: str) -> bool:
    """Whether the part that a passage opens has the word in its heading."""
    section = inquiry.records(passage.document_id).by_path.get(passage.path)
    return bool(re.search(rf"\b{word}\b", fold(section.heading or ""))) if section else False


def _fitting(inquiry: Inquiry, passages: Sequence[Passage], word: str) -> list[Passage]:
    """Those headed by the word itself first, then those that hold most of the topic.

    "yêu cầu" parts come after "mục đích" parts, rows of figures after what is said of them.
    """
    question = inquiry.question
    asks_source = _asks_source(inquiry)

    def rank(passage: Passage) -> tuple[bool, bool, bool, float, bool, int]:
        own = fold(passage.text[:40])
        off = (
            question.intent is Intent.PURPOSE
            and "yeu cau" in own
            and "yeu cau" not in question.folded
        )
        held = (
            coverage(question.topic, tokens(passage.text), tokens(""), inquiry.weights)
            if question.topic
            else 0.0
        )
        elsewhere = question.intent is Intent.TIMING and word not in fold(passage.text[:70])
        section = inquiry.records(passage.document_id).by_path.get(passage.path)
        row = section is not None and bool(section.cells)
        sourceless = asks_source and not _SOURCE.search(fold(passage.text))
        return (off, elsewhere, sourceless, -round(held, 2), row, passage.span.start)

    return sorted(passages, key=rank)


def _asks_source(inquiry: Inquiry) -> bool:
    return bool(_ASKS_SOURCE.search(inquiry.question.folded))


def _tell(inquiry: Inquiry, passages: Sequence[Passage], word: str) -> Answer:
    first = passages[0]
    document = inquiry.document(first.document_id)
    ranked = best_sentences(inquiry.question, document, first.span, inquiry.weights)
    whole = inquiry.question.intent is Intent.TIMING
    if whole or not inquiry.question.topic or ranked[0].coverage < _TOPICAL:
        # Nothing in particular is asked of the part: it speaks from its beginning.
        ranked.sort(key=lambda s: (not re.search(rf"\b{word}\b", fold(s.text)), s.span.start))
    if _asks_source(inquiry):
        ranked.sort(key=lambda s: not _SOURCE.search(fold(s.text)))
    citations = [
        inquiry.cite_span(first.document_id, p.path, p.span, ranked[0].span if p is first else None)
        for p in passages[:3]
    ]
    text = statement_text(inquiry.question, ranked)
    return inquiry.answer(Status.FOUND, statements.quoted(text), citations, quotes=True)
