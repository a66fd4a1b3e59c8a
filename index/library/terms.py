"""The terms of the lexical index: syllables, and pairs of neighbouring ones."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from knowledge.text import folded_syllables


def single_terms(tokens: Iterable[str]) -> list[str]:
    """The folded syllables that are indexed: all but lines of underscores to be filled in."""
    return [token for token in tokens if token.strip("_")]


def pair_terms(singles: Sequence[str]) -> list[str]:
    """Neighbouring syllables joined, `ke_hoach`: most Vietnamese words have two syllables."""
    return [f"{left}_{right}" for left, right in pairwise(singles)]


def term_columns(breadcrumb: str, text: str) -> tuple[list[str], list[str], list[str], list[str]]:
    """The terms of a passage by column of the index: breadcrumb, its pairs, text, its pairs."""
    head = single_terms(folded_syllables(breadcrumb))
    body = single_terms(folded_syllables(text))
    return head, pair_terms(head), body, pair_terms(body)
