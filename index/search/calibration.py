"""How much of a question chance finds in a library: measured when the library is built.

The scale of BM25 is that of the library, so no fixed number tells a question that it answers from
one that it does not. No plan answers the questions of `data/off_topic.txt`; whatever they find,
they find by chance.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from index.library.store import Library
from index.question.question import Question
from index.question.topic import topic_words
from index.search.lexical import LexicalIndex
from index.spelling.translate import translate
from knowledge.syllable import is_folded_syllable
from knowledge.text import fold

# Of a view of a library the first few are put in order by counts of what is withheld too.
_FIRST = 10

# At most this share of the off-topic questions finds more than the floor, so that no larger
# share can be answered. With 0.05 more questions that have an answer were refused, see
# docs/retrieval.md.
CHANCE = 0.1


def evidence_floor(library: Library, *, chance: float = CHANCE) -> float:
    """The BM25 that some passage must have before a question that names no plan is answered.

    Args:
        library: The library.
        chance: The share of off-topic questions that may find more, in [0, 1).
    """
    index = LexicalIndex(library)
    found = sorted(
        best_score(index.search(topic_words(translate(line)), k=_FIRST)) for line in off_topic()
    )
    return found[-1 - int(chance * len(found))]


def best_score(ranked: Sequence[tuple[str, float]]) -> float:
    """The highest BM25 of a ranking; 0.0 for an empty one."""
    return round(max((score for _, score in ranked), default=0.0), 6)


def evidence_words(question: Question) -> tuple[str, ...]:
    """The folded words of a question that count as evidence: its topic as typed.

    Where one syllable was taken for another, what was typed counts, since mending finds what
    nobody asked for; so do everyday words and not what plans say instead. A word that is no
    syllable is a slip or an abbreviation and counts as what it means.
    """
    typed = {
        fold(meant): fold(printed)
        for printed, meant in question.restored.tokens
        if is_folded_syllable(fold(printed))
    }
    spelt_out = [
        word
        for alternative in question.alternatives
        if not all(map(is_folded_syllable, alternative.words))
        for word in alternative.instead
    ]
    return (*(typed.get(word, word) for word in question.topic), *spelt_out)


@cache
def off_topic() -> tuple[str, ...]:
    """The off-topic questions that ship with the project."""
    lines = files("index").joinpath("data", "off_topic.txt").read_text(encoding="utf-8")
    return tuple(line for line in lines.splitlines() if line and not line.startswith("#"))
