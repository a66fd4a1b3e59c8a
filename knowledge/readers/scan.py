"""Scanned pages and photos, read by optical recognition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from PIL import Image

from knowledge.errors import UnreadableFileError
from knowledge.extract import Box, Extract, Method, Place
from knowledge.readers.picture import Prepared, open_pictures, prepare
from knowledge.readers.tesseract import PixelBox, Word, recognise_words, require_tesseract
from knowledge.text import Span

# Pages that are recognised of one file, at about 6 s each.
MAX_PAGES = 30
# Below this mean confidence, in per cent, the page may be upside down.
_UPSIDE_DOWN = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A printed line.

    Attributes:
        words: From left to right; their boxes are in pixels of the picture that was given.
        box: Around the words.
        level: The box before the page was turned level: use it to compare lines.
        block: Lines of one column and stretch of the page share it; counted from 0.
        paragraph: Lines that Tesseract takes for one paragraph share it; counted from 0.
    """

    words: tuple[Word, ...]
    box: PixelBox
    level: PixelBox
    block: int
    paragraph: int

    @property
    def text(self) -> str:
        """The words with single blanks between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What was recognised on a page.

    Attributes:
        lines: In reading order.
        size: Width and height of the picture that was given, in pixels.
        confidence: Mean over the words, weighed by their length, per cent; 0 without words.
        ink_outside: The share of the ink that lies outside all recognised words.
    """

    lines: tuple[PrintedLine, ...]
    size: tuple[int, int]
    confidence: float
    ink_outside: float


def recognise_page(image: Image.Image, name: str) -> Recognised:
    """The printed lines of one page, however it lies and whatever its light.

    Args:
        image: The page as it is seen, any mode, 40 megapixels at most.
        name: What the file is called in messages.

    Raises:
        UnreadableFileError: Tesseract is absent, failed, or took too long.
    """
    require_tesseract(name)
    page = prepare(image)
    words = recognise_words(page.image, name, layout=3)
    if _confidence(words) < _UPSIDE_DOWN:
        other = page.half_turned()
        other_words = recognise_words(other.image, name, layout=3)
        if _worth(other_words) > _worth(words):
            page, words = other, other_words
    return Recognised(
        lines=tuple(_lines(page, words)),
        size=page.size,
        confidence=_confidence(words),
        ink_outside=_ink_outside(page, words),
    )


def _confidence(words: Iterable[Word]) -> float:
    weights = [(len(word.text), word.confidence) for word in words]
    total = sum(length for length, _ in weights)
    return sum(length * confidence for length, confidence in weights) / total if total else 0.0


def _worth(words: Sequence[Word]) -> float:
    """Characters recognised, each as sure as its word."""
    return sum(len(word.text) * max(0.0, word.confidence - 30) for word in words)


def _lines(page: Prepared, words: Sequence[Word]) -> Iterable[PrintedLine]:
    paragraphs: dict[tuple[int, int], int] = {}
    for (block, paragraph, _), group in groupby(words, key=lambda word: word.line):
        of_line = list(group)
        level = of_line[0].box
        for word in of_line[1:]:
            level = level.union(word.box)
        number = paragraphs.setdefault((block, paragraph), len(paragraphs))
        placed = tuple(
            Word(text=w.text, box=_given(page, w.box), confidence=w.confidence, line=w.line)
            for w in of_line
        )
        yield PrintedLine(
            words=placed, box=_given(page, level), level=level, block=block, paragraph=number
        )


def _given(page: Prepared, box: PixelBox) -> PixelBox:
    corners = [page.given(x, y) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    across, down = zip(*corners, strict=True)
    width, height = page.size
    return PixelBox(
        left=max(0.0, min(across)),
        top=max(0.0, min(down)),
        right=min(float(width), max(across)),
        bottom=min(float(height), max(down)),
    )


def _ink_outside(page: Prepared, words: Sequence[Word]) -> float:
    ink = np.asarray(page.image) < 128
    total = int(ink.sum())
    if not total:
        return 0.0
    outside = ink.copy()
    for word in words:
        box = word.box
        slack = int(0.2 * box.height)
        top, bottom = max(0, int(box.top) - slack), int(box.bottom) + slack
        left, right = max(0, int(box.left) - slack), int(box.right) + slack
        outside[top:bottom, left:right] = False
    return float(outside.sum()) / total


def read_image(data: bytes, name: str) -> Extract:
    """The text of a photo or scanned page; the frames of a TIFF are pages.

    Raises:
        UnreadableFileError: The picture is damaged, too large, blank, or too poor to be read.
    """
    return read_images([(name, data)])


def read_images(files: Sequence[tuple[str, bytes]]) -> Extract:
    """Several photos, in the order given, as one document; raises as `read_image`."""
    pages: list[Recognised] = []
    for name, data in files:
        for image in open_pictures(data, name):
            if len(pages) == MAX_PAGES:
                raise UnreadableFileError(
                    f"{name}: quá {MAX_PAGES} trang ảnh; hãy tách thành nhiều tệp."
                )
            pages.append(recognise_page(image, name))
    return _extract(pages)


def _extract(pages: Sequence[Recognised]) -> Extract:
    text = ""
    places: list[Place] = []
    spans: list[Span] = []
    for number, page in enumerate(pages, start=1):
        begin = len(text)
        points = 842 / max(page.size)
        for line in page.lines:
            span = Span(start=len(text), end=len(text) + len(line.text))
            text += line.text + "\n"
            box = line.box
            places.append(
                Place(
                    span=span,
                    box=Box(
                        page=number,
                        left=box.left * points,
                        top=box.top * points,
                        right=box.right * points,
                        bottom=box.bottom * points,
                    ),
                )
            )
        spans.append(Span(start=begin, end=len(text)))
    return Extract(
        text=text, method=Method.OCR, places=tuple(places), pages=tuple(spans), recognised=True
    )
