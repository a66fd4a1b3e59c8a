"""Whether a passage holds enough of a question to be told as its answer."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from index.answer.inquiry import ENOUGH, SOME, Inquiry
from index.question.intents import Intent, Wanted
from index.question.question import Question
from index.question.values import FUNDS, holds
from index.search.search import Hit, tokens
from knowledge.syllable import completes, is_accented
from knowledge.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_folded_word = lru_cache(maxsize=10_000)(fold)
# Where hardly a pair of neighbouring topic syllables occurs, so much of the topic must.
_FEW_PAIRS = 0.62
# And so much where a number that is counted or a sum tells the sentence from others besides.
_VALUED, _VALUES = 0.55, (Wanted.MONEY, Wanted.PERCENT, Wanted.QUANTITY)
# So many topic syllables are one word or little more, which its halves are not.
_ONE_WORD = 3
# Of the plans of a place that a question names so much must be held where no sort of value is
# asked for that would tell a sentence from others: something of every topic stands in some plan.
_OF_PLACE = 0.45
# So much of a question in one passage is no chance, however short it is: BM25 grows with every
# word, so the floor that long off-topic questions set would refuse short ones.
_NEARLY_WHOLE = 0.8


def is_enough(inquiry: Inquiry, hit: Hit) -> bool:
    """Whether a passage speaks of the question's matter, not just of some of its syllables.

    Single syllables meet by chance ("lương hưu" in "lực lượng … hữu nghị"), their pairs seldom
    do. Where the question names its document less is asked for.
    """
    question = inquiry.question
    if Intent.FUNDING in question.intents and not _speaks_of_money(hit):
        return False
    covered = _believed(inquiry, hit)
    if inquiry.scope.documents is not None:
        valued = inquiry.scope.by_number or question.wanted is not None
        least = SOME if valued else _OF_PLACE
        scattered = _FEW_PAIRS if len(question.topic) > _ONE_WORD else 1.0
        return covered >= least and (covered >= scattered or _holds_a_pair(question, hit))
    if covered < ENOUGH or question.documents:
        return covered >= ENOUGH
    if covered < _NEARLY_WHOLE and inquiry.is_chance:
        return False
    wanted = list(pairwise(question.topic))
    if len(wanted) < 2:
        return True
    found = sum(_held_pairs(wanted, hit))
    if not found:
        return bool(question.alternatives) and covered >= _FEW_PAIRS
    least = _VALUED if question.wanted in _VALUES else _FEW_PAIRS
    return found > 1 or len(wanted) < 4 or covered >= least


def _believed(inquiry: Inquiry, hit: Hit) -> float:
    """The coverage of a passage without words that only without accents are those of the question.

    «lương» is not in "lực lượng". Of words typed without accents nothing is known.
    """
    typed = {fold(w): w for w in _WORD.findall(inquiry.question.typed.lower()) if is_accented(w)}
    printed: dict[str, list[str]] = {}
    for word in _WORD.findall(f"{hit.passage.breadcrumb} {hit.passage.text}".lower()):
        printed.setdefault(_folded_word(word), []).append(word)
    instead = {w for alternative in inquiry.question.alternatives for w in alternative.words}
    held = [w for w in dict.fromkeys(inquiry.question.topic) if w in printed and w not in instead]
    others = [w for w in held if w in typed and not any(completes(typed[w], p) for p in printed[w])]
    if not others:
        return hit.coverage
    weights = inquiry.weights
    lost = sum(weights.get(w, 1.0) for w in others) / sum(weights.get(w, 1.0) for w in held)
    return hit.coverage * (1.0 - lost)


def _holds_a_pair(question: Question, hit: Hit) -> bool:
    """Whether a pair of the topic, or of what plans say for it, stands in a passage; or is none."""
    runs = [question.topic, *(alternative.instead for alternative in question.alternatives)]
    # «nộp» in «nộp clip» is a word of its own and no half of one.
    whole = {a.words[0] for a in question.alternatives if len(a.words) == 1}
    pairs = [pair for run in runs for pair in pairwise(run) if not whole & set(pair)]
    # Every passage of a plan stands under its title, which proves nothing of this one.
    own = replace(hit, passage=replace(hit.passage, breadcrumb=_below_title(hit)))
    return not pairs or any(_held_pairs(pairs, own))


def _below_title(hit: Hit) -> str:
    return " ".join(hit.passage.breadcrumb.split(" › ")[1:])


def _held_pairs(pairs: Iterable[tuple[str, str]], hit: Hit) -> list[bool]:
    held = tokens(_folded(hit))
    return [held.hold(f"{left} {right}") for left, right in pairs]


def _speaks_of_money(hit: Hit) -> bool:
    printed = f"{hit.passage.breadcrumb} {hit.passage.text}"
    text = printed.lower()
    return text == fold(text) or holds(Wanted.MONEY, printed) or bool(FUNDS.search(text))


def _folded(hit: Hit) -> str:
    return fold(f"{hit.passage.breadcrumb} {hit.passage.text}")
