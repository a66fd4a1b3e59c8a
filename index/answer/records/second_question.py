"""A further question behind a comma: "nhận bài đến ngày nào, giải nhất bao nhiêu"."""

import re
from collections.abc import Sequence

from index.question.question import Question
from index.question.topic import topic_words
from index.search.extract import Sentence
from index.search.search import tokens
from knowledge.text import fold

_ASKS = re.compile(r"\b(?:bao nhieu|may|nao|gi|ai|dau|bao lau|bao gio|the nao|ra sao)\b")


def further_sentence(
    question: Question, told: Sequence[Sentence], others: Sequence[Sentence]
) -> Sentence | None:
    """The sentence of the same passage that holds all of what the last part of a question asks.

    None where the question is one, or what is told already holds that.

    Args:
        question: The question.
        told: The sentences of the statement.
        others: All sentences of the passage.
    """
    first, comma, last = question.restored.text.rpartition(",")
    if not comma or not _ASKS.search(fold(first)) or not _ASKS.search(fold(last)):
        return None
    matter = topic_words(last)
    if not matter or any(_holds(s, matter) for s in told):
        return None
    return next((s for s in others if _holds(s, matter)), None)


def _holds(sentence: Sentence, matter: Sequence[str]) -> bool:
    held = tokens(sentence.text)
    return all(held.hold(word) for word in matter) and held.hold(" ".join(matter))
