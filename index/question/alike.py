"""Whether two questions ask the same, by their words alone."""

from rapidfuzz.fuzz import token_sort_ratio

from knowledge.text import folded_syllables

# From this likeness on, in percent, two questions with the same numbers are one.
_ALIKE = 85


def question_key(text: str) -> str:
    """What tells questions apart: their syllables without accents, case and marks."""
    return " ".join(folded_syllables(text))


def asks_the_same(left: str, right: str) -> bool:
    """Whether two questions, given by their keys, ask the same in about the same words."""
    # "mục 3.2" and "mục 3.3" look alike and ask for different things.
    if _numbers(left) != _numbers(right):
        return False
    return left == right or token_sort_ratio(left, right) >= _ALIKE


def _numbers(key: str) -> list[str]:
    return sorted(word for word in key.split() if any(sign.isdecimal() for sign in word))
