"""Whether a passage holds enough of a question to be told as its answer."""

from index.inquiry import ENOUGH, SOME, Inquiry
from index.search import Hit, tokens

# Where hardly a pair of neighbouring topic syllables occurs, so much of the topic must.
_FEW_PAIRS = 0.62
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
    if inquiry.scope.documents is not None:
        valued = inquiry.scope.by_number or question.wanted is not None
        return hit.coverage >= (SOME if valued else _OF_PLACE)
    if hit.coverage < ENOUGH or question.documents:
        return hit.coverage >= ENOUGH
    if hit.coverage < _NEARLY_WHOLE and inquiry.is_chance:
        return False
    wanted = list(zip(question.topic, question.topic[1:], strict=False))
    if len(wanted) < 2:
        return True
    held = tokens(f"{hit.passage.breadcrumb} {hit.passage.text}")
    found = sum(held.hold(f"{left} {right}") for left, right in wanted)
    if not found:
        return bool(question.alternatives) and hit.coverage >= _FEW_PAIRS
    return found > 1 or len(wanted) < 4 or hit.coverage >= _FEW_PAIRS
