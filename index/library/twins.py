"""Passages of different documents that say the same in the same words."""

import re
from collections.abc import Iterable
from functools import lru_cache

from index.library.passage import Passage
from knowledge.text import folded_syllables

# What is printed in front of a paragraph: its label, and bullets.
_LABEL = re.compile(r"^\W*(?:(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)/]\s+)?")
# Words that may be there or not without another thing being said.
_FILLERS = re.compile(r"\b(?:này|các|những|và|thì|là|việc)\b", re.IGNORECASE)

# Wordings kept, some KB each.
_KEPT = 2_000

Wording = tuple[str, ...]


def wording_of(text: str) -> Wording:
    """What two passages that say the same have in common.

    All syllables in their order but for accents, signs, the label in front and a few fillers.
    Every other word counts: with one more number, name or "không" it is another statement.
    """
    return tuple(folded_syllables(_FILLERS.sub(" ", _LABEL.sub("", text))))


class Twins:
    """Tells passages that repeat others; remembers the wording of what it has read."""

    def __init__(self) -> None:
        self._wording = lru_cache(maxsize=_KEPT)(wording_of)

    def gather(self, passages: Iterable[Passage], k: int) -> list[tuple[Passage, ...]]:
        """The first `k` passages that say different things, each with those that repeat it.

        Only another document repeats a passage; what one document says twice stays apart.

        Args:
            passages: The best first.
            k: How many at most.
        """
        groups: list[list[Passage]] = []
        first: dict[Wording, list[Passage]] = {}
        for passage in passages:
            wording = self._wording(passage.text)
            group = first.get(wording)
            if group is not None and all(passage.document_id != p.document_id for p in group):
                group.append(passage)
            elif len(groups) < k:
                groups.append([passage])
                first.setdefault(wording, groups[-1])
        return [tuple(group) for group in groups]
