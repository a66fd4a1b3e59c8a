"""Words of a line with their folded keys, and a table of names that is matched over them.

Officials type names with all accents, with some or with none; a name matches when its folded
words do and the accents that are there do not contradict it.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from knowledge.text import fold

T = TypeVar("T")

_TOKEN = re.compile(r"\w+|[^\w\s]")
# In running Vietnamese text about every fourth character has an accent; in a question with one
# or two accents left, and in one without, far fewer.
_ACCENTED_SHARE = 0.1

_DASHES = frozenset("-–—\u2010\u2011\u2012")

# "TƯ" is Trung ương, as "TW" is; folded it would read "TU", Tỉnh ủy. Not in "ĐẦU TƯ", "TƯ PHÁP".
_CENTRAL = re.compile(r"(?<=[A-ZĐ]{2})TƯ\b|(?<![A-ZĐÀ-Ỹ] )\bTƯ\b(?! [A-ZĐÀ-Ỹ]{2})")

# Marks that may stand between two words of one name: "VH,TT&DL", "PT-TH", "TP.HCM". A comma
# counts only where the name has one, since it begins another name elsewhere ("Đảng ủy, Công an");
# a full stop or slash only without a blank behind it.
_JOINTS = frozenset({"-", ",", "&", ".", "/"})


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
        accented: Whether the text has accents, so that their absence means something.
    """

    starts: list[int]
    ends: list[int]
    keys: list[str]
    forms: list[str]
    capital: list[bool]
    upper: list[bool]
    accented: bool

    def __len__(self) -> int:
        return len(self.keys)


def split_words(text: str) -> Words:
    """The words and marks of an NFC text, with their offsets in it."""
    text = _CENTRAL.sub("TW", text)
    folded = fold(text)
    if len(folded) != len(text):
        # Not in form C: a step before took out what stood between a letter and its mark.
        folded = "".join(fold(each)[:1] or each for each in text)
    accented = len(text) - sum(map(str.isascii, text)) > len(text) * _ACCENTED_SHARE
    words = Words([], [], [], [], [], [], accented)
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


def _same_accents(printed: list[str], name: tuple[str, ...]) -> bool:
    """Whether the accents are those of `name`, every fourth word aside."""
    wrong = sum(
        form != want and _marks(form) != _marks(want)
        for form, want in zip(printed, name, strict=True)
    )
    return wrong <= len(name) // 4


def _behind_joint(words: Words, n: int, across_comma: Container[str]) -> int:
    """The index behind a joint at `n`; `n` itself where none stands or it does not join."""
    if n + 1 >= len(words) or words.keys[n] not in _JOINTS:
        return n
    if words.keys[n] == ",":
        return n + 1 if words.keys[n + 1] in across_comma else n
    if words.keys[n] in "./" and words.starts[n + 1] > words.ends[n]:
        return n
    return n + 1


class _Node(Generic[T]):
    """A place in the table: what may follow, and what ends here."""

    __slots__ = ("across_comma", "children", "ending")

    def __init__(self) -> None:
        self.children: dict[str, _Node[T]] = {}
        self.across_comma: set[str] = set()
        self.ending: list[tuple[tuple[str, ...], T]] = []


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A name that was found: the index behind its last word, its written form, its values."""

    end: int
    form: tuple[str, ...]
    values: tuple[T, ...]


class NameTable(Generic[T]):
    """Names with a value each, found by their words; several names may share their words."""

    def __init__(self, *, common: bool = False) -> None:
        """Start an empty table, of proper names or of common words.

        Common words must have their accents where the text has accents: "báo" is a newspaper,
        "bao gồm" is not, and "cung cấp" is not "cùng cấp".
        """
        self._root: _Node[T] = _Node()
        self._common = common

    def add(self, name: str, value: T) -> None:
        """Enter `name`; joints in it may be absent from a text."""
        words = split_words(name)
        kept = [n for n in range(len(words)) if words.keys[n] not in _JOINTS]
        node = self._root
        for n in kept:
            if n and words.keys[n - 1] == ",":
                node.across_comma.add(words.keys[n])
            node = node.children.setdefault(words.keys[n], _Node())
        form = tuple(words.forms[n] for n in kept)
        if not any(known == form and held == value for known, held in node.ending):
            node.ending.append((form, value))

    def starts_with(self, key: str) -> bool:
        """Whether a name begins with the folded word `key`."""
        return key in self._root.children

    @property
    def beginnings(self) -> frozenset[str]:
        """The folded words that names begin with."""
        return frozenset(self._root.children)

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
            at = _behind_joint(words, n, node.across_comma)
            following = node.children.get(words.keys[at]) if at < len(words) else None
            if following is None:
                break
            node = following
            forms.append(words.forms[at])
            n = at + 1
        agree = _same_accents if self._common and words.accented else accents_agree
        for end, place, length in reversed(reached):
            fitting = [ending for ending in place.ending if agree(forms[:length], ending[0])]
            if fitting:
                yield Found(end, fitting[0][0], tuple(value for _, value in fitting))
