"""Which wrong pieces a question is learnt with: those that a reader takes for right.

Of pieces drawn by chance a trained reader is right 92 times of 100 and learns little more; of all
that a question could be taken for, 76 times.
"""

import random
from pathlib import Path

from index.meaning.reader import OnnxReader
from training.loop import Example

# Of the wrong pieces of the document and of the library: so many of the nearest, so many others.
_NEAREST, _OTHERS, _FAR_NEAREST, _FAR_OTHERS = 6, 4, 2, 2
# Wrong pieces that are learnt with: those taken for right most, and others drawn from the next.
_WORST, _DRAWN, _DRAWN_FROM = 2, 2, 7
# How far ahead of all wrong pieces the right one is where a question is mostly passed over, and how
# often it is learnt all the same.
_SURE, _SURE_LEARNT = 2.5, 0.25
# The share of words from which a piece says what the right one says.
_SAME = 0.7

Row = tuple[str, ...]
Ids = list[int]


class Miner:
    """Chooses wrong pieces by a reader that was trained before."""

    def __init__(self, weights: Path, chance: random.Random) -> None:
        """Open the reader in a folder of exported weights."""
        self._reader = OnnxReader(weights)
        self._chance = chance

    def candidates(self, example: Example) -> list[Row]:
        """Wrong pieces of an example that do not say what the right ones say."""
        drawn = [
            *_some(example["wrong"], _NEAREST, _OTHERS, self._chance),
            *_some(example["far"], _FAR_NEAREST, _FAR_OTHERS, self._chance),
        ]
        rights = [_words(piece) for piece in example["right"]]
        rows = dict.fromkeys(tuple(piece) for piece in drawn)
        return [row for row in rows if not any(_same(_words(row), right) for right in rights)]

    def choose(self, right: list[Ids], wrong: list[Ids]) -> list[Ids] | None:
        """What is learnt of a question, the right piece first; None to pass it over.

        Args:
            right: The right piece with the question, or nothing.
            wrong: The others.
        """
        scores = self._reader.read_sequences([*right, *wrong]).tolist()
        ahead = (scores[0] if right else 0.0) - max(scores[len(right) :])
        if ahead > _SURE and self._chance.random() > _SURE_LEARNT:
            return None
        order = sorted(range(len(wrong)), key=lambda n: -scores[len(right) + n])
        next_ones = order[_WORST : _WORST + _DRAWN_FROM]
        drawn = self._chance.sample(next_ones, min(_DRAWN, len(next_ones)))
        return [*right, *(wrong[n] for n in (*order[:_WORST], *drawn))]


def _some(
    pieces: list[list[str]], first: int, others: int, chance: random.Random
) -> list[list[str]]:
    """The first of some pieces, and some of the rest."""
    rest = pieces[first:]
    return [*pieces[:first], *chance.sample(rest, min(others, len(rest)))]


def _words(piece: Row | list[str]) -> set[str]:
    return set(piece[-1].lower().split())


def _same(left: set[str], right: set[str]) -> bool:
    return len(left & right) > _SAME * min(len(left), len(right))
