"""Two facing pages in one picture, as an opened booklet is photographed or scanned."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from knowledge.readers.scan.picture import flatten, open_pictures

# A spread is wider than high by this factor at least; so many pixels wide it is looked at.
_WIDE = 1.2
_SMALL = 900
_DARK = 128
# Parts of the width: where the gutter lies and how wide it is at least.
_MIDDLE = (0.4, 0.6)
_GUTTER = 0.02
# Shares of the height: ink that specks leave in a gutter, and what lines of a page take up.
_SPECKS = 0.004
_LINES = 0.03
# The part of its half that the lines of a page span.
_SPAN = 0.5


def open_pages(data: bytes, name: str) -> Iterator[Image.Image]:
    """The pages of an image file, of facing pages first the left one; raises as `open_pictures`."""
    for image in open_pictures(data, name):
        at = gutter(image)
        if at is None:
            yield image
        else:
            yield image.crop((0, 0, at, image.height))
            yield image.crop((at, 0, image.width, image.height))


def gutter(image: Image.Image) -> int | None:
    """Where a picture of two facing pages is to be cut, in pixels from the left; None for one page.

    Lines of a page that lies across cross its middle, and so do the rules of its tables.
    """
    if image.width < _WIDE * image.height:
        return None
    scale = min(1.0, _SMALL / image.width)
    small = image.convert("L").resize((round(image.width * scale), round(image.height * scale)))
    ink = np.asarray(flatten(small)) < _DARK
    high, wide = ink.shape
    begin, end = (int(part * wide) for part in _MIDDLE)
    white = ink[:, begin:end].mean(axis=0) <= _SPECKS
    at = _middle_of_widest(white, int(_GUTTER * wide))
    if at is None:
        return None
    at += begin
    for half in (ink[:, :at], ink[:, at:]):
        columns = np.flatnonzero(half.any(axis=0))
        spans = len(columns) and columns[-1] - columns[0] > _SPAN * half.shape[1]
        if not spans or half.any(axis=1).mean() < _LINES:
            return None
    return round(at / scale)


def _middle_of_widest(white: np.ndarray[tuple[int], np.dtype[np.bool_]], least: int) -> int | None:
    """The middle of the longest run of true values, where it is `least` long."""
    edges = np.diff(np.pad(white.astype(np.int8), 1))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    if not len(starts):
        return None
    widest = int(np.argmax(ends - starts))
    if ends[widest] - starts[widest] < max(1, least):
        return None
    return int(starts[widest] + ends[widest]) // 2
