"""Ranking the passages of a library for a question."""

import logging
import math
import re
from collections.abc import Collection, Mapping, Sequence, Set
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from index.errors import EncoderError, VectorsError
from index.library.passage import Passage, passage_text
from index.library.store import Library
from index.library.twins import Twins
from index.meaning.dense import DenseIndex
from index.meaning.reading import in_context
from index.meaning.reranker import Reranker
from index.question.intents import TIMES, Intent, Wanted
from index.question.question import Question
from index.question.topic import Alternative
from index.search.calibration import best_score, evidence_floor, evidence_words
from index.search.lexical import LexicalIndex
from index.spelling.everyday import EVERYDAY
from knowledge.duties.timing import is_timed
from knowledge.text import fold, folded_syllables

logger = logging.getLogger(__name__)

# Passages that meaning puts forward beside those of BM25, and the certainty of restored accents
# below which no reranker is asked.
NEAREST, _UNCERTAIN = 30, 0.35

# Passages that a reranker reads, and what it adds to the score at most; not measured, for no
# Vietnamese reranker was at hand.
RERANKED, _RERANKER = 20, 0.5

# Folded texts kept, 4 KB each, rankings of the whole library, and documents whose words are kept,
# some 100 KB each.
_TEXTS_KEPT, _RANKINGS_KEPT, _WORDS_KEPT = 5_000, 16, 64

# Passages that BM25 puts forward to be looked at closely.
CANDIDATES = 110

# Shares of the score: BM25 against the best candidate and coverage of the topic; and what a
# passage gains that holds what is asked for. Chosen on the judged questions.
_LEXICAL, _COVERAGE, _INTENT = 0.4, 0.5, 0.22
# What lists, signatures and titles lose that nobody asked for.
_PENALTIES = (("nơi nhận", 0.45), ("chữ ký", 0.45), ("căn cứ", 0.1), ("tên gọi", 0.15))
# What an everyday word that no passage holds weighs, of another such word.
_TALK, _EVERYDAY = 0.3, frozenset(folded_syllables(EVERYDAY))
# How much a word counts that only the headings hold, and one that another word stands for.
_IN_CRUMBS, _INSTEAD = 0.6, 0.85

_SIGNS: dict[Intent, re.Pattern[str]] = {
    Intent.LEAD: re.compile(
        r"\bchu tri\b|(don vi|co quan) thuc hien|\bgiao\b|\bchi dao\b|\bhuong dan\b"
    ),
    Intent.PARTNER: re.compile(r"\bphoi hop\b"),
    Intent.REPORTING: re.compile(
        r"\bbao cao\b|\bphan anh\b|\bphan hoi\b|thong tin kip thoi|\bgui\b.{0,40}\bve\b"
    ),
    Intent.MONITORING: re.compile(r"\b(theo doi|don doc|giam sat|kiem tra)\b"),
    Intent.FUNDING: re.compile(r"\b(kinh phi|ngan sach|du toan|nguon von)\b"),
    Intent.OUTPUT: re.compile(r"\b(san pham|ket qua|duoc)\b"),
}
_HEADINGS: dict[Intent, re.Pattern[str]] = {
    Intent.FUNDING: re.compile(r"kinh phi|nguon luc|ngan sach|tai chinh"),
    Intent.PURPOSE: re.compile(r"muc dich|muc tieu|nham muc dich"),
}
_LISTS = {Intent.RECIPIENTS, Intent.ADDRESSEES, Intent.SIGNER}
_MONEY = re.compile(r"\b\d[\d.,]*\s*(ty|trieu|nghin|dong|vnd)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A found passage.

    Attributes:
        score: Higher is better; comparable within one question only.
        lexical: BM25, of the best passage's; in [0, 1].
        coverage: Share of the question's topic, weighted by rarity, that the passage and its
            headings hold; in [0, 1], 1 for a question without topic words.
        nearness: The cosine of the question and the passage by the model that ships; None without
            its vectors.
        rank: From 1.
        twins: Passages of other documents that say the same in the same words.
    """

    passage: Passage
    score: float
    lexical: float = 0.0
    coverage: float
    nearness: float | None = None
    rank: int
    twins: tuple[Passage, ...] = ()


class Searcher:
    """Ranks passages; works in the thread that opened the library."""

    def __init__(
        self,
        library: Library,
        dense: DenseIndex | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """Join a library and, where there are such, its index by meaning and a reranker."""
        self.library = library
        self._dense = dense
        self._reranker = reranker
        self._lexical = LexicalIndex(library)
        self._read = lru_cache(maxsize=_TEXTS_KEPT)(_read)
        self._ranked = lru_cache(maxsize=_RANKINGS_KEPT)(
            lambda words: self._lexical.search(words, k=CANDIDATES)
        )
        self._twins = Twins()
        self.words_of = lru_cache(maxsize=_WORDS_KEPT)(self._words_of)
        self.passages_of = lru_cache(maxsize=_WORDS_KEPT)(library.passages_of)

    def by_words(self) -> "Searcher":
        """The same without its models; what the two remember they share."""
        other = copy(self)
        other._dense = other._reranker = None
        return other

    def search(
        self, question: Question, *, documents: Collection[str] | None = None, k: int = 10
    ) -> tuple[Hit, ...]:
        """The best passages for a question, best first; what several documents say comes once.

        Args:
            question: An understood question.
            documents: Ids of the documents to look in, None for all.
            k: How many to return at most.
        """
        return self.gathered(self.survey(question, documents=documents), k)

    def survey(
        self,
        question: Question,
        *,
        documents: Collection[str] | None = None,
        known: Set[str] = frozenset(),
    ) -> list[Hit]:
        """All passages that come into question, best first, each by itself; ranks are not set.

        Those with `known` ids are left out.
        """
        words = _query_words(question)
        scores = dict(
            self._ranked(words)
            if documents is None
            else self._lexical.search(words, k=CANDIDATES, documents=documents)
        )
        passages = self.library.passages(each for each in scores if each not in known)
        if documents is not None and len(documents) <= 3:
            for document in documents:
                for passage in self.library.passages_of(document):
                    passages.setdefault(passage.id, passage)
        best = max(scores.values(), default=1.0) or 1.0
        weights = self.rarity(question.words)
        hits = [
            self._hit(question, passage, scores.get(passage.id, 0.0) / best, weights)
            for passage in passages.values()
        ]
        hits = self._with_meaning(question, hits, weights, documents)
        hits = [hit for hit in hits if hit.passage.id not in known]
        return self._reranked(question, sorted(hits, key=_best_first))

    def gathered(self, hits: Sequence[Hit], k: int) -> tuple[Hit, ...]:
        """The first `k` of a survey that say different things, with their ranks and twins."""
        found = {hit.passage.id: hit for hit in hits}
        groups = self._twins.gather((hit.passage for hit in hits), k)
        return tuple(
            replace(found[first.id], rank=n, twins=tuple(twins))
            for n, (first, *twins) in enumerate(groups, start=1)
        )

    def _with_meaning(
        self,
        question: Question,
        hits: list[Hit],
        weights: Mapping[str, float],
        documents: Collection[str] | None,
    ) -> list[Hit]:
        """The hits with what meaning adds to their scores, and the nearest passages beside them.

        As they are where there are no vectors, or where the model fails.
        """
        if self._dense is None:
            return hits
        text, known = question.restored.text, {hit.passage.id for hit in hits}
        try:
            near = dict(self._dense.search(text, k=NEAREST, documents=documents))
            cosines = {**self._dense.cosines(text, known - near.keys()), **near}
        except (EncoderError, VectorsError) as error:
            logger.error("searching by words alone: %s", error)
            return hits
        share = self._dense.encoder.weight
        low, high = self._dense.encoder.cosines
        gain = {i: share * min(1.0, max(0.0, (c - low) / (high - low))) for i, c in cosines.items()}
        known_to_order = self._dense.encoder.is_shipped
        more = self.library.passages(near.keys() - known).values()
        hits = hits + [self._hit(question, passage, 0.0, weights) for passage in more]
        return [
            replace(
                hit,
                score=hit.score + gain.get(hit.passage.id, 0.0),
                nearness=cosines.get(hit.passage.id) if known_to_order else None,
            )
            for hit in hits
        ]

    def nearness(self, question: Question, passages: Collection[str]) -> dict[str, float]:
        """The nearness of passages to a question read with those before it; see `Hit`.

        Empty without vectors of the model that ships, or where that fails.
        """
        if self._dense is None or not self._dense.encoder.is_shipped:
            return {}
        text = in_context(question.restored.text, question.before)
        try:
            return self._dense.cosines(text, passages)
        except EncoderError as error:
            logger.error("ordering by words alone: %s", error)
            return {}

    def _reranked(self, question: Question, hits: list[Hit]) -> list[Hit]:
        """The hits in the order of the reranker, as far as it reads them; as they are without one.

        What it thinks of a passage is added to the score, so that it outweighs the words where it
        is sure and hardly moves what it cannot tell apart.
        """
        first = hits[:RERANKED]
        if self._reranker is None or len(first) < 2 or _is_unclear(question):
            return hits
        texts = [passage_text(hit.passage.breadcrumb, hit.passage.text) for hit in first]
        try:
            judged = self._reranker.judge(question.restored.text, texts)
        except EncoderError as error:
            logger.error("not reranked: %s", error)
            return hits
        moved = [
            replace(hit, score=hit.score + _RERANKER * share)
            for hit, share in zip(first, judged, strict=True)
        ]
        return sorted(moved, key=_best_first) + hits[RERANKED:]

    def _words_of(self, document_id: str) -> frozenset[str]:
        """The folded syllables of a document."""
        return frozenset(folded_syllables(self.library.text(document_id)))

    def is_chance(self, question: Question) -> bool:
        """Whether no more of a question stands in the library than chance puts there."""
        found = best_score(self._ranked(evidence_words(question)))
        return bool(question.topic) and found < self._floor

    @cached_property
    def _floor(self) -> float:
        stored = self.library.evidence_floor
        return evidence_floor(self.library) if stored is None else stored

    def lexical(self, words: Sequence[str], *, k: int) -> list[tuple[str, float]]:
        """(passage id, BM25 score) of the passages that hold the folded words, best first."""
        return self._lexical.search(words, k=k)

    def rarity(self, words: Collection[str]) -> dict[str, float]:
        """The inverse document frequency of folded syllables; unseen ones weigh most.

        But for those of everyday talk, which no plan needs: "kiểu", "nghe".
        """
        frequencies = self.library.df(words)
        total = self.library.passage_count
        weights = {
            w: math.log(1 + (total - frequencies.get(w, 0) + 0.5) / (frequencies.get(w, 0) + 0.5))
            for w in words
        }
        return {
            w: _TALK * weight if w in _EVERYDAY and not frequencies.get(w) else weight
            for w, weight in weights.items()
        }

    def _hit(
        self,
        question: Question,
        passage: Passage,
        lexical: float,
        weights: Mapping[str, float],
    ) -> Hit:
        folded, text = self._read(passage.text)
        _, crumbs = self._read(passage.breadcrumb)
        covered = coverage(question.topic, text, crumbs, weights, question.alternatives)
        fitness = _fitness(question, passage, folded)
        score = _LEXICAL * lexical + _COVERAGE * covered + _INTENT * fitness
        if not _LISTS & set(question.intents):
            score -= next((p for end, p in _PENALTIES if passage.path.endswith(end)), 0.0)
        return Hit(passage=passage, score=score, lexical=lexical, coverage=covered, rank=0)


def _best_first(hit: Hit) -> tuple[float, str]:
    return -hit.score, hit.passage.id


def _is_unclear(question: Question) -> bool:
    """Whether too little is known of the accents of a question for a model to understand it."""
    return question.restored.certainty < _UNCERTAIN


def coverage(
    words: Sequence[str],
    text: "Tokens",
    crumbs: "Tokens",
    weights: Mapping[str, float],
    alternatives: Sequence[Alternative] = (),
) -> float:
    """The share of `words`, weighted by rarity, that occur; adjacent pairs count as much again.

    Words that only the headings hold count less, and so do words for which the text says
    something else that means the same. 1.0 if there are no words.
    """
    if not words:
        return 1.0
    instead = _instead(alternatives, text, crumbs)
    total = found = 0.0
    for word in dict.fromkeys(words):
        weight = weights.get(word, 1.0)
        total += weight
        own = 1.0 if text.hold(word) else _IN_CRUMBS if crumbs.hold(word) else 0.0
        found += weight * max(own, instead.get(word, 0.0))
    for left, right in zip(words, words[1:], strict=False):
        weight = (weights.get(left, 1.0) + weights.get(right, 1.0)) / 2
        total += weight
        pair = f"{left} {right}"
        own = 1.0 if text.hold(pair) else _IN_CRUMBS if crumbs.hold(pair) else 0.0
        found += weight * max(own, min(instead.get(left, 0.0), instead.get(right, 0.0)))
    return found / total if total else 1.0


def _instead(
    alternatives: Sequence[Alternative], text: "Tokens", crumbs: "Tokens"
) -> dict[str, float]:
    """For each word that has an alternative how far the text holds that."""
    found: dict[str, float] = {}
    for alternative in alternatives:
        held = sum(
            1.0 if text.hold(w) else _IN_CRUMBS if crumbs.hold(w) else 0.0
            for w in alternative.instead
        )
        share = _INSTEAD * held / len(alternative.instead)
        for word in alternative.words:
            found[word] = max(found.get(word, 0.0), share)
    return found


@dataclass(frozen=True, slots=True)
class Tokens:
    """The folded syllables of a text in their order, with a blank around each."""

    joined: str

    def hold(self, words: str) -> bool:
        """Whether a folded syllable, or several with a blank between, stand in the text."""
        return f" {words} " in self.joined


def tokens(text: str) -> Tokens:
    """The tokens of a text."""
    return Tokens(f" {' '.join(folded_syllables(text))} ")


def _read(text: str) -> tuple[str, Tokens]:
    """A text folded, and its tokens."""
    folded = fold(text)
    return folded, tokens(folded)


def _query_words(question: Question) -> tuple[str, ...]:
    words = (*question.topic, *(w for a in question.alternatives for w in a.instead))
    return words or tuple(folded_syllables(question.restored.text))


def _fitness(question: Question, passage: Passage, folded: str) -> float:
    """How far a passage, whose folded text is given, holds what is asked for, in [0, 1]."""
    found = 0.0
    for n, intent in enumerate(question.intents[:2]):
        sign, heading = _SIGNS.get(intent), _HEADINGS.get(intent)
        weight = 1.0 if n == 0 else 0.5
        if heading is not None:
            titles = fold(passage.breadcrumb.rsplit(" › ", 2)[-1]) + " " + folded[:60]
            found = max(found, weight if heading.search(titles) else 0.0)
        if sign is not None and sign.search(folded):
            found = max(found, weight * (0.7 if heading else 1.0))
    if question.wanted in TIMES and is_timed(passage.text):
        found = max(found, 0.8)
    if question.wanted is Wanted.MONEY and _MONEY.search(folded):
        found = max(found, 0.8)
    if question.wanted is Wanted.PERCENT and "%" in passage.text:
        found = max(found, 0.8)
    return found
