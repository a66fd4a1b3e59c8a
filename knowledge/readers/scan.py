"""Pages that are pictures, read by optical recognition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image

from knowledge.readers.ink import missed_ink
from knowledge.readers.picture import Prepared, prepare
from knowledge.readers.tesseract import PixelBox, Word, recognise_words, require_tesseract
from knowledge.readers.unfold import unfold

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
        ink_outside: The share of the letters' ink that lies outside all recognised words.
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
    words = _recognise(page, name)
    if _confidence(words) < _UPSIDE_DOWN:
        other = page.half_turned()
        other_words = _recognise(other, name)
        if _worth(other_words) > _worth(words):
            page, words = other, other_words
    return Recognised(
        lines=tuple(_lines(page, words)),
        size=page.size,
        confidence=_confidence(words),
        ink_outside=missed_ink(page.image, [word.box for word in words]),
    )


def _recognise(page: Prepared, name: str) -> list[Word]:
    unfolded = unfold(page.image)
    return unfolded.back(recognise_words(unfolded.image, name, layout=3))


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
