"""A language model that may only choose: which candidate answers, or none."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from index.answer.candidate import Candidate
from index.answer.inquiry import Inquiry
from index.answer.scoring.scorer import Ranking
from index.errors import ChooserError

logger = logging.getLogger(__name__)

# Candidates that a model sees.
SHOWN = 24


class Chooser(Protocol):
    """A model that chooses."""

    def choose(self, question: str, candidates: Sequence[Candidate]) -> int | None:
        """The place of the candidate that answers, None if none does; ChooserError if it fails."""
        ...


def choose(chooser: Chooser, inquiry: Inquiry, ranking: Ranking) -> Ranking:
    """The ranking with what a model chose in front and sure; as it is where the model fails."""
    shown = ranking.ranked[:SHOWN]
    try:
        chosen = chooser.choose(inquiry.question.restored.text, [r.candidate for r in shown])
    except ChooserError as error:
        logger.warning("choosing without the model: %s", error)
        return replace(ranking, is_partial=True)
    if chosen is None:
        return replace(ranking, certainty=0.0)
    rest = [r for n, r in enumerate(ranking.ranked) if n != chosen]
    first = replace(shown[chosen], score=max(r.score for r in ranking.ranked) + 1.0)
    return replace(ranking, ranked=(first, *rest), certainty=1.0)
