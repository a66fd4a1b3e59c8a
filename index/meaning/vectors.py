"""The vectors of a library's passages, and which of them are nearest to a question's."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.errors import VectorsError
from index.library.store import Library
from index.library.store_rows import Rows
from index.meaning.encoder import Encoder, Matrix
from index.meaning.nearest import Nearest, nearest_path, open_nearest
from index.meaning.vectors_file import (
    Header,
    header_of,
    map_file,
    read_header,
    remake,
    vectors_path,
)

Vector = npt.NDArray[np.float32]

# Stretches of neighbouring rows up to this length on average are copied before they are
# multiplied; longer ones are multiplied where they lie.
_SHORT_RUN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """The vectors of one library file; reading only, so threads may share it.

    Attributes:
        path: The file.
        header: What they were made from.
        matrix: (n_passages, dim) float32, rows of length 1 in the order of `PassageRows`, mapped
            from the file.
        nearest: The approximate index over them, where one was made.
    """

    path: Path
    header: Header
    matrix: Matrix
    nearest: Nearest | None = None

    @classmethod
    def open(cls, library: Library, encoder: Encoder) -> "Vectors":
        """The vectors that `encoder` made of a library; reads the library file once, to compare.

        Raises:
            VectorsMissingError: If none were made yet.
            IndexMismatchError: If they are of another library or another model.
            VectorsError: If the file is cut short or damaged.
        """
        path = vectors_path(library.path)
        header = read_header(path)
        header.require(path, header_of(library, encoder))
        matrix, keys = map_file(path, header)
        if not keys.any(axis=1).all():
            raise VectorsError(f"Tệp vectơ {path} còn thiếu vectơ của một số đoạn; {remake(path)}")
        found = nearest_path(path, header.key)
        nearest = open_nearest(found, count=header.count, dim=header.dim)
        return cls(path=path, header=header, matrix=matrix, nearest=nearest)

    def __len__(self) -> int:
        return len(self.matrix)

    def search(self, query: Vector, k: int, rows: Rows | None = None) -> list[tuple[int, float]]:
        """The rows nearest to a question; of all rows about the nearest, where there is an index.

        Args:
            query: (dim,) float32 of length 1.
            k: How many to return at most.
            rows: The rows to look at, ascending; None for all.

        Returns:
            (row, cosine) pairs, highest cosine first, equal ones in the order of the rows.

        Raises:
            VectorsError: The file was cut short meanwhile.
        """
        self._require_whole()
        if rows is None and self.nearest is not None:
            rows = self.nearest.rows(query, k)
        scores = self.cosines(query, rows)
        k = min(k, len(scores))
        if k <= 0:
            return []
        best = np.argpartition(-scores, k - 1)[:k]
        best = best[np.lexsort((best, -scores[best]))]
        # A damaged row yields no number; it would come first.
        found = [int(each) for each in best if np.isfinite(scores[each])]
        return [(each if rows is None else int(rows[each]), float(scores[each])) for each in found]

    def _require_whole(self) -> None:
        """Look before reading what is mapped: behind the end of the file the process would die."""
        try:
            whole = self.path.stat().st_size >= _size(self.header)
        except OSError:
            return  # Deleted or replaced: what is mapped stays.
        if not whole:
            raise VectorsError(f"Tệp vectơ {self.path} bị cắt ngắn; {remake(self.path)}")

    def cosines(self, query: Vector, rows: Rows | None = None) -> Vector:
        """The cosines of these rows, ascending, or of all rows, with a question: (n,) float32.

        In one thread: those of a matrix product go on spinning for 26 ms, on cores that the model
        and other chats need.
        """
        self._require_whole()
        if rows is None:
            return _products(self.matrix, query)
        if not len(rows):
            return np.empty(0, dtype=np.float32)
        breaks = np.flatnonzero(np.diff(rows) != 1) + 1
        if len(rows) < _SHORT_RUN * (len(breaks) + 1):
            return _products(self.matrix[rows], query)
        found = np.empty(len(rows), dtype=np.float32)
        bounds = [0, *breaks.tolist(), len(rows)]
        for start, end in zip(bounds, bounds[1:], strict=False):
            first = int(rows[start])
            found[start:end] = _products(self.matrix[first : first + end - start], query)
        return found


@lru_cache(maxsize=8)
def _size(header: Header) -> int:
    """The size of a file in bytes; to write its header anew takes 1.4 ms."""
    return header.size


def _products(rows: Matrix, query: Vector) -> Vector:
    return np.asarray(np.einsum("ij,j->i", rows, query))
