"""Boosted regression trees, evaluated from arrays without the library that grew them."""

from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from index.errors import WeightsError

_ARRAYS = ("feature", "threshold", "left", "right", "missing_left", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """Trees whose leaves are added up.

    A row goes left where its feature is at most the threshold; where it is nan, left if
    `missing_left`. A leaf is its own child, so that every walk may take `depth` steps.

    Attributes:
        columns: The names of the features, in the order of their numbers.
        feature: Feature number of each node, (n_trees, n_nodes) int16, 0 for leaves.
        threshold: (n_trees, n_nodes) float64.
        left: Node number of the left child, (n_trees, n_nodes) int16.
        right: Of the right child.
        missing_left: (n_trees, n_nodes) bool.
        value: What a leaf adds, (n_trees, n_nodes) float64; 0 for inner nodes.
        depth: Steps from the root to the deepest leaf.
    """

    columns: tuple[str, ...]
    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float64]
    left: npt.NDArray[np.int16]
    right: npt.NDArray[np.int16]
    missing_left: npt.NDArray[np.bool_]
    value: npt.NDArray[np.float64]
    depth: int

    def predict(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """The sum of the leaves that each row falls into, (n_rows,).

        Args:
            rows: (n_rows, len(columns)).
        """
        trees, nodes = self.feature.shape
        count, width = rows.shape
        # Nodes are counted over all trees at once: one index is faster to follow than two.
        first = np.arange(trees, dtype=np.intp) * nodes
        children = np.stack([self.right, self.left], axis=2) + first[:, None, None]
        children, threshold = children.ravel(), self.threshold.ravel()
        # A nan lies below no threshold and goes right; a node where it goes left looks at a second
        # copy of the row, in which it lies below any.
        values = np.hstack([rows, np.where(np.isnan(rows), -np.inf, rows)]).astype(np.float64)
        values, feature = values.ravel(), (self.feature + width * self.missing_left).ravel()
        start = (np.arange(count, dtype=np.intp) * 2 * width)[:, None]
        node = np.broadcast_to(first, (count, trees))
        for _ in range(self.depth):
            goes_left = values.take(start + feature.take(node)) <= threshold.take(node)
            node = children.take(2 * node + goes_left)
        total: npt.NDArray[np.float64] = self.value.ravel().take(node).sum(axis=1)
        return total

    def save(self, file: Path) -> None:
        """Write the trees as a NumPy archive."""
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        np.savez_compressed(
            file, columns=np.array(self.columns), depth=np.array(self.depth), **arrays
        )

    @classmethod
    def load(cls, file: IO[bytes], name: str) -> "Trees":
        """Read what `save` wrote.

        Raises:
            WeightsError: The file is cut short or something else; it names `name`.
        """
        try:
            with np.load(file, allow_pickle=False) as held:
                arrays = {key: held[key] for key in _ARRAYS}
                columns, depth = tuple(map(str, held["columns"])), int(held["depth"])
        except Exception as error:  # A damaged archive raises what zipfile and zlib raise.
            raise WeightsError(f"Tệp trọng số {name} bị hỏng ({error}).") from error
        return cls(columns=columns, depth=depth, **arrays)
