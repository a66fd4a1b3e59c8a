"""The decision: the only place that says whether a question is answered."""

from dataclasses import replace

from index.answer.absent import absent_from
from index.answer.answer import Answer, Status
from index.answer.candidate import Claim, Pool
from index.answer.contradictions import is_contradicted, is_whole_asked
from index.answer.inquiry import Inquiry
from index.answer.not_found import not_found
from index.answer.scoring.scorer import Ranking
from index.answer.tell import hits_of, tell_found, tell_related
from index.answer.wording import statements

# The probability from which the first candidate is told as the answer, and from which it is shown
# as uncertain; from the report of the weights: see docs/answering.md.
CLAIMED, SHOWN = 0.35, 0.05


def decide(inquiry: Inquiry, pool: Pool, ranking: Ranking) -> Answer:
    """The answer to a question.

    Args:
        inquiry: The question.
        pool: The evidence.
        ranking: Its order, with how sure the first is.
    """
    fallback = _without_evidence(inquiry, pool, ranking)
    best = ranking.ranked[0].candidate if ranking.ranked else None
    contradicted = best is not None and is_contradicted(inquiry, best)
    sure = ranking.certainty >= CLAIMED and not contradicted
    if fallback is not None and fallback.kind != "text" and inquiry.question.labels:
        answer = replace(fallback.answer, hits=hits_of(ranking))
    elif best is not None and (sure or (ranking.certainty > 0.0 and is_whole_asked(best))):
        answer = tell_found(inquiry, ranking)
    elif fallback is not None:
        answer = replace(fallback.answer, hits=hits_of(ranking))
    elif best is not None and ranking.certainty >= SHOWN:
        absent = absent_from(inquiry, best.hit)
        answer = tell_related(inquiry, ranking, ", ".join(absent) or None)
    else:
        answer = not_found(inquiry)
    return replace(answer, certainty=ranking.certainty, is_partial=ranking.is_partial)


def doubted(answer: Answer) -> Answer:
    """An answer that was found, said to be uncertain: the question may mean something else."""
    statement = statements.related(answer.statement)
    return replace(answer, status=Status.RELATED, statement=statement, complete=False)


def _without_evidence(inquiry: Inquiry, pool: Pool, ranking: Ranking) -> Claim | None:
    """What the records say first, if it is that the plan does not say it.

    That no document at all has a numbered part is said where nothing but the part is asked for.
    """
    first = pool.claims[0] if pool.claims else None
    if first is None:
        return None
    if first.kind == "label" and first.answer.status is Status.NOT_FOUND:
        return None if inquiry.question.topic else first
    if first.answer.status is not Status.NOT_STATED:
        return None
    # What a search did not find may still be said; only records know what a part lacks.
    return None if first.kind == "text" and ranking.certainty >= SHOWN else first
