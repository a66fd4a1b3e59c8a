"""Two readings of one page, in two sizes: each word as the surer of both has it.

Tesseract errs by chance: letters that it mistakes in one size it mostly knows in another.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.readers.scan.tesseract import PixelBox, Word
from knowledge.syllable import is_syllable

# Per cent: what is no Vietnamese syllable is less likely to be right by so much.
_NO_SYLLABLE = 15
# Per cent: digits on which the readings differ are no surer; lines that only the second reading
# has are taken from it when it is as sure.
_DIFFERING = 50
_SURE = 80
# Parts of the larger box that two readings of a word share at least.
_SHARED_WIDTH, _SHARED_HEIGHT = 0.6, 0.5
# Pixels of the stretches by which words are looked up.
_ROW = 50
# Lines of the second reading are told from those of the first by their block.
_SECOND = 10_000
_EDGES = re.compile(r"^\W+|\W+$")


def merge_readings(first: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """The words of the first reading, with the letters of whichever reading is surer.

    Args:
        first: In reading order.
        second: Of the same page; its lines of which the first has nothing are added at the end.
    """
    rows = _by_rows(second)
    merged = [_surer(word, _same_word(word, rows)) for word in first]
    return merged + _lines_apart(first, second)


def _surer(word: Word, other: Word | None) -> Word:
    if other is None or other.text == word.text:
        return word
    best = max(word, other, key=_likelihood)
    confidence = best.confidence
    if any(letter.isdigit() for letter in word.text + other.text):
        confidence = min(confidence, _DIFFERING)
    return replace(word, text=best.text, confidence=confidence)


def _likelihood(word: Word) -> float:
    core = _EDGES.sub("", word.text)
    is_word = not core.isalpha() or is_syllable(core)
    return word.confidence - (0 if is_word else _NO_SYLLABLE)


def _by_rows(words: Iterable[Word]) -> dict[int, list[Word]]:
    """The words by the stretches of 50 pixels that their heights touch."""
    rows: dict[int, list[Word]] = {}
    for word in words:
        for row in range(int(word.box.top) // _ROW, int(word.box.bottom) // _ROW + 1):
            rows.setdefault(row, []).append(word)
    return rows


def _same_word(word: Word, rows: dict[int, list[Word]]) -> Word | None:
    """The only word of the other reading that stands in the same place."""
    middle = (word.box.top + word.box.bottom) / 2
    found = [other for other in rows.get(int(middle) // _ROW, ()) if _is_same(word.box, other.box)]
    return found[0] if len(found) == 1 else None


def _is_same(one: PixelBox, other: PixelBox) -> bool:
    across, down = _overlap(one, other)
    wide, high = max(one.width, other.width), min(one.height, other.height)
    return across > _SHARED_WIDTH * wide and down > _SHARED_HEIGHT * high


def _overlap(one: PixelBox, other: PixelBox) -> tuple[float, float]:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across, down


def _lines_apart(first: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """The sure lines of the second reading where the first has no word."""
    rows = _by_rows(first)
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in second:
        lines.setdefault(word.line, []).append(word)
    found = []
    for (block, paragraph, line), words in lines.items():
        sure = min(word.confidence for word in words) >= _SURE
        if sure and not any(_touches(word, rows) for word in words):
            place = (block + _SECOND, paragraph, line)
            found += [replace(word, line=place) for word in words]
    return found


def _touches(word: Word, rows: dict[int, list[Word]]) -> bool:
    box = word.box
    near = (
        other
        for row in range(int(box.top) // _ROW, int(box.bottom) // _ROW + 1)
        for other in rows.get(row, ())
    )
    return any(min(_overlap(box, other.box)) > 0 for other in near)
