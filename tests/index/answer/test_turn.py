"""What a message in a conversation is asked of."""

import json
from importlib.resources import files

import pytest

from index.answer import turn
from index.answer.answer import Answer, Status
from index.answer.turn import (
    LEAST_ODDS,
    WEIGHTS,
    Reading,
    Talk,
    feature_names,
    features,
    hear,
    in_order,
    readings_of,
)
from index.question.scope import Scope


class Told:
    """Answers what a test gives for the plan in view and for the library; keeps what was asked."""

    def __init__(self, *, here: Answer, anywhere: Answer, scope: Scope) -> None:
        self._here, self._anywhere = here, anywhere
        self._scope = scope
        self.cited_there = False
        self.asked: list[tuple[str, bool]] = []

    def find(self, question):
        """The documents that every question names."""
        return self._scope

    def cites(self, question, scope, documents):
        """Whether the plan in view prints the number that is asked for."""
        return self.cited_there

    def answer_over(self, question, scope):
        """The answer for the plan in view, or for the library."""
        self.asked.append((question.before, scope.in_view))
        return self._here if scope.in_view else self._anywhere


def found(certainty: float) -> Answer:
    """A claim."""
    return Answer(status=Status.FOUND, statement="", certainty=certainty)


def nothing(certainty: float = 0.02) -> Answer:
    """No answer."""
    return Answer(status=Status.NOT_FOUND, statement="", certainty=certainty)


@pytest.fixture
def question(shipped_answerer):
    """Understands a question."""
    return shipped_answerer.understand


TALK = {"documents": ("plan",), "before": "ai chủ trì"}


def test_without_a_conversation_the_library_is_asked(question):
    """There is one reading where nothing was said before."""
    answers = Told(here=found(0.9), anywhere=nothing(), scope=Scope())
    heard = hear(answers, question("kinh phí lấy từ đâu"), Talk())
    assert heard.answer.status is Status.NOT_FOUND
    assert not heard.leans


def test_a_plan_in_view_that_answers_surely_is_taken(question):
    """The library is not asked then; the question before is read with the message."""
    answers = Told(here=found(0.97), anywhere=found(0.9), scope=Scope())
    talk = Talk(previous=question("ai chủ trì nhiệm vụ 3.2"), **TALK)
    heard = hear(answers, question("bao giờ xong"), talk)
    assert heard.answer.claims
    assert heard.leans
    assert answers.asked == [("ai chủ trì", True)]


def test_where_the_plan_in_view_is_unsure_the_library_is_asked_too(question):
    """Of two answers that which is right most probably."""
    answers = Told(here=nothing(), anywhere=found(0.95), scope=Scope())
    talk = Talk(previous=question("ai chủ trì nhiệm vụ 3.2"), **TALK)
    heard = hear(answers, question("mức hỗ trợ hộ nghèo sửa nhà năm 2025"), talk)
    assert heard.answer.claims
    assert not heard.leans


def test_a_plan_in_view_that_only_lacks_it_is_not_taken(question):
    """However sure it is of its best passage: another plan may answer."""
    lacks = Answer(status=Status.NOT_STATED, statement="", certainty=0.97)
    answers = Told(here=lacks, anywhere=found(0.9), scope=Scope())
    talk = Talk(previous=question("ai chủ trì nhiệm vụ 3.2"), **TALK)
    hear(answers, question("bao giờ xong"), talk)
    assert ("", False) in answers.asked


def test_a_plan_that_is_named_is_asked_besides(question):
    """However sure the plan in view is."""
    other = Scope(groups=(("other",),))
    answers = Told(here=found(0.9), anywhere=found(0.9), scope=other)
    hear(answers, question("kế hoạch của Hà Nam"), Talk(documents=("plan",)))
    assert ("", False) in answers.asked


def test_another_number_is_not_asked_of_the_plan_in_view(question):
    """A number of the library, or one that the plan does not cite, leaves it."""
    asked, talk = question("HD 111 của BTGTW ngày nào"), Talk(documents=("plan",))
    cited = Scope(cited=asked.documents)
    answers = Told(here=found(0.9), anywhere=nothing(), scope=cited)
    assert Reading.HERE not in readings_of(answers, asked, talk).answers
    answers.cited_there = True
    assert Reading.HERE in readings_of(answers, asked, talk).answers
    named = Told(
        here=found(0.9), anywhere=nothing(),
        scope=Scope(groups=(("other",),), by_number=True),
    )  # fmt: skip
    assert set(readings_of(named, asked, talk).answers) == {Reading.ANYWHERE}


def test_what_nothing_answers_is_not_found(question):
    """A faint excerpt of the plan in view is not shown where the library has nothing."""
    faint = Answer(status=Status.RELATED, statement="", certainty=0.06)
    answers = Told(here=faint, anywhere=nothing(), scope=Scope())
    heard = hear(answers, question("giá vàng hôm nay"), Talk(documents=("plan",)))
    assert heard.answer.status is Status.NOT_FOUND
    assert LEAST_ODDS < 0


@pytest.mark.parametrize(("least", "status"), [(-99.0, Status.FOUND), (99.0, Status.RELATED)])
def test_a_reading_that_is_hardly_right_claims_nothing(question, monkeypatch, least, status):
    """What it finds is shown, and said to be uncertain."""
    monkeypatch.setattr(turn, "CLAIMED_ODDS", least)
    answers = Told(here=found(0.5), anywhere=nothing(), scope=Scope())
    heard = hear(answers, question("kinh phí"), Talk(documents=("plan",)))
    assert heard.answer.status is status
    assert heard.answer.certainty == 0.5


@pytest.mark.parametrize("certainty", [0.91, None])
def test_what_is_sure_or_was_not_weighed_is_claimed_in_any_reading(
    question, monkeypatch, certainty
):
    """Comparisons are not weighed; what is surest by itself needs no reading."""
    monkeypatch.setattr(turn, "CLAIMED_ODDS", 99.0)
    told = Answer(status=Status.FOUND, statement="", certainty=certainty)
    answers = Told(here=told, anywhere=nothing(), scope=Scope())
    heard = hear(answers, question("kinh phí"), Talk(documents=("plan",)))
    assert heard.answer.status is Status.FOUND


def test_features_have_names(question):
    """As many numbers as names, and those of readings that do not come into question are 0."""
    answers = Told(here=found(0.9), anywhere=nothing(), scope=Scope())
    row = features(readings_of(answers, question("kinh phí"), Talk(documents=("plan",))))
    assert row.shape == (len(feature_names()),)
    assert not row[[n.startswith("moved") for n in feature_names()]].any()


def test_the_weights_that_ship_fit_the_features():
    """They name the features that they were fitted to."""
    held = json.loads(files("index").joinpath("weights", WEIGHTS).read_text(encoding="utf-8"))
    assert tuple(held["features"]) == feature_names()


def test_questions_before_are_told_the_latest_first():
    """Two of them, so that the reader has room for the words asked now."""
    assert in_order(("một", "hai", "ba")) == "ba; hai"
    assert in_order(()) == ""
