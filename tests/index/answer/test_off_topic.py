"""Questions that no plan answers: what people ask a bot by mistake or in jest."""

from pathlib import Path

import pytest

from index.answer.answer import Status
from index.library.document_names import short_name
from index.question.scope import Scope
from knowledge.text import fold

QUESTIONS = (Path(__file__).parents[2] / "data" / "off_topic.txt").read_text(encoding="utf-8")
# Of a hundred, with and without accents.
MOST_CLAIMS = 5


@pytest.mark.parametrize("library", ["shipped_answerer", "whole_answerer"])
def test_off_topic_questions_are_hardly_ever_answered(library, request):
    """Nearly all of them are said not to be in the library, as typed and without accents."""
    answerer = request.getfixturevalue(library)
    asked = [form for line in QUESTIONS.splitlines() for form in (line, fold(line))]

    claims = [q for q in asked if answerer.answer(q).status in (Status.FOUND, Status.CHOOSE)]

    assert len(claims) <= MOST_CLAIMS * len(asked) / 100, claims


@pytest.mark.parametrize(
    ("question", "is_heard"),
    [("ck vào stk nào", False), ("stk", False), ("Lạng Sơn", True), ("ai chủ trì", True)],
)
def test_short_forms_that_no_document_has_ask_not_for_the_plan(
    shipped_answerer, question, is_heard
):
    """With a plan in view, what asks for unknown words alone is not told what the plan is."""
    cards = shipped_answerer.library.documents
    document = next(c.id for c in cards if short_name(c) == "KH 61")
    scope = Scope(groups=((document,),), in_view=True)

    answer = shipped_answerer.answer_over(shipped_answerer.understand(question), scope)
    assert (answer.status is not Status.NOT_FOUND) is is_heard
