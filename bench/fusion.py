"""Merging the ranking by words with the ranking by meaning."""

from collections.abc import Mapping


def convex_combination(
    lexical: Mapping[str, float], dense: Mapping[str, float], *, weight: float
) -> list[tuple[str, float]]:
    """Merge two scorings of passages: (1 - weight) × lexical + weight × dense.

    Each scoring is first brought to 0..1 by its own lowest and highest score, so that neither
    its unit nor its zero counts, only the distances. On the project's questions this is ahead of
    reciprocal rank fusion, which forgets by how much the first is ahead of the second.
    Source: Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", ACM
    TOIS 42 (2023), who find the same.

    Args:
        lexical: Passage id to BM25.
        dense: Passage id to cosine. An id that one of the two lacks counts as its lowest.
        weight: The share of `dense`, in 0..1.

    Returns:
        (passage id, score) pairs, highest score first; on equal scores those of `lexical` come
        first, each in the order given. Scores lie in 0..1.

    Raises:
        ValueError: If the weight is not in 0..1.
    """
    if not 0 <= weight <= 1:
        raise ValueError(f"not a share: {weight}")
    left, right = _min_max(lexical), _min_max(dense)
    merged = [
        (each, (1 - weight) * left.get(each, 0.0) + weight * right.get(each, 0.0))
        for each in {**left, **right}
    ]
    return sorted(merged, key=lambda pair: -pair[1])


def _min_max(scores: Mapping[str, float]) -> dict[str, float]:
    """The scores between 0 for the lowest and 1 for the highest; 1 where all are equal."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    if low == high:
        return dict.fromkeys(scores, 1.0)
    return {each: (score - low) / (high - low) for each, score in scores.items()}
