"""The sentence of a passage that answers a question."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.intents import Wanted
from index.question import Question
from index.search import Tokens, coverage, tokens
from knowledge.agencies import find_bodies
from knowledge.document import Document, SectionKind
from knowledge.places import find_places
from knowledge.roles import sentences
from knowledge.text import Span, View, fold, view
from knowledge.timing import is_timed

_MONEY = re.compile(
    r"\b\d[\d.,]*\s*(?:tỷ|tỉ|triệu|nghìn|ngàn)?\s*(?:đồng|"
    r"VND|USD)\b|\b\d[\d.,]*\s*(?:tỷ|tỉ|triệu)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s*%|\bphần trăm\b")
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*\b|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b")
_PHONE = re.compile(r"(?<!\d)(?:0|\+84)\d(?:[ .]?\d){7,9}(?!\d)")
_PERSON = re.compile(r"\b(?:đồng chí|ông|bà|Phó Thủ tướng|Thủ tướng|Bộ trưởng|Chủ tịch|Giám đốc)\b")
# Longer sentences are cut at clauses for the statement.
_LONGEST = 360
# Shorter pieces are labels, no sentences.
_SHORTEST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a passage.

    Attributes:
        text: Cleaned, as shown in a statement.
        span: Where it stands.
        coverage: Share of the question's topic it holds, in [0, 1].
        fits: It holds a value of the sort asked for.
    """

    text: str
    span: Span
    coverage: float
    fits: bool


def holds(wanted: Wanted | None, text: str) -> bool:
    """Whether a text holds a value of the sort asked for; True if none is."""
    match wanted:
        case None:
            return True
        case Wanted.TIME:
            return is_timed(text)
        case Wanted.MONEY:
            return bool(_MONEY.search(text))
        case Wanted.PERCENT:
            return bool(_PERCENT.search(text))
        case Wanted.QUANTITY:
            return bool(_NUMBER.search(text) or _PERCENT.search(text))
        case Wanted.PHONE:
            return bool(_PHONE.search(text))
        case Wanted.PLACE:
            return bool(find_places(text))
        case Wanted.PERSON:
            return bool(_PERSON.search(text))
        case Wanted.BODY:
            return bool(find_bodies(text))


def best_sentences(
    question: Question,
    document: Document,
    span: Span,
    weights: Mapping[str, float],
    headings: str = "",
) -> list[Sentence]:
    """The sentences of a passage, the one that answers first.

    Args:
        question: What is asked.
        document: The document.
        span: The passage.
        weights: Rarity of the question's words.
        headings: Headings above the passage; every sentence inherits them at a discount, and
            those within the passage too.
    """
    inside = [s for s in document.sections if span.contains(s.span)]
    titles = [s for s in inside if s.kind is SectionKind.HEADING and len(inside) > 1]
    crumbs = tokens(" ".join([headings, *(s.heading or "" for s in titles)]))
    stretches = [s.span for s in inside if s not in titles] or [span]
    found: list[Sentence] = []
    for stretch in stretches:
        looked = view(document.text, [stretch])
        pieces = [(start, end) for start, end in _pieces(looked) if end - start >= _SHORTEST]
        found += [
            _sentence(question, looked, start, end, weights, crumbs)
            for start, end in pieces or [(0, len(looked.text))]
        ]
    found.sort(key=lambda s: -(s.coverage + (0.4 if s.fits and question.wanted else 0.0)))
    return found


def _pieces(looked: View) -> Iterator[tuple[int, int]]:
    """Sentences, split further at bullets, and at semicolons where they are long."""
    for start, end in sentences(looked.text):
        position = start
        for match in re.finditer(
            r"(?:;|(?<=[.:])|(?<=[^\W\d_]))\s+(?=[-+–]\s)|;\s+(?=\S)", looked.text[:end]
        ):
            if match.start() < position or (
                match.group()[0] == ";"
                and end - start < _LONGEST
                and looked.text[match.end()] not in "-+–"
            ):
                continue
            yield position, match.start() + (1 if match.group()[0] == ";" else 0)
            position = match.end()
        if position < end:
            yield position, end


def _sentence(
    question: Question,
    looked: View,
    start: int,
    end: int,
    weights: Mapping[str, float],
    crumbs: Tokens,
) -> Sentence:
    start, end = looked.strip(start, end, " ")
    words = looked.text[start:end]
    own = tokens(words)
    covered = coverage(question.topic, own, crumbs, weights, question.alternatives)
    span = looked.span(start, end) if end > start else looked.span(0, len(looked.text))
    return Sentence(text=words, span=span, coverage=covered, fits=holds(question.wanted, words))


def shortened(text: str, question: Question) -> str:
    """A sentence for a statement: whole if short, else the clauses that hold most topic words.

    What is left out is marked by an ellipsis; what is kept stays letter for letter.
    """
    text = text.strip()
    if len(text) <= _LONGEST:
        return text
    clauses = [m.span() for m in re.finditer(r"[^;,]+[;,]?\s*", text)]
    words = set(question.words)

    def worth(begin: int, end: int) -> float:
        piece = text[begin:end]
        return sum(w in words for w in fold(piece).split()) + (
            4 if question.wanted and holds(question.wanted, piece) else 0
        )

    best = (0.0, 0, len(text))
    for n, (begin, _) in enumerate(clauses):
        for _, end in clauses[n:]:
            if end - begin > _LONGEST:
                break
            score = worth(begin, end) + (end - begin) / (4 * _LONGEST)
            best = max(best, (score, begin, end), key=lambda item: item[0])
    _, begin, end = best
    if end - begin > _LONGEST:
        end = begin + _LONGEST
    return (
        ("… " if begin else "") + text[begin:end].strip(" ,;") + (" …" if end < len(text) else "")
    )
