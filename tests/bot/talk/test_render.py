"""Which places of an answer are shown at once."""

from bot.talk.render import further_places, render
from index.answer.answer import Status


def test_a_comparison_names_the_source_of_each_document(shipped_answerer):
    """Each value that is set side by side has its source line."""
    answer = shipped_answerer.answer("so sánh chế độ báo cáo KH 61 và HD 06")
    told = render(answer)

    assert {citation.short_name for citation in answer.citations} == {"KH 61", "HD 06"}
    assert all(citation.line in told for citation in answer.citations)


def test_nothing_unrelated_stands_below_what_is_not_stated(shipped_answerer):
    """No excerpt looks like the proof that something is not said."""
    answer = shipped_answerer.answer("Sở Y tế có nhiệm vụ gì kh 61")

    assert answer.status is Status.NOT_STATED
    assert render(answer) == answer.statement
    assert further_places(answer) == ()
