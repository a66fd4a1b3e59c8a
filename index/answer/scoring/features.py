"""What speaks for a candidate: named numbers, most in [0, 1], nan where a question has no say."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.answer.absent import ordinals_absent
from index.answer.answer import Status
from index.answer.candidate import Candidate, Pool
from index.answer.contradictions import lies_at
from index.answer.inquiry import Inquiry
from index.question.intents import Intent, Wanted
from index.question.question import Question
from index.question.values import BODY_WORDS, holds
from index.search.search import tokens
from knowledge.text import fold, folded_syllables

Matrix = npt.NDArray[np.float32]

# Of the candidate's words.
WORDS = (
    "lexical", "lexical_rank", "survey", "coverage", "coverage_text", "coverage_all",
    "coverage_near", "pairs_text", "longest_run", "asked_share", "nearness",
)  # fmt: skip
# Of its document and place.
PLACE = (
    "document_best", "document_sum", "document_first", "title", "in_scope", "certain_scope",
    "place", "year", "year_other", "ordinal_absent", "label", "label_asked", "kind", "order",
    "annex",
)  # fmt: skip
# Of what it holds.
VALUES = (
    "numbers", "bodies", "body_above", "value", "value_asked", "length", "is_heading", "opens",
    "capitals", "digits",
)  # fmt: skip
# Of what the records claim.
CLAIMS = (
    "claimed", "claim_first", "claim_kind", "claims", "first_kind", "first_status",
    "claims_elsewhere",
)  # fmt: skip
# Of the question, the same for all its candidates.
QUESTION = ("intent", "intent_second", "words", "certainty", "scoped", "is_chance", "candidates")
NAMES = (*WORDS, *PLACE, *VALUES, *CLAIMS, *QUESTION)
# Those that also count against the best candidate of the question.
RELATIVE = (
    "survey", "coverage", "coverage_text", "coverage_all", "pairs_text", "document_sum", "nearness",
)  # fmt: skip
READER = ("reader", "reader_gap", "reader_rank")

# The ends of paths that tell what a piece is, in the order of the numbers of "kind"; 0 is none.
_KINDS = (
    "nơi nhận", "chữ ký", "căn cứ", "tên gọi", "mở đầu", "Kính gửi", "phần đầu", "kèm theo",
)  # fmt: skip
# The kinds of records in the order of the numbers of "claim_kind"; 0 is none.
CLAIM_KINDS = (
    "overview", "definition", "cited", "recipients", "basis", "effect", "header", "count", "cell",
    "label", "role", "body", "monitoring", "report", "heading", "field", "task", "text",
)  # fmt: skip
_INTENTS, _WANTED, _STATUSES = tuple(Intent), tuple(Wanted), tuple(Status)
_YEAR = re.compile(r"\b20[0-4]\d\b")
_NUMBER = re.compile(r"(?<![\w.,/])\d[\d.,/]*(?![\w/])")
_nan = float("nan")
_read = lru_cache(maxsize=20_000)(tokens)
_folded = lru_cache(maxsize=20_000)(fold)


@lru_cache(maxsize=20_000)
def _letters(text: str) -> tuple[float, float]:
    """The share of capitals among the characters of a text, and of digits."""
    length = max(1, len(text))
    return sum(map(str.isupper, text)) / length, sum(map(str.isdigit, text)) / length


@lru_cache(maxsize=20_000)
def _holds(wanted: Wanted, text: str) -> bool:
    """Whether a text holds a value of a sort, of bodies by their first words alone."""
    return bool(BODY_WORDS.search(text)) if wanted is Wanted.BODY else holds(wanted, text)


def describe(inquiry: Inquiry, pool: Pool) -> Matrix:
    """The features of all candidates, (n_candidates, len(columns)) float32; see `columns`."""
    if not pool.candidates:
        return np.zeros((0, len(columns())), dtype=np.float32)
    asked = _Asked(inquiry)
    documents = _of_documents(inquiry, pool)
    placed = sum(bool(candidate.claims) for candidate in pool.candidates)
    shared = asked.shared(pool)
    rows = [
        [
            *_of_place(asked, candidate, documents[candidate.document]),
            *_of_values(asked, candidate),
            *_of_claims(candidate, pool, placed),
            *shared,
        ]
        for candidate in pool.candidates
    ]
    words = _of_words(asked, pool.candidates)
    return with_relative(np.hstack([words, np.array(rows, dtype=np.float32)]))


def columns() -> tuple[str, ...]:
    """The names of the columns of `describe`."""
    return (*NAMES, *(f"{name}_gap" for name in RELATIVE), *(f"{name}_rank" for name in RELATIVE))


def with_relative(matrix: Matrix) -> Matrix:
    """The features with the distance of some to the best candidate, and their ranks from 0."""
    some = matrix[:, [NAMES.index(name) for name in RELATIVE]]
    gaps = np.fmax.reduce(some, axis=0) - some
    ranks = np.argsort(np.argsort(-some, axis=0, kind="stable"), axis=0, kind="stable")
    ranks = np.where(np.isnan(some), np.nan, np.minimum(ranks, 40))
    return np.hstack([matrix, gaps, ranks]).astype(np.float32)


def with_reader(matrix: Matrix, scores: npt.NDArray[np.float32]) -> Matrix:
    """The features with what a reader thinks, its distance to the best and its rank from 0."""
    best = scores.max(initial=-99.0)
    second = np.sort(scores)[-2] if len(scores) > 1 else best
    gaps = np.where(scores < best, scores - best, best - second)
    ranks = np.argsort(np.argsort(-scores, kind="stable"), kind="stable")
    return np.column_stack([matrix, scores, gaps, ranks]).astype(np.float32)


class _Asked:
    """What of a question is held against every candidate."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self.question: Question = inquiry.question
        self.every = tuple(folded_syllables(self.question.restored.text))
        self.weights: Mapping[str, float] = inquiry.searcher.rarity(
            {*self.question.words, *self.every}
        )
        known = {r.digits for r in self.question.documents} | set(self.question.years)
        self.numbers = [
            n.strip(".,/") for n in _NUMBER.findall(self.question.folded) if n not in known
        ]
        self.bodies = [[fold(n) for n in (*b.names, b.printed)] for b in self.question.bodies]
        self.scope = set(inquiry.scope.documents or ())

    def shared(self, pool: Pool) -> list[float]:
        """The features of the question, the same for all its candidates."""
        question = self.question
        second = [*question.intents, None][1]
        return [
            float(_INTENTS.index(question.intent)),
            -1.0 if second is None else float(_INTENTS.index(second)),
            min(1.0, len(question.topic) / 20),
            question.restored.certainty,
            float(len(self.inquiry.scope.groups)),
            float(self.inquiry.is_chance),
            min(1.0, len(pool.candidates) / 100),
        ]


class _Runs:
    """Runs of words and which texts hold them.

    Attributes:
        weights: What each word, and then each pair of neighbours, weighs; (n_runs,).
    """

    def __init__(self, words: Sequence[str], weights: Mapping[str, float]) -> None:
        singles = list(dict.fromkeys(words))
        pairs = list(zip(words, words[1:], strict=False))
        self._parts = [(w,) for w in singles] + pairs
        self._runs = [f" {w} " for w in singles] + [f" {a} {b} " for a, b in pairs]
        self.pairs = slice(len(singles), len(self._runs))
        self.weights = np.array(
            [weights.get(w, 1.0) for w in singles]
            + [(weights.get(a, 1.0) + weights.get(b, 1.0)) / 2 for a, b in pairs]
        )

    def held(self, texts: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Which texts hold which runs, (n_texts, n_runs)."""
        found = [[run in text for run in self._runs] for text in texts]
        return np.array(found, dtype=bool).reshape(len(texts), len(self._runs))

    def spread(self, shares: Mapping[str, float]) -> list[float]:
        """For each run the least that is given for one of its words."""
        return [min(shares.get(word, 0.0) for word in part) for part in self._parts]

    def share(self, held: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
        """The share of the runs by weight, (n_texts,), of how far each is held; 1 for no run."""
        total = self.weights.sum()
        return held @ self.weights / total if total else np.ones(len(held))


# How much a word counts that only the headings hold, and one that another word stands for.
_ABOVE, _INSTEAD = 0.6, 0.85


def _of_words(asked: _Asked, candidates: Sequence[Candidate]) -> Matrix:
    """The features of the candidates' words, (n_candidates, len(WORDS))."""
    texts = [_read(c.piece.text).joined for c in candidates]
    above = [_read(f"{c.piece.document_name} {c.piece.context}").joined for c in candidates]
    topic, every = _Runs(asked.question.topic, asked.weights), _Runs(asked.every, asked.weights)
    own, crumbs = topic.held(texts), topic.held(above)
    instead = np.array([_instead(asked.question, topic, text) for text in texts])
    held = np.maximum(own, instead)
    around = _neighbours(candidates, held)
    every_own = every.held(texts)
    ranks = np.arange(len(candidates))
    wanted = set(asked.question.words)
    return np.column_stack(
        [
            [c.hit.lexical for c in candidates],
            1.0 / (1.0 + ranks),
            [c.hit.score for c in candidates],
            topic.share(np.maximum(held, _ABOVE * crumbs)),
            topic.share(held),
            every.share(np.maximum(every_own, _ABOVE * every.held(above))),
            topic.share(np.maximum(around, _ABOVE * crumbs)),
            every_own[:, every.pairs].mean(axis=1) if len(asked.every) > 1 else 0.0 * ranks,
            [_longest_run(row[every.pairs]) / 8.0 for row in every_own],
            [_asked_share(text, wanted) for text in texts],
            [_nan if c.hit.nearness is None else c.hit.nearness for c in candidates],
        ]
    ).astype(np.float32)


def _instead(question: Question, topic: _Runs, text: str) -> list[float]:
    """For each run of the topic how far a text holds what plans say for it."""
    found: dict[str, float] = {}
    for alternative in question.alternatives:
        share = sum(f" {w} " in text for w in alternative.instead) / len(alternative.instead)
        for word in alternative.words:
            found[word] = max(found.get(word, 0.0), _INSTEAD * share)
    if not found:
        return [0.0] * len(topic.weights)
    return topic.spread(found)


def _neighbours(candidates: Sequence[Candidate], held: npt.NDArray[np.floating]) -> Matrix:
    """What a candidate or one of the two on either side of it, of the same passage, holds."""
    around = held.astype(np.float32)
    passages = [c.piece.passage.id for c in candidates]
    for n, passage in enumerate(passages):
        near = [
            m for m in range(max(0, n - 2), min(len(passages), n + 3)) if passages[m] == passage
        ]
        if len(near) > 1:
            around[n] = held[near].max(axis=0)
    return around


def _longest_run(held: Sequence[bool]) -> int:
    """The most neighbouring pairs that are held, 8 at most."""
    longest = run = 0
    for each in held:
        run = run + 1 if each else 0
        longest = max(longest, run)
    return min(longest, 8)


def _asked_share(text: str, wanted: set[str]) -> float:
    """The share of a text's syllables that the question holds."""
    words = text.split()
    return sum(map(wanted.__contains__, words)) / max(1, len(words))


def _of_place(asked: _Asked, candidate: Candidate, document: "_Document") -> list[float]:
    question, piece = asked.question, candidate.piece
    around = _folded(f"{piece.text} {piece.context}")
    whole = f"{around} {_folded(piece.document_name)}"
    years = set(_YEAR.findall(around))
    path = _folded(piece.passage.path)
    tail = piece.passage.path.rsplit("/", 1)[-1]
    inner = path.rsplit("/", 1)[-1]
    return [
        document.best,
        document.total,
        document.first,
        document.title,
        _nan if not asked.scope else float(candidate.document in asked.scope),
        float(asked.inquiry.scope.certain),
        _share([fold(place) in whole for place in question.places]),
        _share([year in whole or year in document.years for year in question.years]),
        _share([bool(years) and year not in years for year in question.years]),
        float(len(ordinals_absent(question, whole))),
        _share([lies_at(label, piece.passage.path) for label in question.labels]),
        float(len(question.labels)),
        float(_KINDS.index(tail) + 1) if tail in _KINDS else 0.0,
        min(1.0, piece.span.start / 40_000),
        float(path.startswith("pl") or inner != path),
    ]


def _of_values(asked: _Asked, candidate: Candidate) -> list[float]:
    question, text = asked.question, candidate.piece.text
    folded, above = _folded(text), _folded(candidate.piece.context)
    return [
        _share([n in folded for n in asked.numbers]),
        _share([any(n in folded for n in each) for each in asked.bodies]),
        _share([any(n in above for n in each) for each in asked.bodies]),
        _nan if question.wanted is None else float(_holds(question.wanted, text)),
        0.0 if question.wanted is None else 1.0 + _WANTED.index(question.wanted),
        min(1.0, len(text) / 480),
        float(len(text) < 90 and text[-1:] not in ".;"),
        float(text.endswith(":")),
        *_letters(text),
    ]


def _of_claims(candidate: Candidate, pool: Pool, placed: int) -> list[float]:
    """What the records claim of a candidate, of a pool where so many candidates prove claims."""
    mine = candidate.claims
    first = pool.claims[0] if pool.claims else None
    return [
        float(len(mine)),
        float(any(claim.place == 0 for claim in mine)),
        0.0 if not mine else 1.0 + CLAIM_KINDS.index(mine[0].kind),
        float(len(pool.claims)),
        0.0 if first is None else 1.0 + CLAIM_KINDS.index(first.kind),
        0.0 if first is None else 1.0 + _STATUSES.index(first.answer.status),
        float(placed - bool(mine)),
    ]


class _Document:
    """What a document's candidates and name say together."""

    def __init__(self) -> None:
        self.best = self.total = self.first = self.title = 0.0
        self.years = ""


def _of_documents(inquiry: Inquiry, pool: Pool) -> dict[str, _Document]:
    """For each document its evidence, of the best document's; the title's share of the topic."""
    found: dict[str, _Document] = {}
    for n, candidate in enumerate(pool.candidates):
        document = found.setdefault(candidate.document, _Document())
        if not document.total:
            document.first = 1.0 / (1.0 + n)
            document.title = _title_share(inquiry, candidate.piece.document_name)
            date = inquiry.library.card(candidate.document).identity.date
            document.years = date.value[:4] if date is not None else ""
        document.best = max(document.best, candidate.hit.lexical)
        document.total += candidate.hit.lexical + 1e-6
    most = max(document.total for document in found.values())
    for document in found.values():
        document.total /= most
    return found


def _title_share(inquiry: Inquiry, name: str) -> float:
    held = _read(name)
    weights = inquiry.weights
    total = sum(weights.values()) or 1.0
    return sum(weight for word, weight in weights.items() if held.hold(word)) / total


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else _nan
