"""Questions that ask the same, put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import token_sort_ratio

from bot.state.gaps import Gap
from knowledge.text import folded_syllables

# From this likeness on, in percent, two questions with the same numbers are one.
_ALIKE = 85
# Questions that are compared with one another, the latest.
_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions that ask the same, the latest first."""

    gaps: tuple[Gap, ...]

    @property
    def id(self) -> int:
        """The number of the latest question stands for all."""
        return self.gaps[0].id

    @property
    def text(self) -> str:
        """The question as it was asked last."""
        return self.gaps[0].text

    @property
    def bad(self) -> int:
        """How often an answer to it was found bad."""
        return sum(gap.why == "bad" for gap in self.gaps)


def question_key(text: str) -> str:
    """What tells questions apart: their syllables without accents, case and marks."""
    return " ".join(folded_syllables(text))


def grouped(gaps: Sequence[Gap]) -> tuple[Group, ...]:
    """The questions by what they ask, the most asked first, then the latest."""
    groups: list[tuple[str, list[Gap]]] = []
    for gap in gaps[:_MOST]:
        key = question_key(gap.text)
        found = next((held for known, held in groups if _same(key, known)), None)
        if found is None:
            groups.append((key, [gap]))
        else:
            found.append(gap)
    made = [Group(gaps=tuple(held)) for _, held in groups]
    return tuple(sorted(made, key=lambda group: (-len(group.gaps), -group.id)))


def _same(left: str, right: str) -> bool:
    # "mục 3.2" and "mục 3.3" look alike and ask for different things.
    if _numbers(left) != _numbers(right):
        return False
    return left == right or token_sort_ratio(left, right) >= _ALIKE


def _numbers(key: str) -> list[str]:
    return sorted(word for word in key.split() if any(sign.isdecimal() for sign in word))
