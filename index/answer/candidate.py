"""Values of the pool of evidence: pieces that may answer, and what records claim of them."""

from dataclasses import dataclass

from index.answer.answer import Answer, Citation
from index.library.piece import Piece
from index.search.search import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An answer that the records of a document give.

    Attributes:
        kind: The sort of record, by the name of what reads it.
        place: Before how many other claims its kind is asked; from 0.
        answer: The answer.
    """

    kind: str
    place: int
    answer: Answer

    @property
    def citation(self) -> Citation | None:
        """What proves it."""
        return self.answer.citations[0] if self.answer.citations else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A piece that may answer, with the claims that it proves."""

    piece: Piece
    hit: Hit
    claims: tuple[Claim, ...] = ()

    @property
    def document(self) -> str:
        """The id of its document."""
        return self.piece.passage.document_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """What may answer one question.

    Attributes:
        candidates: In the order of the search, those that only a claim brought behind.
        claims: In the order in which their kinds are asked, the ones that prove nothing too.
    """

    candidates: tuple[Candidate, ...]
    claims: tuple[Claim, ...]
