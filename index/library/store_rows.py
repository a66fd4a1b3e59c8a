"""Which row of a matrix belongs to which passage of a library."""

import json
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.library.store import Library

Rows = npt.NDArray[np.int64]

# Passages read at once when all are read.
_BATCH = 4096


class PassageRows:
    """Counts the passages of a library from 0 in its order; it works in the library's thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        ((first, last),) = library.query("SELECT min(number), max(number) FROM passage")
        # Only withdrawn documents leave gaps; without them nothing needs to be read.
        if first is None or last - first + 1 == library.passage_count:
            self._numbers = np.arange(library.passage_count, dtype=np.int64) + (first or 0)
        else:
            rows = library.query("SELECT number FROM passage ORDER BY number")
            self._numbers = np.array(rows, dtype=np.int64).reshape(-1)

    def __len__(self) -> int:
        return len(self._numbers)

    def ids(self, rows: Sequence[int]) -> list[str]:
        """The passage ids of these rows, in the order of the rows."""
        numbers = [int(self._numbers[row]) for row in rows]
        found = dict(
            self._library.query(
                "SELECT number, id FROM passage WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(numbers),),
            )
        )
        return [found[number] for number in numbers]

    def of_passages(self, ids: Collection[str]) -> dict[str, int]:
        """The row of each of these passages that exists."""
        found = self._library.query(
            "SELECT id, number FROM passage WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return {passage_id: int(np.searchsorted(self._numbers, n)) for passage_id, n in found}

    def of_documents(self, documents: Collection[str]) -> Rows:
        """The rows of the passages of these documents, ascending."""
        numbers = self._library.query(
            "SELECT number FROM passage WHERE document IN (SELECT value FROM json_each(?))",
            (json.dumps(self._library.document_numbers(documents)),),
        )
        rows = np.searchsorted(self._numbers, np.array(numbers, dtype=np.int64).reshape(-1))
        return np.sort(rows).astype(np.int64)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Breadcrumb and text of every passage, in the order of the rows."""
        starts = [*range(0, len(self), _BATCH), len(self)]
        for start, end in pairwise(starts):
            bounds = (int(self._numbers[start]), int(self._numbers[end - 1]))
            yield from self._library.query(
                "SELECT breadcrumb, text FROM passage WHERE number BETWEEN ? AND ? ORDER BY number",
                bounds,
            )
