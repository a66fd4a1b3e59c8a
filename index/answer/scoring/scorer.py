"""The one order: which candidate answers best, and how sure that is.

Two steps, both learnt: words and records put all candidates in order; a reader then reads the
first of them together with the question, and a second order takes in what it thinks. Without a
reader the first order stands.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from index.answer.candidate import Candidate, Pool
from index.answer.inquiry import Inquiry
from index.answer.scoring.features import Matrix, columns, describe, with_reader
from index.answer.scoring.sureness import absences, claim_traits, gaps, traits
from index.answer.scoring.trees import Trees
from index.errors import WeightsError
from index.meaning.reader import Reader, load_reader
from index.meaning.reading import in_context

logger = logging.getLogger(__name__)

# Candidates that a reader reads, some 10 ms each: the first few, and others up to a number as long
# as the words think nearly as much of them. Of 100 questions over documents left out of training
# the first citation is right, or one of three, for 69.1 and 82.5 with this margin, which reads 10
# on average; 67.0 and 79.9 with 5.0 (7.5 read); 67.5 and 80.9 where 16 are read always.
FEWEST_READ, MOST_READ, MARGIN = 4, 16, 6.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A candidate with its place in the order.

    Attributes:
        score: Higher is better; comparable within one question only.
    """

    candidate: Candidate
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """All candidates of a question, best first.

    Attributes:
        certainty: The probability that the first one answers, in [0, 1]; 0 if there is none.
        was_read: Whether a reader had its say.
        is_partial: Whether a model that is set had no say, since it failed.
    """

    ranked: tuple[Ranked, ...]
    certainty: float
    was_read: bool
    is_partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What is learnt: the orders and the sureness by words alone and with a reader."""

    order_words: Trees
    order_read: Trees
    sure_words: Trees
    sure_read: Trees


def load_weights() -> Weights:
    """The weights that ship with the project.

    Raises:
        WeightsError: A file is damaged, or of other features than these.
    """

    def read(name: str) -> Trees:
        file = files("index").joinpath("weights", f"{name}.npz")
        try:
            with file.open("rb") as opened:
                return Trees.load(opened, f"{name}.npz")
        except FileNotFoundError as error:
            raise WeightsError(f"Thiếu tệp trọng số {name}.npz.") from error

    weights = Weights(
        order_words=read("order_words"),
        order_read=read("order_read"),
        sure_words=read("sure_words"),
        sure_read=read("sure_read"),
    )
    if weights.order_words.columns != columns():
        raise WeightsError("Tệp trọng số order_words.npz thuộc phiên bản khác của chương trình.")
    return weights


class Scorer:
    """Orders evidence; works in several threads at once."""

    def __init__(self, weights: Weights, reader: Reader | None) -> None:
        """Join what is learnt and, where there is one, a reader; None for words alone."""
        self._weights = weights
        self._reader = reader

    def by_words(self) -> "Scorer":
        """The same scorer without its reader."""
        return Scorer(self._weights, None)

    def rank(self, inquiry: Inquiry, pool: Pool) -> Ranking:
        """The candidates in their order."""
        return rank(inquiry, pool, self._weights, self._reader)


@cache
def shipped_scorer() -> Scorer:
    """The scorer with what ships; by words alone, with a line in the log, if the reader is broken.

    Raises:
        WeightsError: The weights of the orders are damaged, without which nothing is answered.
    """
    try:
        reader: Reader | None = load_reader()
    except WeightsError as error:
        logger.error("answering by words alone: %s", error)
        reader = None
    return Scorer(load_weights(), reader)


def rank(inquiry: Inquiry, pool: Pool, weights: Weights, reader: Reader | None) -> Ranking:
    """The candidates in the order of some weights."""
    matrix = describe(inquiry, pool)
    if not pool.candidates:
        return Ranking(ranked=(), certainty=0.0, was_read=False)
    scores = weights.order_words.predict(matrix)
    order = np.argsort(-scores, kind="stable")
    if reader is None:
        return _ranking(inquiry, pool, matrix, scores, list(map(int, order)), weights.sure_words)
    first = to_read(scores)
    pieces = [pool.candidates[n].piece for n in first]
    question = inquiry.question
    read = reader.read(in_context(question.restored.text, question.before), pieces)
    seen = read_matrix(matrix[first], scores[first], read)
    chosen = replace(pool, candidates=tuple(pool.candidates[n] for n in first))
    second = weights.order_read.predict(seen)
    inner = [int(n) for n in np.argsort(-second, kind="stable")]
    ranking = _ranking(inquiry, chosen, seen, second, inner, weights.sure_read)
    behind = [
        Ranked(candidate=pool.candidates[n], score=float(second.min())) for n in order[len(first) :]
    ]
    return replace(ranking, ranked=(*ranking.ranked, *behind), was_read=True)


def _ranking(
    inquiry: Inquiry,
    pool: Pool,
    matrix: Matrix,
    scores: npt.NDArray[np.float64],
    order: list[int],
    sure: Trees,
) -> Ranking:
    """The ranking that an order gives, with the sureness of its first."""
    candidates = pool.candidates
    row = traits(
        matrix[order[0]],
        gaps(scores, order, [c.document for c in candidates]),
        absences(inquiry, candidates[order[0]]),
        claim_traits(pool),
    )
    ranked = tuple(Ranked(candidate=candidates[n], score=float(scores[n])) for n in order)
    return Ranking(ranked=ranked, certainty=probability(sure, row), was_read=False)


def to_read(scores: npt.NDArray[np.float64]) -> list[int]:
    """The places of the candidates that a reader reads, best first by the order of words."""
    order = [int(n) for n in np.argsort(-scores, kind="stable")[:MOST_READ]]
    least = scores[order[0]] - MARGIN
    return [n for place, n in enumerate(order) if place < FEWEST_READ or scores[n] >= least]


def read_matrix(matrix: Matrix, scores: npt.NDArray[np.float64], read: Matrix) -> Matrix:
    """The features of the candidates that were read: the first order's, then the reader's."""
    return with_reader(np.column_stack([matrix, scores, scores.max() - scores]), read)


def probability(trees: Trees, row: Sequence[float]) -> float:
    """The probability that trees grown for log-odds give to one row."""
    odds = trees.predict(np.array([row], dtype=np.float32))[0]
    return float(1.0 / (1.0 + np.exp(-odds)))
