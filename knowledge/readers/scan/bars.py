"""Signs of comparison with the bar that recognition overlooks: «< 5 ngày» that is printed ≤."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from knowledge.readers.scan.tesseract import Word

_DARK = 128
_BARRED = {"<": "≤", ">": "≥"}
# Pixels around a word in which its bar may stand.
_AROUND = 4
# The part of a sign's height in which the bar stands, the share of its width that it covers, and
# how wide a sign is at most, in parts of its height: an underline goes on under what follows.
_LOW, _COVERED, _WIDEST = 0.7, 0.8, 1.3


def mend_bars(image: Image.Image, words: Sequence[Word]) -> list[Word]:
    """The words with ≤ and ≥ where a bar stands under the sign with which they open.

    Args:
        image: In which the words stand: grey, dark letters on white, level.
        words: Of a page, in any order.
    """
    ink: NDArray[np.bool_] = np.asarray(image) < _DARK
    return [
        replace(word, text=_BARRED[word.text[0]] + word.text[1:])
        if word.text[0] in _BARRED and _has_bar(ink, word)
        else word
        for word in words
    ]


def _has_bar(ink: NDArray[np.bool_], word: Word) -> bool:
    box = word.box
    top, left = max(0, int(box.top) - _AROUND), max(0, int(box.left) - _AROUND)
    part = ink[top : int(box.bottom) + _AROUND + 1, left : int(box.right) + _AROUND + 1]
    inked = np.flatnonzero(part.any(axis=0))
    if not len(inked):
        return False
    gaps = np.flatnonzero(np.diff(inked) > 1)
    last = inked[gaps[0]] if len(gaps) else inked[-1]
    sign = part[:, inked[0] : last + 1]
    rows = np.flatnonzero(sign.any(axis=1))
    sign = sign[rows[0] : rows[-1] + 1]
    if sign.shape[1] > _WIDEST * sign.shape[0]:
        return False
    return bool(sign[int(_LOW * len(sign)) :].mean(axis=1).max(initial=0.0) >= _COVERED)
