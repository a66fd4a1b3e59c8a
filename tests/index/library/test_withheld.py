"""Tests of withholding documents: as if the library had never held them."""

import random

import pytest

from index.answerer import Answerer
from index.building import Source, build
from index.library.store import Library
from index.library.store_syllables import StoredSyllables
from index.meaning.dense import DenseIndex
from index.meaning.vectors import Vectors
from index.meaning.vectors_build import build_vectors
from index.search.lexical import LexicalIndex
from knowledge.shipped import shipped_documents

QUESTIONS = (
    "kinh phi lay tu dau",
    "ai chu tri nhiem vu 3.2",
    "kế hoạch 90",
    "KH 61 ai ký",
    "văn bản nào của lạng sơn",
    "có mấy văn bản",
    "báo cáo định kỳ thế nào",
    "nhiệm vụ của sở nội vụ",
    "thông tin đối ngoại là gì",
    "II.3.2",
    "giá vàng hôm nay",
    "so sánh kinh phí KH 61 và KH 90",
    "chuyển đổi số bảo tàng",
    "ai ban hành",
)


@pytest.fixture(scope="module")
def files():
    """The shipped plans."""
    return [Source(path=s.path, source_file=s.source_file) for s in shipped_documents()]


@pytest.fixture(scope="module")
def whole(files, tmp_path_factory):
    """A library of all of them, with vectors."""
    path = tmp_path_factory.mktemp("whole") / "library.db"
    build(files, path)
    with Library.open(path) as library:
        yield library


def subsets(library, count=6):
    """Random sets of documents to withhold, one with all but one of them."""
    chance = random.Random(4)
    ids = [card.id for card in library.documents]
    yield frozenset(ids[1:])
    for _ in range(count - 1):
        yield frozenset(chance.sample(ids, chance.randint(1, len(ids) - 1)))


def test_a_view_counts_what_a_library_without_the_documents_counts(whole, files, tmp_path):
    """Documents, passages, terms, syllables and pairs: all as if freshly built without them."""
    for number, hidden in enumerate(subsets(whole)):
        view = whole.without(hidden)
        names = {card.source_file for card in view.documents}
        build([f for f in files if f.source_file in names], tmp_path / f"{number}.db")
        with Library.open(tmp_path / f"{number}.db") as fresh:
            assert view.documents == fresh.documents
            assert view.passage_count == fresh.passage_count
            assert view.mean_length == fresh.mean_length
            terms = ["ke_hoach", "lang_son", "kinh_phi", "bao_tang", "90", "61", "x"]
            assert view.df(terms) == fresh.df(terms)
            ours, theirs = StoredSyllables(view), StoredSyllables(fresh)
            for word in ("son", "ke", "doi", "bao", "kinh"):
                assert ours.forms(word) == theirs.forms(word)
                assert ours.neighbours(word) == theirs.neighbours(word)
            assert ours.pairs("lạng", "sơn") == theirs.pairs("lạng", "sơn")


def test_what_is_withheld_cannot_be_reached(whole):
    """Neither its text nor its passages come by id, by words or by a list of documents."""
    for hidden in subsets(whole):
        view = whole.without(hidden)
        lexical = LexicalIndex(view)
        for document in hidden:
            passages = whole.passages_of(document)
            with pytest.raises(KeyError):
                view.document(document)
            with pytest.raises(KeyError):
                view.slice(document, passages[0].span)
            with pytest.raises(KeyError):
                view.passages_of(document)
            assert view.passages(p.id for p in passages) == {}
            assert lexical.search(["kinh", "phi"], documents=[document]) == []
        found = [i for i, _ in lexical.search(["kinh", "phi", "thuc", "hien"], k=500)]
        assert found and set(view.passages(found)) == set(found)


def test_answers_are_those_of_a_library_without_the_documents(whole, files, scorer, tmp_path):
    """Status, statement, citations, choices and reading are the same as without them."""
    for number, hidden in enumerate(subsets(whole)):
        partial = Answerer(whole, scorer=scorer).without(hidden)
        names = {card.source_file for card in partial.library.documents}
        build([f for f in files if f.source_file in names], tmp_path / f"{number}.db")
        with Library.open(tmp_path / f"{number}.db") as fresh:
            alone = Answerer(fresh, scorer=scorer)
            for question in QUESTIONS:
                ours, theirs = partial.answer(question), alone.answer(question)
                assert ours.status == theirs.status, question
                assert ours.statement == theirs.statement, question
                assert ours.citations == theirs.citations, question
                assert ours.choices == theirs.choices, question
                assert ours.understood_as == theirs.understood_as, question


def test_meaning_finds_only_what_is_shown(whole, word_encoder, tmp_path, files):
    """The nearest passages are those of the other documents."""
    path = tmp_path / "library.db"
    build(files, path)
    encoder = word_encoder()
    build_vectors(path, encoder)
    with Library.open(path) as library:
        dense = DenseIndex(library, encoder, Vectors.open(library, encoder))
        for hidden in subsets(library):
            view = library.without(hidden)
            found = dense.within(view).search("kinh phí thực hiện", k=10_000)
            assert len(found) == view.passage_count
            assert set(view.passages(i for i, _ in found)) == {i for i, _ in found}
            assert len(dense.search("kinh phí thực hiện", k=10_000)) == library.passage_count
