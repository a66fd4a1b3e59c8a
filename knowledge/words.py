"""Words of a line with their folded keys, and a table of names that is matched over them.

Officials type names with all accents, with some or with none; a name matches when its folded
words do and the accents that are there do not contradict it.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from knowledge.text import fold

T = TypeVar("T")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_DASHES = frozenset("-–—\u2010\u2011\u2012")

# "TƯ" is Trung ương, as "TW" is; folded it would read "TU", Tỉnh ủy. Not in "ĐẦU TƯ", "TƯ PHÁP".
_CENTRAL = re.compile(r"(?<=[A-ZĐ]{2})TƯ\b|(?<![A-ZĐÀ-Ỹ] )\bTƯ\b(?! [A-ZĐÀ-Ỹ]{2})")

# Marks that may stand between two words of one name: "VH,TT&DL", "PT-TH", "TP.HCM".
NAME_JOINTS = frozenset({"-", ",", "&", ".", "/"})

# Between common words a comma begins another one: "ban, ngành", but "chính trị - xã hội".
WORD_JOINTS = frozenset({"-"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words and marks of a text in reading order; the five sequences have one length.

    Attributes:
        starts: Offset of the first character of each.
        ends: Offset behind the last character of each.
        keys: Folded; every dash as "-".
        forms: As printed, lower case.
        capital: Whether the first character is an upper-case letter.
        upper: Whether all letters are upper case.
    """

    starts: list[int]
    ends: list[int]
    keys: list[str]
    forms: list[str]
    capital: list[bool]
    upper: list[bool]

    def __len__(self) -> int:
        return len(self.keys)


def split_words(text: str) -> Words:
    """The words and marks of an NFC text, with their offsets in it."""
    text = _CENTRAL.sub("TW", text)
    folded = fold(text)
    words = Words([], [], [], [], [], [])
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        printed = match.group()
        words.starts.append(start)
        words.ends.append(end)
        words.keys.append("-" if printed in _DASHES else folded[start:end])
        words.forms.append(printed.lower())
        words.capital.append(printed[0].isupper())
        words.upper.append(printed.isupper())
    return words


@lru_cache(maxsize=16384)
def _marks(form: str) -> tuple[str, ...]:
    """The accents of a word, sorted; where in the word they stand does not count (uỷ, ủy)."""
    decomposed = unicodedata.normalize("NFD", form)
    return tuple(sorted(c for c in decomposed if c == "đ" or unicodedata.combining(c)))


def accents_agree(printed: list[str], name: tuple[str, ...]) -> bool:
    """Whether printed words may be `name`, given that their folded forms are equal.

    A word without accents may be any; at most every second word may lack a part of its accents
    ("Bô Công an"), and at most every fourth may have others, which is how recognition errs.
    """
    partial = wrong = 0
    for form, wanted in zip(printed, name, strict=True):
        if form == wanted or form.isascii():
            continue
        have, want = _marks(form), _marks(wanted)
        if have == want:
            continue
        if set(have) <= set(want):
            partial += 1
        else:
            wrong += 1
    return wrong <= len(name) // 4 and partial + wrong <= len(name) // 2


class _Node(Generic[T]):
    """A place in the table: what may follow, and what ends here."""

    __slots__ = ("children", "ending")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
        self.ending: list[tuple[tuple[str, ...], T]] = []


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A name that was found: the index behind its last word, its written form, its values."""

    end: int
    form: tuple[str, ...]
    values: tuple[T, ...]


class NameTable(Generic[T]):
    """Names with a value each, found by their words; several names may share their words."""

    def __init__(self, *, joints: frozenset[str] = NAME_JOINTS) -> None:
        """Start an empty table; one of `joints` may stand between two words of a name."""
        self._root: _Node[T] = _Node()
        self._joints = joints

    def add(self, name: str, value: T) -> None:
        """Enter `name`; joints in it (comma, hyphen, ampersand) do not count."""
        words = split_words(name)
        kept = [n for n in range(len(words)) if words.keys[n] not in NAME_JOINTS]
        node = self._root
        for n in kept:
            node = node.children.setdefault(words.keys[n], _Node())
        form = tuple(words.forms[n] for n in kept)
        if not any(known == form and held == value for known, held in node.ending):
            node.ending.append((form, value))

    def starts_with(self, key: str) -> bool:
        """Whether a name begins with the folded word `key`."""
        return key in self._root.children

    def longest(self, words: Words, start: int) -> Found[T] | None:
        """The longest name that begins at word `start`, None if there is none."""
        for found in self.all_from(words, start):
            return found
        return None

    def all_from(self, words: Words, start: int) -> Iterator[Found[T]]:
        """Every name that begins at word `start`, longest first."""
        node = self._root.children.get(words.keys[start]) if start < len(words) else None
        if node is None:
            return
        forms = [words.forms[start]]
        reached: list[tuple[int, _Node[T], int]] = []
        n = start + 1
        while True:
            if node.ending:
                reached.append((n, node, len(forms)))
            at = n + 1 if n < len(words) and words.keys[n] in self._joints else n
            following = node.children.get(words.keys[at]) if at < len(words) else None
            if following is None:
                break
            node = following
            forms.append(words.forms[at])
            n = at + 1
        for end, place, length in reversed(reached):
            fitting = [e for e in place.ending if accents_agree(forms[:length], e[0])]
            if fitting:
                yield Found(end, fitting[0][0], tuple(value for _, value in fitting))
