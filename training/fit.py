"""Learning the orders and the sureness from pools of evidence, judged on documents left out.

    python -m training.fit READER OUT POOLS [POOLS …]

READER is a folder with an exported reader, POOLS what `training.make_pools` wrote, OUT gets the
weights and `report.json`. Every figure of the report is of documents that the trees which gave it
had not seen; the reader had seen none of them.
"""

import argparse
import json
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
import numpy.typing as npt

from index.answer.scoring.features import NAMES, READER, Matrix, columns, with_relative
from index.answer.scoring.scorer import read_matrix, to_read
from index.answer.scoring.sureness import TRAITS, gaps, traits
from index.answer.scoring.trees import Trees
from index.meaning.reader import NETWORK, OnnxReader
from index.meaning.weights import digest_of
from training.corpus import HELD_OUT
from training.pools import Judged
from training.trees import to_trees

Scores = npt.NDArray[np.float64]

_FOLDS = 5
# Trees of an order and of the sureness, and how they are grown; from trials on left out documents.
_ORDER = {
    "objective": "lambdarank", "learning_rate": 0.05, "num_leaves": 10, "min_data_in_leaf": 30,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 3.0,
    "label_gain": [0, 2, 3], "lambdarank_truncation_level": 10, "verbose": -1, "num_threads": 2,
}  # fmt: skip
_SURE = {
    "objective": "binary", "learning_rate": 0.04, "num_leaves": 6, "min_data_in_leaf": 25,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 10.0,
    "verbose": -1, "num_threads": 2,
}  # fmt: skip
_ROUNDS_WORDS, _ROUNDS_READ, _ROUNDS_SURE, _SEEDS = 300, 200, 400, 2
# What a question counts for: pairs are many and asked with their document in view; questions that
# the patterns of the records were written for say little of others.
_SHARES = {"judged": 1.0, "pairs": 0.3, "near": 1.0, "off": 0.5, "known": 1.5}
# What a question counts for whose answer was taken away.
_SHARE_EMPTIED = 0.2
_KNOWN = ("dev-", "more-", "own-", "plan-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The first candidates of a question after they were read."""

    pool: Judged
    chosen: list[int]
    matrix: Matrix


def share_of(pool: Judged) -> float:
    """What a question counts for."""
    known = pool.asked.id.startswith(_KNOWN)
    return _SHARES["known" if known else pool.asked.origin]


def grades(pool: Judged, chosen: Sequence[int]) -> npt.NDArray[np.int_]:
    """2 for what is right and tells what is wanted, 1 for what is right, 0 for the rest."""
    right = pool.right[list(chosen)].astype(int)
    return right + (right & pool.told[list(chosen)])


def fit_order(
    lists: Sequence[tuple[Matrix, npt.NDArray[np.int_], float]], names: Sequence[str], rounds: int
) -> Trees:
    """An order from (features, grades, share) of questions with something right."""
    data = lightgbm.Dataset(
        np.vstack([matrix for matrix, _, _ in lists]),
        np.concatenate([grade for _, grade, _ in lists]),
        group=[len(grade) for _, grade, _ in lists],
        weight=np.concatenate([np.full(len(grade), share) for _, grade, share in lists]),
        free_raw_data=False,
    )
    grown = [lightgbm.train({**_ORDER, "seed": s}, data, rounds) for s in range(_SEEDS)]
    return to_trees(grown, names)


def order_names() -> tuple[str, ...]:
    """The features of the last order."""
    return (*columns(), "order_words", "order_words_gap", *READER)


def read_order(read: Sequence[Read]) -> Trees:
    """The last order, from questions of which something right was read."""
    lists = [
        (r.matrix, grades(r.pool, r.chosen), share_of(r.pool))
        for r in read
        if r.pool.right[r.chosen].any()
    ]
    return fit_order(lists, order_names(), _ROUNDS_READ)


def fit_sure(rows: Matrix, truth: Sequence[bool], shares: Sequence[float], n: int) -> Trees:
    """Log-odds that the first candidate answers."""
    names = [f"column {i}" for i in range(n)]
    data = lightgbm.Dataset(rows, np.array(truth, dtype=float), weight=shares, free_raw_data=False)
    grown = [lightgbm.train({**_SURE, "seed": s}, data, _ROUNDS_SURE) for s in range(_SEEDS)]
    return to_trees(grown, names, mean=True)


def left_out(
    documents: Sequence[str],
    fit: Callable[[list[int]], Trees],
    give: Callable[[Trees, int], object],
) -> list[object]:
    """What trees give for each question that learnt from the other documents alone."""
    names = sorted(set(documents))
    found: list[object] = [None] * len(documents)
    for fold in range(_FOLDS):
        held = set(names[fold::_FOLDS])
        trees = fit([n for n, each in enumerate(documents) if each not in held])
        for n, each in enumerate(documents):
            if each in held:
                found[n] = give(trees, n)
    return found


def order_of(scores: Scores) -> list[int]:
    """The places of scores, highest first."""
    return [int(n) for n in np.argsort(-scores, kind="stable")]


class Fitter:
    """The pools, and what is learnt from them in turn."""

    def __init__(self, reader: Path, pools: list[Judged], cache: Path) -> None:
        self._pools = [p for p in pools if len(p.pieces)]
        self._documents = [p.asked.doc or "none" for p in self._pools]
        self._reader = OnnxReader(reader)
        self._cache_file = cache / f"read-{digest_of(reader, NETWORK)[:12]}.pkl"
        self._cache: dict[tuple[str, str], float] = {}
        if self._cache_file.exists():
            self._cache = pickle.loads(self._cache_file.read_bytes())

    def words(self) -> tuple[Trees, list[Scores]]:
        """The order by words, and the scores that orders without a document give to it."""

        def fit(some: list[int]) -> Trees:
            lists = [
                (p.matrix, grades(p, range(len(p.pieces))), share_of(p))
                for p in (self._pools[n] for n in some)
                if p.right.any()
            ]
            return fit_order(lists, columns(), _ROUNDS_WORDS)

        scores = left_out(self._documents, fit, lambda t, n: t.predict(self._pools[n].matrix))
        return fit(list(range(len(self._pools)))), scores  # type: ignore[return-value]

    def read(self, scores: list[Scores]) -> list[Read | None]:
        """The first candidates of every question whose document the reader has not seen."""
        found: list[Read | None] = []
        for pool, each in zip(self._pools, scores, strict=True):
            if pool.asked.origin == "judged" and pool.asked.id.startswith(("G1-", "G2-")):
                found.append(None)
                continue
            chosen = to_read(each)
            read = self._scores(pool, chosen)
            matrix = read_matrix(pool.matrix[chosen], each[chosen], read)
            found.append(Read(pool=pool, chosen=chosen, matrix=matrix))
        self._cache_file.write_bytes(pickle.dumps(self._cache))
        return found

    def _scores(self, pool: Judged, chosen: list[int]) -> npt.NDArray[np.float32]:
        keys = [(pool.question, "\n".join(pool.pieces[n])) for n in chosen]
        missing = [n for n, key in zip(chosen, keys, strict=True) if key not in self._cache]
        if missing:
            pieces = [_Text(*pool.pieces[n]) for n in missing]
            new = self._reader.read(pool.question, pieces)  # type: ignore[arg-type]
            for n, score in zip(missing, new, strict=True):
                self._cache[pool.question, "\n".join(pool.pieces[n])] = float(score)
        return np.array([self._cache[key] for key in keys], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Text:
    document_name: str
    context: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Some candidates of a question in an order.

    Attributes:
        matrix: Their features.
        scores: What the order gives them.
        chosen: Their places in the pool.
    """

    pool: Judged
    matrix: Matrix
    scores: Scores
    chosen: Sequence[int]

    def sure_row(self) -> list[float]:
        """What the first candidate is known by."""
        order = order_of(self.scores)
        documents = [self.pool.documents[n] for n in self.chosen]
        return traits(self.matrix[order[0]], gaps(self.scores, order, documents),
                      self.pool.absences[self.first].tolist(), self.pool.claims)  # fmt: skip

    @property
    def first(self) -> int:
        """The place of the first candidate in the pool."""
        return self.chosen[order_of(self.scores)[0]]

    @property
    def is_right(self) -> bool:
        """Whether the first candidate answers."""
        said = bool(self.pool.asked.keys) and bool(self.pool.told[self.first])
        return bool(self.pool.asked.accept) and bool(self.pool.right[self.first] or said)


def emptied(case: Case) -> Case | None:
    """A question that has an answer as if there were none: all that answers is taken away.

    What is left is of the very document and matter: the hardest kind of question to be silent at.
    None where nothing is taken away, or less than two candidates are left.
    """
    pool = case.pool
    answers = pool.right | (pool.told if pool.asked.keys else False)
    kept = [n for n, place in enumerate(case.chosen) if not answers[place]]
    if not pool.asked.accept or not 2 <= len(kept) < len(case.chosen):
        return None
    left = np.flatnonzero(~answers)
    matrix = with_relative(pool.matrix[left][:, : len(NAMES)])
    matrix = matrix[np.searchsorted(left, [case.chosen[n] for n in kept])]
    if case.matrix.shape[1] > matrix.shape[1]:
        of_order, of_reader = (case.matrix[kept, len(columns()) + k] for k in (0, 2))
        matrix = read_matrix(matrix, of_order.astype(np.float64), of_reader)
    return Case(pool=pool, matrix=matrix, scores=case.scores[kept],
                chosen=[case.chosen[n] for n in kept])  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a question went, of documents left out."""

    pool: Judged
    first: bool
    three: bool
    told: bool
    certainty: float

    @property
    def is_right(self) -> bool:
        """Whether its excerpt or its words are right."""
        return self.first or (self.told and bool(self.pool.asked.keys))


def outcome(pool: Judged, scores: Scores, chosen: Sequence[int], certainty: float) -> Outcome:
    """Hold an order against the judgement."""
    order = [chosen[n] for n in order_of(scores)]
    return Outcome(
        pool=pool,
        first=bool(pool.right[order[0]]),
        three=bool(pool.right[order[:3]].any()),
        told=bool(pool.told[order[0]]),
        certainty=certainty,
    )


def figures(outcomes: Sequence[Outcome], claimed: float) -> dict[str, float]:
    """Per cent: those of answerable questions, then `silent` of those without an answer."""
    asked = [o for o in outcomes if o.pool.asked.accept]
    silent = [o for o in outcomes if not o.pool.asked.accept]

    def share(flags: list[bool]) -> float:
        return round(100.0 * float(sum(flags)) / len(flags), 1) if flags else float("nan")

    return {
        "questions": len(asked),
        "first": share([o.first for o in asked]),
        "three": share([o.three for o in asked]),
        "told": share([o.told for o in asked]),
        "claimed": share([o.certainty >= claimed for o in asked]),
        "wrong": share([o.certainty >= claimed and not o.is_right for o in asked]),
        "without answer": len(silent),
        "silent": share([o.certainty < claimed for o in silent]),
    }  # fmt: skip


def learn(fitter: Fitter, out: Path) -> dict[str, object]:
    """Fit everything, write the weights, and give the report."""
    words, scores = fitter.words()
    words.save(out / "order_words.npz")
    pools = fitter._pools
    report: dict[str, object] = {}
    whole = [Case(pool=p, matrix=p.matrix, scores=s, chosen=range(len(p.pieces)))
             for p, s in zip(pools, scores, strict=True)]  # fmt: skip
    report["words"] = _sure(out / "sure_words.npz", whole, len(columns()) + len(TRAITS))
    read = [r for r in fitter.read(scores) if r is not None]
    documents = [r.pool.asked.doc or "none" for r in read]
    second = left_out(
        documents,
        lambda some: read_order([read[n] for n in some]),
        lambda trees, n: trees.predict(read[n].matrix),
    )
    read_order(read).save(out / "order_read.npz")
    cases = [Case(pool=r.pool, matrix=r.matrix, scores=s, chosen=r.chosen)  # type: ignore[arg-type]
             for r, s in zip(read, second, strict=True)]  # fmt: skip
    report["read"] = _sure(out / "sure_read.npz", cases, len(order_names()) + len(TRAITS))
    return report


def _sure(file: Path, cases: Sequence[Case], width: int) -> dict[str, object]:
    """Fit and write a sureness; figures by set, style and threshold."""
    without = [emptied(case) for case in cases]
    rows = np.array([case.sure_row() for case in cases], dtype=np.float32)
    bare = [None if each is None else each.sure_row() for each in without]
    documents = [case.pool.asked.doc or "none" for case in cases]

    def fit(some: list[int]) -> Trees:
        less = [row for row in (bare[n] for n in some) if row is not None]
        return fit_sure(
            np.array([*rows[some], *less], dtype=np.float32),
            [cases[n].is_right for n in some] + [False] * len(less),
            [share_of(cases[n].pool) for n in some] + [_SHARE_EMPTIED] * len(less),
            width,
        )

    odds = left_out(documents, fit, lambda trees, n: float(trees.predict(rows[n : n + 1])[0]))
    fit(list(range(len(cases)))).save(file)
    sure = [1.0 / (1.0 + np.exp(-float(o))) for o in odds]  # type: ignore[arg-type]
    outcomes = [outcome(c.pool, c.scores, c.chosen, e) for c, e in zip(cases, sure, strict=True)]
    report: dict[str, object] = {}
    for by, some in (
        ("", [o for o in outcomes if o.pool.has_meaning]),
        (", no vectors", [o for o in outcomes if not o.pool.has_meaning]),
    ):
        for name, each in _sets(some).items():
            report[f"{name}{by}"] = {f"{t:.2f}": figures(each, t) for t in _THRESHOLDS}
    judged = [o for o in outcomes if o.pool.asked.id.startswith(HELD_OUT) and o.pool.has_meaning]
    report["styles"] = {style: figures([o for o in judged if o.pool.asked.style == style], 0.5)
                        for style in sorted({o.pool.asked.style for o in judged})}  # fmt: skip
    return report


def _sets(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes by the set of their question."""
    return {
        "judged": [o for o in outcomes if o.pool.asked.id.startswith(HELD_OUT)],
        "all judged": [o for o in outcomes if o.pool.asked.id.startswith("G")],
        "known": [o for o in outcomes if o.pool.asked.id.startswith(_KNOWN)],
        "pairs": [o for o in outcomes if o.pool.asked.origin == "pairs"],
        "own": [o for o in outcomes if o.pool.asked.id.startswith(("own-", "plan-"))],
        "off": [o for o in outcomes if o.pool.asked.origin == "off"],
        "near": [o for o in outcomes if o.pool.asked.origin == "near"],
    }


_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65)


def main() -> None:
    """Read the arguments, learn, and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reader", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("pools", type=Path, nargs="+")
    parser.add_argument("--cache", type=Path, default=Path())
    given = parser.parse_args()
    pools = [p for file in given.pools for p in pickle.loads(file.read_bytes())]
    given.out.mkdir(parents=True, exist_ok=True)
    report = learn(Fitter(given.reader, pools, given.cache), given.out)
    (given.out / "report.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    for stage, sets in report.items():
        for name, rows in sets.items():  # type: ignore[attr-defined]
            for threshold, row in rows.items():
                print(f"{stage:6}{name:11}{threshold:14}", row)


if __name__ == "__main__":
    main()
