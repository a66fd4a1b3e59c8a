"""What tells whether the best candidate answers at all: its features, and how it stands out."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.answer.answer import Status
from index.answer.candidate import Candidate, Pool
from index.answer.inquiry import Inquiry
from index.search.search import tokens

# The columns behind the features of the best candidate.
TRAITS = (
    "gap", "gap_other_document", "absent", "heaviest_absent", "absent_in_document",
    "first_status", "statuses_found",
)  # fmt: skip
_STATUSES = tuple(Status)
# The gap where there is no other candidate.
_ALONE = 5.0


def traits(
    row: Sequence[float], gaps: Sequence[float], absences: Sequence[float], claims: Sequence[float]
) -> list[float]:
    """The features of the first candidate and `TRAITS`, as the trees know them."""
    return [*map(float, row), *gaps, *absences, *claims]


def gaps(
    scores: npt.NDArray[np.float64], order: Sequence[int], documents: Sequence[str]
) -> list[float]:
    """How far the first candidate lies before the second, and before one of another document.

    Args:
        scores: The scores of the candidates.
        order: Their order by it, best first.
        documents: The document of each.
    """
    first = order[0]
    others = [n for n in order[1:] if documents[n] != documents[first]]
    return [float(scores[first] - scores[n[0]]) if len(n) else _ALONE for n in (order[1:], others)]


def absences(inquiry: Inquiry, best: Candidate) -> list[float]:
    """How much of the topic by weight stands not near a candidate, and not in its document."""
    weights = inquiry.weights
    piece = best.piece
    near = tokens(f"{piece.text} {piece.context} {piece.document_name}")
    instead = {
        word
        for alternative in inquiry.question.alternatives
        if all(near.hold(w) for w in alternative.instead)
        for word in alternative.words
    }
    topic = [w for w in dict.fromkeys(inquiry.question.topic) if w not in instead]
    absent = [weights.get(w, 1.0) for w in topic if not near.hold(w)]
    total = sum(weights.get(w, 1.0) for w in inquiry.question.topic) or 1.0
    most = max((weights.get(w, 1.0) for w in inquiry.question.topic), default=1.0)
    whole = inquiry.words_of(best.document)
    nowhere = sum(weights.get(w, 1.0) for w in topic if w not in whole and not near.hold(w))
    return [sum(absent) / total, max(absent, default=0.0) / most, nowhere / total]


def claim_traits(pool: Pool) -> list[float]:
    """What the records say first, as a number, and how many of them found something."""
    first = pool.claims[0].answer.status if pool.claims else None
    found = sum(claim.answer.status is Status.FOUND for claim in pool.claims)
    return [0.0 if first is None else 1.0 + _STATUSES.index(first), float(found)]
