"""Learning which reading of a message in a conversation is answered.

    python -m training.fit_turns LIBRARY OUT CONVERSATIONS [CONVERSATIONS …]

Every turn of the judged conversations is put with the plan in view that the turn before was about.
OUT, a folder, gets `turn.json`. The figures printed are of conversations left out of the fit.
"""

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.chats import JudgedChat, read_chats
from index.answer.turn import (
    WEIGHTS,
    Reading,
    Readings,
    Talk,
    feature_names,
    features,
    in_order,
    readings_of,
)
from index.answerer import Answerer
from index.evaluate import Judged, judge
from index.library.store import Library
from index.meaning.load_encoder import BUILTIN
from index.meaning.meaning import open_meaning
from index.question.followup import follow_up
from index.question.question import Question
from index.search.calibration import off_topic

Floats = npt.NDArray[np.float64]

_FOLDS = 10
# How strongly weights are drawn to 0, in units of the scaled features; from trials.
_RIDGE, _STEPS = 30.0, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A turn: what is known of its readings, and which of them answer rightly."""

    chat: str
    kind: str
    features: Floats
    right: dict[Reading, bool]


def with_off_topic(chat: JudgedChat, number: int) -> JudgedChat:
    """A conversation that ends with what no plan answers, as people try."""
    lines = off_topic()
    strange = [lines[(2 * number + n) % len(lines)] for n in range(2)]
    turns = [
        Judged(
            id=f"{chat.id}.off{n}", question=line, style="off", intent="unanswerable",
            accept=(), answer_keys=(),
        )
        for n, line in enumerate(strange)
    ]  # fmt: skip
    return replace(chat, turns=(*chat.turns, *turns))


def rows_of(answerer: Answerer, chat: JudgedChat, ids: dict[str, str]) -> list[Row]:
    """The turns of a conversation, thanks aside, that have something before them."""
    rows: list[Row] = []
    view: tuple[str, ...] | None = None
    previous: Question | None = None
    asked: tuple[str, ...] = ()
    for turn in chat.turns:
        if turn.intent == "thanks":
            continue
        question = answerer.understand(turn.question)
        if previous is not None:
            talk = Talk(documents=view, previous=previous, before=in_order(asked))
            readings = readings_of(answerer, question, talk)
            right = _right(readings, turn)
            row = features(readings)
            rows.append(Row(chat=chat.id, kind=turn.intent, features=row, right=right))
            question = follow_up(question, previous)
        alone = turn.intent in ("first", "switch_document")
        asked = (turn.question,) if alone else (*asked, turn.question)
        here = [ids[each.doc] for each in turn.accept if each.doc in ids][:1]
        previous, view = question, tuple(here) or view
    return rows


def _right(readings: Readings, turn: object) -> dict[Reading, bool]:
    outcomes = {r: judge(turn, lambda _, a=a: a) for r, a in readings.answers.items()}  # type: ignore[arg-type, misc]
    return {r: o.first for r, o in outcomes.items()}


def fit(rows: list[Row]) -> dict[Reading, Floats]:
    """For each reading the bias and the weights of a logistic model."""
    return {reading: _fit(*_learnt(rows, reading)) for reading in Reading}


def _learnt(rows: list[Row], reading: Reading) -> tuple[Floats, Floats]:
    some = [row for row in rows if reading in row.right]
    return (
        np.array([row.features for row in some]),
        np.array([float(row.right[reading]) for row in some]),
    )


def _fit(matrix: Floats, truth: Floats) -> Floats:
    """Ridge logistic regression by Newton's method, back in the units of the features."""
    mean, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-3
    scaled = np.column_stack([np.ones(len(matrix)), (matrix - mean) / spread])
    weights = np.zeros(scaled.shape[1])
    drawn = np.full(len(weights), _RIDGE)
    drawn[0] = 1e-6
    for _ in range(_STEPS):
        sure = 1.0 / (1.0 + np.exp(-scaled @ weights))
        slope = scaled.T @ (truth - sure) - drawn * weights
        curve = (scaled.T * (sure * (1.0 - sure))) @ scaled + np.diag(drawn)
        weights = weights + np.linalg.solve(curve, slope)
    plain = weights[1:] / spread
    return np.concatenate([[weights[0] - plain @ mean], plain])


def chosen(weights: dict[Reading, Floats], row: Row) -> Reading:
    """The reading that a fit takes."""
    return max(row.right, key=lambda r: float(weights[r][0] + weights[r][1:] @ row.features))


def report(rows: list[Row]) -> str:
    """How often the reading chosen is right, of conversations left out, and each one alone."""
    rows = [row for row in rows if row.kind != "unanswerable"]
    chats = sorted({row.chat for row in rows})
    taken: list[tuple[Row, Reading]] = []
    for fold in range(_FOLDS):
        held = set(chats[fold::_FOLDS])
        weights = fit([row for row in rows if row.chat not in held])
        taken += [(row, chosen(weights, row)) for row in rows if row.chat in held]
    lines = [_line("left out", [row.right[r] for row, r in taken])]
    lines += [_line(r, [row.right.get(r, False) for row in rows]) for r in Reading]
    lines.append(_line("any", [any(row.right.values()) for row in rows]))
    for kind in sorted({row.kind for row in rows}):
        lines.append(_line(kind, [row.right[r] for row, r in taken if row.kind == kind]))
    return "\n".join(lines)


def _line(name: str, flags: list[bool]) -> str:
    return f"{name:22}{len(flags):5}{100 * sum(flags) / max(1, len(flags)):7.1f} %"


def main() -> None:
    """Read the arguments, fit, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("conversations", type=Path, nargs="+")
    given = parser.parse_args()
    rows: list[Row] = []
    with Library.open(given.library) as library:
        answerer = Answerer(library, open_meaning(library, BUILTIN))
        ids = {card.source_file: card.id for card in library.documents}
        for file in given.conversations:
            for number, chat in enumerate(read_chats(file)):
                rows += rows_of(answerer, with_off_topic(chat, number), ids)
    print(report(rows))
    weights = fit(rows)
    held = {"features": feature_names(), "readings": {r: list(w) for r, w in weights.items()}}
    (given.out / WEIGHTS).write_text(json.dumps(held, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
