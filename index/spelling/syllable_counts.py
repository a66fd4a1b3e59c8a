"""How often syllables occur, alone and side by side: what restoring accents learns from."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from index.spelling.everyday import EVERYDAY
from knowledge.syllable import is_folded_syllable, is_syllable, twin
from knowledge.text import fold, nfc

# Vietnamese is spelled without f, j, w and z, but borrowed words in a library may have them.
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[^\W_]+")
# A pair does not reach over the end of a clause.
_CLAUSE = re.compile(r"[^\w \t-]+|\n|--")
# What one occurrence in the everyday list counts for. A library of a hundred pages has its
# own words hundreds of times and outweighs the list; a library that lacks a word does not.
_EVERYDAY_WEIGHT = 3
_LONGEST_SYLLABLE = 7  # letters: nghiêng


class SyllableStatistics(Protocol):
    """Counts of the syllables of some text, lower case and NFC; "folded" as `fold` gives it."""

    def forms(self, folded: str) -> Mapping[str, int]:
        """The spellings with accents that occur for a folded syllable, with their counts."""
        ...

    def pairs(self, left: str, right: str) -> int:
        """How often one spelling stands right before another."""
        ...

    def neighbours(self, folded: str) -> Sequence[str]:
        """The folded syllables that occur and are one edit away, as `one_edit_away` has it."""
        ...


def one_edit_away(folded: str) -> set[str]:
    """All strings one inserted, deleted, replaced or swapped letter from a folded syllable."""
    cuts = [(folded[:place], folded[place:]) for place in range(len(folded) + 1)]
    edits = {left + right[1:] for left, right in cuts if right}
    edits.update(left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1)
    edits.update(left + letter + right for left, right in cuts for letter in _LETTERS)
    edits.update(left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS)
    edits.discard(folded)
    return edits


class CountedSyllables:
    """`SyllableStatistics` held in memory."""

    def __init__(self, words: Mapping[str, int], pairs: Mapping[tuple[str, str], int]) -> None:
        """Take the counts of spellings and of adjacent spellings, lower case and NFC."""
        self._pairs = dict(pairs)
        self._forms: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for word, count in words.items():
            self._forms[fold(word)][word] = count

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> "CountedSyllables":
        """Count the words of texts and the pairs within their clauses."""
        words: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            for clause in _CLAUSE.split(nfc(text).lower()):
                found = _WORD.findall(clause)
                words.update(found)
                pairs.update(zip(found, found[1:], strict=False))
        return cls(words, pairs)

    def forms(self, folded: str) -> Mapping[str, int]:
        """See `SyllableStatistics.forms`."""
        return self._forms.get(folded, {})

    def pairs(self, left: str, right: str) -> int:
        """See `SyllableStatistics.pairs`."""
        return self._pairs.get((left, right), 0)

    def neighbours(self, folded: str) -> Sequence[str]:
        """See `SyllableStatistics.neighbours`; in alphabetical order."""
        return sorted(one_edit_away(folded) & self._forms.keys())


@lru_cache(maxsize=1)
def everyday_counts() -> CountedSyllables:
    """The counts of the everyday list, made once."""
    return CountedSyllables.from_texts([EVERYDAY])


class BlendedSyllables:
    """The counts of a library and of the everyday list together, remembered once asked for.

    The two places of a tone ("hòa", "hoà") count as one spelling, given as the library has it
    more often. Spellings that are no syllable are left out beside one that is: they are
    mistakes of a scan, not words.
    """

    def __init__(self, library: SyllableStatistics) -> None:
        """Blend the everyday list into the counts of a library, which is only read."""
        self._library = library
        self._everyday = everyday_counts()
        self._known_forms: dict[str, dict[str, int]] = {}
        self._known_counts: dict[str, int] = {}
        self._known_pairs: dict[tuple[str, str], int] = {}

    def forms(self, folded: str) -> Mapping[str, int]:
        """Spellings of a folded syllable with blended counts, the most frequent first."""
        if folded not in self._known_forms:
            self._known_forms[folded] = self._blend(folded)
        return self._known_forms[folded]

    def _blend(self, folded: str) -> dict[str, int]:
        counts = Counter(dict(self._library.forms(folded)))
        for form, count in self._everyday.forms(folded).items():
            counts[form] += count * _EVERYDAY_WEIGHT
        whole = {form: count for form, count in counts.items() if is_syllable(form)}
        kept: dict[str, int] = {}
        for form, count in sorted((whole or counts).items(), key=lambda item: (-item[1], item[0])):
            other = twin(form)
            kept[other if other in kept else form] = kept.get(other or form, 0) + count
        return kept

    def count(self, form: str) -> int:
        """How often a spelling occurs, with either place of its tone."""
        known = self._known_counts.get(form)
        if known is None:
            forms = self.forms(fold(form))
            known = forms.get(form) or forms.get(twin(form) or form, 0)
            self._known_counts[form] = known
        return known

    def pairs(self, left: str, right: str) -> int:
        """How often two spellings are neighbours, with either place of their tones."""
        known = self._known_pairs.get((left, right))
        if known is None:
            known = 0
            for first in _with_twin(left):
                for second in _with_twin(right):
                    known += self._library.pairs(first, second)
                    known += self._everyday.pairs(first, second) * _EVERYDAY_WEIGHT
            self._known_pairs[left, right] = known
        return known

    def neighbours(self, folded: str) -> list[str]:
        """Folded syllables one edit away that are well formed, in alphabetical order."""
        if len(folded) > _LONGEST_SYLLABLE + 1:
            return []
        known = {*self._library.neighbours(folded), *self._everyday.neighbours(folded)}
        return sorted(word for word in known if is_folded_syllable(word))


@lru_cache(maxsize=8192)
def _with_twin(form: str) -> tuple[str, ...]:
    other = twin(form)
    return (form,) if other is None else (form, other)
