"""Questions that no plan answers: what people ask a bot by mistake or in jest."""

from pathlib import Path

import pytest

from index.answer.answer import Status
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
