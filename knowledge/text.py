"""Folding, syllables and cleaned views of Vietnamese text.

Everything that compares text does so through `fold`; everything that matches patterns over
several printed lines does so through a `View`, which maps its characters back to the source.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Vietnamese letters for character classes: ranges such as À-ỹ mix the cases.
_LETTERS = [chr(c) for c in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "A-Z" + "".join(c for c in _LETTERS if c.isupper())
LOWER = "a-z" + "".join(c for c in _LETTERS if c.islower())

_SYLLABLE = re.compile(r"\w+")
_WORD = re.compile(r"\S+")

# Marks that converters and portals leave in a text and that nobody wrote: Markdown emphasis,
# leading # of headings, bars between the cells of a layout table, HTML line breaks.
_MARKUP = re.compile(
    r"\*+|__+|<br\s*/?>|&nbsp;|(?m:^[ \t]*#{1,6}(?=\s))|\||\\(?=[*_#.])", re.IGNORECASE
)
# What those begin with that part words.
_PARTING = "<|&"


# Where a word may be broken; in fonts of TCVN3 it is the letter ư.
SOFT_HYPHEN = "\u00ad"
# Characters without width or ink, which web pages and messengers put within words and numbers.
_UNSEEN = re.compile(
    "[\x00\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def nfc(text: str) -> str:
    """The text in Unicode normal form C with line ends as ``\\n``, without what nobody sees."""
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text)


class _Folding(dict[int, str]):
    """What each character is folded to, by code point, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        lowered = chr(code).lower()
        if lowered.startswith("đ"):
            folded = "d"
        elif lowered == "\u2011":  # no-break hyphen
            folded = "-"
        else:
            folded = unicodedata.normalize("NFD", lowered)[0]
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Lower case without accents, ``đ`` as ``d``, one character for each character of an NFC text.

    FTS5 drops accents but keeps đ, which is a letter of its own; here both go, so that
    "dang" and "Đảng" compare equal. The result has the length of the NFC input, so offsets
    into one are offsets into the other.
    """
    if text.isascii():
        return text.lower()
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return text.translate(_FOLDING)


def syllables(text: str) -> list[str]:
    """Lower-cased word characters in reading order, accents kept; NFC is expected."""
    return _SYLLABLE.findall(text.lower())


def folded_syllables(text: str) -> list[str]:
    """`syllables` of the folded text: the tokens that index and query share."""
    return _SYLLABLE.findall(fold(text))


def squash(text: str) -> str:
    """The text with every run of white space as one blank, trimmed."""
    return " ".join(text.split())


def within_one_edit(left: str, right: str) -> bool:
    """Whether one inserted, dropped or replaced character at most tells the two apart."""
    if left == right:
        return True
    if abs(len(left) - len(right)) > 1:
        return False
    same = 0
    while same < min(len(left), len(right)) and left[same] == right[same]:
        same += 1
    return left[same + 1 :] in (right[same + 1 :], right[same:]) or left[same:] == right[same + 1 :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch of a document's text, in characters."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "Span") -> bool:
        """Whether a character lies in both."""
        return self.start < other.end and other.start < self.end

    def union(self, other: "Span") -> "Span":
        """The smallest span that covers both."""
        return Span(start=min(self.start, other.start), end=max(self.end, other.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A stretch of a document as a person reads it: one line, white space single, no markup.

    Attributes:
        text: The cleaned text.
        offsets: For each character of `text` its offset in the document's text.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The source span of the cleaned characters `start` to `end` (half open, not empty)."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"not within the view: {start}..{end} of {len(self.text)}")
        return Span(start=self.offsets[start], end=self.offsets[end - 1] + 1)

    def strip(self, start: int, end: int, characters: str = " .,;:") -> tuple[int, int]:
        """`start` and `end` moved inwards over leading blanks and trailing `characters`."""
        while start < end and self.text[start] in characters:
            start += 1
        while end > start and self.text[end - 1] in characters:
            end -= 1
        return start, end


def view(text: str, spans: Sequence[Span]) -> View:
    """The cleaned view of one or several stretches of `text`, joined by single blanks."""
    words: list[str] = []
    offsets: list[int] = []
    for span in spans:
        parted = True
        position = span.start
        for mark in [*_MARKUP.finditer(text, span.start, span.end), None]:
            stop = span.end if mark is None else mark.start()
            for word in _WORD.finditer(text, position, stop):
                start, end = word.span()
                if words and (parted or start > position):
                    words.append(" ")
                    offsets.append(max(start - 1, offsets[-1] + 1))
                words.append(word[0])
                offsets += range(start, end)
                parted, position = False, end
            parted = parted or position < stop
            if mark is not None:
                parted = parted or mark.group()[0] in _PARTING
                position = mark.end()
    return View(text="".join(words), offsets=tuple(offsets))


def clean(text: str) -> str:
    """`text` as a person reads it: white space single, converter marks gone."""
    return squash(_MARKUP.sub(lambda mark: " " if mark[0][0] in _PARTING else "", text))
