"""Words of a scanned page that a stroke strikes out, told by its ink."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from knowledge.readers.scan.tesseract import Word

_DARK = 128
# The part of a word's height in which a stroke strikes it; crossbars of letters stand there too.
_ROWS = (0.3, 0.8)
# The share of a word's width that a stroke covers, gaps between letters with it: crossbars of a
# word cover 0.8 at most. What is hardly wider than high may be one letter: only beside a word that
# is struck is it struck, too.
_COVERED = 0.93
_NARROWEST = 1.4


def part_struck(image: Image.Image, words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The words that are not struck out, and those that are.

    Args:
        image: In which the words stand: grey, dark letters on white, level, without the rules of
            tables.
        words: Of a page, in any order.
    """
    ink: NDArray[np.bool_] = np.asarray(image) < _DARK
    crossed = [_is_crossed(ink, word) for word in words]
    sure = [
        each and word.box.width >= _NARROWEST * word.box.height
        for each, word in zip(crossed, words, strict=True)
    ]
    kept: list[Word] = []
    struck: list[Word] = []
    for n, word in enumerate(words):
        near = [m for m in (n - 1, n + 1) if 0 <= m < len(words) and words[m].line == word.line]
        is_struck = sure[n] or crossed[n] and any(sure[m] for m in near)
        (struck if is_struck else kept).append(word)
    return kept, struck


def _is_crossed(ink: NDArray[np.bool_], word: Word) -> bool:
    """Whether a level stroke passes the whole width of a word."""
    box = word.box
    if not any(map(str.isalnum, word.text)):
        return False
    part = ink[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1]
    rows = part[int(_ROWS[0] * len(part)) : int(_ROWS[1] * len(part)) + 1]
    if len(rows) < 3:
        return False
    # A stroke slants a little: a row borrows from those beside it.
    near = rows.copy()
    near[1:] |= rows[:-1]
    near[:-1] |= rows[1:]
    return bool(near.mean(axis=1).max() >= _COVERED)
