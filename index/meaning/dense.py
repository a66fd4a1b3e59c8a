"""Ranking passages by meaning: the cosine of their vectors with that of the question."""

from collections.abc import Collection
from copy import copy
from functools import lru_cache

import numpy as np

from index.library.store import Library
from index.library.store_rows import PassageRows, Rows
from index.meaning.encoder import Encoder
from index.meaning.vectors import Vector, Vectors

# Characters of a question that the model reads; a pasted page would keep it busy for seconds.
LONGEST_QUESTION = 1000

# Vectors of questions kept, 1.5 KB each.
_KEPT = 512


class DenseIndex:
    """Ranks the passages of one library; it works in the library's thread."""

    def __init__(self, library: Library, encoder: Encoder, vectors: Vectors) -> None:
        """Join a library, the model and the vectors that `Vectors.open` gave for the two."""
        self.encoder = encoder
        self._visible: Rows | None = None
        self._vectors = vectors
        self._rows = PassageRows(library)
        self._vector = lru_cache(maxsize=_KEPT)(self._encode)

    def within(self, view: Library) -> "DenseIndex":
        """The index of a view of the same library; see `Library.without`."""
        other = copy(self)
        other._visible = self._rows.of_documents([card.id for card in view.documents])
        return other

    def search(
        self, text: str, *, k: int = 100, documents: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Rank the passages by their nearness to a question.

        Args:
            text: The restored question: without its accents a model hardly understands it.
            k: How many to return at most.
            documents: Ids of the documents to search; None for all.

        Returns:
            (passage id, cosine) pairs, highest first, equal ones in the order of the library.
            A model ranks every passage, also for a question about none of them.

        Raises:
            EncoderError: If the model fails.
        """
        within = self._visible if documents is None else self._rows.of_documents(documents)
        found = self._vectors.search(self._vector(text[:LONGEST_QUESTION]), k, within)
        ids = self._rows.ids([row for row, _ in found])
        return [(each, cosine) for each, (_, cosine) in zip(ids, found, strict=True)]

    def cosines(self, text: str, passages: Collection[str]) -> dict[str, float]:
        """How near these passages, found in another way, are to a question; unknown ids lack."""
        places = sorted(self._rows.of_passages(passages).items(), key=lambda pair: pair[1])
        rows = np.array([row for _, row in places], dtype=np.int64)
        found = self._vectors.cosines(self._vector(text[:LONGEST_QUESTION]), rows)
        return {each: float(cosine) for (each, _), cosine in zip(places, found, strict=True)}

    def _encode(self, text: str) -> Vector:
        (vector,) = self.encoder.encode_queries([text])
        return np.asarray(vector)
