"""The pools of evidence of judged questions, with which candidates are right."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.answer.excerpt import excerpt_around, quote_around
from index.answer.gather import gather
from index.answer.inquiry import Inquiry
from index.answer.records.kinds import RECORDS
from index.answer.scoring.features import Matrix, columns, describe
from index.answer.scoring.sureness import absences, claim_traits
from index.answer.tell import record_of, told
from index.answerer import Answerer
from index.library.passage import Passage
from index.library.piece import Piece
from index.library.store import Library
from index.meaning.load_encoder import BUILTIN
from index.meaning.meaning import open_meaning
from index.question.scope import Scope
from knowledge.text import fold, nfc, squash
from training.corpus import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question's pool, described and judged.

    Attributes:
        absences: For each candidate what of the question it lacks, (n, 3).
        claims: What the records say; see `index.answer.scoring.sureness`.
        right: For each candidate whether its excerpt is right.
        told: For each candidate whether the statement that it would give holds what is wanted.
        pieces: Document name, context and text of each candidate.
        rules_right: Of the first claim, whether its first citation is right and its words are.
    """

    asked: Asked
    question: str
    matrix: Matrix
    absences: Matrix
    claims: list[float]
    right: npt.NDArray[np.bool_]
    told: npt.NDArray[np.bool_]
    pieces: list[tuple[str, str, str]]
    documents: list[str]
    rules_right: tuple[bool, bool, str]

    @property
    def has_meaning(self) -> bool:
        """Whether vectors had their say."""
        return bool(np.isfinite(self.matrix[:, columns().index("nearness")]).any())


class PoolMaker:
    """Gathers the pools of questions from one library, by meaning too where it has vectors."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._answerer = Answerer(library, open_meaning(library, BUILTIN))
        self._files = {card.id: card.source_file for card in library.documents}
        self._ids = {card.source_file: card.id for card in library.documents}
        self._passages: dict[str, tuple[Passage, ...]] = {}

    def make(self, asked: Asked) -> Judged:
        """The judged pool of a question."""
        inquiry = self._inquiry(asked)
        pool = gather(inquiry, RECORDS)
        matrix = describe(inquiry, pool)
        right = [self._is_right(asked, c.piece) for c in pool.candidates]
        claims = [record_of(c) for c in pool.candidates]
        told_so = [
            _holds_keys(asked, told(inquiry, c) if claim is None else claim.answer.statement)
            for c, claim in zip(pool.candidates, claims, strict=True)
        ]
        first = pool.claims[0] if pool.claims else None
        return Judged(
            asked=asked,
            question=self._answerer.understand(asked.question).restored.text,
            matrix=matrix,
            absences=np.array([absences(inquiry, c) for c in pool.candidates], dtype=np.float32),
            claims=claim_traits(pool),
            right=np.array(right, dtype=bool),
            told=np.array(told_so, dtype=bool),
            pieces=[_read(c.piece) for c in pool.candidates],
            documents=[c.document for c in pool.candidates],
            rules_right=(
                first is not None and first.citation is not None
                and self._cites(asked, first.citation.source_file, first.citation.excerpt),
                first is not None and _holds_keys(asked, first.answer.statement),
                "" if first is None else f"{first.kind} {first.answer.status.value}",
            ),
        )  # fmt: skip

    def _inquiry(self, asked: Asked) -> Inquiry:
        """The inquiry of a question."""
        question = self._answerer.understand(asked.question)
        inquiry = self._answerer.inquire(question)
        if asked.origin == "pairs" and asked.doc in self._ids:
            scope = Scope(groups=((self._ids[asked.doc],),), in_view=True)
            return self._answerer.inquire(question, scope)
        return inquiry

    def _is_right(self, asked: Asked, piece: Piece) -> bool:
        document = piece.passage.document_id
        if document not in self._passages:
            self._passages[document] = self._library.passages_of(document)
        passages = self._passages[document]
        span = excerpt_around(piece, passages).union(quote_around(piece, passages))
        return self._cites(asked, self._files[document], self._library.slice(document, span))

    def _cites(self, asked: Asked, file: str, excerpt: str) -> bool:
        text = squash(nfc(excerpt))
        if asked.origin == "pairs":
            return file == asked.doc and _shares(text, asked)
        return any(
            doc == file and all(squash(nfc(m)) in text for m in strings)
            for doc, strings in asked.accept
        )


def _read(piece: Piece) -> tuple[str, str, str]:
    return piece.document_name, piece.context, piece.text


def _shares(text: str, asked: Asked) -> bool:
    """Whether an excerpt holds the answer of a pair and most of its passage, or all of it."""
    passage = squash(nfc(asked.accept[0][1][0]))
    keys = [squash(nfc(key)) for key in asked.keys]
    runs = _runs(passage)
    held = len(runs & _runs(text)) / max(1, len(runs))
    return held > 0.8 or bool(keys) and all(key in text for key in keys) and held > 0.4


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return {tuple(words[n : n + 3]) for n in range(max(1, len(words) - 2))}


def _holds_keys(asked: Asked, statement: str) -> bool:
    said = fold(squash(statement))
    return all(fold(nfc(key)) in said for key in asked.keys)
