"""A message in a conversation: what it may mean, and which of that is answered.

It may be asked of the plan in view: by itself, read together with the question before, or completed
by rule from that; or of the whole library, by itself or as the question before put to another plan.
Each reading is answered, and a logistic model that was fitted to judged conversations says which
answer is right most probably.
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.answer.answer import Answer, Status
from index.errors import WeightsError
from index.question.followup import PARTS, follow_up, is_of_any_plan
from index.question.intents import Intent
from index.question.question import Question
from index.question.scope import Scope

WEIGHTS = "turn.json"
# Log-odds of a certainty of 0 or 1.
_MOST_ODDS = 5.0
# What is known of each reading.
_OF_ANSWER = ("odds", "claims", "denies", "chooses", "coverage")
# Log-odds below which an answer that is no claim is not shown if another reading finds nothing.
LEAST_ODDS = -1.5
# By how much more of the topic a passage must hold to count as fuller.
_CLEARLY_MORE = 0.25
# Questions before that the reader is told.
_REMEMBERED = 2


class Reading(StrEnum):
    """What a message may be asked of."""

    HERE = "here"
    LEANING = "leaning"
    COMPLETED = "completed"
    ANYWHERE = "anywhere"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What a message may lean on.

    Attributes:
        documents: Ids of the plan in view; None for none.
        previous: The question before, completed from those before it; None for none.
        before: The words of the questions before, the last one first; "" for none.
    """

    documents: tuple[str, ...] | None = None
    previous: Question | None = None
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message as it was answered.

    Attributes:
        question: The message, completed where it leans on the question before.
        leans: Whether it does.
    """

    answer: Answer
    question: Question
    leans: bool


class Answers(Protocol):
    """What answers a question over some documents."""

    def find(self, question: Question) -> Scope:
        """The documents that a question names."""
        ...

    def answer_over(self, question: Question, scope: Scope) -> Answer:
        """The answer to a question over documents."""
        ...

    def cites(self, question: Question, scope: Scope, documents: Collection[str]) -> bool:
        """Whether any of some documents prints a number that a question names."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """The readings of a message, each with its question, its documents and its answer."""

    questions: Mapping[Reading, Question]
    scopes: Mapping[Reading, Scope]
    answers: Mapping[Reading, Answer]


def in_order(asked: Sequence[str]) -> str:
    """The words of the last questions for `Talk.before`, the latest first."""
    return "; ".join(reversed(asked[-_REMEMBERED:]))


def hear(answers: Answers, question: Question, talk: Talk) -> Heard:
    """Answer a message as it is meant most probably."""
    readings = readings_of(answers, question, talk)
    chosen = _chosen(readings)
    leans = readings.questions[chosen] is not question
    whole = readings.questions.get(Reading.MOVED, question)
    meant = whole if leans else question
    return Heard(answer=readings.answers[chosen], question=meant, leans=leans)


def readings_of(answers: Answers, question: Question, talk: Talk) -> Readings:
    """All readings of a message that come into question."""
    whole = question if talk.previous is None else follow_up(question, talk.previous)
    anywhere = _in_view(answers.find(question), talk.documents)
    questions = {Reading.ANYWHERE: question}
    scopes = {Reading.ANYWHERE: anywhere}
    if whole is not question:
        questions[Reading.MOVED], scopes[Reading.MOVED] = whole, answers.find(whole)
    if talk.documents is not None and _may_be_here(answers, question, anywhere, talk.documents):
        view = Scope(groups=(talk.documents,), in_view=True, cited=anywhere.cited)
        alone = whole if _is_incomplete(question, whole) else question
        questions[Reading.HERE], scopes[Reading.HERE] = alone, view
        if talk.before:
            questions[Reading.LEANING] = replace(alone, before=talk.before)
            scopes[Reading.LEANING] = view
        if whole is not alone:
            questions[Reading.COMPLETED], scopes[Reading.COMPLETED] = whole, view
    given = {r: answers.answer_over(questions[r], scopes[r]) for r in questions}
    return Readings(questions=questions, scopes=scopes, answers=given)


def _in_view(scope: Scope, view: tuple[str, ...] | None) -> Scope:
    """The scope, of several documents with a number only the one in view, if it is one of them."""
    shared = [group for group in scope.groups if view and set(view) < set(group)]
    if not scope.by_number or not shared or view is None:
        return scope
    return replace(scope, groups=tuple(view if g in shared else g for g in scope.groups))


def _is_incomplete(question: Question, whole: Question) -> bool:
    """Whether a message asks nothing by itself: a name alone, or a detail of the part before."""
    of_part = whole.labels != question.labels and question.intent not in PARTS
    return question.intents == (Intent.FREE,) or of_part


def _may_be_here(
    answers: Answers, question: Question, anywhere: Scope, documents: Collection[str]
) -> bool:
    """Whether a message may be asked of the plan in view: of a number, only one cited there."""
    if anywhere.by_number or anywhere.near:
        return False
    return not anywhere.cited or answers.cites(question, anywhere, documents)


def _chosen(readings: Readings) -> Reading:
    """The reading whose answer is right most probably; where none is, one that finds nothing."""
    if len(readings.answers) == 1:
        return next(iter(readings.answers))
    row = features(readings)
    weights = _weights()
    odds = {r: float(weights[r][0] + weights[r][1:] @ row) for r in readings.answers}
    given = readings.answers
    # What finds nothing is not right where another reading finds something.
    telling = [r for r in odds if given[r].status is not Status.NOT_FOUND] or list(odds)
    best = max(telling, key=lambda r: odds[r])
    silent = [r for r in (Reading.ANYWHERE, *given) if given[r].status is Status.NOT_FOUND]
    # That no document has a numbered part is no better than that the plan in view lacks it.
    labelled = bool(readings.questions[Reading.ANYWHERE].labels)
    if odds[best] < LEAST_ODDS and not given[best].claims and silent and not labelled:
        return silent[0]
    return best


def feature_names() -> tuple[str, ...]:
    """The names of `features`."""
    each = [f"{r}_{n}" for r in Reading for n in _OF_ANSWER]
    return (*each, "words", "topic", "leans", "named", "missing", "cited", "named_here",
            "same_document", "any_plan", "places", "bodies", "labels", "fuller")  # fmt: skip


def features(readings: Readings) -> npt.NDArray[np.float64]:
    """What speaks for one reading or another, (len(feature_names()),); 0 where there is none."""
    asked = readings.questions[Reading.ANYWHERE]
    scope = readings.scopes[Reading.ANYWHERE]
    here = readings.answers.get(Reading.HERE)
    view = readings.scopes[Reading.HERE].documents if here is not None else ()
    row: list[float] = []
    for reading in Reading:
        answer = readings.answers.get(reading)
        row += [0.0] * len(_OF_ANSWER) if answer is None else _of_answer(answer)
    row += [
        min(2.0, len(asked.typed.split()) / 10),
        min(2.0, len(asked.topic) / 5),
        float(Reading.MOVED in readings.questions),
        float(bool(scope.groups)),
        float(bool(scope.missing)),
        float(bool(scope.cited)),
        float(not set(view or ()).isdisjoint(scope.documents or ())),
        float(bool(set(_cited(readings.answers[Reading.ANYWHERE])[:1]) & set(view or ()))),
        float(is_of_any_plan(asked)),
        float(bool(asked.places)),
        float(bool(asked.bodies)),
        float(bool(asked.labels)),
        float(_is_fuller(readings.answers[Reading.ANYWHERE], here)),
    ]
    return np.array(row)


def _is_fuller(anywhere: Answer, here: Answer | None) -> bool:
    """Whether the library holds clearly more of what is asked, and is surer of it."""
    if here is None or not anywhere.claims:
        return False
    more = _coverage(anywhere) - _coverage(here) >= _CLEARLY_MORE
    return more and (anywhere.certainty or 0.0) >= (here.certainty or 0.0)


def _coverage(answer: Answer) -> float:
    """The share of the topic that the first passage holds."""
    return answer.hits[0].coverage if answer.hits else 0.0


def _of_answer(answer: Answer) -> list[float]:
    return [
        _odds(answer.certainty or 0.0),
        float(answer.status is Status.FOUND),
        float(answer.status is Status.NOT_STATED),
        float(answer.status is Status.CHOOSE),
        _coverage(answer),
    ]


def _odds(probability: float) -> float:
    """Log-odds, within ±`_MOST_ODDS`."""
    if not 0.0 < probability < 1.0:
        return _MOST_ODDS if probability else -_MOST_ODDS
    return max(-_MOST_ODDS, min(_MOST_ODDS, math.log(probability / (1.0 - probability))))


def _cited(answer: Answer) -> Sequence[str]:
    return [citation.document_id for citation in answer.citations]


@cache
def _weights() -> dict[Reading, npt.NDArray[np.float64]]:
    """For each reading the bias, then what each feature weighs.

    Raises:
        WeightsError: The file is missing, damaged, or of other features than these.
    """
    try:
        text = files("index").joinpath("weights", WEIGHTS).read_text(encoding="utf-8")
        held = json.loads(text)
        weights = {Reading(name): np.array(row) for name, row in held["readings"].items()}
        names = tuple(held["features"])
    except FileNotFoundError as error:
        raise WeightsError(f"Thiếu tệp trọng số {WEIGHTS}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WeightsError(f"Tệp trọng số {WEIGHTS} bị hỏng.") from error
    wide = {len(row) for row in weights.values()} == {1 + len(feature_names())}
    if names != feature_names() or set(weights) != set(Reading) or not wide:
        raise WeightsError(f"Tệp trọng số {WEIGHTS} thuộc phiên bản khác của chương trình.")
    return weights
