"""The evidence floor of a library, measured on questions that no plan answers."""

from pathlib import Path

import pytest

from index.answer.answer import Status
from index.answerer import Answerer
from index.library.store import Library, build_library, change_library
from index.library.store_syllables import StoredSyllables
from index.question.question import understand
from index.question.topic import topic_words
from index.search.calibration import CHANCE, best_score, evidence_floor, evidence_words, off_topic
from index.search.lexical import LexicalIndex
from index.spelling.syllable_counts import CountedSyllables
from index.spelling.translate import translate
from knowledge.text import fold

HELD_OUT = (Path(__file__).parents[2] / "data" / "off_topic.txt").read_text(encoding="utf-8")
# Of a hundred questions that the floor is measured on; without it six and more get an answer.
MOST_CLAIMS = 3


def test_the_floor_is_measured_on_other_questions_than_those_it_is_tested_on():
    """No off-topic question that ships stands in the list of the tests."""
    held_out = {fold(line) for line in HELD_OUT.splitlines()}

    assert len(off_topic()) > 90
    assert not {fold(line) for line in off_topic()} & held_out


@pytest.mark.parametrize("library", ["shipped_answerer", "whole_answerer"])
def test_few_off_topic_questions_find_more_than_the_floor(library, request):
    """No more of them than the stated share, and hardly any gets an answer."""
    answerer = request.getfixturevalue(library)
    index, floor = LexicalIndex(answerer.library), answerer.library.evidence_floor

    ranked = {q: index.search(topic_words(translate(q)), k=10) for q in off_topic()}
    above = [q for q in off_topic() if best_score(ranked[q]) > floor]
    claims = [q for q in off_topic() if answerer.answer(q).status in (Status.FOUND, Status.CHOOSE)]

    assert floor > 0
    assert len(above) <= CHANCE * len(off_topic())
    assert len(claims) <= MOST_CLAIMS * len(off_topic()) / 100, claims


def test_a_question_under_the_floor_is_answered_less_surely(shipped_answerer):
    """What is answered above the floor is half as sure at most in a library whose floor is higher.

    Where a passage holds nearly all of the question it is shown at least: that is no chance.
    """
    question = "phương châm đổi mới thông tin đối ngoại, sáng kiến là gì"
    with Library.open(shipped_answerer.library.path) as library:
        above = Answerer(library).answer(question)
        assert above.status is Status.FOUND
        library.evidence_floor = 1000.0

        assert Answerer(library).answer(question).certainty <= above.certainty / 2
        assert Answerer(library).answer(f"{question} kh 61").status is Status.FOUND
        whole = "phương châm thông tin đối ngoại là gì"
        assert Answerer(library).answer(whole).status is not Status.NOT_FOUND


def test_words_of_the_day_are_no_matter(shipped_answerer):
    """«bây giờ», «dạo gần đây» take no weight from what is asked."""
    plain = shipped_answerer.understand("phương châm thông tin đối ngoại là gì")
    for said in ("bây giờ", "dạo gần đây", "hiện nay"):
        asked = shipped_answerer.understand(f"phương châm thông tin đối ngoại {said} là gì")
        assert asked.topic == plain.topic, said
        assert shipped_answerer.reply(asked).citations, said


def test_the_floor_is_measured_anew_when_a_library_changes(make_plan, tmp_path):
    """A changed library has the floor of what it then holds, or none where nobody measured."""
    path = tmp_path / "plans.db"
    build_library(path, [make_plan(0)])
    with Library.open(path) as library:
        assert library.evidence_floor is None

    change_library(path, add=[make_plan(1, lines=500)], measure=evidence_floor)

    with Library.open(path) as library:
        assert library.evidence_floor == evidence_floor(library)
        assert library.without([library.documents[0].id]).evidence_floor is None

    change_library(path, add=[make_plan(2)])

    with Library.open(path) as library:
        assert library.evidence_floor is None


def test_an_empty_library_has_no_evidence(tmp_path):
    """The floor of a library without passages is 0."""
    build_library(tmp_path / "empty.db", [], measure=evidence_floor)

    with Library.open(tmp_path / "empty.db") as library:
        assert library.evidence_floor == 0.0


def test_evidence_is_counted_as_typed(shipped_answerer):
    """A syllable that exists counts as typed; abbreviations and slips count as what they mean."""
    statistics = StoredSyllables(shipped_answerer.library)

    assert "chi" in evidence_words(understand("bộ tài chín chì trì", statistics))
    assert "phuc" in evidence_words(understand("phhục hồi di tích", statistics))
    words = evidence_words(understand("stttt đào tạo", CountedSyllables({}, {})))
    assert {"so", "thong", "tin", "truyen"} <= set(words)


def test_talk_that_no_plan_holds_weighs_little(shipped_answerer):
    """«kiểu gì» does not outweigh the words that plans hold; a rare word of a matter does."""
    searcher = shipped_answerer._searcher
    weights = searcher.rarity(["kieu", "oto"])
    assert weights["kieu"] < weights["oto"] / 2
