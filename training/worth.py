"""What each feature is worth to the last order, on documents left out.

    python -m training.worth WEIGHTS POOLS [POOLS …] [--cache FOLDER]

The values of a feature are dealt out anew among the candidates of a question; printed is how many
first citations of 100 are lost by it, then of those among three, with what each group loses.
"""

import argparse
import pickle
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.answer.scoring import features
from index.answer.scoring.features import Matrix
from index.answer.scoring.trees import Trees
from training.fit import Fitter, Read, left_out, order_names, read_order

# How often values are dealt out.
_DEALS = 3
_GROUPS = {
    "words": features.WORDS, "place": features.PLACE, "values": features.VALUES,
    "claims": features.CLAIMS, "reader": features.READER, "order": ("order_words",),
}  # fmt: skip


def worth(read: Sequence[Read]) -> dict[str, tuple[float, float]]:
    """Per cent of first citations, and of those among three, that are lost without a feature."""
    names = order_names()
    parts = {name: [name] for name in names} | {
        f"all of {group}": [n for n in names if n.removesuffix("_gap").removesuffix("_rank") in own]
        for group, own in _GROUPS.items()
    }
    documents = [r.pool.asked.doc or "none" for r in read]

    def give(trees: Trees, n: int) -> list[tuple[float, float]]:
        chance = np.random.default_rng(n)
        kept = _right(trees, read[n], read[n].matrix)
        lost = []
        for part in parts.values():
            at = [names.index(name) for name in part]
            dealt = [
                _right(trees, read[n], _deal(read[n].matrix, at, chance)) for _ in range(_DEALS)
            ]
            lost.append(tuple(np.subtract(kept, np.mean(dealt, axis=0))))
        return lost

    given = left_out(documents, lambda some: read_order([read[n] for n in some]), give)
    asked = [row for row, r in zip(given, read, strict=True) if r.pool.asked.accept]
    mean = 100.0 * np.mean(np.array(asked), axis=0)
    return {name: (first, three) for name, (first, three) in zip(parts, mean.tolist(), strict=True)}


def _right(trees: Trees, read: Read, matrix: Matrix) -> tuple[bool, bool]:
    """Whether the first is right, and one of three."""
    order = np.argsort(-trees.predict(matrix), kind="stable")
    right = read.pool.right[np.array(read.chosen)[order]]
    return bool(right[0]), bool(right[:3].any())


def _deal(matrix: Matrix, at: list[int], chance: np.random.Generator) -> Matrix:
    """The matrix with some columns dealt out anew among its rows, together."""
    dealt = matrix.copy()
    dealt[:, at] = matrix[chance.permutation(len(matrix))][:, at]
    return dealt


def main() -> None:
    """Read the arguments and print what each feature is worth, most first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("pools", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, default=Path())
    given = parser.parse_args()
    pools = [p for file in given.pools for p in pickle.loads(file.read_bytes())]
    fitter = Fitter(given.weights, pools, given.cache)
    _, scores = fitter.words()
    found = worth([r for r in fitter.read(scores) if r is not None])
    for name, (first, three) in sorted(found.items(), key=lambda each: -each[1][0]):
        print(f"{name:24}{first:7.2f}{three:7.2f}")


if __name__ == "__main__":
    main()
