"""Which syllables a library is written in, and which follow which.

From this the accents that a question was typed without are restored, and its typing slips
mended, in the words of the library and of no other dictionary.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache

from rapidfuzz.distance import OSA

from index.library.store import Library
from knowledge.text import fold

# Answers kept: a question asks for the same few forms and pairs again and again.
_KEPT = 8192


class StoredSyllables:
    """The syllable counts of one library; it works in the library's thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._forms = lru_cache(maxsize=_KEPT)(self._read_forms)
        self._pairs = lru_cache(maxsize=_KEPT)(self._read_pairs)

    def forms(self, folded: str) -> dict[str, int]:
        """The accented forms of a folded syllable and how often each occurs, most often first."""
        return dict(self._forms(folded))

    def _read_forms(self, folded: str) -> list[tuple[str, int]]:
        rows = self._library.query('SELECT form, "count" FROM syllable WHERE folded = ?', (folded,))
        gone = self._library.withheld.forms
        left = [(form, count - gone[form]) for form, count in rows if count > gone[form]]
        return sorted(left, key=lambda pair: (-pair[1], pair[0]))

    def pairs(self, left: str, right: str) -> int:
        """How often one accented form directly follows another."""
        return self._pairs(left, right)

    def _read_pairs(self, left: str, right: str) -> int:
        rows = self._library.query(
            'SELECT "count" FROM syllable_pair WHERE "left" = ? AND "right" = ?', (left, right)
        )
        return int(rows[0][0]) - self._library.withheld.pairs[left, right] if rows else 0

    def neighbours(self, folded: str) -> list[str]:
        """The folded syllables one slip away from this one, most frequent first.

        A slip is a letter added, left out, replaced or swapped with the next one. Only
        syllables of letters are given: no number is a slip of another.
        """
        candidates = {each for key in _shortened(folded) for each in self._by_deletion.get(key, ())}
        near = [each for each in candidates if OSA.distance(folded, each, score_cutoff=1) == 1]
        return sorted(near, key=lambda each: (-self._counts[each], each))

    @cached_property
    def _counts(self) -> dict[str, int]:
        rows = self._library.query('SELECT folded, sum("count") FROM syllable GROUP BY folded')
        gone: Counter[str] = Counter()
        for form, count in self._library.withheld.forms.items():
            gone[fold(form)] += count
        return {
            folded: count - gone[folded]
            for folded, count in rows
            if folded.isalpha() and count > gone[folded]
        }

    @cached_property
    def _by_deletion(self) -> dict[str, list[str]]:
        # Two words within one slip share a form with at most one letter left out.
        index: defaultdict[str, list[str]] = defaultdict(list)
        for folded in self._counts:
            for key in _shortened(folded):
                index[key].append(folded)
        return dict(index)


def _shortened(word: str) -> Iterator[str]:
    """The word and each way to leave out one letter."""
    yield word
    for position in range(len(word)):
        yield word[:position] + word[position + 1 :]
