"""Cells of scanned tables that hold a number or a mark: Tesseract passes lone letters over.

They are put side by side, as the words of a line are, and recognised together.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PIL import Image

from knowledge.readers.scan.ruled import Ruled
from knowledge.readers.scan.tesseract import PixelBox, Word, recognise_words
from knowledge.readers.scan.vote import merge_readings

_DARK = 128
# Pixels: specks are smaller, words of a line stand so far apart, and cells lose so much of their
# edge, where rests of rules are.
_SPECK = 8
_APART = 50
_EDGE = 6
_WIDEST = 3000
# Tesseract's page segmentation mode for lines of one block.
_BLOCK = 6
# The second reading is smaller; as between those of a page, a number that they read differently
# is doubted.
_SMALL = 0.7
# Words of these lines are told from others by their block.
_OWN = 20_000


def recognise_short_cells(page: Ruled, words: Sequence[Word], name: str) -> list[Word]:
    """The words of the cells in which none of `words` stands though there is ink."""
    ink = np.asarray(page.image) < _DARK
    found = []
    for cell in (cell for cells in page.tables for cell in cells):
        if any(_holds(cell, word.box) for word in words):
            continue
        tight = _inked(ink, cell)
        if tight is not None:
            found.append(tight)
    return _read_rows(page.image, found, name) if found else []


def _holds(cell: PixelBox, box: PixelBox) -> bool:
    across, down = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return cell.left <= across <= cell.right and cell.top <= down <= cell.bottom


def _inked(ink: np.ndarray[tuple[int, int], np.dtype[np.bool_]], cell: PixelBox) -> PixelBox | None:
    """The ink in a cell, where it is the size of a few letters."""
    left, top = int(cell.left) + _EDGE, int(cell.top) + _EDGE
    part = ink[top : int(cell.bottom) - _EDGE, left : int(cell.right) - _EDGE]
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows) or rows[-1] - rows[0] < _SPECK:
        return None
    return PixelBox(
        left=left + int(columns[0]),
        top=top + int(rows[0]),
        right=left + int(columns[-1]) + 1,
        bottom=top + int(rows[-1]) + 1,
    )


def _read_rows(image: Image.Image, boxes: Sequence[PixelBox], name: str) -> list[Word]:
    high = int(max(box.height for box in boxes))
    places: list[tuple[PixelBox, int, int]] = []
    across, base = _APART, _APART + high
    for box in boxes:
        if across + box.width > _WIDEST:
            across, base = _APART, base + high + _APART
        places.append((box, across, base - int(box.height)))
        across += int(box.width) + _APART
    sheet = Image.new("L", (_WIDEST + 2 * _APART, base + _APART), 255)
    for box, left, top in places:
        sheet.paste(image.crop((box.left, box.top, box.right, box.bottom)), (left, top))
    read = _read_twice(sheet, name)
    result = []
    for number, (box, left, top) in enumerate(places):
        spot = PixelBox(
            left=left - _APART / 2,
            top=top - _APART / 2,
            right=left + box.width + _APART / 2,
            bottom=top + box.height + _APART / 2,
        )
        inside = [word for word in read if _holds(spot, word.box)]
        if inside:
            text = " ".join(word.text for word in inside)
            line = (_OWN + number, 1, 1)
            result.append(replace(inside[0], text=text, box=box, line=line))
    return result


def _read_twice(sheet: Image.Image, name: str) -> list[Word]:
    first = recognise_words(sheet, name, layout=_BLOCK)
    size = (round(sheet.width * _SMALL), round(sheet.height * _SMALL))
    smaller = recognise_words(sheet.resize(size, Image.Resampling.BICUBIC), name, layout=_BLOCK)
    second = [replace(word, box=word.box.scaled(1 / _SMALL)) for word in smaller]
    return merge_readings(first, second)
