"""Words of an office's own, and bodies that took over from others, as its admins declare them.

They change how a question is read, and add a line to an answer; a quotation is never changed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.names.agencies import BodyMention, find_bodies
from knowledge.names.agency_table import Agency
from knowledge.names.succession import predecessors, successors
from knowledge.text import fold, nfc

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseWord:
    """What is said in an office, and what it means there: "họp giao ban", "hội nghị tuần"."""

    said: str
    meant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A body that is named in a text and was reorganised: who took over, since when, who says so.

    Attributes:
        old: As it is named.
        new: The bodies that took over, several where its functions were divided.
        since: The first day of the new ones.
        sources: What decided it.
    """

    old: str
    new: tuple[str, ...]
    since: date | None
    sources: tuple[str, ...]


class HouseNames:
    """What an office has declared, ready to be applied to questions and answers."""

    def __init__(self, words: Sequence[HouseWord] = (), bodies: Sequence[Agency] = ()) -> None:
        """Args: words: Told apart by their folded words. bodies: Those that were reorganised."""
        self._words = {_folded(each.said): each for each in words if _folded(each.said)}
        self._longest = max(map(len, self._words), default=0)
        self._bodies = tuple(bodies)

    def written_out(self, text: str) -> str:
        """A question with the words of the house as plans write them.

        They may be typed without accents; where the meaning stands already nothing is changed.
        """
        if not self._words:
            return text
        text = nfc(text)
        words = list(_WORD.finditer(text))
        folded = [fold(word.group()) for word in words]
        written, behind, n = [], 0, 0
        while n < len(words):
            found = self._at(words, folded, n)
            if found is None:
                n += 1
                continue
            count, meant = found
            written += [text[behind : words[n].start()], meant]
            behind = words[n + count - 1].end()
            n += count
        return "".join([*written, text[behind:]])

    def _at(
        self, words: Sequence[re.Match[str]], folded: Sequence[str], n: int
    ) -> tuple[int, str] | None:
        """How many words from the n-th on are said for something else, and what that is."""
        for count in range(min(self._longest, len(words) - n), 0, -1):
            said = self._words.get(tuple(folded[n : n + count]))
            if said is None or not _accents_agree(words[n : n + count], said.said):
                continue
            if not _stands(_folded(said.meant), folded, n, count):
                return count, said.meant
        return None

    def known_before(self, bodies: Sequence[BodyMention], today: date) -> tuple[BodyMention, ...]:
        """Bodies with the names of those that they took over from, as older plans call them."""
        if not self._bodies:
            return tuple(bodies)
        return tuple(self._with_older(body, today) for body in bodies)

    def _with_older(self, body: BodyMention, today: date) -> BodyMention:
        names = body.names or (body.printed,)
        older = [old.name for name in names for old in predecessors(name, self._bodies, today)]
        return replace(body, names=tuple(dict.fromkeys((*body.names, *older))))

    def renamed(self, text: str, today: date) -> tuple[Renamed, ...]:
        """The bodies in a text that were reorganised by that day, each once, in reading order."""
        found: dict[tuple[str, ...], Renamed] = {}
        # Line by line: a name is not read on into the line below.
        lines = text.splitlines() if self._bodies else []
        for body in (each for line in lines for each in find_bodies(line)):
            taken = successors(body.printed, self._bodies, today)
            if taken:
                old = next(a for a in self._bodies if set(a.successors) & set(taken))
                until = old.valid_to
                new = tuple(dict.fromkeys(each.name for each in taken))
                renamed = Renamed(
                    old=body.printed,
                    new=new,
                    since=date.fromordinal(until.toordinal() + 1) if until is not None else None,
                    sources=tuple(dict.fromkeys(each.source for each in taken)),
                )
                found.setdefault(new, renamed)
        return tuple(found.values())


def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(nfc(text)))


def _accents_agree(words: Sequence[re.Match[str]], said: str) -> bool:
    """Whether words have the accents of a name, or none."""
    wanted = [word.lower() for word in _WORD.findall(nfc(said))]
    typed = [word.group().lower() for word in words]
    return all(t in (w, fold(t)) for t, w in zip(typed, wanted, strict=True))


def _stands(meant: Sequence[str], folded: Sequence[str], n: int, count: int) -> bool:
    """Whether the meaning is written around the words at n already."""
    length = len(meant)
    return any(
        tuple(folded[start : start + length]) == tuple(meant)
        for start in range(max(0, n + count - length), n + 1)
    )


NO_HOUSE_NAMES = HouseNames()
