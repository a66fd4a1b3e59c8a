"""An approximate index over very many vectors, by faiss: looked up instead of reading them all.

It is made behind the vectors from `FROM` of them on, where faiss is installed, and answers with
candidates only; their cosines are those of the vectors themselves. Without it, or with one that is
damaged, all vectors are read.
"""

import importlib
import logging
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from index.library.durable import replace_file, unfinished
from index.library.store_rows import Rows
from index.meaning.encoder import Matrix

logger = logging.getLogger(__name__)

# Vectors; reading fewer takes less than the model needs for the question.
FROM = 300_000

# Candidates looked at for each one asked for, since 8 bits a number put near ones out of order.
_SPARE = 4
# Cells for each square root of the number of vectors, cells looked into for a question, and
# vectors a cell that the cells are learnt from.
_CELLS, _PROBED, _LEARNT = 4, 32, 40
# Vectors added at once.
_BATCH = 50_000


class Nearest:
    """The approximate index of one file of vectors; threads may share it."""

    def __init__(self, index: Any) -> None:  # faiss has no types
        """Take an index that faiss has read."""
        self._index = index

    def rows(self, query: npt.NDArray[np.float32], k: int) -> Rows:
        """About the `k` rows nearest to a question and some more, ascending."""
        _, found = self._index.search(query[np.newaxis], _SPARE * k)
        return np.unique(found[found >= 0]).astype(np.int64)


def nearest_path(vectors: Path, key: str) -> Path:
    """Where the index of a file of vectors with that key lies."""
    return vectors.with_name(f"{vectors.name}-{key}.nearest")


def build_nearest(path: Path, matrix: Matrix, *, least: int = FROM) -> None:
    """Make the index of some vectors, of that many on, and delete those of other vectors.

    Args:
        path: As `nearest_path` gives it.
        matrix: (n, dim) float32, rows of length 1.
        least: From how many vectors on it is worth it.
    """
    name = path.name.rpartition("-")[0]
    for other in path.parent.glob(f"{name}-*.nearest"):
        if other != path:
            other.unlink(missing_ok=True)
    faiss = _faiss()
    if len(matrix) < least or path.exists() or faiss is None:
        return
    count, dim = matrix.shape
    cells = max(1, int(_CELLS * count**0.5))
    index = faiss.index_factory(dim, f"IVF{cells},SQ8", faiss.METRIC_INNER_PRODUCT)
    sample = np.random.default_rng(1).choice(count, min(count, cells * _LEARNT), replace=False)
    index.train(np.ascontiguousarray(matrix[np.sort(sample)]))
    for start in range(0, count, _BATCH):
        index.add(np.ascontiguousarray(matrix[start : start + _BATCH]))
    temporary = unfinished(path)
    faiss.write_index(index, str(temporary))
    replace_file(temporary, path)


def open_nearest(path: Path, *, count: int, dim: int) -> Nearest | None:
    """The index at `path`; None if there is none, or it is not of that many such vectors."""
    if not path.exists():
        return None
    faiss = _faiss()
    if faiss is None:
        logger.warning("%s is not used: install guidance-lookup[nearest]", path)
        return None
    try:
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
    except RuntimeError as error:
        logger.error("%s is damaged, all vectors are read: %s", path, error)
        return None
    if (index.ntotal, index.d) != (count, dim):
        logger.error("%s is of other vectors, all vectors are read", path)
        return None
    index.nprobe = _PROBED
    return Nearest(index)


def _faiss() -> ModuleType | None:
    try:
        return importlib.import_module("faiss")
    except ImportError:
        return None
