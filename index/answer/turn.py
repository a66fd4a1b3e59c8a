"""A message in a conversation: what it may mean, and which of that is answered.

It may be asked of the plan in view, read together with the questions before; or of the whole
library, by itself or as the question before put to another plan. What the plan in view answers
surely is taken. Else each reading is answered, and a logistic model that was fitted to judged
conversations says which answer is right most probably.
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
from index.answer.decide import doubted
from index.errors import WeightsError
from index.question.followup import PARTS, follow_up
from index.question.intents import Intent
from index.question.question import Question
from index.question.scope import Scope

WEIGHTS = "turn.json"
# Log-odds of a certainty of 0 or 1.
_MOST_ODDS = 5.0
# What is known of each reading.
_OF_ANSWER = ("odds", "claims", "denies", "chooses", "coverage")
# Log-odds below which an answer that is no claim is not shown if another reading finds nothing: 19
# of 251 messages that nothing answers are shown less by it, one of 579 others is refused.
LEAST_ODDS = -1.5
# Log-odds from which the plan in view answers whatever the library has, where nothing is named. Of
# 579 turns left out of the fit none is lost by it, from 1.0 to 2.5 the same two changes of plan.
SURE_HERE = 3.0
# Log-odds that the reading taken is right below which what it claims is only shown: of the same 579
# turns 1.2 of 100 are claimed wrongly less, 0.6 rightly; of 251 that nothing answers 10 of 100.
# What is surer by itself than `SURE_ALONE` is told all the same.
CLAIMED_ODDS, SURE_ALONE = -0.4, 0.9
# Questions before that the reader is told.
_REMEMBERED = 2


class Reading(StrEnum):
    """What a message may be asked of."""

    HERE = "here"
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


_Asked = tuple[Question, Scope]


def in_order(asked: Sequence[str]) -> str:
    """The words of the last questions for `Talk.before`, the latest first."""
    return "; ".join(reversed(asked[-_REMEMBERED:]))


def hear(answers: Answers, question: Question, talk: Talk) -> Heard:
    """Answer a message as it is meant most probably."""
    possible = _possible(answers, question, talk)
    given: dict[Reading, Answer] = {}
    if Reading.HERE in possible and not possible[Reading.ANYWHERE][1].groups:
        given[Reading.HERE] = answers.answer_over(*possible[Reading.HERE])
        here = given[Reading.HERE]
        missing = possible[Reading.ANYWHERE][1].missing
        if here.claims and not missing and _odds(here.certainty or 0.0) >= SURE_HERE:
            return _heard(question, talk, Reading.HERE, here)
    readings = _answered(answers, possible, given)
    chosen, odds = _chosen(readings)
    answer = readings.answers[chosen]
    if odds < CLAIMED_ODDS and _is_unsure(answer):
        answer = doubted(answer)
    return _heard(question, talk, chosen, answer)


def _is_unsure(answer: Answer) -> bool:
    """Whether what is found is not sure by itself; what was not weighed, as a comparison, is."""
    if answer.status is not Status.FOUND or answer.certainty is None:
        return False
    return answer.certainty < SURE_ALONE


def _heard(question: Question, talk: Talk, chosen: Reading, answer: Answer) -> Heard:
    """A message in one of its readings."""
    leans = talk.previous is not None and chosen is not Reading.ANYWHERE
    meant = follow_up(question, talk.previous) if leans and talk.previous else question
    return Heard(answer=answer, question=meant, leans=leans)


def readings_of(answers: Answers, question: Question, talk: Talk) -> Readings:
    """All readings of a message that come into question."""
    return _answered(answers, _possible(answers, question, talk), {})


def _answered(
    answers: Answers, possible: Mapping[Reading, _Asked], given: Mapping[Reading, Answer]
) -> Readings:
    """Readings with their answers, those that are given already among them."""
    return Readings(
        questions={r: question for r, (question, _) in possible.items()},
        scopes={r: scope for r, (_, scope) in possible.items()},
        answers={r: given.get(r) or answers.answer_over(*possible[r]) for r in possible},
    )


def _possible(answers: Answers, question: Question, talk: Talk) -> dict[Reading, _Asked]:
    """What is asked in each reading that comes into question, and of which documents."""
    whole = question if talk.previous is None else follow_up(question, talk.previous)
    anywhere = _in_view(answers.find(question), talk.documents)
    possible = {Reading.ANYWHERE: (question, anywhere)}
    if whole is not question:
        possible[Reading.MOVED] = whole, answers.find(whole)
    if talk.documents is not None and _may_be_here(answers, question, anywhere, talk.documents):
        view = Scope(groups=(talk.documents,), in_view=True, cited=anywhere.cited)
        alone = whole if _is_incomplete(question, whole) else question
        possible[Reading.HERE] = replace(alone, before=talk.before), view
    return possible


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


def _chosen(readings: Readings) -> tuple[Reading, float]:
    """The reading whose answer is right most probably; where none is, one that finds nothing.

    With it the log-odds that it is right; infinite where no other comes into question.
    """
    if len(readings.answers) == 1:
        return next(iter(readings.answers)), math.inf
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
        return silent[0], odds[silent[0]]
    return best, odds[best]


def feature_names() -> tuple[str, ...]:
    """The names of `features`."""
    each = [f"{r}_{n}" for r in Reading for n in _OF_ANSWER]
    return (*each, "topic", "named", "named_here")


def features(readings: Readings) -> npt.NDArray[np.float64]:
    """What speaks for one reading or another, (len(feature_names()),); 0 where there is none."""
    asked = readings.questions[Reading.ANYWHERE]
    scope = readings.scopes[Reading.ANYWHERE]
    view = readings.scopes[Reading.HERE].documents if Reading.HERE in readings.scopes else ()
    row: list[float] = []
    for reading in Reading:
        answer = readings.answers.get(reading)
        row += [0.0] * len(_OF_ANSWER) if answer is None else _of_answer(answer)
    row += [
        min(2.0, len(asked.topic) / 5),
        float(bool(scope.groups)),
        float(not set(view or ()).isdisjoint(scope.documents or ())),
    ]
    return np.array(row)


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
