"""What documents add to the counts of a library: terms, syllables, sizes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.library.terms import term_columns
from knowledge.text import syllables


class Tally:
    """Counts of some documents, added up and taken away again.

    Attributes:
        sizes: "passages", and "terms" over all columns of the index.
        df: In how many passages each term occurs.
        forms: How often each accented syllable occurs.
        pairs: How often one accented syllable directly follows another.
    """

    def __init__(self) -> None:
        self.sizes: Counter[str] = Counter()
        self.df: Counter[str] = Counter()
        self.forms: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()

    def count(self, passages: Iterable[tuple[str, str]], sign: int = 1) -> list[list[str]]:
        """Add one document, or take it away with -1.

        Args:
            passages: Breadcrumb and text of all its passages.
            sign: 1 or -1.

        Returns:
            For each passage the indexed terms by column, with blanks between them.
        """
        held = list(passages)
        self._count_syllables(held, sign)
        return [self._count_terms(breadcrumb, text, sign) for breadcrumb, text in held]

    def _count_terms(self, breadcrumb: str, text: str, sign: int) -> list[str]:
        columns = term_columns(breadcrumb, text)
        for term in set().union(*columns):
            self.df[term] += sign
        self.sizes["passages"] += sign
        self.sizes["terms"] += sign * sum(map(len, columns))
        return [" ".join(column) for column in columns]

    def _count_syllables(self, passages: Sequence[tuple[str, str]], sign: int) -> None:
        # A breadcrumb stands for many passages but was printed once.
        breadcrumbs = dict.fromkeys(breadcrumb for breadcrumb, _ in passages)
        for text in [*breadcrumbs, *(text for _, text in passages)]:
            forms = syllables(text)
            for form in forms:
                self.forms[form] += sign
            for pair in pairwise(forms):
                self.pairs[pair] += sign
