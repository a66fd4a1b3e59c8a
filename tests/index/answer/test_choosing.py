"""Questions that fit several plans and name none: a line for each, best first."""

import pytest

from index.answer.answer import Status
from index.answer.choosing import MOST_CHOICES
from index.answer.turn import Talk

UNNAMED = ("chế độ báo cáo thế nào", "ai theo dõi đôn đốc", "what is the reporting cadence")


@pytest.mark.parametrize("asked", UNNAMED)
def test_a_question_that_fits_several_plans_is_told_of_each(asked, shipped_answerer):
    """Each plan that answers has a line, a choice and a citation, in one order."""
    answer = shipped_answerer.answer(asked)

    lines = answer.statement.splitlines()[1 : 1 + 2 * len(answer.choices)]
    documents = [citation.document_id for citation in answer.citations]
    assert answer.status is Status.CHOOSE
    assert 2 <= len(answer.choices) <= MOST_CHOICES
    assert [choice.documents for choice in answer.choices] == [(each,) for each in documents]
    assert len(set(documents)) == len(documents)
    names = [f"{n}. {choice.label}" for n, choice in enumerate(answer.choices, start=1)]
    assert lines[::2] == names
    assert all(line for line in lines[1::2])


def test_a_plan_that_does_not_say_it_is_not_offered(shipped_answerer):
    """The news item that has nothing of reports is none of the choices."""
    answer = shipped_answerer.answer("chế độ báo cáo thế nào")

    assert answer.statement.startswith("Có 4 văn bản nói về chế độ báo cáo;")
    denied = "Bản tin về KH 90 không nhắc đến chế độ báo cáo; kho chưa có bản gốc."
    assert denied in answer.statement.splitlines()
    names = {citation.short_name for citation in answer.citations}
    assert names == {"KH 61", "KH 170", "HD 06", "KH Bắc Giang"}


def test_what_one_plan_alone_says_is_told_as_usual(shipped_answerer):
    """Funding is set by one of the five plans."""
    answer = shipped_answerer.answer("kinh phí lấy từ đâu")

    assert answer.status is Status.FOUND
    assert answer.citations[0].name == "KH 61, phần III"


def test_of_many_plans_five_are_shown(whole_answerer):
    """A long list is cut, and said to go on."""
    answer = whole_answerer.answer("ai chủ trì")

    *shown, more = answer.choices
    assert answer.status is Status.CHOOSE
    assert len(shown) == MOST_CHOICES
    assert answer.statement.startswith("Có hơn 5 văn bản phù hợp")
    assert f"6. {more.label}" in answer.statement.splitlines()
    assert more.label.startswith("Xem thêm")


def test_the_last_choice_shows_the_others(whole_answerer):
    """The same question of the plans that were not shown, and of none that was."""
    first = whole_answerer.answer("ai chủ trì")
    *shown, more = first.choices
    question = whole_answerer.understand(more.question)

    answer = whole_answerer.hear(question, Talk(documents=more.documents)).answer

    assert answer.claims
    assert {each.document_id for each in answer.citations} <= set(more.documents)
    assert not set(more.documents) & {choice.documents[0] for choice in shown}


def test_the_plan_in_view_answers_by_itself(shipped_answerer):
    """With a plan in view there is nothing to choose."""
    card = _plan_61(shipped_answerer)
    question = shipped_answerer.understand("chế độ báo cáo thế nào")

    answer = shipped_answerer.hear(question, Talk(documents=(card.id,))).answer

    assert answer.status is Status.FOUND
    assert {citation.document_id for citation in answer.citations} == {card.id}


def test_a_library_of_one_document_has_no_choice(shipped_answerer):
    """Where there is one document it is meant."""
    kept = _plan_61(shipped_answerer)
    others = [card.id for card in shipped_answerer.library.documents if card.id != kept.id]
    alone = shipped_answerer.without(others)

    assert alone.answer("kinh phí lấy từ đâu").status is Status.FOUND
    assert alone.answer("ai ký").status is Status.FOUND


def test_a_choice_leads_to_the_answer_of_its_plan(shipped_answerer):
    """The question of a choice, put to its plan, is answered from there."""
    for choice in shipped_answerer.answer("chế độ báo cáo thế nào").choices:
        question = shipped_answerer.understand(choice.question)
        answer = shipped_answerer.hear(question, Talk(documents=choice.documents)).answer
        assert answer.citations[0].document_id == choice.documents[0]


def _plan_61(answerer):
    cards = answerer.library.documents
    return next(c for c in cards if c.identity.number and c.identity.number.value == "61/KH-UBND")
