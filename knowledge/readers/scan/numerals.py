"""Roman numerals counted by their strokes: «III» is read as «II» too often.

At a third of their height I has one stroke, V and X have two. Tesseract loses one of several
equal strokes without doubting it, which would put a part of a plan under another.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from knowledge.readers.scan.tesseract import PixelBox, Word

# With what recognition takes for strokes: H for two, 1 and l for one.
_NUMERAL = re.compile(r"([IVXHl1]{2,6}|I)([.,;:\-–]*)$")
_STROKES = {"I": 1, "V": 2, "X": 2, "H": 2, "l": 1, "1": 1}
_SPELT = str.maketrans({"H": "II", "l": "I", "1": "I"})
_VALID = re.compile(r"X{0,3}(IX|IV|V?I{0,3})$")
# A small l beside digits is one: «l0 ngày».
_NUMBER = re.compile(r"\W*(?:l\d{1,3}|\d{1,2}l\d)\W*$")
_DARK = 128
# The part of the height of capitals at which strokes stand apart, serifs above.
_ROWS = (0.2, 0.42)
# The share of these rows in which all strokes are seen apart.
_SEEN = 0.35
# Per cent: of a numeral whose strokes fit none, and of a number in which a letter was read.
_UNCOUNTED = 50


def mend_numerals(image: Image.Image, words: Sequence[Word]) -> list[Word]:
    """The words with their Roman numerals as many strokes long as they are printed.

    Args:
        image: In which the words stand: grey, dark letters on white, level.
        words: Of a page, in any order.
    """
    ink: NDArray[np.bool_] = np.asarray(image) < _DARK
    return [_mended(ink, word) for word in words]


def _mended(ink: NDArray[np.bool_], word: Word) -> Word:
    if _NUMBER.match(word.text):
        confidence = min(word.confidence, _UNCOUNTED)
        return replace(word, text=word.text.replace("l", "1"), confidence=confidence)
    match = _NUMERAL.match(word.text)
    if match is None or not set(match[1]) & set("IVX"):
        return word
    spelt = match[1].translate(_SPELT)
    counted = _count_strokes(ink, word.box)
    if counted is None:
        return word
    valid = bool(_VALID.match(spelt))
    # Strokes that touch are counted too low: only a lost one is put back.
    if valid and counted <= _strokes(spelt):
        numeral, confidence = spelt, word.confidence
    else:
        fitting = [each for each in _spellings(spelt) if _strokes(each) == counted]
        if len(fitting) != 1:
            return replace(word, confidence=min(word.confidence, _UNCOUNTED))
        numeral = fitting[0]
        confidence = word.confidence if valid else min(word.confidence, _UNCOUNTED)
    return replace(word, text=numeral + match[2], confidence=confidence)


def _strokes(numeral: str) -> int:
    return sum(_STROKES[letter] for letter in numeral)


def _spellings(spelt: str) -> Iterable[str]:
    """The numerals that begin alike and end in any number of strokes."""
    stem = spelt.rstrip("I")
    longer = (stem + "I" * count for count in range(4))
    return (numeral for numeral in longer if numeral and _VALID.match(numeral))


def _count_strokes(ink: NDArray[np.bool_], box: PixelBox) -> int | None:
    """How many strokes stand apart in the upper half of a word; None where rows differ much."""
    part = ink[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1]
    inked = np.flatnonzero(part.any(axis=1))
    if not len(inked):
        return None
    top, height = int(inked[0]), int(inked[-1] - inked[0]) + 1
    rows = part[top + int(_ROWS[0] * height) : top + int(_ROWS[1] * height) + 1]
    if len(rows) < 3:
        return None
    edged = np.pad(rows.astype(np.int8), ((0, 0), (1, 1)))
    counts = Counter((np.diff(edged, axis=1) == 1).sum(axis=1).tolist())
    sure = [strokes for strokes, times in counts.items() if times >= _SEEN * len(rows)]
    return max(sure, default=None)
