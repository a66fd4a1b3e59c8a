"""The decision: the only place that says whether a question is answered."""

from dataclasses import replace

from index.absent import absent_from
from index.answer.answer import Answer, Status
from index.answer.candidate import Claim, Pool
from index.answer.contradictions import is_contradicted
from index.answer.scorer import Ranking
from index.answer.tell import hits_of, tell_found, tell_related
from index.answer_text import not_found
from index.inquiry import Inquiry

# The probability from which the first candidate is told as the answer, and from which it is shown
# as uncertain; from the report of the weights: see docs/answering.md.
CLAIMED, SHOWN = 0.5, 0.12


def decide(inquiry: Inquiry, pool: Pool, ranking: Ranking) -> Answer:
    """The answer to a question.

    Args:
        inquiry: The question.
        pool: The evidence.
        ranking: Its order, with how sure the first is.
    """
    fallback = _without_evidence(pool)
    best = ranking.ranked[0].candidate if ranking.ranked else None
    contradicted = best is not None and is_contradicted(inquiry, best)
    if best is not None and ranking.certainty >= CLAIMED and not contradicted:
        answer = tell_found(inquiry, ranking)
    elif fallback is not None and fallback.answer.status is Status.NOT_STATED:
        answer = replace(fallback.answer, hits=hits_of(ranking))
    elif best is not None and ranking.certainty >= SHOWN:
        absent = absent_from(inquiry, best.hit)
        answer = tell_related(inquiry, ranking, ", ".join(absent) or None)
    else:
        answer = not_found(inquiry)
    return replace(answer, certainty=ranking.certainty)


def _without_evidence(pool: Pool) -> Claim | None:
    """What the records say first, if it is that the plan does not say it."""
    first = pool.claims[0] if pool.claims else None
    return first if first is not None and first.answer.status is Status.NOT_STATED else None
