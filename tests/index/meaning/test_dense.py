"""Ranking by meaning, over a whole library and within some documents."""

import numpy as np
import pytest

from index.library.store import Library
from index.meaning.dense import LONGEST_QUESTION, DenseIndex
from index.meaning.vectors import Vectors
from index.meaning.vectors_build import build_vectors


def passages_of(library):
    """All passages of an opened library in its order."""
    return [each for card in library.documents for each in library.passages_of(card.id)]


@pytest.fixture
def dense(library, word_encoder):
    """The passages of the library by meaning."""
    encoder = word_encoder()
    build_vectors(library, encoder)
    with Library.open(library) as opened:
        yield DenseIndex(opened, encoder, Vectors.open(opened, encoder))


def test_a_passage_is_nearest_to_its_own_words(dense, library):
    """Asked with the words of a passage, that passage comes first."""
    with Library.open(library) as opened:
        passage = passages_of(opened)[77]

    assert dense.search(passage.text, k=3)[0][0] == passage.id


def test_search_within_documents(dense, library):
    """A scoped search gives the unscoped order of the passages of those documents."""
    with Library.open(library) as opened:
        first, _, third = (card.id for card in opened.documents)
    everything = dense.search("kinh phí đào tạo", k=150)
    scoped = dense.search("kinh phí đào tạo", k=150, documents={first, third})

    wanted = [pair for pair in everything if pair[0].split("#")[0] in (first, third)]
    assert [each for each, _ in scoped] == [each for each, _ in wanted]
    np.testing.assert_allclose([c for _, c in scoped], [c for _, c in wanted], atol=1e-6)
    assert dense.search("kinh phí", documents=[]) == []


def test_cosines_of_passages_found_otherwise(dense):
    """`cosines` gives what `search` gives, for the passages asked for that exist."""
    ranked = dense.search("kinh phí đào tạo", k=150)
    asked = [each for each, _ in ranked[40:60]]

    found = dense.cosines("kinh phí đào tạo", [*reversed(asked), "unknown"])
    assert set(found) == set(asked)
    for each, cosine in ranked[40:60]:
        assert found[each] == pytest.approx(cosine, abs=1e-6)
    assert dense.cosines("kinh phí", []) == {}


def test_a_question_is_encoded_once(dense):
    """The model is not asked again for a question that was just asked."""
    for _ in range(3):
        dense.search("kinh phí")
        dense.cosines("kinh phí", [])

    assert dense.encoder.asked == ["kinh phí"]


def test_a_question_of_five_thousand_syllables(dense):
    """A pasted page is read up to its thousandth character."""
    assert len(dense.search("kinh phí " * 2500, k=5)) == 5
    assert len(dense.encoder.asked[-1]) == LONGEST_QUESTION
