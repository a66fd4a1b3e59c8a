"""Columns and cells that stand side by side, put one under the other before recognition.

Tesseract joins the two columns of a head or a signature into lines, and loses lines where their
distances differ. A band with a white gutter is cut there: left half, right half, then the rest;
a ruled table is cut into its cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from knowledge.readers.scan.tesseract import PixelBox, Word

# The page is looked at so many points wide, on which a line of letters is about 10 high.
_WIDTH = 600
_INK = 215
# Points of that page: a gutter is as wide; each of its sides holds as many rows of ink, which
# is two lines, and both sides together as many.
_GUTTER = 7
_LEAST_ROWS = 16
_BOTH_ROWS = 12
# Blanks of two or three justified lines may stand one over another: width of the gutter times
# rows with ink on both sides must be more, in square points.
_LEAST_WORTH = 300
# Points of ink in a row without letters: streaks of the scanner.
_STREAKS = 4
_INNER = (0.28, 0.72)
_MOST_BANDS = 4
# White between pieces, in pixels of the picture that is recognised.
_MARGIN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Band:
    """Rows of a picture and the column at which they are cut."""

    top: int
    bottom: int
    cut: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A rectangle of the picture, and where it was put."""

    left: int
    top: int
    right: int
    bottom: int
    across: int
    put: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfolded:
    """A picture whose columns stand one under the other."""

    image: Image.Image
    pieces: tuple[_Piece, ...]

    def back(self, words: Sequence[Word]) -> list[Word]:
        """The words recognised in `image`, where they stand in the folded picture."""
        if not self.pieces:
            return list(words)
        return [self._back(word) for word in words]

    def _back(self, word: Word) -> Word:
        box = word.box
        middle = (box.top + box.bottom) / 2
        above = [piece for piece in self.pieces if piece.put - _MARGIN / 2 <= middle]
        piece = above[-1] if above else self.pieces[0]
        across, down = piece.left - piece.across, piece.top - piece.put
        moved = PixelBox(
            left=box.left + across,
            top=box.top + down,
            right=box.right + across,
            bottom=box.bottom + down,
        )
        return replace(word, box=moved)


def unfold(image: Image.Image, tables: Sequence[Sequence[PixelBox]] = ()) -> Unfolded:
    """The picture with its columns and cells one under the other; as it is without any.

    Args:
        image: Grey, level, without the rules of tables.
        tables: For each table its cells.
    """
    strips = [(band.top, band.bottom, _halves(band, image.width)) for band in _bands(image, tables)]
    strips += [(*_rows_of(cells), [_corners(cell) for cell in cells]) for cells in tables]
    if not strips:
        return Unfolded(image=image, pieces=())
    rectangles: list[tuple[int, int, int, int]] = []
    row = 0
    for top, bottom, parts in sorted(strips):
        rectangles += [(0, row, image.width, top), *parts]
        row = bottom
    rectangles.append((0, row, image.width, image.height))
    return _piled(image, [each for each in rectangles if each[0] < each[2] and each[1] < each[3]])


def _halves(band: _Band, width: int) -> list[tuple[int, int, int, int]]:
    return [(0, band.top, band.cut, band.bottom), (band.cut, band.top, width, band.bottom)]


def _rows_of(cells: Sequence[PixelBox]) -> tuple[int, int]:
    return int(min(cell.top for cell in cells)), int(max(cell.bottom for cell in cells))


def _corners(cell: PixelBox) -> tuple[int, int, int, int]:
    return int(cell.left), int(cell.top), int(cell.right), int(cell.bottom)


def _piled(image: Image.Image, rectangles: Sequence[tuple[int, int, int, int]]) -> Unfolded:
    """The rectangles of a picture from top to bottom, at the left."""
    pieces: list[_Piece] = []
    put = 0
    for left, top, right, bottom in rectangles:
        across = _MARGIN if left else 0
        pieces.append(
            _Piece(left=left, top=top, right=right, bottom=bottom, across=across, put=put)
        )
        put += bottom - top + _MARGIN
    tall = Image.new("L", (image.width + _MARGIN, put), 255)
    for piece in pieces:
        part = image.crop((piece.left, piece.top, piece.right, piece.bottom))
        tall.paste(part, (piece.across, piece.put))
    return Unfolded(image=tall, pieces=tuple(pieces))


def _bands(image: Image.Image, tables: Sequence[Sequence[PixelBox]]) -> list[_Band]:
    scale = image.width / _WIDTH
    height = max(1, round(image.height / scale))
    small = image.resize((_WIDTH, height), Image.Resampling.BOX)
    ink: NDArray[np.bool_] = np.asarray(small) < _INK
    found: list[tuple[int, int, int]] = []
    free = np.ones(height, dtype=bool)
    for cells in tables:
        top, bottom = _rows_of(cells)
        free[int(top / scale) : int(bottom / scale) + 2] = False
    for _ in range(_MOST_BANDS):
        best = max(
            (
                (both, gap, top, bottom, cut)
                for cut in range(int(_INNER[0] * _WIDTH), int(_INNER[1] * _WIDTH), 3)
                for both, gap, top, bottom in _runs(ink, free, cut)
            ),
            default=None,
        )
        if best is None:
            break
        _, _, top, bottom, cut = best
        found.append((top, bottom, cut))
        free[top:bottom] = False
    return [
        _Band(top=round(top * scale), bottom=round(bottom * scale), cut=round(cut * scale))
        for top, bottom, cut in sorted(found)
    ]


def _runs(
    ink: NDArray[np.bool_], free: NDArray[np.bool_], cut: int
) -> list[tuple[int, int, int, int]]:
    """Rows with ink on both sides, gutter, first and last row of what `cut` parts in columns."""
    half = _GUTTER // 2
    white = free & ~ink[:, cut - half : cut + half + 1].any(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], white.astype(np.int8), [0]))))
    result = []
    for top, bottom in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if bottom - top < 2 * _LEAST_ROWS:
            continue
        left, right = ink[top:bottom, :cut].any(axis=1), ink[top:bottom, cut:].any(axis=1)
        both = int((left & right).sum())
        fewest = min(int(left.sum()), int(right.sum()))
        gap = _gap(ink[top:bottom], cut)
        if fewest < _LEAST_ROWS or both < _BOTH_ROWS or both * gap < _LEAST_WORTH:
            continue
        # Cut between lines: a letter cut through is lost.
        blank = top + np.flatnonzero(ink[top:bottom].sum(axis=1) <= _STREAKS)
        if len(blank) > 1 and blank[-1] - blank[0] >= 2 * _LEAST_ROWS:
            result.append((both, gap, int(blank[0]), int(blank[-1])))
    return result


def _gap(ink: NDArray[np.bool_], cut: int) -> int:
    """How wide the white around a column is."""
    inked = np.flatnonzero(ink.any(axis=0))
    after = int(np.searchsorted(inked, cut))
    right = int(inked[after]) if after < len(inked) else ink.shape[1]
    left = int(inked[after - 1]) if after else 0
    return right - left
