"""Questions that ask the same, put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.state.gaps import Gap
from index.question.alike import asks_the_same, question_key

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


def grouped(gaps: Sequence[Gap]) -> tuple[Group, ...]:
    """The questions by what they ask, the most asked first, then the latest."""
    groups: list[tuple[str, list[Gap]]] = []
    for gap in gaps[:_MOST]:
        key = question_key(gap.text)
        found = next((held for known, held in groups if asks_the_same(key, known)), None)
        if found is None:
            groups.append((key, [gap]))
        else:
            found.append(gap)
    made = [Group(gaps=tuple(held)) for _, held in groups]
    return tuple(sorted(made, key=lambda group: (-len(group.gaps), -group.id)))
