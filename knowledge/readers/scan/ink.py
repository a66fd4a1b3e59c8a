"""Ink of letters that recognition has not seen: words vanish in shadows without a trace."""

from collections.abc import Iterable, Sequence
from statistics import median

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from knowledge.readers.scan.tesseract import Word

_DARK = 128
# Letters are looked at so many points high; blots of more runs than the limit are no letters.
_LETTER = 10
_MOST_RUNS = 60_000
# Sizes of letters, and of lines of letters that a blur runs together, in heights of words.
_LOW, _HIGH, _WIDE = 0.35, 1.6, 25.0
# Grown by this part of its height, the box of a word holds accents and tails.
_SLACK = 0.25
# A stamp holds 30 letters or so, and a signature has the ink of as many.
FEW_LETTERS = 60

Mask = NDArray[np.bool_]


def missed_ink(image: Image.Image, words: Sequence[Word]) -> float:
    """The share of the letters' ink that lies outside all recognised words.

    Pictures, rules, specks and dark edges are larger or smaller than letters and don't count,
    nor does so little as stamps and signatures leave.

    Args:
        image: Grey, dark letters on white.
        words: The recognised words.
    """
    if not words:
        return 0.0
    boxes = [word.box for word in words]
    height = float(median(box.height for box in boxes))
    step = max(1.0, height / _LETTER)
    size = (max(1, round(image.width / step)), max(1, round(image.height / step)))
    ink: Mask = np.asarray(image.resize(size, Image.Resampling.BOX)) < _DARK
    outside = ink.copy()
    for box in boxes:
        slack = _SLACK * box.height
        rows = slice(max(0, int((box.top - slack) / step)), int((box.bottom + slack) / step) + 1)
        columns = slice(max(0, int((box.left - slack) / step)), int((box.right + slack) / step) + 1)
        outside[rows, columns] = False
    inside = int(ink.sum()) - int(outside.sum())
    missed = sum(
        area
        for left, top, right, bottom, area in blots(outside)
        if _LOW * _LETTER <= bottom - top <= _HIGH * _LETTER and right - left <= _WIDE * _LETTER
    )
    letter = inside / sum(len(word.text) for word in words)
    return missed / (missed + inside) if missed > FEW_LETTERS * letter else 0.0


def blots(mask: Mask) -> Iterable[tuple[int, int, int, int, int]]:
    """Left, top, right, bottom (half open) and area of each connected stretch of true points."""
    runs = _runs(mask)
    if len(runs) > _MOST_RUNS:
        return []
    parents = list(range(len(runs)))

    def root(n: int) -> int:
        while parents[n] != n:
            parents[n] = parents[parents[n]]
            n = parents[n]
        return n

    above: list[int] = []
    here: list[int] = []
    row = -1
    for n, (at, start, end) in enumerate(runs):
        if at != row:
            above = here if at == row + 1 else []
            here, row = [], at
        for m in above:
            if runs[m][1] <= end and start <= runs[m][2]:
                parents[root(m)] = root(n)
        here.append(n)
    found: dict[int, list[int]] = {}
    for n, (at, start, end) in enumerate(runs):
        blot = found.setdefault(root(n), [start, at, end, at, 0])
        blot[0], blot[2] = min(blot[0], start), max(blot[2], end)
        blot[3] = at + 1
        blot[4] += end - start
    return [(left, top, right, bottom, area) for left, top, right, bottom, area in found.values()]


def _runs(mask: Mask) -> list[tuple[int, int, int]]:
    """Row, first column and column after the last of each run of true points."""
    edged = np.zeros((mask.shape[0], mask.shape[1] + 2), dtype=np.int8)
    edged[:, 1:-1] = mask
    steps = np.diff(edged, axis=1)
    rows, starts = np.nonzero(steps == 1)
    ends = np.nonzero(steps == -1)[1]
    return list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))
