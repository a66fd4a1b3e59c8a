"""Pages that are pictures, read by optical recognition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PIL import Image

from knowledge.readers.page.page import Rule
from knowledge.readers.scan.bars import mend_bars
from knowledge.readers.scan.ink import FEW_LETTERS, missed_ink
from knowledge.readers.scan.numerals import mend_numerals
from knowledge.readers.scan.picture import Prepared, prepare
from knowledge.readers.scan.ruled import Ruled, find_rules
from knowledge.readers.scan.short_cells import recognise_short_cells
from knowledge.readers.scan.slips import mend_slips
from knowledge.readers.scan.struck import part_struck
from knowledge.readers.scan.tesseract import PixelBox, Word, recognise_words, require_tesseract
from knowledge.readers.scan.unfold import unfold
from knowledge.readers.scan.vote import merge_readings

# Pages that are recognised of one file, at about 6 s each.
MAX_PAGES = 30
# The second reading is smaller, as the first is about 250 dots to the inch and this one 165.
_SMALL = 0.65
# Below this mean confidence, in per cent, the page may be upside down.
_UPSIDE_DOWN = 70
# Per cent: words recognised with less confidence are as good as not read.
_READ = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A printed line.

    Attributes:
        words: From left to right; boxes are in pixels of the page once it is upright and level.
        box: Around the words.
        block: Lines of one column and stretch of the page share it; counted from 0.
        paragraph: Lines that Tesseract takes for one paragraph share it; counted from 0.
    """

    words: tuple[Word, ...]
    box: PixelBox
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
        size: Width and height of the upright page, in pixels of the picture that was given.
        turned: Degrees counterclockwise by which the picture was turned about its middle to be
            upright and level.
        rules: Ruled lines, in the same pixels as the boxes of words.
        confidence: Mean over the words, weighed by their length, per cent; 0 without words.
        unsure: The share of the characters that are as good as not read, 0 where they are no
            more than a stamp and a signature hold.
        ink_outside: The share of the letters' ink that lies outside all recognised words; 0 as
            above.
        struck: What is struck out, as far as it can be recognised; it is in no line.
    """

    lines: tuple[PrintedLine, ...]
    size: tuple[int, int]
    turned: float
    rules: tuple[Rule, ...]
    confidence: float
    unsure: float
    ink_outside: float
    struck: tuple[str, ...] = ()


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
    ruled = find_rules(page.image)
    words = _recognise(ruled, name, _SMALL)
    if _confidence(words) < _UPSIDE_DOWN:
        other = page.half_turned()
        other_ruled = find_rules(other.image)
        other_words = _recognise(other_ruled, name, _SMALL)
        if _worth(other_words) > _worth(words):
            page, ruled, words = other, other_ruled, other_words
    if words:
        words = merge_readings(_recognise(ruled, name, 1.0), words)
        words += recognise_short_cells(ruled, words, name)
    ink_outside = missed_ink(ruled.image, words)
    words, struck = part_struck(ruled.image, words)
    words = mend_bars(ruled.image, mend_numerals(ruled.image, words))
    mended = mend_slips([word.text for word in words])
    words = [replace(word, text=text) for word, text in zip(words, mended, strict=True)]
    return Recognised(
        lines=tuple(_lines(page, words)),
        size=page.upright_size,
        turned=page.turned,
        rules=page.upright_rules(ruled.rules),
        confidence=_confidence(words),
        unsure=_unsure(words),
        ink_outside=ink_outside,
        struck=tuple(
            " ".join(word.text for word in line) for _, line in groupby(struck, lambda w: w.line)
        ),
    )


def _recognise(page: Ruled, name: str, scale: float) -> list[Word]:
    """The words of a page, read `scale` times as large as it is prepared."""
    unfolded = unfold(page.image, page.tables)
    image = unfolded.image
    if scale != 1.0:
        size = (round(image.width * scale), round(image.height * scale))
        image = image.resize(size, Image.Resampling.BICUBIC)
    words = recognise_words(image, name, layout=3)
    return unfolded.back([replace(word, box=word.box.scaled(1 / scale)) for word in words])


def _confidence(words: Iterable[Word]) -> float:
    weights = [(len(word.text), word.confidence) for word in words]
    total = sum(length for length, _ in weights)
    return sum(length * confidence for length, confidence in weights) / total if total else 0.0


def _unsure(words: Sequence[Word]) -> float:
    total = sum(len(word.text) for word in words)
    unread = sum(len(word.text) for word in words if word.confidence < _READ)
    return unread / total if unread > FEW_LETTERS else 0.0


def _worth(words: Sequence[Word]) -> float:
    """Characters recognised, each as sure as its word."""
    return sum(len(word.text) * max(0.0, word.confidence - 30) for word in words)


def _lines(page: Prepared, words: Sequence[Word]) -> Iterable[PrintedLine]:
    paragraphs: dict[tuple[int, int], int] = {}
    for (block, paragraph, _), group in groupby(words, key=lambda word: word.line):
        placed = tuple(replace(word, box=page.upright(word.box)) for word in group)
        box = placed[0].box
        for word in placed[1:]:
            box = box.union(word.box)
        number = paragraphs.setdefault((block, paragraph), len(paragraphs))
        yield PrintedLine(words=placed, box=box, block=block, paragraph=number)
