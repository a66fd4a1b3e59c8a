"""Merging two rankings by their scores."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.fusion import convex_combination

IDS = st.text(alphabet="abcdefgh", min_size=1, max_size=2)
SCORES = st.dictionaries(IDS, st.integers(-200, 200).map(lambda each: each / 4), max_size=12)
WEIGHTS = st.integers(0, 20).map(lambda each: each / 20)


def test_by_hand():
    """Two of three points apart, a quarter of the weight on meaning: as worked out on paper."""
    merged = convex_combination(
        {"a": 30.0, "b": 20.0, "c": 10.0}, {"c": 0.9, "b": 0.8, "d": 0.7}, weight=0.25
    )

    assert [each for each, _ in merged] == ["a", "b", "c", "d"]
    assert [score for _, score in merged] == pytest.approx([0.75, 0.5, 0.25, 0.0])


@given(SCORES, SCORES, WEIGHTS)
def test_every_passage_once_in_order(lexical, dense, weight):
    """The union comes out, each once, with falling scores in 0..1."""
    merged = convex_combination(lexical, dense, weight=weight)
    scores = [score for _, score in merged]

    assert sorted(each for each, _ in merged) == sorted({*lexical, *dense})
    assert scores == sorted(scores, reverse=True)
    assert all(-1e-12 <= score <= 1 + 1e-12 for score in scores)


@given(SCORES, SCORES, WEIGHTS, st.sampled_from([0.25, 2, 1024]), st.integers(-100, 100))
def test_scales_do_not_count(lexical, dense, weight, factor, shift):
    """Neither the unit nor the zero of a scoring changes what comes out."""
    scaled = {each: factor * score + shift for each, score in lexical.items()}
    once = convex_combination(lexical, dense, weight=weight)
    other = convex_combination(scaled, dense, weight=weight)

    assert dict(other) == pytest.approx(dict(once), abs=1e-9)


@given(SCORES, SCORES)
def test_the_ends_of_the_weight(lexical, dense):
    """With all the weight on one side, that side's order comes out."""
    for weight, scoring in ((0.0, lexical), (1.0, dense)):
        order = [
            each for each, _ in convex_combination(lexical, dense, weight=weight) if each in scoring
        ]
        assert [scoring[each] for each in order] == sorted(scoring.values(), reverse=True)


@given(SCORES, SCORES, WEIGHTS)
def test_better_in_both_is_better(lexical, dense, weight):
    """A passage that both sides put above another is not below it afterwards."""
    merged = dict(convex_combination(lexical, dense, weight=weight))
    both = set(lexical) & set(dense)
    for first in both:
        for second in both:
            if lexical[first] >= lexical[second] and dense[first] >= dense[second]:
                assert merged[first] >= merged[second] - 1e-12


@pytest.mark.parametrize("weight", [-0.1, 1.1, math.nan])
def test_a_weight_is_a_share(weight):
    """A weight outside 0..1 is refused."""
    with pytest.raises(ValueError, match="not a share"):
        convex_combination({}, {}, weight=weight)
