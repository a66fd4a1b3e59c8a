"""The sentence of a passage that answers a question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.question.intents import TIMES, Wanted
from index.question.question import Question
from index.question.values import answers, holds
from index.search.search import Tokens, coverage, tokens
from knowledge.document import Document, SectionKind
from knowledge.duties.sentences import sentences
from knowledge.text import Span, View, fold, view

# Longer sentences are cut at clauses for the statement.
_LONGEST = 420
# A list that is asked for may be longer; characters.
_LONGEST_LIST = 900
# A further sentence belongs to the statement that holds this share of what the best one holds.
_NEARLY = 0.75
# And one with a value of the sort that is asked for if it holds this share.
_ALSO = 0.4
_VALUES = (*TIMES, Wanted.MONEY, Wanted.PERCENT, Wanted.QUANTITY)
# What a sentence gains that holds the sort of value, or opens with the condition, asked for.
_FITTING = 0.4
_SUPPOSING = re.compile(
    r"\b(?:neu|khi|truong hop|lo)\b.{4,80}\b(?:thi sao|thi the nao|thi (?:bi )?gi|thi lam|ra sao|"
    r"thi xu ly|bi xu ly|thi phai)\b"
)
_SUPPOSED = re.compile(r"\W*(?:[a-zđ]\)\s*|[\d.]+\s*)?(?:Nếu|Trường hợp|Khi|Trong trường hợp)\b")
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


def best_sentences(
    question: Question,
    document: Document,
    span: Span,
    weights: Mapping[str, float],
    headings: str = "",
    longest: int = _LONGEST,
) -> list[Sentence]:
    """The sentences of a passage, the one that answers first.

    Args:
        question: What is asked.
        document: The document.
        span: The passage.
        weights: Rarity of the question's words.
        headings: Headings above the passage; every sentence inherits them at a discount, and
            those within the passage too.
        longest: Sentences of more characters are split at their semicolons.
    """
    inside = [s for s in document.sections if span.contains(s.span)]
    titles = [s for s in inside if s.kind is SectionKind.HEADING and len(inside) > 1]
    crumbs = tokens(" ".join([headings, *(s.heading or "" for s in titles)]))
    stretches = [s.span for s in inside if s not in titles] or [span]
    found: list[Sentence] = []
    for stretch in stretches:
        looked = view(document.text, [stretch])
        pieces = [
            (start, end) for start, end in _pieces(looked, longest) if end - start >= _SHORTEST
        ]
        found += [
            _sentence(question, looked, start, end, weights, crumbs)
            for start, end in pieces or [(0, len(looked.text))]
        ]
    supposing = bool(_SUPPOSING.search(question.folded))

    def worth(sentence: Sentence) -> float:
        told = _FITTING if sentence.fits and question.wanted else 0.0
        return sentence.coverage + told + _FITTING * (supposing and _is_supposed(sentence.text))

    return sorted(found, key=worth, reverse=True)


def _is_supposed(text: str) -> bool:
    """Whether a sentence opens with a condition: "Nếu quá hạn …", "Trường hợp …"."""
    return bool(_SUPPOSED.match(text))


def _pieces(looked: View, longest: int) -> Iterator[tuple[int, int]]:
    """Sentences; those of more than `longest` characters are split at their semicolons."""
    for start, end in sentences(looked.text):
        position = start
        if end - start > longest:
            for match in re.finditer(r";\s+(?=\S)", looked.text[start:end]):
                yield position, start + match.start() + 1
                position = start + match.end()
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
    fits = answers(question, words, covered)
    return Sentence(text=words, span=span, coverage=covered, fits=fits)


def statement_text(question: Question, ranked: Sequence[Sentence]) -> str:
    """The words of a statement: the best sentence, and those that hold nearly as much.

    Where a list is asked for, all sentences of the passage in reading order, up to a limit.

    Args:
        question: What is asked.
        ranked: The sentences of one passage, the best first; not empty.
    """
    best = ranked[0]
    if question.wanted is Wanted.LIST:
        kept, limit = list(ranked), _LONGEST_LIST
    else:
        share = _ALSO if question.wanted in _VALUES and best.fits else _NEARLY
        near = [
            s for s in ranked[1:3] if s.coverage >= share * best.coverage and s.fits == best.fits
        ]
        kept, limit = [best, *near], _LONGEST
    chosen: list[Sentence] = []
    for sentence in kept:
        if not chosen or sum(len(s.text) for s in chosen) + len(sentence.text) <= limit:
            chosen.append(sentence)
    chosen.sort(key=lambda s: s.span.start)
    return " … ".join(shortened(s.text, question) for s in chosen)


def opening(text: str) -> str:
    """The beginning of a text for a statement, whole if short; cut behind a clause and marked.

    For duties: their first words say who does what, and must not be left out.
    """
    text = text.strip()
    if len(text) <= _LONGEST:
        return text
    ends = [m.end() for m in re.finditer(r"[;,.](?=\s)", text[:_LONGEST])]
    end = ends[-1] if ends and ends[-1] > _LONGEST // 2 else text[:_LONGEST].rfind(" ")
    return f"{text[:end].strip(' ,;')} …"


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
