"""Ranking passages by BM25 over syllables and pairs of syllables.

Pairs carry the ranking: single syllables of Vietnamese occur in every fourth passage, their
pairs are words. Rare terms come first, and common ones only as long as they cost little.
"""

import json
import math
from collections.abc import Collection, Sequence

from index.library.store import Library
from index.library.terms import pair_terms, single_terms, term_columns

# Postings that a query may read; FTS5 takes about 0.9 µs to score one. Among 100,000 passages
# twice as many find no more of the passages looked for, and take twice as long.
POSTING_BUDGET = 10_000

# Terms of a query; a pasted page is cut to its rarest.
MAX_TERMS = 48

# Scoring one passage here takes as long as FTS5 takes for so many postings.
POSTINGS_A_PASSAGE = 60

# Documents whose passages are counted; a tenth of a million passages took as long as ranking them.
_COUNTED = 100

# Weights of breadcrumb, its pairs, text, its pairs. Of 0.5, 0.75 and 1 for the text's syllables,
# 0.75 loses none of the judged questions; XQuAD-vi has MRR@10 94.7, 95.0 and 95.1.
WEIGHTS = (0.4, 0.8, 0.75, 1.0)

_WEIGHTS = ", ".join(map(str, WEIGHTS))

# The constants of FTS5's bm25(), which the own scoring has to equal.
_K1, _B, _IDF_FLOOR = 1.2, 0.75, 1e-6


class LexicalIndex:
    """Ranks the passages of one library; it works in the library's thread."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def search(
        self, tokens: Sequence[str], *, k: int = 100, documents: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Rank the passages that share terms with a question.

        Args:
            tokens: The folded syllables of the question in its order.
            k: How many to return at most.
            documents: Ids of the documents to search; None for all.

        Returns:
            (passage id, score) pairs, highest first, equal scores in the order of the library;
            empty if no term of the question is indexed. Scores are BM25, above 0.
        """
        singles = single_terms(tokens)
        frequencies = self._library.df({*singles, *pair_terms(singles)})
        # Longer terms first among equals: the pair says more than a syllable it is made of.
        rarest = sorted(frequencies, key=lambda term: (frequencies[term], -len(term), term))
        rarest = rarest[:MAX_TERMS]
        if not rarest:
            return []
        affordable = self._affordable(rarest, frequencies)
        if documents is None and self._library.is_whole:
            return self._rank(affordable, k)
        found = self._library.document_numbers(documents)
        numbers = json.dumps(found)
        postings = sum(frequencies[term] for term in affordable)
        if self._size(found, numbers) * POSTINGS_A_PASSAGE > postings:
            ranked = self._rank(affordable, k, within=numbers)
            if self._library.is_whole:
                return ranked
            # FTS5 weighs the terms by the whole file, with what is withheld.
            ids = json.dumps([passage_id for passage_id, _ in ranked])
            return self._score({term: frequencies[term] for term in affordable}, k, "id", ids)
        return self._score({term: frequencies[term] for term in rarest}, k, "document", numbers)

    def _affordable(self, rarest: Sequence[str], frequencies: dict[str, int]) -> list[str]:
        """The rarest terms within the posting budget, at least one."""
        terms = [rarest[0]]
        cost = frequencies[rarest[0]]
        for term in rarest[1:]:
            cost += frequencies[term]
            if cost > POSTING_BUDGET:
                break
            terms.append(term)
        return terms

    def _size(self, found: Sequence[int], numbers: str) -> float:
        """How many passages these documents have, about; many are not counted one by one."""
        if len(found) > _COUNTED:
            library = self._library
            return library.passage_count * len(found) / len(library.documents)
        ((size,),) = self._library.query(
            "SELECT count(*) FROM passage WHERE document IN (SELECT value FROM json_each(?))",
            (numbers,),
        )
        return int(size)

    def _rank(
        self, terms: Sequence[str], k: int, within: str | None = None
    ) -> list[tuple[str, float]]:
        """Rank by FTS5; `within` is a JSON array of document numbers."""
        # CROSS JOIN and the plus keep SQLite from asking FTS5 about one passage after another,
        # which takes minutes where the ranking takes milliseconds.
        scope = (
            "CROSS JOIN passage ON number = passage_words.rowid"
            " WHERE +document IN (SELECT value FROM json_each(?)) AND"
            if within
            else "WHERE"
        )
        match = " OR ".join(map(_quoted, terms))
        return self._library.query(
            "SELECT id, score FROM"
            f" (SELECT passage_words.rowid AS ranked, -bm25(passage_words, {_WEIGHTS}) AS score"
            f" FROM passage_words {scope} passage_words MATCH ?"
            " ORDER BY score DESC, ranked LIMIT ?)"
            " JOIN passage ON number = ranked ORDER BY score DESC, ranked",
            (within, match, k) if within else (match, k),
        )

    def _score(
        self, frequencies: dict[str, int], k: int, column: str, wanted: str
    ) -> list[tuple[str, float]]:
        """Rank the passages with these ids or documents by reading them, as FTS5 would."""
        count = self._library.passage_count
        idf = {
            term: max(math.log((count - df + 0.5) / (df + 0.5)), _IDF_FLOOR)
            for term, df in frequencies.items()
        }
        scores = []
        for passage_id, breadcrumb, text in self._library.query(
            "SELECT id, breadcrumb, text FROM passage"
            f" WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY number",
            (wanted,),
        ):
            score = self._bm25(term_columns(breadcrumb, text), idf)
            if score > 0:
                scores.append((passage_id, score))
        scores.sort(key=lambda pair: -pair[1])
        return scores[:k]

    def _bm25(self, columns: Sequence[Sequence[str]], idf: dict[str, float]) -> float:
        weighted: dict[str, float] = {}
        for column, weight in zip(columns, WEIGHTS, strict=True):
            for term in column:
                if term in idf:
                    weighted[term] = weighted.get(term, 0.0) + weight
        length = sum(map(len, columns)) / self._library.mean_length
        damping = _K1 * (1 - _B + _B * length)
        return sum(
            idf[term] * frequency * (_K1 + 1) / (frequency + damping)
            for term, frequency in weighted.items()
        )


def _quoted(term: str) -> str:
    """`term` as a string of the FTS5 query language, whatever it contains."""
    return '"' + term.replace('"', '""') + '"'
