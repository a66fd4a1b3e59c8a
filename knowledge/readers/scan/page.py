"""What was recognised on a page as printed lines in points, as every other page has them."""

from statistics import median

from knowledge.readers.page.page import Line, Page, Word, scaled
from knowledge.readers.scan.scan import PrintedLine, Recognised
from knowledge.readers.scan.tesseract import Word as Recognition

# A recognised line is about so many times as high as its letters are large.
_HEIGHT = 1.05
# Heights vary with accents and capitals; within these parts of the usual one they tell nothing.
_USUAL = (0.62, 1.5)
_BELOW_BASE = frozenset("gpqyjạặậẹệịọộợụựỵ,;()/")
_DESCENT = 0.2
_DIRT = frozenset("|_~^¬`'‘’°\\¦«»‹›")
# Per cent: of a word that recognition is less sure of the admin is told.
DOUBTFUL = 60


def printed_page(recognised: Recognised, number: int, width: float, height: float) -> Page:
    """The recognised lines of a page that is seen `width` by `height` points large."""
    scale = max(width, height) / max(recognised.size)
    heights = [line.box.height for line in recognised.lines if len(line.words) > 2]
    usual = median(heights) if heights else 1.0
    found = (_line(line, scale, usual) for line in recognised.lines)
    lines = [line for line in found if line is not None]
    return Page(
        number=number,
        width=recognised.size[0] * scale,
        height=recognised.size[1] * scale,
        lines=tuple(sorted(lines, key=lambda line: line.base)),
        rules=scaled(recognised.rules, scale, 0, 0),
        turned=recognised.turned,
    )


def _line(line: PrintedLine, scale: float, usual: float) -> Line | None:
    high = line.box.height
    size = usual if _USUAL[0] * usual < high < _USUAL[1] * usual else high
    hangs = any(letter in _BELOW_BASE for letter in line.text.lower())
    base = line.box.bottom - (_DESCENT * size if hangs else 0.0)
    words = [
        Word(
            text=word.text,
            left=word.box.left * scale,
            right=word.box.right * scale,
            base=base * scale,
            size=size / _HEIGHT * scale,
            doubtful=word.confidence < DOUBTFUL,
        )
        for word in line.words
        if not _is_speck(word, opens=word is line.words[0])
    ]
    return Line(words=tuple(words)) if words else None


def _is_speck(word: Recognition, *, opens: bool) -> bool:
    """Whether a word is dirt or a stroke of the pen that recognition takes for signs."""
    if any(letter.isalnum() for letter in word.text):
        return False
    if opens and all(sign in ".,:;" for sign in word.text):
        return True
    return word.confidence < DOUBTFUL or all(sign in _DIRT for sign in word.text)
